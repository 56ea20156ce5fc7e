"""One request, read once."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from presspass.core.hops import connection_options
from presspass.core.instants import Instant
from presspass.gate.target import Target
from presspass.ports import Headers

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Message: TypeAlias = MutableMapping[str, Any]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

_PLAIN = frozenset({b"keep-alive", b"Keep-Alive", b"close"})
SPECULATIVE = (b"sec-purpose", b"purpose", b"x-moz", b"x-purpose")


NOWHERE = Target(b"/", b"/", b"/")
"""Where a request goes until its address has been read."""


class Request:
    """What the gate looks at in a request. `headers` are joined by name, `lines` are as sent."""

    __slots__ = ("headers", "host", "lines", "method", "now", "receive", "scope", "send", "target")

    def __init__(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        headers: dict[bytes, bytes],
        now: Instant,
    ) -> None:
        self.scope = scope
        self.receive = receive
        self.send = send
        self.headers = headers
        self.lines: Headers = scope["headers"]
        self.method: str = scope["method"]
        self.host = headers.get(b"host", b"").lower()
        self.target = NOWHERE
        self.now = now

    @property
    def key(self) -> bytes:
        """The address by which caches know the page."""
        return self.host + self.target.key

    @property
    def speculative(self) -> bool:
        """Whether the browser asks ahead of its reader (`Sec-Purpose`, W3C nav-speculation)."""
        headers = self.headers
        for name in SPECULATIVE:
            if name in headers:
                said = headers[name]
                if b"prefetch" in said or b"prerender" in said or b"preview" in said:
                    return True
        return False


def join(lines: Headers) -> dict[bytes, bytes]:
    """Header lines by name, repeated ones joined as their fields are (RFC 9110, section 5.3).

    What `Connection` names is gone, as it will be for the origin: both see the same request.
    """
    headers = dict(lines)
    if len(headers) < len(lines):
        headers = {}
        for name, value in lines:
            if name in headers:
                separator = b"; " if name == b"cookie" else b", "
                headers[name] += separator + value
            else:
                headers[name] = value
    connection = headers.get(b"connection")
    if connection is not None and connection not in _PLAIN:
        for option in connection_options(connection):
            headers.pop(option, None)
    return headers
