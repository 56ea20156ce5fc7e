"""What every origin promises: the site's own answer, as it sent it, whatever it sent.

One small site in raw ASGI answers both: called in this process, and over a real socket.
"""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from presspass.adapters.asgi_origin import AsgiOrigin
from presspass.adapters.http_origin import HttpOrigin
from presspass.ports import Headers, Origin, OriginAnswer, OriginAway, OriginRequest

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
PATIENCE = 5.0
LARGE = bytes(range(256)) * 8192  # two mebibytes: more than any buffer between us
ZIPPED = gzip.compress(b"<p>zipped" * 100, mtime=0)


class Site:
    """A site that notes what it is asked, and answers as its path says."""

    def __init__(self) -> None:
        self.asked: list[Message] = []
        self.received = b""
        self.left = asyncio.Event()
        self.go_on = asyncio.Event()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        self.asked.append(scope)
        answering = Answering(self, receive, send)
        name = scope["path"].strip("/")
        await getattr(answering, f"answer_{name}", answering.answer)()


class Answering:
    """One answer of the site's."""

    def __init__(self, site: Site, receive: Receive, send: Send) -> None:
        self._site = site
        self._receive = receive
        self._send = send

    async def start(self, status: int, *lines: tuple[bytes, bytes]) -> None:
        await self._send({"type": "http.response.start", "status": status, "headers": list(lines)})

    async def body(self, body: bytes = b"", *, more: bool = False) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": more})

    async def answer(self) -> None:
        await self.start(200, (b"Content-Type", b"text/plain"), (b"content-length", b"5"))
        await self.body(b"hello")

    async def answer_large(self) -> None:
        await self.start(200)
        for place in range(0, len(LARGE), 65_536):
            await self.body(LARGE[place : place + 65_536], more=True)
        await self.body()

    async def answer_slow(self) -> None:
        await self.start(200)
        await self.body(b"first", more=True)
        await self._site.go_on.wait()
        await self.body(b"second")

    async def answer_lines(self) -> None:
        await self.start(
            200,
            (b"set-cookie", b"a=1; Path=/"),
            (b"X-Odd", "é".encode()),
            (b"Set-Cookie", b"b=2"),
            (b"x-latin", b"\xe9"),
            (b"x-long", b"x" * 20_000),
            (b"connection", b"X-Hop, keep-alive"),
            (b"x-hop", b"1"),
            (b"keep-alive", b"timeout=5"),
            (b"upgrade", b"h2c"),
            (b"set-cookie", b"a=3"),
        )
        await self.body()

    async def answer_redirect(self) -> None:
        await self.start(302, (b"location", b"/elsewhere"), (b"content-length", b"0"))
        await self.body()

    async def answer_zipped(self) -> None:
        length = str(len(ZIPPED)).encode()
        await self.start(200, (b"content-encoding", b"gzip"), (b"content-length", length))
        await self.body(ZIPPED)

    async def answer_unchanged(self) -> None:
        await self.start(304, (b"etag", b'"1"'))
        await self.body()

    async def answer_nothing(self) -> None:
        await self.start(204)
        await self.body()

    async def answer_missing(self) -> None:
        await self.start(404, (b"content-length", b"4"))
        await self.body(b"gone")

    async def answer_fails(self) -> None:
        raise RuntimeError("the site is broken")

    async def answer_breaks(self) -> None:
        await self.start(200, (b"content-length", b"1000"))
        await self.body(b"half", more=True)
        raise RuntimeError("the site is broken")

    async def answer_endless(self) -> None:
        await self.start(200, (b"content-type", b"text/event-stream"))
        await self.body(b"data: 1\n\n", more=True)
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._site.left.set()

    async def answer_torrent(self) -> None:
        await self.start(200)
        try:
            while True:
                await self.body(b"x" * 65_536, more=True)
        except OSError:
            self._site.left.set()

    async def answer_upload(self) -> None:
        await self._read()
        await self.start(201, (b"content-length", b"0"))
        await self.body()

    async def _read(self) -> None:
        more = True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self._site.left.set()
                raise ConnectionResetError
            self._site.received += message.get("body", b"")
            more = message.get("more_body", False)


async def _bodies(
    reader: asyncio.StreamReader, headers: dict[bytes, bytes]
) -> AsyncIterator[bytes]:
    """A request's body off the wire, by its length or its chunks."""
    if b"transfer-encoding" in headers:
        while size := int(await reader.readline(), 16):
            yield await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
    elif length := int(headers.get(b"content-length", b"0")):
        yield await reader.readexactly(length)


class Conversation:
    """One request over HTTP/1.1, as a server hands it to the site; no line is added but chunks'."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._head = False
        self._chunked = False
        self._whole = False

    async def play(self, site: Site) -> None:
        with suppress(RuntimeError, ConnectionError, asyncio.IncompleteReadError):
            scope = await self._request()
            self._body = _bodies(self._reader, dict(scope["headers"]))
            await site(scope, self._receive, self._send)
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()

    async def _request(self) -> Message:
        first = await self._reader.readuntil(b"\r\n")
        method, target, _ = first.split(b" ")
        headers: Headers = []
        while line := (await self._reader.readline()).rstrip(b"\r\n"):
            name, _, value = line.partition(b": ")
            headers.append((name.lower(), value))
        path, _, query = target.partition(b"?")
        self._head = method == b"HEAD"
        return {
            "method": method.decode(),
            "path": path.decode("latin-1"),
            "raw_path": path,
            "query_string": query,
            "headers": headers,
        }

    async def _receive(self) -> Message:
        if not self._whole:
            try:
                part = await anext(self._body, None)
            except (ValueError, asyncio.IncompleteReadError):
                return {"type": "http.disconnect"}
            self._whole = part is None
            return {"type": "http.request", "body": part or b"", "more_body": not self._whole}
        await self._reader.read()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start(message["status"], message["headers"])
        elif not self._head:
            body = message["body"]
            if body:
                size = b"%x\r\n" % len(body)
                self._writer.write(size + body + b"\r\n" if self._chunked else body)
            if self._chunked and not message["more_body"]:
                self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()

    def _start(self, status: int, lines: Headers) -> None:
        sized = {name.lower() for name, _ in lines} & {b"content-length"}
        self._chunked = not sized and status not in (204, 304)
        self._writer.write(b"HTTP/1.1 %d Said\r\n" % status)
        for name, value in lines:
            self._writer.write(name + b": " + value + b"\r\n")
        self._writer.write(b"transfer-encoding: chunked\r\n\r\n" if self._chunked else b"\r\n")


@asynccontextmanager
async def over_http(site: Site) -> AsyncIterator[Origin]:
    conversations: set[asyncio.Task[None]] = set()

    def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversations.add(asyncio.ensure_future(Conversation(reader, writer).play(site)))

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    origin = HttpOrigin(f"http://127.0.0.1:{port}")
    try:
        yield origin
    finally:
        await origin.close()
        server.close()
        await asyncio.wait(conversations, timeout=1)


@asynccontextmanager
async def in_process(site: Site) -> AsyncIterator[Origin]:
    origin = AsgiOrigin(site)
    try:
        yield origin
    finally:
        await origin.close()


Test = Callable[[Site, Origin], Awaitable[None]]
Run = Callable[[Test], None]


@pytest.fixture(params=[over_http, in_process], ids=lambda make: make.__name__)
def run(request: pytest.FixtureRequest) -> Run:
    async def played(test: Test) -> None:
        site = Site()
        async with asyncio.timeout(PATIENCE), request.param(site) as origin:
            await test(site, origin)

    return lambda test: asyncio.run(played(test))


def asking(target: bytes, method: str = "GET", *lines: tuple[bytes, bytes]) -> OriginRequest:
    return OriginRequest(method, target, [(b"host", b"news.example"), *lines])


async def read(answer: OriginAnswer) -> bytes:
    body = b"".join([chunk async for chunk in answer.chunks()])
    await answer.close()
    return body


def test_the_answer_is_the_sites_own(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/"))
        assert answer.status == 200
        assert answer.headers == [(b"content-type", b"text/plain"), (b"content-length", b"5")]
        assert await read(answer) == b"hello"

    run(test)


def test_the_site_is_asked_as_it_was_asked_and_nothing_is_added(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        lines = [
            (b"host", b"news.example"),
            (b"accept-language", b"de"),
            (b"cookie", "a=é".encode()),
            (b"x-empty", b""),
            (b"accept-encoding", b"identity"),
        ]
        await read(await origin.send(OriginRequest("GET", b"/a?b=1", lines)))
        assert sorted(site.asked[0]["headers"]) == sorted(lines)
        assert site.asked[0]["method"] == "GET"

    run(test)


@pytest.mark.parametrize(
    "target",
    [
        b"/a?b=%2F%2f&c",
        b"/caf%C3%A9/%E4/%C0-x",
        b"/a%3Bb;c=1/d",
        b"/%5B1%5D%7C",
        b"/a:b@c/d,e;f=g&h+i!$'()*~",
        b"/?",
        b"/?a??b",
        b"/s?q=a+b&q=%20&%",
        b"/s?x=[1]&y={2}|3^`",
        b"/a/",
        b"/...",
        b"/50%25-off",
        b"/" + b"x" * 8000,
    ],
)
def test_odd_addresses_arrive_byte_for_byte(run: Run, target: bytes) -> None:
    async def test(site: Site, origin: Origin) -> None:
        await read(await origin.send(asking(target)))
        asked = site.asked[0]
        path, _, query = target.partition(b"?")
        assert (asked["raw_path"], asked["query_string"]) == (path, query)

    run(test)


def test_lines_come_back_as_sent_but_for_those_of_the_hop(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/lines"))
        await read(answer)
        assert answer.headers == [
            (b"set-cookie", b"a=1; Path=/"),
            (b"x-odd", "é".encode()),
            (b"set-cookie", b"b=2"),
            (b"x-latin", b"\xe9"),
            (b"x-long", b"x" * 20_000),
            (b"set-cookie", b"a=3"),
        ]

    run(test)


def test_a_body_of_any_size_is_streamed(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        assert await read(await origin.send(asking(b"/large"))) == LARGE

    run(test)


def test_the_beginning_is_there_before_the_end_is_made(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        chunks = aiter((await origin.send(asking(b"/slow"))).chunks())
        assert await anext(chunks) == b"first"
        site.go_on.set()
        assert [chunk async for chunk in chunks] == [b"second"]

    run(test)


def test_redirects_are_the_readers_to_follow(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/redirect"))
        await read(answer)
        assert answer.status == 302
        assert (b"location", b"/elsewhere") in answer.headers
        assert len(site.asked) == 1

    run(test)


def test_the_sites_cookies_are_not_kept(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        await read(await origin.send(asking(b"/lines")))
        await read(await origin.send(asking(b"/")))
        assert b"cookie" not in dict(site.asked[1]["headers"])

    run(test)


def test_an_encoded_body_stays_encoded(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/zipped", "GET", (b"accept-encoding", b"gzip")))
        assert (b"content-encoding", b"gzip") in answer.headers
        assert await read(answer) == ZIPPED

    run(test)


@pytest.mark.parametrize(("target", "status"), [(b"/unchanged", 304), (b"/nothing", 204)])
def test_answers_without_a_body_end_at_once(run: Run, target: bytes, status: int) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(target, "GET", (b"if-none-match", b'"1"')))
        assert answer.status == status
        assert await read(answer) == b""

    run(test)


def test_head_brings_the_lines_of_get_and_no_body(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/", "HEAD"))
        assert (b"content-length", b"5") in answer.headers
        assert await read(answer) == b""

    run(test)


@pytest.mark.parametrize("target", [b"/missing", b"/unchanged"])
def test_no_status_is_an_error(run: Run, target: bytes) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(target))
        assert answer.status in (304, 404)
        await answer.close()

    run(test)


async def parts(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        await asyncio.sleep(0)
        yield chunk


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("length", [None, b"10"])
def test_a_body_goes_up_with_its_length_or_without(
    run: Run, method: str, length: bytes | None
) -> None:
    async def test(site: Site, origin: Origin) -> None:
        lines = [(b"host", b"a"), *([(b"content-length", length)] if length else [])]
        body = parts(b"hello", b"", b"world")
        answer = await origin.send(OriginRequest(method, b"/upload", lines, body))
        assert answer.status == 201
        await answer.close()
        assert site.received == b"helloworld"
        asked = dict(site.asked[0]["headers"])
        assert asked.get(b"content-length") == length
        assert b"content-type" not in asked

    run(test)


def test_a_large_body_goes_up_as_it_comes(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        body = parts(*(LARGE[place : place + 65_536] for place in range(0, len(LARGE), 65_536)))
        await read(await origin.send(OriginRequest("POST", b"/upload", [(b"host", b"a")], body)))
        assert site.received == LARGE

    run(test)


def test_a_body_that_breaks_off_breaks_the_request_off(run: Run) -> None:
    async def breaking() -> AsyncIterator[bytes]:
        yield b"hello"
        raise ConnectionResetError("the reader went away while sending")

    async def test(_: Site, origin: Origin) -> None:
        lines = [(b"host", b"a"), (b"content-length", b"10")]
        with pytest.raises(OriginAway):
            await origin.send(OriginRequest("POST", b"/upload", lines, breaking()))

    run(test)


def test_a_site_that_fails_is_away(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        with pytest.raises(OriginAway):
            await origin.send(asking(b"/fails"))
        assert await read(await origin.send(asking(b"/"))) == b"hello"

    run(test)


def test_a_body_that_breaks_off_is_never_taken_for_whole(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/breaks"))
        got = b""
        with pytest.raises(OriginAway):  # noqa: PT012  # the break comes after the first half
            async for chunk in answer.chunks():
                got += chunk
        assert got == b"half"
        await answer.close()

    run(test)


@pytest.mark.parametrize("target", [b"/endless", b"/torrent"])
def test_a_site_learns_that_nobody_reads_any_more(run: Run, target: bytes) -> None:
    async def test(site: Site, origin: Origin) -> None:
        answer = await origin.send(asking(target))
        await anext(aiter(answer.chunks()))
        await answer.close()
        await site.left.wait()

    run(test)


def test_an_answer_can_be_let_go_unread_and_twice(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/large"))
        await answer.close()
        await answer.close()
        assert await read(await origin.send(asking(b"/"))) == b"hello"

    run(test)


def test_many_requests_at_once_get_each_its_own_answer(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        async def one(number: int) -> bytes:
            return await read(await origin.send(asking(b"/large" if number % 2 else b"/")))

        bodies = await asyncio.gather(*map(one, range(20)))
        assert bodies == [LARGE if number % 2 else b"hello" for number in range(20)]

    run(test)


def test_a_request_given_up_before_its_answer_leaves_nothing_behind(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        async def never() -> AsyncIterator[bytes]:
            yield b"hello"
            await asyncio.Event().wait()

        asked = asyncio.create_task(
            origin.send(OriginRequest("POST", b"/upload", [(b"host", b"a")], never()))
        )
        while not site.asked:  # noqa: ASYNC110  # the site has no event for it
            await asyncio.sleep(0.001)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert await read(await origin.send(asking(b"/"))) == b"hello"

    run(test)
