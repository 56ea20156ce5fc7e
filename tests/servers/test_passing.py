"""What is no gated page passes untouched and streamed, both ways."""

import asyncio
import gzip
import os
import re
import time
from collections.abc import Callable
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.servers.conftest import Asked, Gate, Reply, Site

pytestmark = pytest.mark.server

BINARY = bytes(range(256)) * 257
PNG = ("content-type", "image/png")


def test_an_image_passes_byte_for_byte_with_its_lines(site: "Site", gate: "Gate") -> None:
    lines = [PNG, ("etag", '"a"'), ("cache-control", "public, max-age=9"), ("x-other", "kept")]

    async def picture(_: "Asked", reply: "Reply") -> None:
        await reply.send(BINARY, headers=lines)

    site.on("/picture.png", picture)
    answer = gate.get("/picture.png")
    assert answer.body == BINARY
    assert [answer.one(name) for name, _ in lines] == [value for _, value in lines]
    assert answer.one("content-length") == str(len(BINARY))
    assert answer.cookie is None
    assert answer.one("presspass-receipt") is None


def test_a_video_is_served_in_ranges(site: "Site", gate: "Gate") -> None:
    async def video(asked: "Asked", reply: "Reply") -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", asked.one("range") or "")
        if wanted is None:
            await reply.send(BINARY, headers=[("content-type", "video/mp4")])
            return
        first, last = int(wanted[1]), int(wanted[2])
        lines = [
            ("content-type", "video/mp4"),
            ("content-range", f"bytes {first}-{last}/{len(BINARY)}"),
            ("accept-ranges", "bytes"),
        ]
        await reply.send(BINARY[first : last + 1], status="206 Partial Content", headers=lines)

    site.on("/video.mp4", video)
    for _ in range(2):
        part = gate.get("/video.mp4", range="bytes=100-299")
        assert part.status == 206
        assert part.body == BINARY[100:300]
        assert part.one("content-range") == f"bytes 100-299/{len(BINARY)}"
    assert gate.get("/video.mp4").body == BINARY


def test_a_conditional_request_for_an_image_gets_the_origins_304(
    site: "Site", gate: "Gate"
) -> None:
    async def picture(asked: "Asked", reply: "Reply") -> None:
        if asked.one("if-none-match") == '"a"':
            await reply.head("304 Not Modified", [("etag", '"a"')])
        else:
            await reply.send(BINARY, headers=[PNG, ("etag", '"a"')])

    site.on("/conditional.png", picture)
    assert gate.get("/conditional.png").status == 200
    again = gate.get("/conditional.png", if_none_match='"a"')
    assert (again.status, again.body) == (304, b"")


def test_a_large_download_flows_through_without_being_held(site: "Site", gate: "Gate") -> None:
    megabyte = os.urandom(2**20)
    megabytes = 200

    async def download(_: "Asked", reply: "Reply") -> None:
        lines = [
            ("content-type", "application/zip"),
            ("content-length", str(megabytes * len(megabyte))),
        ]
        await reply.head("200 OK", lines)
        for _part in range(megabytes):
            await reply.raw(megabyte)

    site.on("/large.zip", download)
    before = _memory(gate)
    connection = HTTPConnection("127.0.0.1", gate.port, timeout=20)
    connection.request("GET", "/large.zip")
    answer = connection.getresponse()
    most, size = 0, 0
    while part := answer.read(2**20):
        size += len(part)
        most = max(most, _memory(gate))
        assert part[0] == megabyte[(size - len(part)) % len(megabyte)]
    connection.close()
    assert size == megabytes * len(megabyte)
    assert most - before < 40 * 2**20


def test_a_slow_reader_holds_up_the_origin_and_not_our_memory(site: "Site", gate: "Gate") -> None:
    sent = [0]

    async def download(_: "Asked", reply: "Reply") -> None:
        await reply.head("200 OK", [("content-type", "application/zip"), ("connection", "close")])
        for _part in range(200):
            await reply.raw(bytes(2**20))
            sent[0] += 1

    site.on("/slow.zip", download)
    with gate.connect() as sock:
        sock.sendall(b"GET /slow.zip HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
        assert sock.recv(1000)
        time.sleep(1)
    assert sent[0] < 50


def test_bodies_go_up_untouched_whatever_their_framing(site: "Site", gate: "Gate") -> None:
    async def echo(asked: "Asked", reply: "Reply") -> None:
        lines = [("content-type", "application/octet-stream"), ("x-method", asked.method)]
        await reply.send(asked.body, headers=lines)

    site.on("/echo", echo)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = gate.get("/echo", method=method, body=BINARY, content_type="text/odd")
        assert (answer.body, answer.one("x-method")) == (BINARY, method)
        asked = site.hits("/echo")[-1]
        assert asked.all("content-type") == ["text/odd"]
        assert asked.all("content-length") == [str(len(BINARY))]
        assert asked.one("transfer-encoding") is None
    chunked = gate.raw(
        b"POST /echo HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n"
        b"transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"
    )
    assert chunked.endswith(b"\r\n\r\nabcdefg")
    assert gate.get("/echo", method="POST", body=b"").body == b""


def test_a_large_upload_flows_through(site: "Site", gate: "Gate") -> None:
    async def count(asked: "Asked", reply: "Reply") -> None:
        await reply.send(str(len(asked.body)).encode(), headers=[("content-type", "text/plain")])

    site.on("/upload", count)
    before = _memory(gate)
    answer = gate.get("/upload", method="POST", body=bytes(30 * 2**20))
    assert answer.body == str(30 * 2**20).encode()
    assert _memory(gate) - before < 25 * 2**20


def test_an_upload_that_expects_100_continue_is_let_through(site: "Site", gate: "Gate") -> None:
    async def echo(asked: "Asked", reply: "Reply") -> None:
        await reply.send(asked.body, headers=[("content-type", "text/plain")])

    site.on("/expecting", echo)
    with gate.connect() as sock:
        sock.sendall(
            b"POST /expecting HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 5\r\n"
            b"expect: 100-continue\r\nconnection: close\r\n\r\n"
        )
        assert sock.recv(1000).startswith(b"HTTP/1.1 100 ")
        sock.sendall(b"hello")
        answer = b""
        while part := sock.recv(65_536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"hello")


def test_events_arrive_one_by_one_and_the_origin_sees_the_reader_go(
    site: "Site", gate: "Gate", wait: Callable[..., Any]
) -> None:
    heard: list[float] = []
    step = asyncio.Event()

    async def events(_: "Asked", reply: "Reply") -> None:
        lines = [("content-type", "text/event-stream"), ("transfer-encoding", "chunked")]
        await reply.head("200 OK", lines)
        await reply.chunk(b"data: one\n\n")
        await step.wait()
        await reply.chunk(b"data: two\n\n")
        await reply.gone()
        heard.append(time.monotonic())

    site.on("/events", events)
    connection = HTTPConnection("127.0.0.1", gate.port, timeout=5)
    connection.request("GET", "/events", headers={"accept": "text/event-stream"})
    answer = connection.getresponse()
    assert answer.read1() == b"data: one\n\n"
    site.call(step.set)
    assert answer.read1() == b"data: two\n\n"
    connection.close()
    left = time.monotonic()
    assert wait(lambda: heard, 3)
    assert heard[0] - left < 1.5


def test_a_download_that_breaks_off_does_not_end_cleanly(site: "Site", gate: "Gate") -> None:
    async def breaking(_: "Asked", reply: "Reply") -> None:
        lines = [("content-type", "application/zip"), ("transfer-encoding", "chunked")]
        await reply.head("200 OK", lines)
        await reply.chunk(b"half of it")
        await asyncio.sleep(0.1)
        reply.abort()

    site.on("/breaking.zip", breaking)
    with pytest.raises((IncompleteRead, ConnectionResetError)):
        gate.get("/breaking.zip")


def test_a_download_of_known_length_that_breaks_off_does_not_end_cleanly(
    site: "Site", gate: "Gate"
) -> None:
    async def breaking(_: "Asked", reply: "Reply") -> None:
        await reply.head("200 OK", [("content-type", "application/zip"), ("content-length", "99")])
        await reply.raw(b"half of it")
        await asyncio.sleep(0.1)
        reply.abort()

    site.on("/short.zip", breaking)
    with pytest.raises((IncompleteRead, ConnectionResetError)) as broken:
        gate.get("/short.zip")
    if isinstance(broken.value, IncompleteRead):
        assert broken.value.partial in (b"", b"half of it")


def test_head_brings_the_lines_and_no_body(site: "Site", gate: "Gate") -> None:
    async def picture(asked: "Asked", reply: "Reply") -> None:
        if asked.method == "HEAD":
            await reply.head("200 OK", [PNG, ("content-length", "65792")])
        else:
            await reply.send(BINARY, headers=[PNG])

    site.on("/head.png", picture)
    answer = gate.get("/head.png", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.one("content-length") == "65792"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 T", "308 P"])
@pytest.mark.parametrize("body", [b"", b"<p>Moved</p>"])
def test_redirects_pass_as_they_are(site: "Site", gate: "Gate", status: str, body: bytes) -> None:
    path = f"/moved-{status[:3]}-{len(body)}"

    async def moved(_: "Asked", reply: "Reply") -> None:
        lines = [("location", "/elsewhere?a=b"), *([("content-type", "text/html")] * bool(body))]
        await reply.send(body, status=status, headers=lines)

    site.on(path, moved)
    for more in ({}, {"cookie": "other=1"}, {"accept_encoding": "gzip"}):
        answer = gate.get(path, accept="text/html", **more)
        assert answer.status == int(status[:3])
        assert answer.all("location") == ["/elsewhere?a=b"]
        packed = answer.one("content-encoding") == "gzip"
        assert (gzip.decompress(answer.body) if packed else answer.body) == body
        assert answer.cookie is None


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_without_content_stays_one(site: "Site", gate: "Gate", method: str) -> None:
    async def nothing(_: "Asked", reply: "Reply") -> None:
        await reply.head("204 No Content", [("x-kept", "1")])

    site.on("/nothing", nothing)
    answer = gate.get("/nothing", method=method, accept_encoding="gzip")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.one("content-length") in (None, "0")
    assert answer.one("content-encoding") is None
    assert answer.one("x-kept") == "1"


def test_every_cookie_of_the_origins_passes(site: "Site", gate: "Gate") -> None:
    site.page(
        "/cookies", b"<p>hello", ("set-cookie", "a=1; Path=/"), ("set-cookie", "b=2, and more")
    )
    for path in ("/cookies", "/cookies"):
        assert gate.get(path).all("set-cookie") == ["a=1; Path=/", "b=2, and more"]


def test_lines_of_one_hop_stay_on_it(site: "Site", gate: "Gate") -> None:
    async def hop(_: "Asked", reply: "Reply") -> None:
        lines = [
            ("content-type", "application/octet-stream"),
            ("connection", "x-inner, keep-alive"),
            ("x-inner", "secret"),
            ("keep-alive", "timeout=5"),
            ("proxy-authenticate", "Basic"),
            ("upgrade", "h2c"),
            ("x-outer", "kept"),
        ]
        await reply.send(b"body", headers=lines)

    site.on("/hop", hop)
    answer = gate.raw(
        b"POST /hop HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close, x-mine\r\nx-mine: secret\r\n"
        b"te: trailers\r\nkeep-alive: 1\r\nproxy-authorization: Basic eA==\r\nupgrade: h2c\r\n"
        b"x-yours: kept\r\ncontent-length: 0\r\n\r\n"
    ).lower()
    asked = site.hits("/hop")[-1]
    for name in ("x-mine", "te", "keep-alive", "proxy-authorization", "upgrade"):
        assert asked.one(name) is None, name
    assert asked.one("x-yours") == "kept"
    for name in ("x-inner", "keep-alive", "proxy-authenticate", "upgrade"):
        assert f"\r\n{name}:".encode() not in answer
    assert b"\r\nx-outer: kept" in answer


def test_trailers_do_not_confuse_the_body(site: "Site", gate: "Gate") -> None:
    async def trailing(_: "Asked", reply: "Reply") -> None:
        lines = [
            ("content-type", "text/plain"),
            ("transfer-encoding", "chunked"),
            ("trailer", "x-sum"),
        ]
        await reply.head("200 OK", lines)
        await reply.raw(b"5\r\nhello\r\n0\r\nx-sum: 12\r\n\r\n")

    site.on("/trailing", trailing)
    for _ in range(2):
        answer = gate.get("/trailing")
        assert (answer.status, answer.body) == (200, b"hello")


def test_a_free_page_keeps_its_lines_and_its_bytes(site: "Site", gate: "Gate") -> None:
    body = "<!doctype html><meta charset=utf-8><p>frei für alle\r\n<P CLASS=x>".encode()
    lines = [
        ("etag", '"v1"'),
        ("last-modified", "Mon, 01 Jun 2026 10:00:00 GMT"),
        ("cache-control", "public, max-age=60"),
        ("content-security-policy", "default-src 'self'"),
        ("link", "</a>; rel=preload"),
        ("link", "</b>; rel=preload"),
    ]
    site.page("/free", body, *lines)
    for _ in range(2):
        answer = gate.get("/free", cookie="other=1")
        assert answer.body == body
        for name, value in lines:
            assert value in answer.all(name)
        assert answer.cookie is None
        assert answer.one("presspass-receipt") is None
    packed = gate.get("/free", accept_encoding="gzip, br")
    assert gzip.decompress(packed.body) == body
    assert packed.one("etag") == 'W/"v1"'
    assert "accept-encoding" in (packed.one("vary") or "").lower()
    for condition in ({"if_none_match": '"v1"'}, {"if_modified_since": lines[1][1]}):
        unchanged = gate.get("/free", **condition)
        assert (unchanged.status, unchanged.body) == (304, b"")
        assert unchanged.one("etag") == '"v1"'
    assert gate.get("/free", if_none_match='"v0"').status == 200


@pytest.mark.parametrize("members", [1, 3])
def test_a_page_that_comes_zipped_is_read(site: "Site", gate: "Gate", members: int) -> None:
    body = site.article(f"zipped {members}")
    third = len(body) // members + 1
    parts = [body[at : at + third] for at in range(0, len(body), third)]
    packed = b"".join(gzip.compress(part) for part in parts)
    site.page(f"/zipped-{members}", packed, ("content-encoding", "gzip"))
    answer = gate.get(f"/zipped-{members}", accept_encoding="gzip")
    plain = gzip.decompress(answer.body)
    assert site.paid in plain
    assert plain.rstrip().endswith(b"</html>")
    assert site.paid in gate.get(f"/zipped-{members}").body


@pytest.mark.parametrize(
    ("path", "coding", "body"),
    [
        ("/odd-br", "br", b"\x8b\x00\x80<p>x</p>\x03"),
        ("/odd-stacked", "gzip, gzip", gzip.compress(gzip.compress(b"<p>x"))),
        ("/odd-broken", "gzip", b"<p>this is no gzip"),
        ("/odd-short", "gzip", gzip.compress(b"<p>x" * 1000)[:-12]),
    ],
)
def test_a_page_that_cannot_be_decoded_is_refused_cleanly(
    site: "Site", gate: "Gate", path: str, coding: str, body: bytes
) -> None:
    site.page(path, body, ("content-encoding", coding))
    answer = gate.get(path)
    assert answer.status == 502
    assert body not in answer.body
    assert answer.one("cache-control") == "private, no-store"


def test_a_page_that_breaks_off_is_no_half_page(site: "Site", gate: "Gate") -> None:
    async def breaking(_: "Asked", reply: "Reply") -> None:
        lines = [("content-type", "text/html"), ("transfer-encoding", "chunked")]
        await reply.head("200 OK", lines)
        await reply.chunk(b"<p>half of a page")
        reply.abort()

    site.on("/half", breaking)
    for cookie in ("", "editor_1=x"):
        answer = gate.get("/half", cookie=cookie)
        assert answer.status == 502
        assert b"half of a page" not in answer.body


def test_forwarded_lines_are_ours_alone(site: "Site", gate: "Gate") -> None:
    site.page("/who", b"<p>who", ("cache-control", "no-store"))
    forged = {
        "x_forwarded_for": "6.6.6.6",
        "x_forwarded_proto": "https",
        "x_forwarded_host": "evil.example",
        "forwarded": "for=6.6.6.6",
        "x_real_ip": "6.6.6.6",
        "x_original_url": "/admin",
        "presspass_reader": "somebody",
        "true_client_ip": "6.6.6.6",
    }
    gate.get("/who", **forged)
    asked = site.hits("/who")[-1]
    assert asked.all("x-forwarded-for") == ["127.0.0.1"]
    assert asked.all("x-forwarded-proto") == ["http"]
    assert asked.all("x-forwarded-host") == [f"127.0.0.1:{gate.port}"]
    assert asked.all("host") == [f"127.0.0.1:{gate.port}"]
    assert "6.6.6.6" not in str(asked.headers)
    for name in ("x-original-url", "presspass-reader", "forwarded", "x-real-ip"):
        assert asked.one(name) is None


def test_our_cookies_stay_ours(site: "Site", gate: "Gate") -> None:
    site.page("/jar", b"<p>jar", ("cache-control", "private"))
    gate.get("/jar", cookie="a=1; presspass_meter=x; presspass_session=y; b=2", accept="text/html")
    assert site.hits("/jar")[-1].one("cookie") == "a=1; b=2"
    gate.get("/jar", cookie="presspass_meter=x", accept="text/html")
    assert site.hits("/jar")[-1].one("cookie") is None


def _memory(gate: "Gate") -> int:
    """The bytes that the largest process of the gate's holds in memory."""
    sizes = []
    for process in (gate.process.pid, *_children(gate.process.pid)):
        text = Path(f"/proc/{process}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", text)
        sizes.append(int(found[1]) * 1024 if found else 0)
    return max(sizes)


def _children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    direct = [int(pid) for task in tasks for pid in task.read_text().split()]
    return [pid for child in direct for pid in (child, *_children(child))]
