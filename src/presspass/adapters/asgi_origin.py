"""A publication in this very process, asked as if it were a site of its own."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote

from presspass.core.hops import end_to_end
from presspass.ports import Headers, OriginAway, OriginRequest

log = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Application = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]
GRACE_SECONDS = 1.0
"""How long an application may take to notice that nobody reads any more."""

_WAITING_CHUNKS = 16
_BODILESS = frozenset({204, 304})


class AsgiOrigin:
    """Calls an ASGI application for each request."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._calls: set[asyncio.Task[None]] = set()

    async def send(self, request: OriginRequest) -> "AsgiAnswer":
        """Ask, and answer as soon as the header lines are there. Raises `OriginAway`."""
        path, _, query = request.target.partition(b"?")
        scope: Message = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
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
        self._calls.add(answer.call)
        answer.call.add_done_callback(self._calls.discard)
        try:
            await answer.begun()
        except asyncio.CancelledError:
            await answer.close()
            raise
        return answer

    async def close(self) -> None:
        """End every call that still runs."""
        for call in self._calls:
            call.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)


class AsgiAnswer:
    """An answer on its way out of the application, which waits while nobody reads."""

    def __init__(
        self, application: Application, scope: Message, body: AsyncIterator[bytes] | None
    ) -> None:
        self.status = 0
        self.headers: Headers = []
        self._body = body
        self._bodiless = scope["method"] == "HEAD"
        self._parts: asyncio.Queue[bytes | None] = asyncio.Queue(_WAITING_CHUNKS)
        self._started = asyncio.Event()
        self._asked = False
        self._over = False
        self._gone = asyncio.Event()
        self.call = asyncio.ensure_future(self._run(application, scope))

    async def begun(self) -> None:
        """Wait for the header lines. Raises `OriginAway`."""
        started = asyncio.ensure_future(self._started.wait())
        try:
            await asyncio.wait({started, self.call}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            started.cancel()
        if not self._started.is_set():
            raise OriginAway("the publication failed") from self.call.exception()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises `OriginAway`."""
        while (part := await self._parts.get()) is not None:
            yield part
        if not self._over:
            raise OriginAway("the publication broke off")

    async def close(self) -> None:
        """Let go of the answer: an application that still sends is told that nobody reads.

        One that has sent everything may go on with what it does after that.
        """
        self._gone.set()
        while not self._parts.empty():  # it may be waiting for room
            self._parts.get_nowait()
        if not self._over:
            await asyncio.wait({self.call}, timeout=GRACE_SECONDS)
            self.call.cancel()
            await asyncio.wait({self.call})

    async def _run(self, application: Application, scope: Message) -> None:
        """Call the application; its failure is told to whoever reads, or logged if nobody does."""
        try:
            await application(scope, self._receive, self._send)
        except Exception:
            unread = self._gone.is_set() and not self._over
            if not unread and not self._started.is_set():
                raise
            if not unread:
                log.exception("the publication failed within an answer")
        finally:
            if self._started.is_set() and not self._over:
                await self._end()

    async def _receive(self) -> Message:
        if self._body is not None and not self._asked:
            part = await anext(self._body, None)
            if part is not None:
                return {"type": "http.request", "body": part, "more_body": True}
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if self._gone.is_set() and not self._over:
            raise OSError("nobody reads the answer any more")
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._bodiless |= self.status in _BODILESS
            self.headers = end_to_end(
                (bytes(name).lower(), bytes(value)) for name, value in message.get("headers", ())
            )
            self._started.set()
            return
        body = message.get("body", b"")
        if body and not self._bodiless:
            await self._parts.put(bytes(body))
        if not message.get("more_body", False):
            self._over = True
            await self._end()
            self._gone.set()

    async def _end(self) -> None:
        if not self._gone.is_set():
            await self._parts.put(None)
