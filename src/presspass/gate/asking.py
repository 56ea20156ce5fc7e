"""Requests for the origin, made of requests from readers."""

from collections.abc import AsyncIterator

from presspass.gate.forwarding import Forwarding
from presspass.gate.headers import accepts_gzip, first, for_origin, joined
from presspass.gate.identify import Identify
from presspass.gate.request import SPECULATIVE, Request
from presspass.ports import Headers, OriginRequest

_CONDITIONS = frozenset(
    {b"if-none-match", b"if-modified-since", b"if-match", b"if-unmodified-since", b"if-range"}
)
_RANGES = frozenset({b"range", b"if-range"})
_WHOLE = frozenset({*_CONDITIONS, *_RANGES})
_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})
_LENGTH = frozenset({b"content-length"})
_BODY = frozenset({*_LENGTH, b"content-type"})
_SHARED = frozenset({*_WHOLE, *_BODY, *SPECULATIVE, b"cookie", b"authorization"})


class Asking:
    """Writes requests for the origin: what is the reader's own stays out of shared ones."""

    def __init__(self, forwarding: Forwarding, identify: Identify) -> None:
        self._forwarding = forwarding
        self._identify = identify

    def shared(self, request: Request, validators: Headers) -> OriginRequest:
        """A request whose answer may serve every reader; `validators` revalidate what is held."""
        lines = for_origin(request.lines, without=_SHARED)
        return OriginRequest("GET", request.target.wire, self._head(request) + lines + validators)

    def whole(self, request: Request) -> OriginRequest:
        """A reader's own request, but for the whole page and without conditions."""
        return self._own(request, "GET", _WHOLE)

    def as_came(self, request: Request) -> OriginRequest:
        """A reader's own request, conditions, body and a single range included.

        Several ranges would come back as parts of a multipart body, which hides what they are of.
        """
        several = b"," in request.headers.get(b"range", b"")
        return self._own(request, request.method, _RANGES if several else frozenset())

    def _own(self, request: Request, method: str, without: frozenset[bytes]) -> OriginRequest:
        body = _body(request) if _has_body(request) and method == request.method else None
        if body is None and method in _WITHOUT_BODY:
            without |= _BODY
        if b"transfer-encoding" in request.headers:  # it overrides a length (RFC 9112, 6.3)
            without |= _LENGTH
        lines = [
            (name, self._identify.without_ours(value) if name == b"cookie" else value)
            for name, value in for_origin(request.lines, without=without)
        ]
        lines = [(name, value) for name, value in lines if value or name != b"cookie"]
        return OriginRequest(method, request.target.wire, self._head(request) + lines, body)

    def _head(self, request: Request) -> Headers:
        """The lines that we write ourselves."""
        peer = (request.scope.get("client") or ("", 0))[0]
        client = self._forwarding.client(peer, request.lines)
        scheme = self._forwarding.scheme(peer, request.scope["scheme"], request.lines)
        gzip = accepts_gzip(joined(request.lines, b"accept-encoding"))
        host = first(request.lines, b"host") or request.host
        return [
            (b"host", host),
            (b"accept-encoding", b"gzip" if gzip else b"identity"),
            *([(b"x-forwarded-for", client.encode())] if client else ()),
            (b"x-forwarded-proto", scheme.encode()),
            (b"x-forwarded-host", host),
        ]


def _has_body(request: Request) -> bool:
    length = request.headers.get(b"content-length")
    if b"transfer-encoding" in request.headers:
        return True
    if length is not None:
        return length != b"0"
    if request.scope["http_version"] < "2":
        return False
    return request.method not in _WITHOUT_BODY  # HTTP/2 marks a body's end, not its presence


async def _body(request: Request) -> AsyncIterator[bytes]:
    while True:
        message = await request.receive()
        if message["type"] != "http.request":
            raise ConnectionResetError("the reader went away while sending")
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return
