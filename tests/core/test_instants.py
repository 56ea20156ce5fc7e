from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.instants import DAY, Window, end_of_day, instant, moment, start_of_day

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC"]


def test_an_instant_is_posix_time_with_its_fraction_dropped() -> None:
    assert instant(datetime(2027, 1, 15, 8, 0, 0, 999_999, tzinfo=UTC)) == 1_800_000_000
    assert instant(datetime(2027, 1, 15, 9, tzinfo=timezone(timedelta(hours=1)))) == 1_800_000_000


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        instant(datetime(2027, 1, 15))  # noqa: DTZ001  # this is the fault


@given(st.integers(0, 4_000_000_000), st.sampled_from(ZONES))
def test_an_instant_survives_being_shown_on_any_clock(at: int, zone: str) -> None:
    assert instant(moment(at, ZoneInfo(zone))) == at


@given(st.dates(date(1980, 1, 1), date(2100, 1, 1)), st.sampled_from(ZONES))
def test_days_follow_one_another_without_gap(day: date, name: str) -> None:
    zone = ZoneInfo(name)
    assert end_of_day(day, zone) == start_of_day(day + timedelta(days=1), zone)
    assert start_of_day(day, zone) < end_of_day(day, zone)
    assert moment(start_of_day(day, zone), zone).date() == day
    assert moment(start_of_day(day, zone) - 1, zone).date() == day - timedelta(days=1)


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25)])
def test_days_on_which_clocks_change_have_their_own_length(day: date, hours: int) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert end_of_day(day, berlin) - start_of_day(day, berlin) == hours * 3600


def test_a_day_whose_midnight_is_skipped_begins_at_its_first_instant() -> None:
    santiago = ZoneInfo("America/Santiago")  # clocks go from 24:00 to 01:00
    day = date(2026, 9, 6)
    first = start_of_day(day, santiago)
    assert moment(first, santiago).isoformat() == "2026-09-06T01:00:00-03:00"
    assert moment(first - 1, santiago).isoformat() == "2026-09-05T23:59:59-04:00"


def test_a_window_holds_its_first_instant_and_not_its_last() -> None:
    assert [at in Window(10, 20) for at in (9, 10, 19, 20)] == [False, True, True, False]
    assert 10 in Window()
    assert 10 in Window(None, 11)
    assert 10 not in Window(11, None)


@pytest.mark.parametrize(("since", "until"), [(DAY, DAY), (DAY, 0)])
def test_a_window_that_holds_nothing_is_refused(since: int, until: int) -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Window(since, until)
