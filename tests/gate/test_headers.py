import pytest

from presspass.gate.headers import (
    accepts_gzip,
    first,
    for_origin,
    joined,
)

NOTHING: frozenset[bytes] = frozenset()


@pytest.mark.parametrize(
    "forged",
    [
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-proto",
        b"x-forwarded-port",
        b"x-forwarded-prefix",
        b"x-forwarded-scheme",
        b"x-forwarded-ssl",
        b"x-forwarded-user",
        b"x-forwarded",
        b"forwarded",
        b"x-real-ip",
        b"true-client-ip",
        b"cf-connecting-ip",
        b"x-client-ip",
        b"x-original-url",
        b"x-original-uri",
        b"x-original-host",
        b"x-rewrite-url",
        b"x-host",
        b"x-http-method-override",
        b"x-method-override",
        b"x-http-method",
        b"front-end-https",
        b"host",
        b"accept-encoding",
        b"expect",
        b"presspass-receipt",
        b"presspass-anything",
        b"x_forwarded_for",
        b"x_forwarded-for",
        b"cookie_",
        b"x.forwarded.for",
        b"x~real~ip",
        b"content_length",
        b"",
        b"-",
    ],
)
def test_what_only_a_proxy_may_say_never_comes_from_a_client(forged: bytes) -> None:
    lines = [(b"accept", b"*/*"), (forged, b"127.0.0.1"), (b"x-requested-with", b"a")]
    assert for_origin(lines, without=NOTHING) == [lines[0], lines[2]]


def test_lines_that_connection_names_and_those_left_out_are_gone() -> None:
    lines = [
        (b"connection", b"close, X-Hop"),
        (b"x-hop", b"1"),
        (b"range", b"bytes=0-"),
        (b"user-agent", b"a"),
    ]
    assert for_origin(lines, without=frozenset({b"range"})) == [(b"user-agent", b"a")]


def test_everything_else_reaches_the_origin_in_order() -> None:
    lines = [
        (b"user-agent", b"Mozilla/5.0"),
        (b"accept-language", b"de"),
        (b"cookie", b"a=1"),
        (b"sec-fetch-mode", b"navigate"),
        (b"x-csrf-token", b"1"),
        (b"cookie", b"b=2"),
        (b"dnt", b"1"),
    ]
    assert for_origin(lines, without=NOTHING) == lines


def test_first_and_joined_read_repeated_lines() -> None:
    lines = [(b"vary", b"a"), (b"x", b"1"), (b"vary", b"b")]
    assert first(lines, b"vary") == b"a"
    assert first(lines, b"y") is None
    assert joined(lines, b"vary") == b"a, b"
    assert joined(lines, b"y") == b""


@pytest.mark.parametrize(
    "said",
    [
        b"gzip",
        b"GZIP",
        b"x-gzip",
        b"br, gzip",
        b"deflate, gzip;q=1.0, *;q=0.5",
        b"gzip;q=0.001",
        b"gzip; q=0.5",
        b"gzip\t;\tq=1",
        b"gzip ; q = 1.000",
        b"*",
        b"*;q=0.1",
        b"*;q=0, gzip",
        b"identity;q=0, gzip",
        b"gzip;q=1.",
    ],
)
def test_gzip_is_sent_where_it_is_taken(said: bytes) -> None:
    assert accepts_gzip(said)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"br",
        b"identity",
        b"gzip;q=0",
        b"gzip;q=0.",
        b"gzip;q=0.000",
        b"gzip;\tq=0",
        b"gzip ; q=0.0",
        b"GZIP;Q=0",
        b"*;q=0",
        b"*, gzip;q=0",
        b"gzip;q=0, *",
        b"br;q=1, *;q=0.0",
        b"gzip;q=",
        b"gzip;q=many",
        b"gzip;q=-1",
        b"gzipped",
        b"gzip gzip",
        b",;,",
        b"\xff",
    ],
)
def test_gzip_is_not_sent_where_it_is_not_taken(said: bytes) -> None:
    assert not accepts_gzip(said)
