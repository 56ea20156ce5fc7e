from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presspass.cli.gates import open_gates, purge
from presspass.ports import Purge

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("+2h", 7200),
        ("+30m", 1800),
        ("+1d", 86_400),
        ("+45s", 45),
        ("2027-01-15T10:00", 3600),
        ("2027-01-15 10:00:30", 3630),
        ("2027-01-15T10:00Z", 7200),
        ("2027-01-15T11:00+02:00", 3600),
    ],
)
def test_gates_are_opened_until_the_time_written(desk: Desk, written: str, seconds: int) -> None:
    now = desk.clock.at
    result = desk.run(open_gates, "--until", written, "--note", "storm")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Every gate is open until 2027-01-")
    assert desk.editions.in_force(now).open_until == now + seconds
    assert desk.editions.audit(1)[0].change.note == "storm"


def test_gates_are_closed_again(desk: Desk) -> None:
    assert desk.run(open_gates, "--close").output == "The gates were not open.\n"
    desk.run(open_gates, "--until", "+2h")
    assert desk.run(open_gates, "--close").output == "The policy rules again.\n"
    assert desk.editions.in_force(desk.clock.at).open_until is None


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "--until TIME or --close"),
        (("--until", "+2h", "--close"), 2, "--until TIME or --close"),
        (("--until", "tonight"), 2, "'tonight' is no time"),
        (("--until", "+2w"), 2, "'+2w' is no time"),
        (("--until", "2027-07-31"), 2, "such as 2027-07-31T18:00"),
        (("--until", "2020-01-01T00:00"), 1, "has passed"),
        (("--until", "+999999d"), 0, ""),
    ],
)
def test_a_time_that_cannot_be_is_told(
    desk: Desk, arguments: tuple[str, ...], code: int, told: str
) -> None:
    result = desk.run(open_gates, *arguments)
    assert (result.exit_code, told in result.stderr) == (code, True)


def test_pages_are_purged(desk: Desk) -> None:
    one = desk.run(purge, "https://news.example/2027/harbour?page=2")
    assert one.output == "Every gate drops /2027/harbour?page=2 within five seconds.\n"
    assert desk.run(purge, "--all").output == "Every gate drops all pages within five seconds.\n"
    assert desk.editions.purges(0) == [Purge(1, "/2027/harbour?page=2"), Purge(2, None)]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "either a URL or --all"),
        (("/a", "--all"), 2, "either a URL or --all"),
        (("https://other.example/a",), 1, "is not on https://news.example"),
        (("harbour",), 1, "is no page"),
    ],
)
def test_a_page_that_cannot_be_purged_is_told(
    desk: Desk, arguments: tuple[str, ...], code: int, told: str
) -> None:
    result = desk.run(purge, *arguments)
    assert result.exit_code == code
    assert told in result.stderr
    assert desk.editions.purges(0) == []


def test_a_database_that_is_away_is_told_so(desk: Desk) -> None:
    desk.away = True
    assert desk.run(open_gates, "--until", "+1h").exit_code == 3
    assert desk.run(purge, "--all").exit_code == 3


def test_help_teaches_by_example(desk: Desk) -> None:
    assert "\n    presspass open --until +2h" in desk.run(open_gates, "--help").stdout
    assert "\n    presspass purge --all" in desk.run(purge, "--help").stdout
