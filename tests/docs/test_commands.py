"""The commands, targets and files that the documents name exist."""

import re
import subprocess
from pathlib import Path

import click
import pytest

from presspass.cli.main import main

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "bench" / "README.md")
    if path.name != "CHANGELOG.md"
)
_COMMAND = re.compile(r"(?:^|[`\s/])presspass ((?:[a-z]+)(?: [a-z]+)?)", re.MULTILINE)
_TARGET = re.compile(r"`?make ((?:[a-z]+ ?)+)")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
_CODE = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)


def code(path: Path) -> str:
    return "\n".join(_CODE.findall(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_commands_named_exist(path: Path) -> None:
    context = click.Context(main)
    for words in _COMMAND.findall(code(path)):
        first, _, second = words.partition(" ")
        command = main.get_command(context, first)
        assert command is not None, f"{path.name} names `presspass {first}`"
        if second and isinstance(command, click.Group):
            assert command.get_command(context, second) is not None, f"presspass {words}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_targets_named_exist(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for named in _TARGET.findall(code(path)):
        assert set(named.split()) <= targets, f"{path.name} names `make {named}`"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_files_linked_exist(path: Path) -> None:
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), f"{path.name} links {link}"


def test_bare_make_lists_every_target_with_a_line() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("demo", "test", "check", "bench", "budgets", "screenshots", "clean"):
        assert re.search(rf"^{target}\s+\S", listed, re.MULTILINE), listed


def test_every_command_teaches_by_example() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        commands = [command]
        if isinstance(command, click.Group):
            commands = [command.commands[each] for each in command.list_commands(context)]
        for each in commands:
            said = (each.help or "") + (each.epilog or "")
            assert f"presspass {name}" in said, f"`presspass {name} --help` has no example"
