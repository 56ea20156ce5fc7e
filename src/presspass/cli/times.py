"""Times as people write them."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from presspass.core.entitlement import FOREVER
from presspass.core.instants import Instant, end_of_day, instant

_FROM_NOW = re.compile(r"\+(\d{1,6})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DAY_ALONE = re.compile(r"\d{4}-\d{2}-\d{2}")


def instant_of(written: str, option: str, now: Instant, zone: ZoneInfo) -> Instant:
    """The instant that somebody wrote: ISO 8601, in `zone` where it names none, or `+2h`.

    Raises a usage error that names the option.
    """
    ahead = _FROM_NOW.fullmatch(written)
    if ahead:
        return now + int(ahead[1]) * _SECONDS[ahead[2]]
    if _DAY_ALONE.fullmatch(written):
        raise click.BadParameter(
            f"{written} names a day; add the time of day, such as {written}T18:00",
            param_hint=option,
        )
    try:
        found = datetime.fromisoformat(written)
    except ValueError as fault:
        raise click.BadParameter(
            f"'{written}' is no time; write it like 2027-07-31T18:00, 2027-07-31T18:00Z or +2h",
            param_hint=option,
        ) from fault
    return instant(found if found.tzinfo else found.replace(tzinfo=zone))


def end_of(written: str, option: str, now: Instant, zone: ZoneInfo) -> Instant:
    """The end of what lasts until then: of a day its end in `zone`, else as `instant_of`."""
    if not _DAY_ALONE.fullmatch(written):
        return instant_of(written, option, now, zone)
    try:
        return end_of_day(date.fromisoformat(written), zone)
    except OverflowError:  # no day is after the last one
        return FOREVER
    except ValueError as fault:
        raise click.BadParameter(
            f"there is no {written}; check day and month", param_hint=option
        ) from fault
