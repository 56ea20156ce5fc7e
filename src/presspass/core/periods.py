"""The periods over which a meter counts."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from presspass.core.instants import DAY, Instant, instant, moment

QUARTER_HOUR = 900
"""Every zone's offset is now a multiple of it, so no month begins between two of its marks."""


class Period(Protocol):
    """Says from when on charges count, and when an allowance comes back."""

    @property
    def days(self) -> int | None:
        """Its length in days, or `None` for a month of the calendar."""
        ...

    def since(self, now: Instant) -> Instant:
        """The instant from which charges count at `now`."""
        ...

    def resets_at(self, now: Instant, oldest: Instant | None) -> Instant:
        """When the next article of the allowance comes back.

        `oldest` is the time of the oldest charge that counts at `now`.
        """
        ...


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month of the publication's calendar: from its first midnight to the next month's."""

    zone: ZoneInfo

    @property
    def days(self) -> None:
        """A month has no fixed length."""
        return

    def since(self, now: Instant) -> Instant:
        """The first instant of the month that holds `now`."""
        return _month(self.zone, now // QUARTER_HOUR)[0]

    def resets_at(self, now: Instant, oldest: Instant | None) -> Instant:  # noqa: ARG002  # a month ends for all charges at once
        """The first instant of the next month."""
        return _month(self.zone, now // QUARTER_HOUR)[1]


@lru_cache(maxsize=64)
def _month(zone: ZoneInfo, quarter: int) -> tuple[Instant, Instant]:
    today = moment(quarter * QUARTER_HOUR, zone)
    first = datetime(today.year, today.month, 1, tzinfo=zone)
    year, month = divmod(today.year * 12 + today.month, 12)
    return instant(first), instant(datetime(year, month + 1, 1, tzinfo=zone))


@dataclass(frozen=True, slots=True)
class LastDays:
    """The last so many times 24 hours: each charge comes back that long after it was made."""

    days: int

    def __post_init__(self) -> None:
        """Refuse a period that holds no time."""
        if self.days < 1:
            raise ValueError("a meter's period is at least one day")

    def since(self, now: Instant) -> Instant:
        """The instant after which a charge still counts at `now`."""
        return now - self.days * DAY + 1

    def resets_at(self, now: Instant, oldest: Instant | None) -> Instant:
        """When the oldest charge stops counting."""
        return (now if oldest is None else oldest) + self.days * DAY
