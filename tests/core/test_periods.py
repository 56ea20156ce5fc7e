"""Months of the calendar and last days, across daylight saving, leap days and odd offsets."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.instants import DAY, Instant, instant, moment
from presspass.core.periods import CalendarMonth, LastDays

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",  # -03:30
    "America/Havana",  # the clock goes back to midnight: the first of November has two
    "America/Asuncion",  # skipped the midnight before the first of October 2017
    "America/Scoresbysund",  # changed its offset and its daylight saving on one day
    "Asia/Kathmandu",  # +05:45
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "Pacific/Chatham",  # +12:45
    "Pacific/Kiritimati",  # +14:00; skipped the last day of 1994
    "Pacific/Apia",  # skipped a day before the end of 2011
    "Etc/GMT+12",
]
zones = st.sampled_from([ZoneInfo(zone) for zone in ZONES])
instants = st.integers(
    int(datetime(1990, 1, 1, tzinfo=UTC).timestamp()),
    int(datetime(2100, 1, 1, tzinfo=UTC).timestamp()),
)


def at(text: str) -> Instant:
    return instant(datetime.fromisoformat(text))


def month_of(now: Instant, zone: ZoneInfo) -> tuple[int, int]:
    local = moment(now, zone)
    return local.year, local.month


@given(zones, instants)
def test_a_month_holds_now_and_nothing_of_its_neighbours(zone: ZoneInfo, now: Instant) -> None:
    month = CalendarMonth(zone)
    since, until = month.since(now), month.resets_at(now, None)
    assert since <= now < until
    assert month_of(since, zone) == month_of(now, zone) == month_of(until - 1, zone)
    assert month_of(since - 1, zone) < month_of(now, zone) < month_of(until, zone)


@given(zones, instants)
def test_months_follow_each_other_without_gap_or_overlap(zone: ZoneInfo, now: Instant) -> None:
    month = CalendarMonth(zone)
    since, until = month.since(now), month.resets_at(now, None)
    assert month.since(until) == until
    assert month.since(until - 1) == since
    assert month.resets_at(since - 1, None) == since


@given(zones, instants, instants)
def test_all_of_a_month_agrees_on_its_bounds(zone: ZoneInfo, now: Instant, other: Instant) -> None:
    month = CalendarMonth(zone)
    since, until = month.since(now), month.resets_at(now, None)
    other = since + other % (until - since)
    assert (month.since(other), month.resets_at(other, now)) == (since, until)


@pytest.mark.parametrize(
    ("zone", "now", "since", "until"),
    [
        (
            "Europe/Berlin",
            "2026-03-29T12:00+02:00",
            "2026-03-01T00:00+01:00",
            "2026-04-01T00:00+02:00",
        ),
        (
            "Europe/Berlin",
            "2026-10-25T02:30+01:00",
            "2026-10-01T00:00+02:00",
            "2026-11-01T00:00+01:00",
        ),
        (
            "Europe/Berlin",
            "2026-12-31T23:59:59+01:00",
            "2026-12-01T00:00+01:00",
            "2027-01-01T00:00+01:00",
        ),
        (
            "Europe/Berlin",
            "2027-01-01T00:00+01:00",
            "2027-01-01T00:00+01:00",
            "2027-02-01T00:00+01:00",
        ),
        ("UTC", "2028-02-29T23:59:59+00:00", "2028-02-01T00:00+00:00", "2028-03-01T00:00+00:00"),
        ("UTC", "2100-02-28T23:59:59+00:00", "2100-02-01T00:00+00:00", "2100-03-01T00:00+00:00"),
        (
            "Asia/Kathmandu",
            "2026-06-30T18:14:59+00:00",
            "2026-06-01T00:00+05:45",
            "2026-07-01T00:00+05:45",
        ),
        (
            "Asia/Kathmandu",
            "2026-06-30T18:15+00:00",
            "2026-07-01T00:00+05:45",
            "2026-08-01T00:00+05:45",
        ),
        (
            "America/Asuncion",
            "2017-10-01T01:00-03:00",
            "2017-10-01T01:00-03:00",
            "2017-11-01T00:00-03:00",
        ),
        (
            "America/Havana",
            "2015-11-01T00:30-05:00",
            "2015-11-01T00:00-04:00",
            "2015-12-01T00:00-05:00",
        ),
        (
            "Pacific/Apia",
            "2011-12-31T12:00+14:00",
            "2011-12-01T00:00-10:00",
            "2012-01-01T00:00+14:00",
        ),
    ],
)
def test_a_month_begins_and_ends_by_the_publication_s_clock(
    zone: str, now: str, since: str, until: str
) -> None:
    month = CalendarMonth(ZoneInfo(zone))
    assert month.since(at(now)) == at(since)
    assert month.resets_at(at(now), None) == at(until)


@given(st.integers(1, 400), instants, st.integers(0, 500 * DAY))
def test_a_charge_counts_for_so_many_days_to_the_second(
    days: int, charged: Instant, passed: int
) -> None:
    period, now = LastDays(days), charged + passed
    assert (charged >= period.since(now)) == (passed < days * DAY)


@given(st.integers(1, 400), instants)
def test_an_allowance_comes_back_when_its_oldest_charge_stops_counting(
    days: int, charged: Instant
) -> None:
    period = LastDays(days)
    back = period.resets_at(charged + 5, charged)
    assert charged >= period.since(back - 1)
    assert charged < period.since(back)
    assert period.resets_at(charged, None) == back


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_of_no_days_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        LastDays(days)


def test_periods_tell_their_length() -> None:
    assert LastDays(30).days == 30
    assert CalendarMonth(ZoneInfo("UTC")).days is None
