"""Points in time and the half-open intervals between them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TypeAlias

Instant: TypeAlias = int
"""Whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time)."""

MINUTE = 60
DAY = 86_400


def instant(moment: datetime) -> Instant:
    """The instant of an aware datetime, its fraction of a second dropped."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; add one, such as +00:00")
    return int(moment.timestamp())


def moment(at: Instant, zone: tzinfo = UTC) -> datetime:
    """The instant as a clock in `zone` shows it."""
    return datetime.fromtimestamp(at, zone)


def start_of_day(day: date, zone: tzinfo) -> Instant:
    """The first instant of a day in `zone`, which is not midnight where midnight is skipped."""
    return instant(datetime(day.year, day.month, day.day, tzinfo=zone))


def end_of_day(day: date, zone: tzinfo) -> Instant:
    """The first instant after a day in `zone`: what "ends July 31st" means."""
    return start_of_day(day + timedelta(days=1), zone)


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open interval: `since` belongs to it, `until` does not; `None` is without bound."""

    since: Instant | None = None
    until: Instant | None = None

    def __post_init__(self) -> None:
        """Refuse an interval that holds nothing."""
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise ValueError(
                f"the window ends ({moment(self.until)}) before it begins ({moment(self.since)})"
            )

    def __contains__(self, at: Instant) -> bool:
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)
