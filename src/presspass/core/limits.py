"""Limits: how often something may be done within fixed stretches of time."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from presspass.core.instants import Instant

_V4_PREFIX = 24
_V6_PREFIX = 64


class Tally(NamedTuple):
    """How often something was done in the window that began at `since`."""

    since: Instant
    times: int


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` times in each window of so many seconds; windows begin on their multiples.

    Around the border of two windows it lets through twice the count at most. `name` tells limits
    apart that count the same thing.
    """

    name: str
    count: int
    seconds: int

    def __post_init__(self) -> None:
        """Refuse a limit that forbids everything, and a window that holds no time."""
        if self.count < 1 or self.seconds < 1:
            raise ValueError(f"the limit '{self.name}' allows at least 1 in at least 1 second")

    def since(self, now: Instant) -> Instant:
        """When the window began that `now` is in."""
        return now - now % self.seconds

    def take(self, tally: Tally | None, now: Instant) -> Tally | None:
        """The tally once it was done again, or `None` where that is too often.

        A clock that lags behind counts in the newest window: turning it back wins nobody a try.
        """
        since = self.since(now)
        if tally is None or tally.since < since:
            return Tally(since, 1)
        return Tally(tally.since, tally.times + 1) if tally.times < self.count else None


def network_of(address: str) -> str:
    """The network of an IP address: what one household or office is likely to share.

    Of IPv4 that is the /24, of IPv6 the /64, which a single customer is given at least (RFC 6177).
    Raises `ValueError`.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip
    prefix = _V6_PREFIX if ip.version == 6 else _V4_PREFIX  # noqa: PLR2004  # IP's own versions
    return str(ip_network((ip, prefix), strict=False))
