"""Every origin there is, before one small site: called in this process, and over a real socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from presspass.adapters.asgi_origin import AsgiOrigin
from presspass.adapters.http_origin import HttpOrigin
from presspass.ports import Headers, Origin
from tests.contracts.origin_site import Message, Site


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
