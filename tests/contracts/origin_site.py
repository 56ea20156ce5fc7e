"""One small site in raw ASGI that notes what it is asked, and answers as its path says."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
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
