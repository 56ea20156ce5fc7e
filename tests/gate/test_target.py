from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from presspass.gate.target import Refused, Target, canonical, forgiving

PIECES = (
    rb"/ a A . .. ; % %2 %2e %2E %25 25 2e %2f %5c \ %00 %c3%a9 %C0%AE | [ ~ %7e %32 %65 %3b ? # +"
)
ODD = st.lists(st.sampled_from([*PIECES.split(), b" ", b"\x00", b"\xc3"]), max_size=8).map(
    lambda parts: b"/" + b"".join(parts)
)
paths = ODD | st.binary(max_size=30).map(lambda tail: b"/" + tail)
QUERY_PIECES = rb"& = ; a id=2 utm_source=x fbclid=1 %26 % ?"
queries = st.lists(st.sampled_from([*QUERY_PIECES.split(), b"\xff"]), max_size=8).map(b"".join)


def target(path: bytes, query: bytes = b"") -> Target:
    try:
        return canonical(path, query)
    except Refused:
        assume(condition=False)
        raise


@given(paths, queries)
@example(b"/%25%32%65%25%32%65/a", b"")
def test_the_canonical_form_is_its_own_canonical_form(path: bytes, query: bytes) -> None:
    found = target(path, query)
    wire_path, _, wire_query = found.wire.partition(b"?")
    assert canonical(wire_path, wire_query) == found
    key_path, _, key_query = found.key.partition(b"?")
    assert canonical(key_path, key_query).key == found.key


@given(paths)
@example(b"/%25%32%65%25%32%65/a")
@example(b"/a/%252e%252e/b")
@example(b"/;/")
def test_no_path_climbs_however_often_it_is_decoded(path: bytes) -> None:
    decoded = target(path).path
    for _ in range(3):
        assert b"\\" not in decoded
        assert not any(part < 0x20 or part == 0x7F for part in decoded)
        segments = [part.partition(b";")[0] for part in decoded.split(b"/")]
        assert not {b".", b".."} & set(segments)
        assert b"" not in segments[1:-1]
        decoded = unquote_to_bytes(decoded)


@given(paths)
def test_all_spellings_of_a_path_mean_the_same_bytes(path: bytes) -> None:
    assert unquote_to_bytes(target(path).path) == unquote_to_bytes(path)


@given(paths, queries)
def test_what_goes_on_the_wire_is_plain_ascii(path: bytes, query: bytes) -> None:
    wire = target(path, query).wire
    assert wire.isascii()
    assert not set(wire) & set(b" \r\n\t\x00#\\")


@pytest.mark.parametrize(
    "path",
    [
        b"",
        b"*",
        b"a",
        b"http://other.example/a",
        b"//other.example/a",
        b"/a//b",
        b"/a//",
        b"/.",
        b"/..",
        b"/a/.",
        b"/a/../b",
        b"/a/./b",
        b"/a/..;/b",
        b"/a/..;x=1/b",
        b"/a/.;",
        b"/a/..%3b/b",
        b"/a/..%3B",
        b"/a/%2e%2e/b",
        b"/a/%2E./b",
        b"/a/.%2e",
        b"/a/%252e%252e/b",
        b"/a/%25%32%65%25%32%65/b",
        b"/a/%%32%65/b",
        b"/a/%25252e/b",
        b"/a/%c0%ae%c0%ae/b",
        b"/a%c0%afb",
        b"/a/%e0%80%ae./b",
        b"/a/%u002e%u002e/b",
        b"/a%2fb",
        b"/a%2Fb",
        b"/a%5cb",
        b"/a\\b",
        b"/a%00",
        b"/a%0d%0aSet-Cookie:x",
        b"/a\r\nx",
        b"/a\x00",
        b"/a b",
        b"/a\tb",
        b"/a%7f",
        b"/a#b",
        b"/a?b",
        b"/a%",
        b"/a%4",
        b"/a%zz",
        b"/" + b"a" * 9000,
    ],
)
def test_what_two_servers_could_read_in_two_ways_is_refused(path: bytes) -> None:
    with pytest.raises(Refused):
        canonical(path, b"")


@pytest.mark.parametrize("query", [b"a b", b"a\r\nHost: x", b"\x00", b"a\x7f", b"a#b", b"a\tb"])
def test_a_query_that_could_end_early_is_refused(query: bytes) -> None:
    with pytest.raises(Refused):
        canonical(b"/", query)


@pytest.mark.parametrize(
    ("path", "canonically"),
    [
        (b"/", b"/"),
        (b"/a/", b"/a/"),
        (b"/%61%7e%2D", b"/a~-"),
        (b"/caf%c3%a9", b"/caf%C3%A9"),
        (b"/caf\xc3\xa9", b"/caf%C3%A9"),
        (b"/%e4", b"/%E4"),  # an old site in Latin-1
        (b"/%c0-propos", b"/%C0-propos"),  # "À propos", likewise
        (b"/photos/[2024]|a^b`{c}", b"/photos/%5B2024%5D%7Ca%5Eb%60%7Bc%7D"),
        (b"/a%3Bb", b"/a%3Bb"),
        (b"/a;v=1/b", b"/a;v=1/b"),
        (b"/a...", b"/a..."),
        (b"/.well-known/x", b"/.well-known/x"),
        (b"/...", b"/..."),
        (b"/50%25-off", b"/50%25-off"),
        (b"/a+b,c@d:e=f&g!$'()*", b"/a+b,c@d:e=f&g!$'()*"),
    ],
)
def test_spellings_that_browsers_send_have_one_form(path: bytes, canonically: bytes) -> None:
    assert canonical(path, b"").wire == canonically


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (b"", b""),
        (b"a=1", b"?a=1"),
        (b"utm_source=x&utm_medium=y", b""),
        (b"a=1&utm_source=x&b=2", b"?a=1&b=2"),
        (b"gclid", b""),
        (b"fbclid=&a", b"?a"),
        (b"utm_=1", b"?utm_=1"),
        (b"xutm_source=1", b"?xutm_source=1"),
        (b"id=utm_source", b"?id=utm_source"),
        (b"utm_content=x;id=2", b"?utm_content=x;id=2"),
        (b"id=1&utm_content=x%26id=2", b"?id=1"),
        (b"&&", b"?&&"),
        (b"=", b"?="),
    ],
)
def test_what_only_tracks_readers_stays_out_of_the_key_alone(query: bytes, kept: bytes) -> None:
    found = canonical(b"/a", query)
    assert found.key == b"/a" + kept
    assert found.wire == (b"/a?" + query if query else b"/a")


def test_raw_bytes_of_a_query_reach_the_origin_percent_encoded() -> None:
    assert canonical(b"/s", "q=é".encode()).wire == b"/s?q=%C3%A9"
    assert canonical(b"/s", b"q=\xff&r=%e9").key == b"/s?q=%FF&r=%e9"


def test_long_addresses_are_answered_but_not_kept_in_memory() -> None:
    one = canonical(b"/a", b"x=" + b"y" * 7000)
    assert one.key == b"/a?x=" + b"y" * 7000
    assert canonical(b"/a", b"x=" + b"y" * 7000) is not one
    assert canonical(b"/short", b"") is canonical(b"/short", b"")


@pytest.mark.parametrize(
    "path",
    [
        b"/premium/story",
        b"/PREMIUM/Story",
        b"/premium/story/",
        b"/premium;x=1/story",
        b"/premium/story;jsessionid=1",
        b"/premium%3Bx/story",
        b"/premium./story",
        b"/premium/story..",
        b"/premium/story%20",
        b"/pr%65mium/story",
    ],
)
def test_the_most_forgiving_reading_sees_through_disguises(path: bytes) -> None:
    assert forgiving(path) == "/premium/story"


@given(paths)
def test_every_canonical_path_can_be_read_forgivingly(path: bytes) -> None:
    assert forgiving(target(path).path).startswith("/")
