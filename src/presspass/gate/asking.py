"""Requests for the origin, made of requests from readers.

```
own     a reader's own request, as it came but for what only proxies and we may say
shared  one whose answer serves every reader: it says nothing by which readers of it could differ
```
"""

from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet

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
_UNSHARED = frozenset({*_WHOLE, *_BODY, *SPECULATIVE, b"cookie", b"authorization"})
_USUAL: Headers = [
    (b"accept", b"text/html,application/xhtml+xml,*/*;q=0.8"),
    (b"user-agent", b"Mozilla/5.0 (compatible; Presspass)"),
]
"""What origins expect of whoever asks for a page."""


class Asking:
    """Writes requests for the origin; `scheme` is the publication's own."""

    def __init__(self, forwarding: Forwarding, identify: Identify, scheme: str) -> None:
        self._forwarding = forwarding
        self._identify = identify
        self._scheme = scheme

    def shared(
        self, request: Request, validators: Headers, told: AbstractSet[bytes] = frozenset()
    ) -> OriginRequest:
        """A request whose answer may serve every reader; `validators` revalidate what is held.

        `told` names the reader's lines that it carries on: those by which its answer is kept.
        """
        own = [line for line in _shareable(request) if line[0] in told]
        usual = [line for line in _USUAL if first(own, line[0]) is None]
        head = self._head(request, self._scheme)
        return OriginRequest("GET", request.target.key, head + usual + own + validators)

    @staticmethod
    def could_tell(request: Request, names: AbstractSet[bytes]) -> frozenset[bytes]:
        """Which of these lines the reader sent, and a shared request may carry on."""
        return frozenset(name for name, _ in _shareable(request) if name in names)

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
        scheme = self._forwarding.scheme(_peer(request), request.scope["scheme"], request.lines)
        return OriginRequest(method, request.target.wire, self._head(request, scheme) + lines, body)

    def _head(self, request: Request, scheme: str) -> Headers:
        """The lines that we write ourselves."""
        client = self._forwarding.client(_peer(request), request.lines)
        gzip = accepts_gzip(joined(request.lines, b"accept-encoding"))
        return [
            (b"host", request.host),
            (b"accept-encoding", b"gzip" if gzip else b"identity"),
            *([(b"x-forwarded-for", client.encode())] if client else ()),
            (b"x-forwarded-proto", scheme.encode()),
            (b"x-forwarded-host", request.host),
        ]


def _peer(request: Request) -> str:
    peer: str = (request.scope.get("client") or ("", 0))[0]
    return peer


def _shareable(request: Request) -> Headers:
    """The reader's lines that a shared request may carry on, each once."""
    return for_origin(request.headers.items(), without=_UNSHARED)


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
