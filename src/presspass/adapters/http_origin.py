"""The publisher's site over HTTP, by aiohttp's client."""

import logging
import re
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import (
    ClientError,
    ClientPayloadError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
)
from multidict import CIMultiDict
from yarl import URL

from presspass.core.hops import end_to_end
from presspass.ports import Headers, OriginAway, OriginRequest

if TYPE_CHECKING:
    from asyncio import Future

log = logging.getLogger(__name__)

CONNECT_SECONDS = 5
WAIT_SECONDS = 10
"""How long a request may wait for one of the connections, a new one's making included."""

SILENCE_SECONDS = 60
"""How long the site may be silent before and within an answer."""

EVENTS_SILENCE_SECONDS = 3600
"""How long it may be silent within an event stream: on a quiet day nothing happens for long."""

CONNECTIONS = 512
"""At most so many at once; each event stream and each slow download holds one."""

IDLE_SECONDS = 4
"""How long an unused connection is kept: less than the 5 seconds after which many sites close."""

_LONGEST_LINE = 65_536
_MOST_LINES = 512
_SKIPPED = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
"""Lines that the client would add by itself and a reader didn't send."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
"""What no server writes in a header line (RFC 9110, section 5.5), and the client lets pass."""

_MOST_TOLD = 100


class HttpOrigin:
    """Asks over a bounded pool of connections. Redirects, cookies and encodings pass untouched.

    `host` replaces the readers' host where the site knows itself by another name.
    """

    def __init__(self, url: str, host: str | None = None) -> None:
        self._base = url.rstrip("/")
        self._host = host
        self._session: ClientSession | None = None
        self._told: set[bytes] = set()

    async def send(self, request: OriginRequest) -> "HttpAnswer":
        """Ask, and answer as soon as the header lines are there. Raises `OriginAway`."""
        headers: CIMultiDict[str] = CIMultiDict(
            (name.decode("ascii"), _text(value)) for name, value in request.headers
        )
        if self._host is not None:
            headers["host"] = self._host
        url = URL(self._base + request.target.decode("ascii"), encoded=True)
        try:
            answer = await self._connected().request(
                request.method, url, headers=headers, data=request.body, allow_redirects=False
            )
        except (ClientError, TimeoutError, OSError) as error:
            raise OriginAway(f"{self._base} does not answer ({_said(error)})") from error
        try:
            return HttpAnswer(answer, self._base, self._sendable(answer))
        except OriginAway:
            answer.close()
            raise

    def _sendable(self, answer: ClientResponse) -> Headers:
        """The lines as they can be written again. Raises `OriginAway` for a status that can't.

        Control characters become spaces (RFC 9110, section 5.5): a line that says that an answer
        is one reader's, or how it is encoded, must not get lost.
        """
        if answer.status < HTTPStatus.OK:
            raise OriginAway(f"{self._base} answers with the status {answer.status}")
        lines = end_to_end((name.lower(), value) for name, value in answer.raw_headers)
        odd = [name for name, value in lines if _CONTROLS.search(value) is not None]
        if odd:
            self._tell(odd[0])
            lines = [(name, _CONTROLS.sub(b" ", value)) for name, value in lines]
        return lines

    def _tell(self, name: bytes) -> None:
        if name not in self._told and len(self._told) < _MOST_TOLD:
            self._told.add(name)
            log.warning("%s sends control characters in %s", self._base, name.decode())

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    def _connected(self) -> ClientSession:
        """The session, made on first use because it belongs to the running event loop."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=CONNECTIONS, keepalive_timeout=IDLE_SECONDS),
                cookie_jar=DummyCookieJar(),
                timeout=ClientTimeout(
                    total=None,
                    connect=WAIT_SECONDS,
                    sock_connect=CONNECT_SECONDS,
                    sock_read=SILENCE_SECONDS,
                ),
                auto_decompress=False,
                skip_auto_headers=_SKIPPED,
                max_line_size=_LONGEST_LINE,
                max_field_size=_LONGEST_LINE,
                max_headers=_MOST_LINES,
            )
        return self._session


class HttpAnswer:
    """An answer over HTTP."""

    def __init__(self, answer: ClientResponse, base: str, headers: Headers) -> None:
        self._answer = answer
        self._base = base
        self.status: int = answer.status
        self.headers = headers
        self._closing: Future[None] | None = None
        connection = answer.connection  # none where the body has come to its end
        if connection is None or (protocol := connection.protocol) is None:
            return
        self._closing = protocol.closed
        if self._closing is None:
            self._cut(None)
        else:
            self._closing.remove_done_callback(_heard)
            self._closing.add_done_callback(_heard)
            self._closing.add_done_callback(self._cut)
        if answer.content_type == "text/event-stream":
            protocol.read_timeout = EVENTS_SILENCE_SECONDS
            protocol.start_timeout()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises `OriginAway`."""
        try:
            async for chunk in self._answer.content.iter_any():
                yield chunk
        except (ClientError, TimeoutError, OSError) as error:
            raise OriginAway(f"{self._base} broke off ({_said(error)})") from error

    def _cut(self, _: "Future[None] | None") -> None:
        """Tell whoever reads that nothing comes any more.

        The client closes a connection on which it can't read the chunks, and doesn't say so.
        """
        content = self._answer.content
        if not content.is_eof() and content.exception() is None:
            content.set_exception(ClientPayloadError("its chunks can't be read"))

    async def close(self) -> None:
        """Let go of the answer; a connection that was not read to its end is closed."""
        if self._closing is not None:
            self._closing.remove_done_callback(self._cut)
        self._answer.release() if self._answer.content.at_eof() else self._answer.close()


def _heard(closing: "Future[None]") -> None:
    """Ask what closed a connection, else asyncio logs that nobody did."""
    if not closing.cancelled():
        closing.exception()


def _text(value: bytes) -> str:
    """A line's value as the client writes it back in UTF-8; what is none it reads as Latin-1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
