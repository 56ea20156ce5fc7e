"""How long an answer of the origin's may be used again (RFC 9111)."""

from email.utils import parsedate_to_datetime
from typing import NamedTuple

from presspass.core.instants import Instant, instant
from presspass.gate.headers import joined
from presspass.ports import Headers


class Freshness(NamedTuple):
    """`personal` answers are for one reader and never kept; `seconds` is how long others are fresh.

    An answer that says nothing of its life is fresh for the configured time.
    """

    personal: bool
    seconds: int


def freshness(headers: Headers, now: Instant, unsaid: int) -> Freshness:
    """The freshness of an answer received at `now`."""
    directives = _directives(joined(headers, b"cache-control"))
    varied = joined(headers, b"vary").lower()
    if (
        any(name == b"set-cookie" for name, _ in headers)
        or "private" in directives
        or "no-store" in directives
        or b"*" in varied
        or any(part.strip() in (b"cookie", b"authorization") for part in varied.split(b","))
    ):
        return Freshness(personal=True, seconds=0)
    if "no-cache" in directives:
        return Freshness(personal=False, seconds=0)
    age = _seconds(joined(headers, b"age").decode("latin-1")) or 0
    for name in ("s-maxage", "max-age"):
        if name in directives:
            return Freshness(
                personal=False, seconds=max(0, (_seconds(directives[name]) or 0) - age)
            )
    expires = joined(headers, b"expires")
    if expires:
        since = _date(joined(headers, b"date")) or now
        return Freshness(personal=False, seconds=max(0, (_date(expires) or 0) - since - age))
    return Freshness(personal=False, seconds=unsaid)


def varies(headers: Headers) -> tuple[bytes, ...]:
    """The request headers on which the answer depends, the encoding aside, which we see to."""
    names = {part.strip().lower() for part in joined(headers, b"vary").split(b",")}
    return tuple(sorted(names - {b"", b"accept-encoding"}))


def _directives(value: bytes) -> dict[str, str]:
    parts = (part.strip().partition("=") for part in value.decode("latin-1").lower().split(","))
    return {name.strip(): argument.strip(' "') for name, _, argument in parts if name}


def _seconds(digits: str) -> int | None:
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _date(value: bytes) -> Instant | None:
    try:
        return instant(parsedate_to_datetime(value.decode("latin-1")))
    except ValueError:
        return None
