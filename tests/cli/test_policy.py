from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from presspass.cli.policy import policy
from presspass.services.editorial_file import built_in_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Desk

    File = Callable[[str], str]

THREE = "# ours, née yesterday\r\n[meter]\r\nanonymous = 3\r\n"


def test_show_prints_the_built_in_file_until_something_is_applied(desk: Desk) -> None:
    result = desk.run(policy, "show")
    assert (result.exit_code, result.stdout) == (0, built_in_source())
    assert result.stderr == "# the built-in version\n"


def test_what_is_applied_is_shown_byte_for_byte(desk: Desk, file: File) -> None:
    applied = desk.run(policy, "apply", file(THREE), "--note", "three")
    assert applied.exit_code == 0
    assert applied.output == "Version 1 is in force; gates follow within five seconds.\n"
    shown = desk.run(policy, "show")
    assert shown.stdout_bytes.decode() == THREE
    assert "version 1, effective from 2027-01-15 09:00 CET, applied by " in shown.stderr


def test_show_as_json_says_who_applied_it(desk: Desk, file: File) -> None:
    desk.run(policy, "apply", file(THREE), "--note", "three")
    shown = json.loads(desk.run(policy, "show", "--json").stdout)
    assert shown["applied_by"]
    assert {**shown, "applied_by": "x"} == {
        "version": "1",
        "effective_from": "2027-01-15T09:00:00+01:00",
        "applied_at": "2027-01-15T09:00:00+01:00",
        "applied_by": "x",
        "note": "three",
        "source": THREE,
    }
    built_in = json.loads(desk.run(policy, "show", "--version", "built-in", "--json").stdout)
    assert built_in == {"version": "built-in", "source": built_in_source()}


def test_apply_tells_every_fault_and_changes_nothing(desk: Desk, file: File) -> None:
    result = desk.run(policy, "apply", file('mode = "x"\nteaser_paragraph = 1'))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "Error: the file has 2 faults, and nothing was changed:",
        '  mode: "x" is none of enforce, observe',
        "  there is no key 'teaser_paragraph'; did you mean teaser_paragraphs?",
    ]
    assert desk.editions.history(9) == []


def test_apply_tells_what_has_no_effect(desk: Desk, file: File) -> None:
    rules = '[[rules]]\nname = "a"\neffect = "free"\n[[rules]]\nname = "b"\neffect = "free"\n'
    result = desk.run(policy, "apply", file(rules))
    assert result.exit_code == 0
    assert result.stderr == (
        "warning: rule 'b' never matches: rule 'a' before it takes all it could\n"
    )


def test_apply_tells_that_nobodys_country_is_known(desk: Desk, file: File) -> None:
    rules = '[[rules]]\nname = "home"\neffect = "free"\ncountries = ["DE"]\n'
    offers = (
        '[[plans]]\nkey = "d"\nname = "D"\nbenefits = ["articles"]\n'
        'prices = ["9.00 USD every month"]\n[[offers]]\nkey = "ca"\nplan = "d"\n'
        'introductory = "1.00 USD for 1 month"\nthen = "9.00 USD every month"\ncountries = ["CA"]\n'
    )
    unknown = "no reader's is known; set gate.country_header (docs/settings.md)\n"
    for command in ("apply", "test"):
        result = desk.run(policy, command, file(rules + offers))
        assert result.exit_code == 0
        assert result.stderr == (
            "warning: rule 'home' never matches: it asks for the reader's country, and "
            f"{unknown}warning: offer 'ca' is for readers of some countries, and {unknown}"
        )
    desk.locates = True
    assert desk.run(policy, "apply", file(rules + offers)).stderr == ""


def test_apply_can_schedule_and_says_what_will_replace_a_version(desk: Desk, file: File) -> None:
    scheduled = desk.run(policy, "apply", file(THREE), "--from", "2027-06-01T00:00")
    assert scheduled.output == "Version 1 takes effect on 2027-06-01 00:00 CEST.\n"
    now = desk.run(policy, "apply", file(""), "--json")
    assert json.loads(now.stdout)["version"] == "2"
    assert "version 1 replaces it on 2027-06-01 00:00 CEST" in now.stderr
    listed = desk.run(policy, "history").stdout.splitlines()
    assert listed[0].startswith("*    2  2027-01-15 09:00 CET")
    assert listed[1].startswith("     1  2027-06-01 00:00 CEST")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("show", "--version", "9"), 1, "there is no version '9'"),
        (("apply", "{file}", "--from", "2020-01-01T00:00"), 1, "has passed"),
        (("apply", "{file}", "--from", "soon"), 2, "'soon' is no time"),
        (("apply", "no-such-file.toml"), 2, "no-such-file.toml"),
        (("apply",), 2, "FILE"),
        (("test", "--tier", "gold"), 2, "gold"),
    ],
)
def test_a_mistake_is_told_with_its_exit_code(
    desk: Desk, file: File, arguments: tuple[str, ...], code: int, told: str
) -> None:
    path = file(THREE)
    result = desk.run(policy, *(argument.format(file=path) for argument in arguments))
    assert result.exit_code == code
    assert told in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["show", "history", "apply", "test"])
def test_a_database_that_is_away_is_told_so(desk: Desk, file: File, command: str) -> None:
    desk.away = True
    result = desk.run(policy, command, *([file("")] if command == "apply" else []))
    assert result.exit_code == 3
    assert result.stderr == "Error: the database can't be used: disk I/O error\n"


def test_a_file_that_is_not_text_is_told_so(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "picture.toml").write_bytes(b"\xff\xd8\xff")
    result = desk.run(policy, "apply", str(tmp_path / "picture.toml"))
    assert result.exit_code == 1
    assert "picture.toml is not UTF-8" in result.stderr


def test_history_says_so_when_there_is_none(desk: Desk) -> None:
    assert desk.run(policy, "history").output.startswith("Nothing was applied yet")
    assert json.loads(desk.run(policy, "history", "--json").stdout) == []


def test_history_as_json_marks_the_version_in_force(desk: Desk, file: File) -> None:
    desk.run(policy, "apply", file(""))
    desk.run(policy, "apply", file(THREE), "--note", "n")
    rows = json.loads(desk.run(policy, "history", "--json").stdout)
    assert [(row["version"], row["in_force"], row["note"]) for row in rows] == [
        ("2", True, "n"),
        ("1", False, ""),
    ]


def test_a_policy_is_tried_for_every_tier_and_standing(desk: Desk, file: File) -> None:
    result = desk.run(policy, "test", file(THREE))
    assert result.exit_code == 0
    lines = [line.split(maxsplit=2) for line in result.stdout.splitlines()]
    assert len(lines) == 1 + 3 * 7
    assert ["metered", "anonymous", "reads (meter_left, 2 left)  wall: registration"] in lines
    assert desk.editions.history(9) == []
    rows = json.loads(desk.run(policy, "test", file(THREE), "--json").stdout)
    assert len(rows) == 21
    assert rows[7]["fresh"] == {
        "granted": True,
        "situation": "meter_left",
        "reason": "allowance",
        "rule": "default: metered articles",
        "limit": 3,
        "left": 2,
    }


def test_one_case_is_explained(desk: Desk, file: File) -> None:
    result = desk.run(policy, "test", file(THREE), "--read", "3")
    assert "met the registration wall" in result.stdout
    again = desk.run(policy, "test", file(THREE), "--read", "3", "--again", "--json")
    assert json.loads(again.stdout)["situation"] == "meter_reread"


def test_a_case_is_tried_with_all_that_rules_look_at(desk: Desk, file: File) -> None:
    conditions = (
        'tiers = ["locked"]\nsections = ["News"]\ntags = ["a"]\nids = ["urn:1"]\n'
        'older_than_days = 5\nnewer_than_days = 6\nstandings = ["registered"]\n'
        'countries = ["DE"]\nnew = true\n'
    )
    path = file(f'[[rules]]\nname = "all of it"\neffect = "free"\n{conditions}')
    case = [
        *("--tier", "locked", "--section", "News", "--tag", "b", "--tag", "a", "--id", "urn:1"),
        *("--age", "5", "--standing", "registered", "--country", "DE", "--new", "--json"),
    ]
    assert json.loads(desk.run(policy, "test", path, *case).stdout)["rule"] == "all of it"
    other = desk.run(policy, "test", path, *case, "--age", "6")
    assert json.loads(other.stdout)["rule"] == "default: locked articles"


@pytest.mark.parametrize("code", ["ZZZ", "D", "D1", "", "\u00d6\u00c4"])
def test_what_is_no_country_is_a_wrong_usage(desk: Desk, code: str) -> None:
    result = desk.run(policy, "test", "--country", code)
    assert result.exit_code == 2
    assert f"'{code}' is no country; write two letters, such as DE" in result.stderr


def test_a_country_may_be_written_small(desk: Desk, file: File) -> None:
    path = file('[[rules]]\nname = "home"\neffect = "free"\ncountries = ["DE"]\n')
    result = desk.run(policy, "test", path, "--country", "de", "--tier", "locked", "--json")
    assert json.loads(result.stdout)["rule"] == "home"


def test_an_id_that_is_no_address_and_in_no_rule_is_warned_of(desk: Desk, file: File) -> None:
    path = file('[[rules]]\nname = "one"\neffect = "free"\nids = ["urn:1"]\n')
    for name, told in (("nope", True), ("urn:1", False), ("https://news.example/a", False)):
        result = desk.run(policy, "test", path, "--id", name)
        assert result.exit_code == 0
        assert (f"--id: '{name}' is no address, and no rule names it" in result.stderr) is told


def test_without_a_file_the_policy_in_force_is_tried(desk: Desk, file: File) -> None:
    desk.run(policy, "apply", file(THREE), "--from", "+1h")
    now = desk.run(policy, "test", "--standing", "anonymous", "--json")
    assert json.loads(now.stdout)["meter"]["limit"] == 5
    later = desk.run(policy, "test", "--standing", "anonymous", "--json", "--at", "+2h")
    assert json.loads(later.stdout)["meter"]["limit"] == 3


@pytest.mark.parametrize("command", ["show", "apply", "test", "history"])
def test_help_teaches_by_example(desk: Desk, command: str) -> None:
    told = desk.run(policy, command, "--help").stdout
    assert "Examples:\n" in told
    assert f"\n    presspass policy {command}" in told
