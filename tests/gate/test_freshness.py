import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.gate.freshness import Freshness, freshness, varies

NOW = 1_800_000_000  # Fri, 15 Jan 2027 08:00:00 GMT
UNSAID = 30
DATE = (b"date", b"Fri, 15 Jan 2027 08:00:00 GMT")
HOUR_LATER = (b"expires", b"Fri, 15 Jan 2027 09:00:00 GMT")


def seconds(*lines: tuple[bytes, bytes]) -> int:
    found = freshness(list(lines), NOW, UNSAID)
    assert not found.personal
    return found.seconds


def control(value: bytes) -> tuple[bytes, bytes]:
    return (b"cache-control", value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"max-age=60", 60),
        (b"Max-Age=60", 60),
        (b"public, max-age=60", 60),
        (b"max-age=60, s-maxage=10", 10),
        (b"s-maxage=0, max-age=60", 0),
        (b'max-age="60"', 60),
        (b"max-age=0060", 60),
        (b"max-age=60 , must-revalidate", 60),
        (b"max-age = 60", 60),
        (b"max-age=60, max-age=600", 60),
        (b"max-age=0", 0),
        (b"max-age", 0),
        (b"max-age=", 0),
        (b"max-age=-5", 0),
        (b"max-age=1.5", 0),
        (b"max-age=soon", 0),
        (b"max-age=\xb2", 0),
        (b"max-age=" + b"9" * 5000, 2**31),
        (b"max-age=99999999999", 2**31),
        (b"max-age=" + b"0" * 20 + b"60", 60),
        (b"no-cache", 0),
        (b"no-cache, max-age=60", 0),
        (b'no-cache="x-a, max-age=60"', 0),
        (b'extension="a, max-age=9999", max-age=60', 60),
        (b'extension="no-store", max-age=60', 60),
        (b"", UNSAID),
        (b",,=,;", UNSAID),
        (b"immutable", UNSAID),
        (b"x-max-age=60", UNSAID),
    ],
)
def test_cache_control_is_read_as_caches_read_it(value: bytes, expected: int) -> None:
    assert seconds(control(value)) == expected


def test_what_says_nothing_is_fresh_for_the_configured_time() -> None:
    assert seconds() == UNSAID


def test_the_time_spent_in_other_caches_is_used_up() -> None:
    assert seconds(control(b"max-age=60"), (b"age", b"20")) == 40
    assert seconds(control(b"max-age=60"), (b"age", b"99")) == 0
    assert seconds(control(b"max-age=60"), (b"age", b"20"), (b"age", b"50")) == 40
    assert seconds(control(b"max-age=60"), (b"age", b"old")) == 60
    assert seconds(control(b"max-age=60"), (b"age", b"9" * 5000)) == 0


def test_expires_counts_from_the_date_of_the_answer() -> None:
    assert seconds(DATE, HOUR_LATER) == 3600
    assert seconds((b"date", b"Fri, 15 Jan 2027 08:30:00 GMT"), HOUR_LATER) == 1800
    assert seconds(HOUR_LATER) == 3600
    assert seconds(HOUR_LATER, DATE, (b"age", b"600")) == 3000
    assert seconds(HOUR_LATER, control(b"max-age=5")) == 5
    assert seconds((b"expires", b"Fri, 15 Jan 2027 07:00:00 GMT"), DATE) == 0


@pytest.mark.parametrize(
    "odd",
    [
        b"0",
        b"-1",
        b"",
        b"never",
        b"Fri, 99 Jan 2027 08:00:00 GMT",
        b"Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        b"Mon, 01 Jan 2030 00:00:00 +99999999",
        b"\xff\xfe",
    ],
)
def test_a_date_that_is_none_is_past(odd: bytes) -> None:
    assert seconds((b"expires", odd), DATE) == 0


def test_all_three_forms_of_dates_are_read() -> None:
    assert seconds((b"expires", b"Friday, 15-Jan-27 09:00:00 GMT")) == 3600
    assert seconds((b"expires", b"Fri Jan 15 09:00:00 2027")) == 3600


@pytest.mark.parametrize(
    "line",
    [
        (b"set-cookie", b"a=1"),
        control(b"private"),
        control(b"Private, max-age=60"),
        control(b'private="x-a"'),
        control(b"no-store"),
        control(b"max-age=60,no-store"),
        (b"vary", b"*"),
        (b"vary", b"Accept, *"),
        (b"vary", b"Cookie"),
        (b"vary", b"accept-encoding,COOKIE"),
        (b"vary", b"Authorization"),
    ],
)
def test_answers_for_one_reader_are_never_kept(line: tuple[bytes, bytes]) -> None:
    lines = [control(b"max-age=60"), line]
    assert freshness(lines, NOW, UNSAID) == Freshness(personal=True, seconds=0)
    assert freshness(lines[::-1], NOW, UNSAID).personal


def test_a_vary_on_another_header_that_sounds_like_it_is_kept() -> None:
    assert not freshness([(b"vary", b"X-Cookie")], NOW, UNSAID).personal


def test_the_names_that_vary_are_sorted_and_the_encoding_is_ours() -> None:
    lines = [(b"vary", b"User-Agent,Accept-Encoding"), (b"vary", b" accept-language ,")]
    assert varies(lines) == (b"accept-language", b"user-agent")
    assert varies([]) == ()


NAMES = [b"cache-control", b"expires", b"date", b"age", b"vary"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.binary(max_size=40)), max_size=5))
def test_no_header_raises(lines: list[tuple[bytes, bytes]]) -> None:
    assert freshness(lines, NOW, UNSAID).seconds >= 0
    varies(lines)
