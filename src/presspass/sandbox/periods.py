"""When billing periods end, months counted as Stripe counts them.

The anchor's day stays: what began on January 31st renews on February 28th and on March 31st.
"""

import calendar
from datetime import UTC, datetime

from presspass.core.instants import DAY, Instant, instant, moment
from presspass.sandbox.objects import Object

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def boundary(anchor: Instant, every: Object, number: int) -> Instant:
    """The end of the so-many-th period from an anchor."""
    unit: str = every["interval"]
    count: int = every["interval_count"] * number
    if unit in _DAYS:
        return anchor + count * _DAYS[unit] * DAY
    start = moment(anchor)
    months = start.year * 12 + start.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    clock = (start.hour, start.minute, start.second)
    return instant(datetime(year, month + 1, day, *clock, tzinfo=UTC))


def following(anchor: Instant, every: Object, after: Instant) -> Instant:
    """The first boundary after a time."""
    longest = {"day": DAY, "week": 7 * DAY, "month": 31 * DAY, "year": 366 * DAY}
    number = max(1, (after - anchor) // (longest[every["interval"]] * every["interval_count"]))
    while boundary(anchor, every, number) <= after:
        number += 1
    return boundary(anchor, every, number)


def same(one: Object, other: Object) -> bool:
    """Whether two prices recur alike."""
    return all(one[key] == other[key] for key in ("interval", "interval_count"))
