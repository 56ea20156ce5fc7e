"""A publication in this very process, asked as if it were a site of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from presspass.ports import Headers, OriginAway, OriginRequest

Message = MutableMapping[str, Any]
Application = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]
_WAITING_CHUNKS = 16


class AsgiOrigin:
    """Calls an ASGI application for each request."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def send(self, request: OriginRequest) -> "AsgiAnswer":
        """Ask, and answer as soon as the header lines are there. Raises `OriginAway`."""
        path, _, query = request.target.partition(b"?")
        scope: Message = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": "http",
            "path": unquote(path.decode("ascii")),
            "raw_path": path,
            "query_string": query,
            "root_path": "",
            "headers": request.headers,
            "client": None,
            "server": None,
        }
        answer = AsgiAnswer(self._application, scope, request.body)
        await answer.begun()
        return answer

    async def close(self) -> None:
        """Nothing is held open."""


class AsgiAnswer:
    """An answer on its way out of the application, which waits while nobody reads."""

    def __init__(
        self, application: Application, scope: Message, body: AsyncIterator[bytes] | None
    ) -> None:
        self.status = 0
        self.headers: Headers = []
        self._body = body
        self._parts: asyncio.Queue[bytes | None] = asyncio.Queue(_WAITING_CHUNKS)
        self._started = asyncio.Event()
        self._asked = False
        self._over = False
        self._closed = asyncio.Event()
        self._task = asyncio.ensure_future(self._run(application, scope))

    async def begun(self) -> None:
        """Wait for the header lines. Raises `OriginAway`."""
        started = asyncio.ensure_future(self._started.wait())
        await asyncio.wait({started, self._task}, return_when=asyncio.FIRST_COMPLETED)
        started.cancel()
        if not self._started.is_set():
            raise OriginAway("the publication failed") from self._task.exception()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises `OriginAway`."""
        while (part := await self._parts.get()) is not None:
            yield part
        if not self._over:
            raise OriginAway("the publication broke off")

    async def close(self) -> None:
        """End the application's call."""
        self._closed.set()
        self._task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await self._task

    async def _run(self, application: Application, scope: Message) -> None:
        try:
            await application(scope, self._receive, self._send)
        finally:
            if self._started.is_set():
                await self._parts.put(None)

    async def _receive(self) -> Message:
        if self._body is not None:
            async for part in self._body:
                return {"type": "http.request", "body": part, "more_body": True}
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._closed.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [
                (bytes(name).lower(), bytes(value)) for name, value in message["headers"]
            ]
            self._started.set()
            return
        await self._parts.put(message.get("body", b""))
        if not message.get("more_body", False):
            self._over = True
            self._closed.set()
