"""An origin whose every byte a test decides."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

Lines = list[tuple[str, str]]

PAID = (
    "The harbour master counted forty seven empty crates before anybody thought to ask the "
    "ferrymen what they had carried across on Tuesday."
)
"""The paid part of every gated page here."""


@dataclass
class Asked:
    """A request as the origin got it."""

    method: str
    target: str
    headers: Lines
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def one(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)


class Reply:
    """What the origin writes, byte by byte if need be."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._method = method

    async def send(
        self, body: bytes = b"", *, status: str = "200 OK", headers: Lines | None = None
    ) -> None:
        """A whole answer."""
        lines = [("content-length", str(len(body))), *(headers or ())]
        await self.head(status, lines)
        if self._method != "HEAD":
            await self.raw(body)

    async def head(self, status: str, headers: Lines) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        await self.raw(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1"))

    async def raw(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def chunk(self, data: bytes) -> None:
        """A chunk of an answer that is `transfer-encoding: chunked`; an empty one ends it."""
        await self.raw(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    async def gone(self) -> None:
        """Wait until the client has gone."""
        while await self._reader.read(65_536):
            pass

    def abort(self) -> None:
        """Break off."""
        self._writer.transport.abort()


Handler = Callable[[Asked, Reply], Awaitable[None]]


class Site:
    """An origin. `asked` holds every request since `forget`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[Asked] = []
        self._handlers: dict[str, Handler] = {}
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)

    def on(self, path: str, handler: Handler) -> None:
        """Answer a path so; `*` at its end stands for anything."""
        self._handlers[path] = handler

    def page(
        self, path: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK"
    ) -> None:
        """Answer a path with a page."""

        async def answer(_: Asked, reply: Reply) -> None:
            lines = [("content-type", "text/html; charset=utf-8"), *headers]
            await reply.send(body, status=status, headers=lines)

        self.on(path, answer)

    @staticmethod
    def article(
        number: int | str, tier: str = "metered", *, paid: str = PAID, padding: str = ""
    ) -> bytes:
        """An article of the site's; `number` tells it from others."""
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Article {number}</title>
<meta property="article:content_tier" content="{tier}">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Article {number}","isAccessibleForFree":false,"hasPart":{{"@type":"WebPageElement",
"isAccessibleForFree":false,"cssSelector":".paid"}}}}</script></head>
<body><main><article><h1>Article {number}</h1><p>Everybody may read this first paragraph of it.</p>
<div class="paid"><p>{paid}</p>{padding}</div></article></main></body></html>""".encode()

    @property
    def paid(self) -> bytes:
        return PAID.encode()

    def call(self, work: Callable[[], object]) -> None:
        """Do something on the origin's own loop."""
        self._loop.call_soon_threadsafe(work)

    def hits(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.target.partition("?")[0] == path]

    def start(self) -> None:
        if not self._thread.is_alive():
            self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(5)

    def pause(self) -> None:
        """Be away: refuse connections, and break those that are open."""
        asyncio.run_coroutine_threadsafe(self._quit(), self._loop).result(5)

    def close(self) -> None:
        self.pause()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _serve(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)

    async def _quit(self) -> None:
        if self._server is not None:
            self._server.close()
            for task in list(self._open):
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)
            await self._server.wait_closed()
            self._server = None

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while await self._one(reader, writer):
                pass
        self._open.discard(task)
        writer.close()
        with suppress(OSError, asyncio.CancelledError):
            await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
        method, target, _ = first.split(" ")
        headers = [
            (name.strip().lower(), value.strip())
            for name, _, value in (line.partition(":") for line in lines)
        ]
        asked = Asked(method, target, headers, b"")
        if asked.one("transfer-encoding") == "chunked":
            asked.body = await _chunks(reader)
        else:
            asked.body = await reader.readexactly(int(asked.one("content-length") or 0))
        self.asked.append(asked)
        path = target.partition("?")[0]
        starred = (key for key in self._handlers if key.endswith("*") and path.startswith(key[:-1]))
        handler = self._handlers.get(path) or self._handlers.get(next(starred, ""), _missing)
        await handler(asked, Reply(reader, writer, method))
        return not writer.is_closing()


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


async def _missing(_: Asked, reply: Reply) -> None:
    await reply.send(b"not here", status="404 Not Found", headers=[("content-type", "text/plain")])
