"""Header lines: what travels on, what stays, and what they say."""

import re
from collections.abc import Iterable
from functools import lru_cache

from presspass.core.hops import end_to_end
from presspass.ports import Headers

# What servers behind a proxy take its word for: where the client is, what it asked and how. A
# client's own lines of these are never believed; those that the origin needs we write anew.
_PROXIES = frozenset(
    {
        b"accept-encoding",
        b"cf-connecting-ip",
        b"client-ip",
        b"expect",
        b"fastly-client-ip",
        b"forwarded",
        b"front-end-https",
        b"host",
        b"true-client-ip",
        b"x-client-ip",
        b"x-cluster-client-ip",
        b"x-forwarded",
        b"x-host",
        b"x-http-method",
        b"x-http-method-override",
        b"x-method-override",
        b"x-real-ip",
        b"x-rewrite-url",
        b"x-scheme",
        b"x-url-scheme",
    }
)
_PROXIES_PREFIXES = (b"presspass-", b"x-forwarded-", b"x-original-")


def for_origin(lines: Iterable[tuple[bytes, bytes]], *, without: frozenset[bytes]) -> Headers:
    """A client's lines as the origin may see them.

    Gone are the hop's own, those that only proxies may write, look-alikes that some servers fold
    into them (any sign but a hyphen becomes an underscore there), and whatever `without` names.
    """
    return [
        (name, value)
        for name, value in end_to_end(lines)
        if name not in _PROXIES
        and name not in without
        and name.replace(b"-", b"").isalnum()
        and not name.startswith(_PROXIES_PREFIXES)
    ]


def first(lines: Iterable[tuple[bytes, bytes]], wanted: bytes) -> bytes | None:
    """The value of the first line of that name."""
    return next((value for name, value in lines if name == wanted), None)


def joined(lines: Iterable[tuple[bytes, bytes]], wanted: bytes) -> bytes:
    """The values of all lines of that name as one list; empty where there is none."""
    return b", ".join(value for name, value in lines if name == wanted)


_GZIP = (b"gzip", b"x-gzip", b"*")
_SOME_WEIGHT = re.compile(rb"q=(?:1(?:\.0*)?|0\.\d*[1-9]\d*)")


@lru_cache(maxsize=64)  # few: clients choose what is kept here
def accepts_gzip(accept_encoding: bytes) -> bool:
    """Whether a client takes gzip (RFC 9110, section 12.5.3); an odd weight is none."""
    weights = {}
    for part in accept_encoding.lower().split(b","):
        coding, _, weight = part.partition(b";")
        weights[coding.strip()] = b"".join(weight.split())
    weight = next((weights[coding] for coding in _GZIP if coding in weights), b"q=0")
    return not weight or _SOME_WEIGHT.fullmatch(weight) is not None
