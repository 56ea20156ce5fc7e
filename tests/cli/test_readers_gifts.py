"""Complimentary access, and the look at one reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from presspass.cli.policy import policy
from presspass.cli.readers import readers
from presspass.core.instants import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Desk

ANN = "ann@example.com"
SELLING = (
    '[[plans]]\nkey = "digital"\nname = "Digital"\nbenefits = ["articles", "apps"]\n'
    'prices = ["9.00 USD every month"]\n'
    '[[plans]]\nkey = "print"\nname = "Print"\nbenefits = ["print"]\n'
    'prices = ["19.00 USD every month"]\n'
)
LATER = ("--until", "2027-07-31", "--reason", "a prize")


@pytest.fixture
def selling(desk: Desk, file: Callable[[str], str]) -> Desk:
    assert desk.run(policy, "apply", file(SELLING)).exit_code == 0
    return desk


def test_a_plan_is_given_until_a_day_has_ended(selling: Desk) -> None:
    result = selling.run(readers, "grant", "Ann@Example.com", "--plan", "digital", *LATER)
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "Ann@Example.com has articles and apps until 2027-07-31, and a new account. "
        "Gates follow within five seconds.\n"
    )
    again = selling.run(
        readers, "grant", ANN, "--benefit", "apps", "--until", "2027-08-31", "--reason", "more"
    )
    assert again.stdout.startswith(
        "Ann@Example.com has apps until 2027-08-31, not apps until 2027-07-31. "
    )


def test_what_was_given_is_told_to_machines(selling: Desk) -> None:
    said = selling.run(readers, "grant", ANN, "--benefit", "print", *LATER, "--json").stdout
    given = json.loads(said)
    assert given.pop("reader")
    print_gift = {"benefit": "print", "until": "2027-07-31", "plan": None, "reason": "a prize"}
    assert given == {"e-mail": ANN, "new": True, "given": [print_gift], "before": []}
    taken = json.loads(selling.run(readers, "revoke", ANN, "--json").stdout)
    assert taken.pop("reader")
    assert taken == {"e-mail": ANN, "taken": [print_gift]}


def test_a_reader_is_shown_with_what_they_hold_and_what_was_done(selling: Desk) -> None:
    selling.run(readers, "grant", ANN, "--plan", "digital", *LATER)
    shown = selling.run(readers, "show", ANN.upper())
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[0] == ANN
    assert "  standing    subscribed, until 2027-07-31" in lines
    assert any(
        line.startswith("  articles    complimentary, from ")
        and line.endswith(" until 2027-07-31, plan digital: a prize")
        for line in lines
    )
    assert ": grant: articles until 2027-07-31, apps until 2027-07-31: a prize" in lines[-1]
    assert selling.run(readers, "revoke", ANN).stdout == (
        f"{ANN} no longer has articles and apps until 2027-07-31. "
        "Gates follow within five seconds.\n"
    )
    over = selling.run(readers, "show", ANN).stdout
    assert "standing    lapsed_subscriber\n" in over
    assert over.count("(over)") == 2
    data = json.loads(selling.run(readers, "show", ANN, "--json").stdout)
    assert (data["e-mail"], data["standing"]) == (ANN, "lapsed_subscriber")
    assert [each["basis"] for each in data["entitlements"]] == ["complimentary"] * 2
    assert [each["what"] for each in data["history"]] == ["grant", "revoke"]


def test_notes_of_imports_can_not_play_with_the_terminal(
    desk: Desk, file: Callable[[str], str]
) -> None:
    rows = "e-mail,benefits,until,note\nann@example.com,apps,,\x1b[2Jhello\n"
    assert desk.run(readers, "import", file(rows)).exit_code == 0
    shown = desk.run(readers, "show", ANN).stdout
    assert "\x1b" not in shown
    assert "?[2Jhello" in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("grant", "ann", "--plan", "digital", *LATER), 2, "has one @ between name and domain"),
        (("grant", ANN, *LATER), 2, "write either --plan KEY or --benefit NAME"),
        (
            ("grant", ANN, "--plan", "digital", "--benefit", "apps", *LATER),
            2,
            "write either --plan KEY or --benefit NAME",
        ),
        (("grant", ANN, "--benefit", "tea", *LATER), 2, "'tea' is not one of"),
        (
            ("grant", ANN, "--plan", "gold", *LATER),
            1,
            "there is no plan 'gold'; the plans are digital, print",
        ),
        (("grant", ANN, "--plan", "digital", "--reason", "r"), 2, "--until"),
        (("grant", ANN, "--plan", "digital", "--until", "2027-07-31"), 2, "--reason"),
        (("grant", ANN, "--plan", "digital", *LATER[:3], " "), 1, "give a reason"),
        *(
            (("grant", ANN, "--plan", "digital", "--until", until, "--reason", "r"), code, said)
            for until, code, said in (
                ("2020-01-01", 1, "2020-01-01 has passed"),
                ("2027-02-30", 2, "there is no 2027-02-30; check day and month"),
                ("soon", 2, "'soon' is no time"),
                ("9999-12-31", 1, "complimentary access has an end"),
                ("9999-06-01", 1, "complimentary access has an end"),
            )
        ),
        (("revoke", ANN), 1, "nobody has an account at ann@example.com"),
        (("show", ANN), 1, "nobody has an account at ann@example.com"),
        (("show", "ann@"), 2, "check what stands after the @"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(
    selling: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    result = selling.run(readers, *words)
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""
    assert "nobody has an account" in selling.run(readers, "show", ANN).stderr


def test_while_nothing_is_on_sale_benefits_can_be_given(desk: Desk) -> None:
    result = desk.run(readers, "grant", ANN, "--plan", "digital", *LATER)
    assert "none is on sale; name benefits by --benefit" in result.stderr
    assert desk.run(readers, "grant", ANN, "--benefit", "articles", *LATER).exit_code == 0


def test_an_end_may_be_an_instant_or_some_days_ahead(desk: Desk) -> None:
    for until, end in [
        ("2027-07-31T18:00", "2027-07-31T16:00:00Z"),
        ("+2d", desk.clock.now() + 2 * DAY),
    ]:
        words = ("--benefit", "apps", "--until", until, "--reason", "r")
        assert desk.run(readers, "grant", ANN, *words).exit_code == 0
        with desk.books.reading() as books:
            account = books.accounts.by_address(ANN)
            assert account is not None
            (held,) = books.entitlements.of(account.reader)
        if isinstance(end, str):
            assert end in desk.run(readers, "show", ANN).stdout
        else:
            assert held.until == end


@pytest.mark.parametrize(
    "words", [("grant", ANN, "--benefit", "apps", *LATER), ("revoke", ANN), ("show", ANN)]
)
def test_a_database_that_is_away_is_told_so(desk: Desk, words: tuple[str, ...]) -> None:
    desk.away = True
    result = desk.run(readers, *words)
    assert result.exit_code == 3
    assert "the database can't be used" in result.stderr
