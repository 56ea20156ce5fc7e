from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.ids import ArticleId, article_key, new_reader_id

NOW = 1_800_000_000
entropy = st.binary(min_size=10, max_size=10)


@given(st.integers(0, 10**11), entropy)
def test_a_reader_id_is_a_uuid_of_version_7_that_tells_its_second(now: int, chance: bytes) -> None:
    uuid = UUID(bytes=bytes(new_reader_id(now, chance)))
    assert (uuid.version, uuid.variant) == (7, RFC_4122)
    assert uuid.int >> 80 == now * 1000


@given(entropy, entropy)
def test_later_readers_sort_behind_earlier_ones(one: bytes, other: bytes) -> None:
    assert new_reader_id(NOW, one) < new_reader_id(NOW + 1, other)


@given(st.sets(entropy.map(lambda chance: chance[:3] + bytes(7)), min_size=2, max_size=2))
def test_chance_is_not_thrown_away_beside_the_six_fixed_bits(pair: set[bytes]) -> None:
    one, other = pair
    fixed = bytes((0x0F, 0xFF, 0x3F))
    differ = any((a ^ b) & mask for a, b, mask in zip(one, other, fixed, strict=False))
    assert (new_reader_id(NOW, one) != new_reader_id(NOW, other)) == differ


@pytest.mark.parametrize("length", [0, 9, 11, 16])
def test_a_reader_id_takes_ten_random_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="ten"):
        new_reader_id(NOW, bytes(length))


@given(st.text(st.characters()))
def test_an_article_key_fits_a_signed_64_bit_column_whatever_the_page_declares(name: str) -> None:
    assert -(2**63) <= article_key(ArticleId(name)) < 2**63


def test_lone_surrogates_from_a_pages_json_make_keys_of_their_own() -> None:
    assert article_key(ArticleId("a\ud800")) != article_key(ArticleId("a\ud801"))


def test_an_articles_key_is_the_same_in_every_process_and_version() -> None:
    assert article_key(ArticleId("https://news.example/1")) == -1174659912693536255
