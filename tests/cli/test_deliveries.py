from __future__ import annotations

import csv
import json
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from presspass.cli.deliveries import deliveries
from presspass.core.account import Account
from presspass.core.address import DeliveryAddress
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.ports import Delivery

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk

HOME = DeliveryAddress("Ann Lee", "=HYPERLINK(1)", "+1; @SUM", "01067", "Dresden", "", "DE")
HEADER = "reader,plan,recipient,line1,line2,postal_code,city,region,country\r\n"
ROW = ",complete,Ann Lee,'=HYPERLINK(1),'+1; '@SUM,01067,Dresden,,DE\r\n"


def reader(desk: Desk, number: int, days: int = 10, address: DeliveryAddress | None = HOME) -> str:
    """A reader who gets the paper for some days from now on; answers the id."""
    known, now = ReaderId(bytes([number]) * 16), desk.clock.now()
    with desk.books.transaction() as books:
        mailbox = Mailbox.parse(f"reader{number}@example.com")
        books.accounts.create(Account(known, mailbox, "en", now))
        held = EntitlementId(known.hex()), known, Benefit.PRINT, now, now + days * DAY
        books.entitlements.put(Entitlement(*held, Basis.COMPLIMENTARY, "complete"))
        if address is not None:
            books.deliveries.put(Delivery(known, address, now))
    return known.hex()


def test_the_papers_of_today_are_a_table_that_is_safe_in_a_spreadsheet(desk: Desk) -> None:
    bea, ann = reader(desk, 2), reader(desk, 1)
    result = desk.run(deliveries, "export")
    assert result.exit_code == 0
    assert result.stdout_bytes.decode("utf-8-sig") == HEADER + ann + ROW + bea + ROW
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert result.stderr == "2 papers for 2027-01-15.\n"
    assert desk.run(deliveries, "export").stdout == result.stdout


def test_who_gave_no_address_is_named_by_id_and_counted(desk: Desk) -> None:
    ann, bea = reader(desk, 1), reader(desk, 2, address=None)
    result = desk.run(deliveries, "export")
    assert result.exit_code == 0
    assert [row[0] for row in csv.reader(result.stdout.splitlines()[1:])] == [ann]
    assert result.stderr.splitlines() == [
        f"no address: {bea}",
        "1 paper for 2027-01-15. 1 reader is entitled to one and gave no address, as named above.",
    ]
    cid = reader(desk, 3, address=None)
    told = desk.run(deliveries, "export", "--json").stderr
    assert f"no address: {cid}\n1 paper for 2027-01-15. 2 readers are entitled" in told
    assert "@" not in told


def test_today_is_a_day_of_the_publications_zone(desk: Desk) -> None:
    desk.clock.at = int(datetime(2027, 1, 15, 23, 30, tzinfo=UTC).timestamp())
    reader(desk, 1)
    assert desk.run(deliveries, "export").stderr == "1 paper for 2027-01-16.\n"
    assert (
        desk.run(deliveries, "export", "--on", "2027-01-15").stderr == "0 papers for 2027-01-15.\n"
    )


@pytest.mark.parametrize(
    ("day", "papers"), [("2027-01-14", 0), ("2027-01-25", 1), ("2027-01-26", 0)]
)
def test_another_day_can_be_named(desk: Desk, day: str, papers: int) -> None:
    reader(desk, 1)
    result = desk.run(deliveries, "export", "--on", day)
    assert len(result.stdout.splitlines()) == 1 + papers
    assert f" for {day}." in result.stderr


@pytest.mark.parametrize("day", ["tomorrow", "2027-02-30", "2027-01-15T10:00", ""])
def test_what_is_no_day_is_wrong_usage(desk: Desk, day: str) -> None:
    assert desk.run(deliveries, "export", "--on", day).exit_code == 2


def test_machines_get_an_object_a_paper_as_it_was_given(desk: Desk) -> None:
    ann = reader(desk, 1)
    result = desk.run(deliveries, "export", "--json")
    assert json.loads(result.stdout) == {
        "reader": ann,
        "plans": ["complete"],
        "recipient": "Ann Lee",
        "line1": "=HYPERLINK(1)",
        "line2": "+1; @SUM",
        "postal_code": "01067",
        "city": "Dresden",
        "region": "",
        "country": "DE",
    }


def test_a_file_is_for_nobody_elses_eyes_and_goes_over_no_other(desk: Desk, tmp_path: Path) -> None:
    ann, out = reader(desk, 1), tmp_path / "today.csv"
    result = desk.run(deliveries, "export", "--output", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes().decode("utf-8-sig") == HEADER + ann + ROW
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    again = desk.run(deliveries, "export", "--output", str(out))
    assert again.exit_code == 1
    assert "is there already; name another file" in again.stderr


def test_while_the_database_is_away_no_file_is_left(desk: Desk, tmp_path: Path) -> None:
    desk.away = True
    result = desk.run(deliveries, "export", "--output", str(tmp_path / "today.csv"))
    assert result.exit_code == 3
    assert "the database can't be used" in result.stderr
    assert list(tmp_path.glob("*today*")) == []


def test_help_teaches_by_example(desk: Desk) -> None:
    shown = desk.run(deliveries, "export", "--help").stdout
    assert "\n    presspass deliveries export --on 2026-07-18 --output saturday.csv" in shown
