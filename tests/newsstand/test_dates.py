from datetime import UTC, date, datetime

import pytest

from presspass.core.instants import instant
from presspass.newsstand.dates import Calendar


def test_a_time_without_an_offset_is_the_publications_own(calendar: Calendar) -> None:
    summer = datetime(2026, 7, 1, 10, 0)  # noqa: DTZ001  # as an editor writes it
    assert calendar.read(summer) == instant(datetime(2026, 7, 1, 9, 0, tzinfo=UTC))
    assert calendar.read(summer.replace(tzinfo=UTC)) == instant(summer.replace(tzinfo=UTC))
    assert calendar.read(date(2026, 7, 1)) == instant(datetime(2026, 6, 30, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("age", "seconds"),
    [("2h 10m ago", 7800), ("3d ago", 259_200), ("45m ago", 2700), ("1d 2h 3m ago", 93_780)],
)
def test_an_age_counts_back_from_the_start(calendar: Calendar, age: str, seconds: int) -> None:
    assert calendar.read(age) == calendar.anchor - seconds


def test_an_age_gives_every_worker_started_within_five_minutes_the_same_time() -> None:
    times = {Calendar(None, "en", at).read("1h ago") for at in range(3000, 3300)}  # type: ignore[arg-type]
    assert times == {3000 - 3600}


@pytest.mark.parametrize("written", ["yesterday", " ago", "", "3x ago", 5, None, True, ["1h ago"]])
def test_what_is_no_date_is_refused(calendar: Calendar, written: object) -> None:
    with pytest.raises(ValueError, match="is no date"):
        calendar.read(written)


def test_times_are_shown_in_the_publications_zone_and_language(calendar: Calendar) -> None:
    at = instant(datetime(2026, 7, 1, 9, 5, tzinfo=UTC))
    assert calendar.full(at) == "1 July 2026, 10:05 WEST"
    assert calendar.day(at) == "Wednesday, 1 July 2026"
    assert calendar.machine(at) == "2026-07-01T10:05:00+01:00"
    german = Calendar(calendar.zone, "de", calendar.anchor)
    assert german.day(at) == "Mittwoch, 1. Juli 2026"


def test_todays_news_shows_its_hour_and_older_news_its_day(calendar: Calendar) -> None:
    now = calendar.anchor
    assert calendar.near(now - 3600, now) == "11:00"
    assert calendar.near(now - 86_400, now) == "17 Mar"
    assert calendar.near(now - 300 * 86_400, now) == "22 May 2025"


@pytest.mark.parametrize("language", ["", "xx-nowhere", "not a tag"])
def test_a_language_that_nobody_knows_reads_as_english(calendar: Calendar, language: str) -> None:
    shown = Calendar(calendar.zone, language, calendar.anchor)
    assert shown.day(calendar.anchor) == "Wednesday, March 18, 2026"
    assert shown.direction == "ltr"


def test_arabic_is_written_from_right_to_left(calendar: Calendar) -> None:
    assert Calendar(calendar.zone, "ar", calendar.anchor).direction == "rtl"
