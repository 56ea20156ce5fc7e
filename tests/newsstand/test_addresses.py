from hypothesis import given
from hypothesis import strategies as st

from presspass.newsstand.addresses import path, slug


def test_a_name_becomes_words_joined_by_hyphens() -> None:
    assert slug("The Harbour\u2019s Edge, (Part 2)") == "the-harbours-edge-part-2"
    assert slug("Crème brûlée") == "creme-brulee"


def test_every_script_has_addresses() -> None:
    assert slug("Новости дня") == "новости-дня"
    assert path("topics", "новости") == "/topics/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"


@given(st.text())
def test_an_address_is_one_segment_and_stays_as_it_is(name: str) -> None:
    found = slug(name)
    assert slug(found) == found
    assert "/" not in found
    assert "." not in found
