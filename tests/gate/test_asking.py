import asyncio
from collections.abc import AsyncIterator, Iterable
from ipaddress import ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.credentials import CookieJar
from presspass.core.seals import Keyring
from presspass.gate.asking import Asking
from presspass.gate.forwarding import Forwarding
from presspass.gate.headers import first, joined
from presspass.gate.identify import Identify
from presspass.gate.request import Request, join
from presspass.gate.target import canonical
from presspass.ports import Headers, OriginRequest

IDENTIFY = Identify(Keyring((b"s" * 32,)), CookieJar(secure=False))
ASKING = Asking(Forwarding((ip_network("10.0.0.0/8"),)), IDENTIFY, "https")
HOST = (b"host", b"news.example")
READER = [
    HOST,
    (b"user-agent", b"Mozilla/5.0"),
    (b"accept-language", b"de"),
    (b"accept-encoding", b"gzip, br"),
    (b"cookie", b"presspass_meter=T; login=1"),
    (b"authorization", b"Basic eDp5"),
    (b"if-none-match", b'"1"'),
    (b"if-range", b'"1"'),
    (b"range", b"bytes=0-99"),
    (b"sec-purpose", b"prefetch"),
    (b"x-forwarded-for", b"127.0.0.1"),
    (b"x_real_ip", b"127.0.0.1"),
]


def request(
    lines: Iterable[tuple[bytes, bytes]] = READER,
    *,
    method: str = "GET",
    peer: Any = ("203.0.113.9", 4711),
    version: str = "1.1",
    body: Iterable[dict[str, Any]] = (),
) -> Request:
    messages = iter(body)

    async def receive() -> dict[str, Any]:
        return next(messages)

    async def send(_: object) -> None:
        raise AssertionError

    headers = list(lines)
    scope = {
        "type": "http",
        "http_version": version,
        "scheme": "http",
        "method": method,
        "headers": headers,
        "client": peer,
    }
    asked = Request(scope, receive, send, join(headers), 0)
    asked.host, asked.target = b"news.example", canonical(b"/a", b"utm_source=x&p=1")
    return asked


def read(body: AsyncIterator[bytes] | None) -> list[bytes]:
    async def all_of() -> list[bytes]:
        assert body is not None
        return [part async for part in body]

    return asyncio.run(all_of())


def values(asked: OriginRequest, name: bytes) -> list[bytes]:
    return [value for found, value in asked.headers if found == name]


USUAL = [
    (b"accept", b"text/html,application/xhtml+xml,*/*;q=0.8"),
    (b"user-agent", b"Mozilla/5.0 (compatible; Presspass)"),
]


def test_a_shared_request_carries_nothing_of_one_readers_own() -> None:
    asked = ASKING.shared(request(), [(b"if-none-match", b'"ours"')])
    assert (asked.method, asked.target, asked.body) == ("GET", b"/a?p=1", None)
    assert asked.headers == [
        HOST,
        (b"accept-encoding", b"gzip"),
        (b"x-forwarded-for", b"203.0.113.9"),
        (b"x-forwarded-proto", b"https"),
        (b"x-forwarded-host", b"news.example"),
        *USUAL,
        (b"if-none-match", b'"ours"'),
    ]


names = st.sampled_from(
    b"""accept accept-charset accept-language user-agent x-a rsc cookie range if-none-match origin
    referer x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port x-original-url
    x-rewrite-url x-http-method-override forwarded x-host via cache-control connection te
    sec-purpose content-length transfer-encoding x_forwarded_host x-real-ip authorization""".split()
)
values_of = st.sampled_from([b"evil", b"<script>", b"https", b"x-a, user-agent", b"127.0.0.1", b""])
lines_of = st.lists(st.tuples(names, values_of), max_size=8)


@given(lines_of)
def test_no_line_of_a_clients_changes_what_is_asked_for_all(lines: Headers) -> None:
    asked = ASKING.shared(request([HOST, *lines]), [])
    assert asked == ASKING.shared(request([HOST]), [])


@given(lines_of, st.frozensets(names))
def test_requests_alike_in_what_is_told_are_alike(lines: Headers, told: frozenset[bytes]) -> None:
    one = request([HOST, *lines])
    kept = [line for line in one.headers.items() if line[0] in told]
    assert ASKING.shared(one, [], told) == ASKING.shared(request([HOST, *kept]), [], told)
    carried = {name for name, _ in ASKING.shared(one, [], told).headers}
    assert ASKING.could_tell(one, told) <= carried


UNSHAREABLE = b"""
x-forwarded-for x-forwarded-host x-original-url x-rewrite-url x-http-method-override forwarded
x-host presspass-reader cookie authorization range if-none-match content-length sec-purpose
x_real_ip te accept-encoding
"""


@pytest.mark.parametrize("name", UNSHAREABLE.split())
def test_an_answer_that_depends_on_them_does_not_make_them_shareable(name: bytes) -> None:
    told = frozenset({name, b"host"})
    asking = request([HOST, (name, b"evil")])
    assert ASKING.could_tell(asking, told) == frozenset()
    assert (name, b"evil") not in ASKING.shared(asking, [], told).headers


def test_what_answers_depend_on_is_told_in_one_line_in_place_of_ours() -> None:
    lines = [HOST, (b"user-agent", b"A"), (b"rsc", b"1"), (b"rsc", b"2"), (b"x-b", b"c")]
    told = frozenset({b"user-agent", b"rsc", b"accept-language"})
    asked = ASKING.shared(request(lines), [], told)
    assert asked.headers[-3:] == [USUAL[0], (b"user-agent", b"A"), (b"rsc", b"1, 2")]
    assert ASKING.could_tell(request(lines), told) == {b"user-agent", b"rsc"}


def test_a_shared_request_made_for_a_post_or_head_is_a_get_without_its_body() -> None:
    lines = [HOST, (b"content-length", b"5"), (b"content-type", b"text/plain")]
    asked = ASKING.shared(request(lines, method="HEAD"), [])
    assert asked.method == "GET"
    assert not {b"content-length", b"content-type"} & {name for name, _ in asked.headers}


def test_a_readers_own_request_keeps_all_but_our_cookies() -> None:
    asked = ASKING.as_came(request())
    assert asked.target == b"/a?utm_source=x&p=1"
    assert values(asked, b"cookie") == [b"login=1"]
    for name in (b"authorization", b"if-none-match", b"if-range", b"range", b"sec-purpose"):
        assert values(asked, name) == [value for found, value in READER if found == name]
    assert values(asked, b"x-forwarded-for") == [b"203.0.113.9"]
    assert b"x_real_ip" not in {name for name, _ in asked.headers}


def test_a_cookie_line_that_held_ours_alone_is_gone() -> None:
    asked = ASKING.as_came(request([HOST, (b"cookie", b"presspass_session=T")]))
    assert values(asked, b"cookie") == []


def test_a_whole_page_is_asked_for_without_ranges_and_conditions() -> None:
    asked = ASKING.whole(request(method="HEAD"))
    assert asked.method == "GET"
    assert not {b"range", b"if-range", b"if-none-match"} & {name for name, _ in asked.headers}
    assert values(asked, b"cookie") == [b"login=1"]


@pytest.mark.parametrize(
    "lines",
    [
        [(b"range", b"bytes=0-9,20-29")],
        [(b"range", b"bytes=0-9"), (b"range", b"bytes=20-29")],
        [(b"range", b"bytes=0-,0-,0-")],
    ],
)
def test_several_ranges_are_answered_whole_so_that_no_multipart_hides_a_page(
    lines: Headers,
) -> None:
    asked = ASKING.as_came(request([HOST, *lines, (b"if-range", b'"1"')]))
    assert not {b"range", b"if-range"} & {name for name, _ in asked.headers}


def test_forwarded_addresses_are_taken_from_trusted_proxies_alone() -> None:
    lines = [HOST, (b"x-forwarded-for", b"6.6.6.6, 1.2.3.4"), (b"x-forwarded-proto", b"https")]
    trusted = ASKING.as_came(request(lines, peer=("10.0.0.1", 1)))
    assert values(trusted, b"x-forwarded-for") == [b"1.2.3.4"]
    assert values(trusted, b"x-forwarded-proto") == [b"https"]
    stranger = ASKING.as_came(request(lines))
    assert values(stranger, b"x-forwarded-for") == [b"203.0.113.9"]
    assert values(stranger, b"x-forwarded-proto") == [b"http"]


@pytest.mark.parametrize("peer", [None, ("", 0)])
def test_a_client_without_an_address_is_not_forwarded(peer: object) -> None:
    assert values(ASKING.as_came(request([HOST], peer=peer)), b"x-forwarded-for") == []


def test_only_encodings_that_we_can_read_are_asked_for() -> None:
    for said, asked in ((b"br", b"identity"), (b"gzip;q=0", b"identity"), (b"*", b"gzip")):
        lines = [HOST, (b"accept-encoding", said)]
        assert values(ASKING.shared(request(lines), []), b"accept-encoding") == [asked]


PARTS: list[dict[str, Any]] = [
    {"type": "http.request", "body": b"ab", "more_body": True},
    {"type": "http.request", "more_body": True},
    {"type": "http.request", "body": b"cd"},
]


@pytest.mark.parametrize(
    "line", [(b"content-length", b"4"), (b"transfer-encoding", b"chunked"), (b"x", b"http/2")]
)
def test_a_body_goes_on_as_it_comes(line: tuple[bytes, bytes]) -> None:
    version = "2" if line[0] == b"x" else "1.1"
    asked = ASKING.as_came(request([HOST, line], method="POST", body=PARTS, version=version))
    assert b"".join(read(asked.body)) == b"abcd"
    assert values(asked, b"content-length") == ([b"4"] if line[0] == b"content-length" else [])
    assert values(asked, b"transfer-encoding") == []


def test_a_length_beside_chunks_is_not_believed() -> None:
    lines = [HOST, (b"content-length", b"0"), (b"transfer-encoding", b"chunked")]
    asked = ASKING.as_came(request(lines, method="POST", body=PARTS))
    assert asked.body is not None
    assert values(asked, b"content-length") == []


def test_a_post_of_nothing_says_so() -> None:
    asked = ASKING.as_came(request([HOST, (b"content-length", b"0")], method="POST"))
    assert asked.body is None
    assert values(asked, b"content-length") == [b"0"]


@pytest.mark.parametrize("ask", [ASKING.whole, ASKING.as_came])
def test_no_length_is_announced_without_its_body(ask: Any) -> None:
    lines = [HOST, (b"content-length", b"0"), (b"content-type", b"text/plain")]
    assert first(ask(request(lines)).headers, b"content-length") is None
    lines = [HOST, (b"content-length", b"44"), (b"content-type", b"text/plain")]
    assert first(ASKING.whole(request(lines, method="HEAD")).headers, b"content-length") is None


def test_connection_cannot_take_the_length_from_a_body() -> None:
    lines = [HOST, (b"connection", b"content-length"), (b"content-length", b"4")]
    asked = ASKING.as_came(request(lines, method="POST", body=PARTS))
    assert asked.body is None
    assert joined(asked.headers, b"content-length") == b""


def test_a_reader_who_leaves_while_sending_breaks_the_request_off() -> None:
    body = [PARTS[0], {"type": "http.disconnect"}]
    asked = ASKING.as_came(request([HOST, (b"content-length", b"4")], method="PUT", body=body))
    with pytest.raises(ConnectionResetError):
        read(asked.body)
