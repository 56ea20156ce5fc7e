"""What is no page streams through untouched, both ways."""

import asyncio
import os
import re
import time
from collections.abc import Callable
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from typing import Any

import pytest

from tests.servers.gate import Gate
from tests.servers.site import Asked, Reply, Site

pytestmark = pytest.mark.server

BINARY = bytes(range(256)) * 257
PNG = ("content-type", "image/png")


def test_an_image_passes_byte_for_byte_with_its_lines(site: Site, gate: Gate) -> None:
    lines = [PNG, ("etag", '"a"'), ("cache-control", "public, max-age=9"), ("x-other", "kept")]

    async def picture(_: Asked, reply: Reply) -> None:
        await reply.send(BINARY, headers=lines)

    site.on("/picture.png", picture)
    answer = gate.get("/picture.png")
    assert answer.body == BINARY
    assert [answer.one(name) for name, _ in lines] == [value for _, value in lines]
    assert answer.one("content-length") == str(len(BINARY))
    assert answer.cookie is None
    assert answer.one("presspass-receipt") is None


def test_a_video_is_served_in_ranges(site: Site, gate: Gate) -> None:
    async def video(asked: Asked, reply: Reply) -> None:
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


def test_a_conditional_request_for_an_image_gets_the_origins_304(site: Site, gate: Gate) -> None:
    async def picture(asked: Asked, reply: Reply) -> None:
        if asked.one("if-none-match") == '"a"':
            await reply.head("304 Not Modified", [("etag", '"a"')])
        else:
            await reply.send(BINARY, headers=[PNG, ("etag", '"a"')])

    site.on("/conditional.png", picture)
    assert gate.get("/conditional.png").status == 200
    again = gate.get("/conditional.png", if_none_match='"a"')
    assert (again.status, again.body) == (304, b"")


def test_a_large_download_flows_through_without_being_held(site: Site, gate: Gate) -> None:
    megabyte = os.urandom(2**20)
    megabytes = 200

    async def download(_: Asked, reply: Reply) -> None:
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


def test_a_slow_reader_holds_up_the_origin_and_not_our_memory(site: Site, gate: Gate) -> None:
    sent = [0]

    async def download(_: Asked, reply: Reply) -> None:
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


def test_bodies_go_up_untouched_whatever_their_framing(site: Site, gate: Gate) -> None:
    async def echo(asked: Asked, reply: Reply) -> None:
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


def test_a_large_upload_flows_through(site: Site, gate: Gate) -> None:
    async def count(asked: Asked, reply: Reply) -> None:
        await reply.send(str(len(asked.body)).encode(), headers=[("content-type", "text/plain")])

    site.on("/upload", count)
    before = _memory(gate)
    answer = gate.get("/upload", method="POST", body=bytes(30 * 2**20))
    assert answer.body == str(30 * 2**20).encode()
    assert _memory(gate) - before < 25 * 2**20


def test_an_upload_that_expects_100_continue_is_let_through(site: Site, gate: Gate) -> None:
    async def echo(asked: Asked, reply: Reply) -> None:
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
    site: Site, gate: Gate, wait: Callable[..., Any]
) -> None:
    heard: list[float] = []
    step = asyncio.Event()

    async def events(_: Asked, reply: Reply) -> None:
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


def test_a_download_that_breaks_off_does_not_end_cleanly(site: Site, gate: Gate) -> None:
    async def breaking(_: Asked, reply: Reply) -> None:
        lines = [("content-type", "application/zip"), ("transfer-encoding", "chunked")]
        await reply.head("200 OK", lines)
        await reply.chunk(b"\0half of it")
        await asyncio.sleep(0.1)
        reply.abort()

    site.on("/breaking.zip", breaking)
    with pytest.raises((IncompleteRead, ConnectionResetError)):
        gate.get("/breaking.zip")


def test_a_download_of_known_length_that_breaks_off_does_not_end_cleanly(
    site: Site, gate: Gate
) -> None:
    async def breaking(_: Asked, reply: Reply) -> None:
        await reply.head("200 OK", [("content-type", "application/zip"), ("content-length", "99")])
        await reply.raw(b"\0half of it")
        await asyncio.sleep(0.1)
        reply.abort()

    site.on("/short.zip", breaking)
    with pytest.raises((IncompleteRead, ConnectionResetError)) as broken:
        gate.get("/short.zip")
    if isinstance(broken.value, IncompleteRead):
        assert broken.value.partial in (b"", b"\0half of it")


def test_head_brings_the_lines_and_no_body(site: Site, gate: Gate) -> None:
    async def picture(asked: Asked, reply: Reply) -> None:
        if asked.method == "HEAD":
            await reply.head("200 OK", [PNG, ("content-length", "65792")])
        else:
            await reply.send(BINARY, headers=[PNG])

    site.on("/head.png", picture)
    answer = gate.get("/head.png", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.one("content-length") == "65792"


def _memory(gate: Gate) -> int:
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
