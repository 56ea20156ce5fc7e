"""One canonical form of each address, for the decision, the cache and the origin alike.

What two servers could read in two ways is refused (RFC 3986, section 6.2.2, and the request-target
confusions that proxies' advisories list), so that the gate never decides on one page while the
origin serves another.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

_PATH = re.compile(rb"/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*")
_CONTROL = re.compile(rb"[\x00-\x20\x7f]")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_DOUBLE_ESCAPE = re.compile(rb"%25[0-9A-Fa-f]{2}")
_DOT_SEGMENT = re.compile(rb"/\.{1,2}(?:[/;]|$)")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_REFUSED_ESCAPES = frozenset((*range(0x20), 0x2F, 0x5C, 0x7F))
_TRACKING = re.compile(
    rb"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id"
    rb"|igshid|mc_cid|mc_eid|_hsenc|_hsmi|at_\w+|mtm_\w+|pk_\w+"
)


class Refused(Exception):  # noqa: N818  # it names what happened to the address
    """The address could be read in two ways. The message says in what."""


class Target(NamedTuple):
    """An address: `wire` goes to the origin, `key` leaves out what only tracks readers."""

    path: bytes
    wire: bytes
    key: bytes


@lru_cache(maxsize=32_768)
def canonical(raw_path: bytes, query: bytes) -> Target:
    """The canonical form of a request's path and query. Raises `Refused`."""
    path = _canonical_path(raw_path)
    if _CONTROL.search(query):
        raise Refused("the query holds control characters")
    if not query:
        return Target(path, path, path)
    kept = b"&".join(
        part for part in query.split(b"&") if not _TRACKING.fullmatch(part.partition(b"=")[0])
    )
    return Target(path, path + b"?" + query, path + b"?" + kept if kept else path)


def forgiving(path: bytes) -> str:
    """The path as the most forgiving server would read it, for matching patterns against it."""
    text = unquote(path.decode("ascii"), errors="replace").casefold()
    segments = (segment.partition(";")[0].rstrip(". ") for segment in text.split("/"))
    return "/".join(segments).rstrip("/") or "/"


def _canonical_path(raw: bytes) -> bytes:
    if not _PATH.fullmatch(raw):
        raise Refused("the path holds characters that belong percent-encoded")
    if _DOUBLE_ESCAPE.search(raw):
        raise Refused("the path is percent-encoded twice")
    path = _ESCAPE.sub(_escape, raw)
    if b"//" in path:
        raise Refused("the path holds an empty segment")
    if _DOT_SEGMENT.search(path):
        raise Refused("the path holds a dot segment")
    return path


def _escape(match: re.Match[bytes]) -> bytes:
    code = int(match[1], 16)
    if code in _REFUSED_ESCAPES:
        raise Refused("the path holds an encoded slash or control character")
    return bytes((code,)) if code in _UNRESERVED else match[0].upper()
