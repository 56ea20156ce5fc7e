"""What only holds over a real socket: aiohttp's own server, its pool, and time running out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from presspass.adapters import http_origin
from presspass.adapters.http_origin import HttpOrigin
from presspass.ports import OriginAnswer, OriginAway, OriginRequest

GET = OriginRequest("GET", b"/a", [(b"host", b"news.example")])
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def site(handler: Handler, host: str | None = None) -> AsyncIterator[HttpOrigin]:
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handler)
    async with TestServer(application, host="127.0.0.1") as server:
        origin = HttpOrigin(f"http://127.0.0.1:{server.port}/", host)
        try:
            yield origin
        finally:
            await origin.close()


async def read(answer: OriginAnswer) -> bytes:
    body = b"".join([chunk async for chunk in answer.chunks()])
    await answer.close()
    return body


async def echo(request: web.Request) -> web.Response:
    headers = {"x-host": request.headers["host"], "x-peer": str(request.transport)}
    return web.Response(body=await request.read(), headers=headers)


def test_nobody_listening_is_away() -> None:
    async def test() -> None:
        origin = HttpOrigin(f"http://127.0.0.1:{unused_port()}")
        with pytest.raises(OriginAway, match="does not answer"):
            await origin.send(GET)
        await origin.close()

    asyncio.run(test())


def test_a_host_that_does_not_exist_is_away() -> None:
    async def test() -> None:
        origin = HttpOrigin("http://nowhere.invalid")
        with pytest.raises(OriginAway, match=r"nowhere\.invalid does not answer"):
            await origin.send(GET)
        await origin.close()

    asyncio.run(test())


def test_an_origin_never_asked_can_be_closed() -> None:
    asyncio.run(HttpOrigin("http://127.0.0.1:1").close())


def test_the_readers_host_is_sent_unless_the_site_knows_itself_by_another() -> None:
    async def test(host: str | None) -> bytes:
        async with site(echo, host) as origin:
            answer = await origin.send(GET)
            await read(answer)
            return dict(answer.headers)[b"x-host"]

    assert asyncio.run(test(None)) == b"news.example"
    assert asyncio.run(test("cms.example")) == b"cms.example"


def test_a_connection_is_used_again() -> None:
    async def test() -> None:
        async with site(echo) as origin:
            peers = set()
            for _ in range(5):
                answer = await origin.send(GET)
                await read(answer)
                peers.add(dict(answer.headers)[b"x-peer"])
            assert len(peers) == 1

    asyncio.run(test())


def test_an_answer_half_read_does_not_spoil_the_next() -> None:
    async def large(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 4_000_000) if request.path == "/large" else web.Response()

    async def test() -> None:
        async with site(large) as origin:
            for _ in range(3):
                answer = await origin.send(OriginRequest("GET", b"/large", []))
                assert (await anext(aiter(answer.chunks()))).startswith(b"xxx")
                await answer.close()
                assert await read(await origin.send(GET)) == b""

    asyncio.run(test())


def test_a_site_that_hangs_up_between_two_requests_is_asked_again() -> None:
    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def test() -> None:
        server = await asyncio.start_server(once, "127.0.0.1", 0)
        origin = HttpOrigin(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        for _ in range(5):
            assert await read(await origin.send(GET)) == b"ok"
        await origin.close()
        server.close()

    asyncio.run(test())


def test_a_silent_site_is_away_before_and_within_its_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_origin, "SILENCE_SECONDS", 0.05)

    async def silent(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        if request.path == "/within":
            await answer.prepare(request)
            await answer.write(b"a")
        await asyncio.sleep(5)
        return answer

    async def test() -> None:
        async with site(silent) as origin:
            with pytest.raises(OriginAway):
                await origin.send(GET)
            answer = await origin.send(OriginRequest("GET", b"/within", []))
            with pytest.raises(OriginAway, match="broke off"):
                await read(answer)
            await answer.close()

    asyncio.run(test())


def test_a_request_waits_for_a_connection_only_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_origin, "CONNECTIONS", 2)
    monkeypatch.setattr(http_origin, "WAIT_SECONDS", 0.05)

    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(b"data: 1\n\n")
        await asyncio.sleep(60)
        return answer

    async def test() -> None:
        async with site(endless) as origin:
            streams = [await origin.send(GET) for _ in range(2)]
            with pytest.raises(OriginAway):
                await origin.send(GET)
            for stream in streams:
                await stream.close()
            await (await origin.send(GET)).close()

    asyncio.run(test())


@pytest.mark.parametrize(
    "answer",
    [
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nbroken header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: " + b"y" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
        b"",
    ],
)
def test_an_answer_that_is_no_http_is_away(answer: bytes) -> None:
    async def broken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()
        await writer.wait_closed()

    async def test() -> None:
        server = await asyncio.start_server(broken, "127.0.0.1", 0)
        origin = HttpOrigin(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        with pytest.raises(OriginAway):
            await origin.send(GET)
        await origin.close()
        server.close()

    asyncio.run(test())


def test_broken_chunks_break_the_answer_off() -> None:
    async def broken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def test() -> None:
        server = await asyncio.start_server(broken, "127.0.0.1", 0)
        origin = HttpOrigin(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        with pytest.raises(OriginAway):
            await read(await origin.send(GET))
        await origin.close()
        server.close()

    asyncio.run(test())


@asynccontextmanager
async def saying(*parts: bytes) -> AsyncIterator[HttpOrigin]:
    """A site that answers every request with these, one after the other, and nothing more."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                for part in parts:
                    writer.write(part)
                    await writer.drain()
                    await asyncio.sleep(0.05)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    talks: set[asyncio.Task[None]] = set()
    server = await asyncio.start_server(
        lambda *both: talks.add(asyncio.ensure_future(talk(*both))), "127.0.0.1", 0
    )
    origin = HttpOrigin(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    try:
        yield origin
    finally:
        await origin.close()
        server.close()
        await asyncio.wait(talks, timeout=2)


@pytest.mark.parametrize("broken", [b"ZZZ\r\n", b"5\r\nhello, \r\n"])
def test_chunks_that_break_later_break_the_answer_off_at_once(broken: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"

    async def test() -> None:
        async with saying(head + b"5\r\nhello\r\n", broken) as origin, asyncio.timeout(5):
            answer = await origin.send(GET)
            with pytest.raises(OriginAway, match="broke off"):
                await read(answer)
            await answer.close()

    asyncio.run(test())


def test_what_broke_before_it_was_read_is_broken_off(caplog: pytest.LogCaptureFixture) -> None:
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"

    async def test() -> None:
        async with saying(head + b"5\r\nhello\r\n", b"ZZZ\r\n") as origin, asyncio.timeout(5):
            answer = await origin.send(GET)
            await asyncio.sleep(0.3)
            with pytest.raises(OriginAway, match="broke off"):
                await read(answer)
            await answer.close()

    asyncio.run(test())
    assert caplog.records == []


def test_a_long_answer_up_to_its_connections_end_is_read_whole_by_a_slow_reader() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 3_000_000)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def test() -> int:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        origin = HttpOrigin(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        answer = await origin.send(GET)
        await asyncio.sleep(0.2)
        size = 0
        async for chunk in answer.chunks():
            size += len(chunk)
            await asyncio.sleep(0.001)
        await origin.close()
        server.close()
        return size

    assert asyncio.run(test()) == 3_000_000


def test_an_event_stream_may_be_silent_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_origin, "SILENCE_SECONDS", 0.1)
    monkeypatch.setattr(http_origin, "EVENTS_SILENCE_SECONDS", 0.6)

    async def quiet(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"content-type": "text/event-stream; charset=utf-8"})
        await answer.prepare(request)
        await answer.write(b"data: one\n\n")
        await asyncio.sleep(0.3)
        await answer.write(b"data: two\n\n")
        await asyncio.sleep(5)
        return answer

    async def test() -> list[bytes]:
        heard = []
        async with site(quiet) as origin:
            answer = await origin.send(GET)
            chunks = answer.chunks()
            heard += [await anext(chunks), await anext(chunks)]
            with pytest.raises(OriginAway, match="broke off"):
                await anext(chunks)
            await answer.close()
        return heard

    assert asyncio.run(test()) == [b"data: one\n\n", b"data: two\n\n"]


@pytest.mark.parametrize("control", [b"\x01", b"\x1f", b"\x7f"])
def test_control_characters_in_lines_become_spaces_and_are_told_of_once(
    control: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nX-Odd: a%sb\r\nX-Tab: a\tb\r\n\r\nok"

    async def test() -> None:
        async with saying(head % control) as origin:
            for _ in range(2):
                answer = await origin.send(GET)
                lines = [(b"content-length", b"2"), (b"x-odd", b"a b"), (b"x-tab", b"a\tb")]
                assert answer.headers == lines
                assert await read(answer) == b"ok"

    asyncio.run(test())
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.endswith(" sends control characters in x-odd")


@pytest.mark.parametrize("status", [b"099 Odd", b"000 None", b"101 Switching"])
def test_a_status_that_no_answer_has_is_away(status: bytes) -> None:
    async def test() -> None:
        lines = b"connection: upgrade\r\nupgrade: websocket\r\ncontent-length: 2"
        async with saying(b"HTTP/1.1 " + status + b"\r\n" + lines + b"\r\n\r\nok") as origin:
            with pytest.raises(OriginAway, match="status"):
                await origin.send(GET)

    asyncio.run(test())


def test_early_hints_are_not_the_answer() -> None:
    async def hinting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def test() -> None:
        server = await asyncio.start_server(hinting, "127.0.0.1", 0)
        origin = HttpOrigin(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        answer = await origin.send(GET)
        assert (answer.status, await read(answer)) == (200, b"ok")
        await origin.close()
        server.close()

    asyncio.run(test())


def test_a_chunked_upload_reaches_a_usual_server() -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(100):
            await asyncio.sleep(0)
            yield b"0123456789" * 100

    async def test() -> None:
        async with site(echo) as origin:
            answer = await origin.send(OriginRequest("POST", b"/a", [(b"host", b"a")], body()))
            assert await read(answer) == b"0123456789" * 10_000

    asyncio.run(test())
