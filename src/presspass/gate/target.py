"""One canonical form of each address, for the decision, the cache and the origin alike.

What two servers could read in two ways is refused (RFC 3986, section 6.2.2, and the request-target
confusions that proxies' advisories list), so that the gate never decides on one page while the
origin serves another.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from presspass.core.tracking import is_tracking

_ADDRESS_BYTES = 8192
"""RFC 9110, section 4.1, wants at least 8000 of every server."""

_CACHED_BYTES = 512
"""Longer addresses are rare, and clients choose them: none is kept in memory."""

_CACHED = 16_384
_UNCLEAR = re.compile(rb"[\x00-\x20\x7f#?\\]")
_UNCLEAR_QUERY = re.compile(rb"[\x00-\x20\x7f#]")
_CODED = re.compile(rb"%([0-9A-Fa-f]{2})?|[^A-Za-z0-9\-._~!$&'()*+,;=:@/]")
_RAW = re.compile(rb"[\x80-\xff]")
_DOUBLE_ESCAPE = re.compile(rb"%25[0-9A-Fa-f]{2}")
_OVERLONG = re.compile(rb"%(?:C[01]%[89AB]|E0%[89])[0-9A-F]")
"""Plain ASCII signs spelt so long that UTF-8 forbids it, and that lenient servers read."""

_EMPTY_SEGMENT = re.compile(rb"/(?:(?:;|%3B)[^/]*)?/")
_DOT_SEGMENT = re.compile(rb"/\.{1,2}(?:[/;]|%3B|$)")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_REFUSED_ESCAPES = frozenset((*range(0x20), 0x2F, 0x5C, 0x7F))


class Refused(Exception):  # noqa: N818  # it names what happened to the address
    """The address could be read in two ways. The message says in what."""


class Target(NamedTuple):
    """An address: `wire` as a reader asked for it, `key` without what only tracks readers.

    The origin is asked for `key` where the answer may serve every reader, else for `wire`.
    """

    path: bytes
    wire: bytes
    key: bytes


def canonical(raw_path: bytes, query: bytes) -> Target:
    """The canonical form of a request's path and query. Raises `Refused`."""
    if len(raw_path) + len(query) <= _CACHED_BYTES:
        return _remembered(raw_path, query)
    return _canonical(raw_path, query)


def forgiving(path: bytes) -> str:
    """The path as the most forgiving server would read it, for matching patterns against it."""
    text = unquote(path.decode(), errors="replace").casefold()
    segments = (segment.partition(";")[0].rstrip(". ") for segment in text.split("/"))
    return "/".join(segments).rstrip("/") or "/"


def _canonical(raw_path: bytes, query: bytes) -> Target:
    if len(raw_path) + len(query) > _ADDRESS_BYTES:
        raise Refused("it is too long")
    path = _canonical_path(raw_path)
    if _UNCLEAR_QUERY.search(query):
        raise Refused("the query holds control characters or a fragment")
    if not query:
        return Target(path, path, path)
    query = _RAW.sub(_escape, query)
    kept = b"&".join(part for part in query.split(b"&") if not is_tracking(part.decode("ascii")))
    return Target(path, path + b"?" + query, path + b"?" + kept if kept else path)


_remembered = lru_cache(maxsize=_CACHED)(_canonical)


def _canonical_path(raw: bytes) -> bytes:
    if not raw.startswith(b"/") or _UNCLEAR.search(raw):
        raise Refused("the path holds signs that belong percent-encoded")
    path = _CODED.sub(_recode, raw)
    if _DOUBLE_ESCAPE.search(path):
        raise Refused("the path is percent-encoded twice")
    if _OVERLONG.search(path):
        raise Refused("the path holds an overlong sign")
    if _EMPTY_SEGMENT.search(path):
        raise Refused("the path holds an empty segment")
    if _DOT_SEGMENT.search(path):
        raise Refused("the path holds a dot segment")
    return path


def _recode(match: re.Match[bytes]) -> bytes:
    """One percent-encoded byte, or one that browsers send as it is, in the one form of it."""
    escape = match[0]
    if escape[:1] != b"%":
        return _escape(match)
    if match[1] is None:
        raise Refused("the path holds a percent sign that encodes nothing")
    code = int(match[1], 16)
    if code in _REFUSED_ESCAPES:
        raise Refused("the path holds an encoded slash or control character")
    return bytes((code,)) if code in _UNRESERVED else escape.upper()


def _escape(match: re.Match[bytes]) -> bytes:
    return b"%%%02X" % ord(match[0])
