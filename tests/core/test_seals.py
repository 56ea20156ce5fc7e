from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.seals import MAX_PAYLOAD_BYTES, MAX_TOKEN_CHARACTERS, Keyring, Opened, Purpose

OLD, NEW = b"o" * 32, b"n" * 48
RING = Keyring((NEW, OLD))
PURPOSES = st.sampled_from(Purpose)
payloads = st.binary(max_size=MAX_PAYLOAD_BYTES)


@given(PURPOSES, payloads)
def test_what_is_sealed_opens(purpose: Purpose, payload: bytes) -> None:
    assert RING.open(purpose, RING.seal(purpose, payload)) == Opened(payload, fresh=True)


@given(PURPOSES, st.text())
def test_no_text_raises_or_opens(purpose: Purpose, token: str) -> None:
    assert RING.open(purpose, token) is None


@given(PURPOSES, st.binary(max_size=200))
def test_no_well_formed_forgery_opens(purpose: Purpose, sealed: bytes) -> None:
    assert RING.open(purpose, urlsafe_b64encode(sealed).decode()) is None


@given(st.data(), st.binary(min_size=1, max_size=60))
def test_a_token_with_any_bit_changed_is_refused(data: st.DataObject, payload: bytes) -> None:
    sealed = bytearray(urlsafe_b64decode(RING.seal(Purpose.METER, payload)))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8
    assert RING.open(Purpose.METER, urlsafe_b64encode(sealed).decode()) is None


@given(PURPOSES, PURPOSES, st.binary(max_size=60))
def test_a_token_of_one_purpose_never_passes_for_another(
    made: Purpose, wanted: Purpose, payload: bytes
) -> None:
    opened = RING.open(wanted, RING.seal(made, payload))
    assert (opened is not None) == (made is wanted)


def test_an_older_key_still_opens_and_asks_to_be_sealed_anew() -> None:
    token = Keyring((OLD,)).seal(Purpose.SESSION, b"who")
    assert RING.open(Purpose.SESSION, token) == Opened(b"who", fresh=False)


def test_a_key_that_was_taken_away_opens_nothing() -> None:
    token = RING.seal(Purpose.SESSION, b"who")
    assert Keyring((OLD,)).open(Purpose.SESSION, token) is None


def test_a_secret_longer_than_the_hash_takes_counts_to_its_last_byte() -> None:
    long = b"s" * 200
    token = Keyring((long + b"a",)).seal(Purpose.METER, b"x")
    assert Keyring((long + b"a",)).open(Purpose.METER, token) is not None
    assert Keyring((long + b"b",)).open(Purpose.METER, token) is None


def test_the_longest_payload_opens_and_a_longer_one_does_not() -> None:
    fits = RING.seal(Purpose.RECEIPT, b"x" * MAX_PAYLOAD_BYTES)
    assert len(fits) == MAX_TOKEN_CHARACTERS
    assert RING.open(Purpose.RECEIPT, fits) is not None
    assert RING.open(Purpose.RECEIPT, RING.seal(Purpose.RECEIPT, b"x" * 1521)) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token + "\n",
        lambda token: token[:4] + "!!!!" + token[4:],
        lambda token: token.replace("-", "+").replace("_", "/"),
        lambda token: token.rstrip("="),
        lambda token: token + "====",
        lambda token: token + "AAAA",
        lambda token: " " + token,
        lambda token: token + "é",
        lambda token: token.lower(),
    ],
)
def test_a_token_has_one_spelling(spoil: Callable[[str], str]) -> None:
    token = RING.seal(Purpose.METER, bytes(range(256)))
    assert "-" in token
    assert "_" in token
    assert token.endswith("=")
    assert RING.open(Purpose.METER, spoil(token)) is None
    assert RING.opened(Purpose.METER, token.encode()) == RING.open(Purpose.METER, token)
    assert RING.opened(Purpose.METER, spoil(token).encode("latin-1")) is None


def test_tokens_are_safe_in_a_cookie_and_in_a_link() -> None:
    for number in range(64):
        token = RING.seal(Purpose.METER, bytes([number] * 25))
        assert not set(token) - set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="
        )


def test_a_ring_without_secrets_says_how_to_make_one() -> None:
    with pytest.raises(ValueError, match="presspass init"):
        Keyring(())


def test_a_short_secret_is_refused_wherever_it_stands() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring((NEW, b"short"))


def test_a_ring_never_shows_its_secrets() -> None:
    assert "nnnn" not in repr(RING)
    assert "nnnn" not in str(RING)


def test_equal_secrets_make_equal_rings() -> None:
    assert Keyring((NEW,)) == Keyring((NEW,))
    assert hash(Keyring((NEW,))) == hash(Keyring((NEW,)))
    assert Keyring((NEW,)) != Keyring((OLD,))


def test_tokens_of_today_open_tomorrow() -> None:
    # Tokens live for months in browsers: a change of this one needs a new version, not a new test.
    token = Keyring((b"k" * 32,)).seal(Purpose.METER, b"payload")
    assert token == "yfwysaU6skr8traPxpRdgnBheWxvYWQ="


@given(PURPOSES, PURPOSES, st.binary(max_size=60), st.binary(max_size=60))
def test_a_digest_is_of_one_secret_and_purpose(
    purpose: Purpose, other: Purpose, secret: bytes, guess: bytes
) -> None:
    digest = RING.digest(purpose, secret)
    assert RING.made(purpose, secret, digest)
    assert RING.made(other, guess, digest) == ((other, guess) == (purpose, secret))


def test_a_digest_is_known_again_for_as_long_as_its_key_is_on_the_ring() -> None:
    digest = Keyring((OLD,)).digest(Purpose.CODE, b"123456")
    assert RING.made(Purpose.CODE, b"123456", digest)
    assert not Keyring((NEW,)).made(Purpose.CODE, b"123456", digest)
