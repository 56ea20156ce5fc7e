import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.hops import end_to_end
from presspass.gate.request import Request, join
from presspass.gate.target import canonical
from presspass.ports import Headers

TOKEN = st.sampled_from([b"host", b"cookie", b"accept", b"x-a", b"connection", b"range"])


def request(lines: Headers) -> Request:
    async def nothing(*_: object) -> None:
        await asyncio.sleep(0)

    scope = {"type": "http", "method": "GET", "headers": lines}
    asked = Request(scope, nothing, nothing, join(lines), 0)  # type: ignore[arg-type]  # never called
    asked.host, asked.target = b"news.example", canonical(b"/a", b"utm_source=x&p=1")
    return asked


def test_lines_are_read_by_name_as_sent() -> None:
    assert join([(b"host", b"a"), (b"accept", b"*/*")]) == {b"host": b"a", b"accept": b"*/*"}
    assert join([]) == {}


def test_repeated_lines_are_joined_as_their_fields_are() -> None:
    lines = [(b"cookie", b"a=1"), (b"accept", b"x"), (b"cookie", b"b=2"), (b"accept", b"y")]
    assert join(lines) == {b"cookie": b"a=1; b=2", b"accept": b"x, y"}


def test_two_hosts_are_no_host_that_anybody_has() -> None:
    assert join([(b"host", b"news.example"), (b"host", b"evil.example")])[b"host"] == (
        b"news.example, evil.example"
    )


@pytest.mark.parametrize("connection", [b"keep-alive", b"Keep-Alive", b"close", b"close, TE"])
def test_a_usual_connection_line_takes_nothing_away(connection: bytes) -> None:
    lines = [(b"connection", connection), (b"cookie", b"a=1")]
    assert join(lines)[b"cookie"] == b"a=1"


@pytest.mark.parametrize("connection", [b"cookie", b"close, Cookie", b"keep-alive,\tCOOKIE "])
def test_what_connection_names_is_seen_by_nobody(connection: bytes) -> None:
    assert b"cookie" not in join([(b"connection", connection), (b"cookie", b"a=1")])


@given(st.lists(st.tuples(TOKEN, TOKEN), max_size=6))
def test_the_gate_never_sees_a_line_that_the_origin_does_not(lines: Headers) -> None:
    sent = {name for name, _ in end_to_end(lines)}
    assert set(join(lines)) - {b"connection"} == sent


def test_a_pages_key_leaves_out_what_only_tracks() -> None:
    assert request([]).key == b"news.example/a?p=1"


@pytest.mark.parametrize(
    "line",
    [
        (b"sec-purpose", b"prefetch"),
        (b"sec-purpose", b"prefetch;prerender"),
        (b"sec-purpose", b"prefetch;anonymous-client-ip"),
        (b"purpose", b"prefetch"),
        (b"x-moz", b"prefetch"),
        (b"x-purpose", b"preview"),
    ],
)
def test_a_browser_that_asks_ahead_is_known(line: tuple[bytes, bytes]) -> None:
    assert request([line]).speculative


@pytest.mark.parametrize("line", [(b"sec-purpose", b""), (b"sec-fetch-mode", b"prefetch")])
def test_a_reader_who_asks_is_no_browser_asking_ahead(line: tuple[bytes, bytes]) -> None:
    assert not request([line]).speculative
