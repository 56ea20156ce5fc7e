from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from presspass.cli.readers import readers
from presspass.services.accounts.exporting import exported

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Desk

HEADER = "e-mail,benefits,until,note\n"
ROWS = (
    "ann@example.com,articles apps,2027-07-31,by bank\n"
    "bea@example.com,all,,\n"
    "cid@example.com,print,2026-07-31,=1+1\n"
)


@pytest.fixture
def payers(tmp_path: Path) -> Callable[[str], str]:
    def write(rows: str) -> str:
        path = tmp_path / "payers.csv"
        path.write_text(HEADER + rows)
        return str(path)

    return write


def kept(desk: Desk) -> list[str]:
    return sorted(each.account.mailbox.address for each in exported(desk.books))


def test_a_dry_run_reports_each_row_and_changes_nothing(
    desk: Desk, payers: Callable[[str], str]
) -> None:
    result = desk.run(readers, "import", payers(ROWS), "--dry-run")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "line 2: ann@example.com: new account, gets articles and apps until 2027-07-31",
        "line 3: MISTAKE: 'all' is no benefit; write articles, apps or print",
        "line 4: cid@example.com: new account, gets print until 2026-07-31, which is over already",
    ]
    assert result.stderr.splitlines() == [
        "A dry run: nothing was changed. 3 rows come to",
        "          2  new accounts",
        "          3  benefits given",
        "          1  rows whose time is over already; is the year right?",
        "          1  rows left out for a mistake",
        "Look at line 3.",
    ]
    assert kept(desk) == []


def test_the_run_says_the_same_and_does_it(desk: Desk, payers: Callable[[str], str]) -> None:
    file = payers(ROWS)
    told = desk.run(readers, "import", file, "--dry-run")
    done = desk.run(readers, "import", file)
    assert (done.exit_code, done.stdout) == (1, told.stdout)
    assert done.stderr.splitlines()[0] == "Imported 3 rows:"
    assert done.stderr.splitlines()[1:] == told.stderr.splitlines()[1:]
    assert kept(desk) == ["ann@example.com", "cid@example.com"]


def test_a_second_run_finds_all_as_it_was(desk: Desk, payers: Callable[[str], str]) -> None:
    file = payers(ROWS.replace("all", "apps"))
    assert desk.run(readers, "import", file).exit_code == 0
    again = desk.run(readers, "import", file, "--brief")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "4  benefits as before" in again.stderr


def test_what_would_shorten_is_left_until_it_is_allowed(
    desk: Desk, payers: Callable[[str], str]
) -> None:
    desk.run(readers, "import", payers(ROWS))
    file = payers("ann@example.com,articles apps,2027-06-30,\n")
    left = desk.run(readers, "import", file, "--brief")
    assert left.exit_code == 1
    assert left.stdout == (
        "line 2: ann@example.com: articles and apps LEFT until 2027-07-31: "
        "until 2027-06-30 is shorter, which takes --allow-shorter\n"
    )
    done = desk.run(readers, "import", file, "--allow-shorter", "--brief")
    assert done.exit_code == 0
    assert "articles and apps SHORTENED: until 2027-06-30, not until 2027-07-31" in done.stdout


def test_machines_get_an_object_a_row_and_the_summary(
    desk: Desk, payers: Callable[[str], str]
) -> None:
    result = desk.run(readers, "import", payers(ROWS), "--json")
    first, mistake, _, last = map(json.loads, result.stdout.splitlines())
    assert first == {
        "line": 2,
        "e-mail": "ann@example.com",
        "new": True,
        "until": "2027-07-31",
        "over": False,
        "benefits": [
            {"benefit": "articles", "change": "given"},
            {"benefit": "apps", "change": "given"},
        ],
    }
    assert mistake["line"] == 3
    assert last["summary"]["benefits"]["given"] == 3
    assert (last["summary"]["mistakes"], last["summary"]["dry_run"]) == (1, False)
    assert result.stderr == ""


@pytest.mark.parametrize("rows", ["x", 'ann@example.com,apps,,"never\n'])
def test_a_file_that_cannot_be_read_changes_nothing(
    desk: Desk, payers: Callable[[str], str], rows: str
) -> None:
    file = payers(ROWS + rows) if rows != "x" else __file__
    result = desk.run(readers, "import", file)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {file}: ")
    assert result.stderr.count("\n") == 1
    assert kept(desk) == []


def test_a_database_that_is_away_is_told_so(desk: Desk, payers: Callable[[str], str]) -> None:
    desk.away = True
    assert desk.run(readers, "import", payers(ROWS)).exit_code == 3
    assert desk.run(readers, "export").exit_code == 3


def test_an_export_is_imported_again_and_changes_nothing(
    desk: Desk, payers: Callable[[str], str], tmp_path: Path
) -> None:
    desk.run(readers, "import", payers(ROWS))
    out = tmp_path / "readers.csv"
    result = desk.run(readers, "export", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 readers in 2 rows.\n"
    assert out.read_bytes().startswith(b"\xef\xbb\xbfe-mail,benefits,until,note\r\n")
    assert "cid@example.com,print,2026-07-31,'=1+1\r\n" in out.read_bytes().decode()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    again = desk.run(readers, "import", str(out))
    assert again.exit_code == 0
    assert "3  benefits as before" in again.stderr


def test_an_export_goes_over_no_other_file(desk: Desk, payers: Callable[[str], str]) -> None:
    file = payers(ROWS)
    result = desk.run(readers, "export", file)
    assert result.exit_code == 1
    assert "is there already; name another file" in result.stderr
    assert Path(file).read_text() == HEADER + ROWS


def test_an_export_that_fails_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    result = desk.run(readers, "export", str(tmp_path / "no" / "readers.csv"))
    assert result.exit_code == 1
    assert "can't be written: No such file or directory" in result.stderr
    desk.away = True
    assert desk.run(readers, "export", str(tmp_path / "readers.csv")).exit_code == 3
    assert list(tmp_path.glob("*readers*")) == []


def test_everything_is_exported_for_machines(desk: Desk, payers: Callable[[str], str]) -> None:
    desk.run(readers, "import", payers(ROWS))
    result = desk.run(readers, "export", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = {each["e-mail"]: each for each in map(json.loads, result.stdout.splitlines())}
    held = {it["benefit"] for it in found["ann@example.com"]["entitlements"]}
    assert held == {"articles", "apps"}
    assert found["cid@example.com"]["entitlements"][0]["note"] == "=1+1"


def test_help_teaches_by_example(desk: Desk) -> None:
    shown = desk.run(readers, "import", "--help").stdout
    assert "\n    presspass readers import payers.csv --dry-run" in shown
    assert "\n    ann@example.com,articles apps,2027-07-31,paid by bank transfer" in shown
    assert "Exit codes: 0 every row was carried out" in shown
