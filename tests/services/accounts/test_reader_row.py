from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presspass.core.instants import Instant, end_of_day, start_of_day
from presspass.core.plans import Benefit
from presspass.services.accounts.reader_row import (
    MAX_NOTE,
    ReaderRow,
    RowError,
    guarded,
    unguarded,
    written_until,
)

BERLIN, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")
FORMULA_SIGNS = "=+-@＝＋－＠"  # noqa: RUF001  # spreadsheets take these for formulas too


def read(
    mail: str = "ann@example.com", benefits: str = "articles", until: str = "", note: str = ""
) -> ReaderRow:
    return ReaderRow.read(2, (mail, benefits, until, note), BERLIN)


@pytest.mark.parametrize(
    "written", ["articles print", "print;articles", " Articles + PRINT ", "print, articles,print"]
)
def test_benefits_are_separated_as_people_do(written: str) -> None:
    assert read(benefits=written).benefits == (Benefit.ARTICLES, Benefit.PRINT)


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("", None),
        ("9999-12-31", None),
        ("9999-12-31T23:59:59Z", None),
        ("2027-07-31", end_of_day(date(2027, 7, 31), BERLIN)),
        ("2027-07-31T18:00Z", 1_817_056_800),
        ("2027-07-31T18:00:00.999999+00:00", 1_817_056_800),
        ("2027-07-31 20:00", 1_817_056_800),
        ("1970-01-01", start_of_day(date(1970, 1, 2), BERLIN)),
    ],
)
def test_an_end_is_a_day_an_instant_or_never(written: str, until: Instant | None) -> None:
    assert read(until=f" {written} ").until == until


@pytest.mark.parametrize(
    "written",
    ["31.07.2027", "07/31/2027", "2027-7-31", "20270731", "2027-W30-6", "2027-07", "forever", "-"],
)
def test_other_ways_to_write_a_date_are_refused_with_the_right_one(written: str) -> None:
    with pytest.raises(RowError, match="write the last day, such as 2027-07-31"):
        read(until=written)


@pytest.mark.parametrize(
    ("cells", "advice"),
    [
        ({"until": "2027-02-30"}, "there is no 2027-02-30; check day and month"),
        ({"until": "2027-07-31T25:00"}, "there is no 2027-07-31T25:00"),
        ({"until": "0000-01-01"}, "there is no 0000-01-01"),
        ({"until": "0026-01-01"}, "before 1970; check the year"),
        ({"benefits": "articles prints"}, "'prints' is no benefit; write articles, apps or print"),
        ({"benefits": "", "until": "2027-07-31"}, "name the benefits"),
        ({"benefits": "", "note": "x"}, "name the benefits"),
        ({"note": "x" * (MAX_NOTE + 1)}, "the note has 1,001 characters; 1,000 is the most"),
        ({"mail": "ann.example.com"}, "has one @"),
        ({"mail": ""}, "write an e-mail address"),
    ],
)
def test_a_mistake_says_what_to_do(cells: dict[str, str], advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        read(**cells)


def test_what_a_mistake_quotes_is_short_and_commands_no_terminal() -> None:
    with pytest.raises(RowError) as caught:
        read(until="\x1b[2Jtomorrow" + "x" * 500)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 150


def test_a_row_without_benefits_is_an_account_alone() -> None:
    assert read(benefits=" ").benefits == ()


@given(st.integers(0, 253_000_000_000), st.sampled_from([BERLIN, APIA]))
@example(end_of_day(date(2011, 12, 29), APIA), APIA)  # the day after it was left out there
@example(end_of_day(date(2027, 3, 28), BERLIN), BERLIN)
@example(1, BERLIN)
def test_every_end_is_read_back(until: Instant, zone: ZoneInfo) -> None:
    cells = ("ann@example.com", "articles", written_until(until, zone), "")
    assert ReaderRow.read(2, cells, zone).until == until


def test_an_end_at_midnight_is_written_as_the_last_day() -> None:
    assert written_until(end_of_day(date(2027, 7, 31), BERLIN), BERLIN) == "2027-07-31"
    assert written_until(1_817_056_800, BERLIN) == "2027-07-31T18:00:00Z"
    assert written_until(None, BERLIN) == ""


@given(st.text() | st.text(alphabet=f"'{FORMULA_SIGNS},;\t\r\n \"x", max_size=12))
def test_every_text_is_read_back_and_is_no_formula(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    for separator in ",;\t\r\n":
        for cell in safe.split(separator):
            assert not cell.lstrip(' \t\r\n"').startswith(tuple(FORMULA_SIGNS))


def test_ordinary_texts_are_left_alone() -> None:
    for text in ("paid by bank", "'tis for life", "5 + 5 - see letter", "a@b, c", "O'Neil"):
        assert guarded(text) == unguarded(text) == text
