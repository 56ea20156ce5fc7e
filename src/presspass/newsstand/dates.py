"""Dates as editors write them, and as readers see them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time

from presspass.core.instants import DAY, Instant, instant, moment

_HOUR, _MINUTE = 3600, 60
_AGO = re.compile(r"(?:(\d{1,4})d)? ?(?:(\d{1,3})h)? ?(?:(\d{1,4})m)? ago")
_ROUND = 300  # so that an age gives a time such as 14:05, and the same one to every worker


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads and writes dates for one publication, in one language.

    `anchor` is the instant that ages such as "2h 10m ago" are counted from.
    """

    zone: ZoneInfo
    language: str
    anchor: Instant

    def read(self, written: Any) -> Instant:
        """The instant of a date, a date and time, or an age. Raises `ValueError`.

        A time without an offset is the publication's own.
        """
        if isinstance(written, datetime):
            return instant(written if written.tzinfo else written.replace(tzinfo=self.zone))
        if isinstance(written, date):
            return instant(datetime.combine(written, time(), self.zone))
        if isinstance(written, str) and (found := _AGO.fullmatch(written)) and any(found.groups()):
            days, hours, minutes = (int(part or 0) for part in found.groups())
            age = days * DAY + hours * _HOUR + minutes * _MINUTE
            return self.anchor - self.anchor % _ROUND - age
        raise ValueError(f'{written!r} is no date; write 2026-03-31T06:40:00 or "2h 10m ago"')

    def day(self, at: Instant) -> str:
        """The day in full, with its weekday."""
        return str(format_date(moment(at, self.zone), "full", locale=self.locale))

    def short_day(self, at: Instant) -> str:
        """The day, with its month in letters."""
        return str(format_date(moment(at, self.zone), "long", locale=self.locale))

    def full(self, at: Instant) -> str:
        """Day and time, with the name of the zone."""
        order = str(self.locale.datetime_formats["long"])
        name = moment(at, self.zone).tzname()
        return order.format(f"{self.clock(at)} {name}", self.short_day(at))

    def clock(self, at: Instant) -> str:
        """The time of day."""
        shown = moment(at, self.zone)
        return str(format_time(shown, "short", tzinfo=self.zone, locale=self.locale))

    def near(self, at: Instant, now: Instant) -> str:
        """The time of day for today's news, the day for all else."""
        then, today = moment(at, self.zone), moment(now, self.zone)
        if then.date() == today.date():
            return self.clock(at)
        skeleton = "MMMd" if then.year == today.year else "yMMMd"
        return str(format_skeleton(skeleton, then, tzinfo=self.zone, locale=self.locale))

    def machine(self, at: Instant) -> str:
        """For `<time datetime>` and everything else that programs read: ISO 8601 with offset."""
        return moment(at, self.zone).isoformat()

    def day_began(self, at: Instant) -> Instant:
        """The first instant of the day."""
        return instant(datetime.combine(moment(at, self.zone).date(), time(), self.zone))

    @property
    def direction(self) -> str:
        """Which way the language is written: `ltr` or `rtl`."""
        return str(self.locale.text_direction)

    @property
    def locale(self) -> Locale:
        """How the language writes dates, numbers and lists."""
        try:
            return Locale.parse(self.language, sep="-")
        except (ValueError, UnknownLocaleError):
            return Locale("en")
