"""The publisher's site over HTTP, by aiohttp's client."""

from collections.abc import AsyncIterator

from aiohttp import (
    ClientError,
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

CONNECT_SECONDS = 5
WAIT_SECONDS = 10
"""How long a request may wait for one of the connections, a new one's making included."""

SILENCE_SECONDS = 60
"""How long the site may be silent before and within an answer; event streams beat more often."""

CONNECTIONS = 512
"""At most so many at once; each event stream and each slow download holds one."""

IDLE_SECONDS = 4
"""How long an unused connection is kept: less than the 5 seconds after which many sites close."""

_LONGEST_LINE = 65_536
_MOST_LINES = 512
_SKIPPED = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
"""Lines that the client would add by itself and a reader didn't send."""


class HttpOrigin:
    """Asks over a bounded pool of connections. Redirects, cookies and encodings pass untouched.

    `host` replaces the readers' host where the site knows itself by another name.
    """

    def __init__(self, url: str, host: str | None = None) -> None:
        self._base = url.rstrip("/")
        self._host = host
        self._session: ClientSession | None = None

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
        return HttpAnswer(answer, self._base)

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

    def __init__(self, answer: ClientResponse, base: str) -> None:
        self._answer = answer
        self._base = base
        self.status: int = answer.status
        self.headers: Headers = end_to_end(
            (name.lower(), value) for name, value in answer.raw_headers
        )

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises `OriginAway`."""
        try:
            async for chunk in self._answer.content.iter_any():
                yield chunk
        except (ClientError, TimeoutError, OSError) as error:
            raise OriginAway(f"{self._base} broke off ({_said(error)})") from error

    async def close(self) -> None:
        """Let go of the answer; a connection that was not read to its end is closed."""
        self._answer.release() if self._answer.content.at_eof() else self._answer.close()


def _text(value: bytes) -> str:
    """A line's value as the client writes it back in UTF-8; what is none it reads as Latin-1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
