"""Header lines: what travels on, what stays, and what they say."""

from collections.abc import Iterable
from functools import lru_cache

from presspass.ports import Headers

# RFC 9110, section 7.6.1, and what belongs to one hop by custom.
HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
# Written anew by us on the way to the origin; a client's own are never believed.
_OURS = frozenset(
    {
        b"forwarded",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-proto",
        b"x-forwarded-prefix",
        b"x-forwarded-server",
        b"x-real-ip",
        b"x-original-url",
        b"x-rewrite-url",
        b"x-original-uri",
        b"x-original-host",
        b"x-host",
        b"x-http-method-override",
        b"x-method-override",
        b"accept-encoding",
        b"host",
    }
)
OUR_PREFIX = b"presspass-"


def end_to_end(lines: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The lines without those of one hop, `Connection`'s own list included."""
    kept = list(lines)
    named = {
        token.strip().lower()
        for name, value in kept
        if name == b"connection"
        for token in value.split(b",")
    }
    return [(name, value) for name, value in kept if name not in HOP_BY_HOP and name not in named]


def for_origin(lines: Iterable[tuple[bytes, bytes]], *, without: frozenset[bytes]) -> Headers:
    """A client's lines as the origin may see them.

    Gone are the hop's own, those that we write, look-alikes that some servers fold into them
    (underscores), and whatever `without` names.
    """
    return [
        (name, value)
        for name, value in end_to_end(lines)
        if name not in _OURS
        and name not in without
        and b"_" not in name
        and not name.startswith(OUR_PREFIX)
    ]


def first(lines: Iterable[tuple[bytes, bytes]], wanted: bytes) -> bytes | None:
    """The value of the first line of that name."""
    return next((value for name, value in lines if name == wanted), None)


def joined(lines: Iterable[tuple[bytes, bytes]], wanted: bytes) -> bytes:
    """The values of all lines of that name as one list; empty where there is none."""
    return b", ".join(value for name, value in lines if name == wanted)


@lru_cache(maxsize=1024)
def accepts_gzip(accept_encoding: bytes) -> bool:
    """Whether a client takes gzip (RFC 9110, section 12.5.3)."""
    for part in accept_encoding.lower().split(b","):
        coding, _, weight = part.partition(b";")
        if coding.strip() in (b"gzip", b"*"):
            return weight.replace(b" ", b"").rstrip(b"0").rstrip(b".") not in (b"q=", b"q=0")
    return False


@lru_cache(maxsize=1024)
def media_type(content_type: bytes) -> str:
    """The type of `Content-Type` without its parameters, in lower case."""
    return content_type.partition(b";")[0].strip().lower().decode("latin-1")


_HTML = frozenset({"", "text/html", "application/xhtml+xml"})
_TEXT = frozenset(
    {
        "application/json",
        "application/xml",
        "application/x-ndjson",
        "application/javascript",
        "application/rtf",
        "text/xml",
        "text/plain",
        "text/javascript",
        "text/markdown",
        "text/x-component",
        "text/csv",
    }
)


def is_html(content_type: bytes) -> bool:
    """Whether browsers may show the answer as a page: an unnamed type is guessed by them."""
    return media_type(content_type) in _HTML


def is_text(content_type: bytes) -> bool:
    """Whether the answer may carry an article's text to a program."""
    kind = media_type(content_type)
    return kind in _TEXT or (kind.endswith(("+json", "+xml")) and kind != "image/svg+xml")
