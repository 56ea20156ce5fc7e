"""How long an answer of the origin's may be used again (RFC 9111)."""

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from presspass.core.instants import Instant, instant
from presspass.gate.headers import first, joined
from presspass.ports import Headers

_DIRECTIVE = re.compile(r'([^\s,;="]+)\s*(?:=\s*("[^"]*"|[^\s,;"]*))?')
_LONGEST = 2**31
_DIGITS = len(str(_LONGEST)) + 1


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
    age = _seconds((first(headers, b"age") or b"").strip().decode("latin-1")) or 0
    for name in ("s-maxage", "max-age"):
        if name in directives:
            return Freshness(
                personal=False, seconds=max(0, (_seconds(directives[name]) or 0) - age)
            )
    expires = first(headers, b"expires")
    if expires is not None:
        since = _date(first(headers, b"date") or b"") or now
        return Freshness(personal=False, seconds=max(0, (_date(expires) or 0) - since - age))
    return Freshness(personal=False, seconds=unsaid)


def varies(headers: Headers) -> tuple[bytes, ...]:
    """The request headers on which the answer depends, the encoding aside, which we see to."""
    names = {part.strip().lower() for part in joined(headers, b"vary").split(b",")}
    return tuple(sorted(names - {b"", b"accept-encoding"}))


def _directives(value: bytes) -> dict[str, str]:
    """The directives of `Cache-Control`; of one given twice the first counts (section 4.2.1)."""
    found: dict[str, str] = {}
    for name, argument in _DIRECTIVE.findall(value.decode("latin-1").lower()):
        found.setdefault(name, argument.strip('"'))
    return found


def _seconds(digits: str) -> int | None:
    """A time as digits, at most about 68 years (section 1.2.2)."""
    if not (digits.isascii() and digits.isdigit()):
        return None
    return min(int(digits.lstrip("0")[:_DIGITS] or 0), _LONGEST)


def _date(value: bytes) -> Instant | None:
    try:
        date = parsedate_to_datetime(value.decode("latin-1"))
        return instant(date if date.tzinfo else date.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
