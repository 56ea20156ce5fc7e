"""The import contracts, held by import-linter, and that they do fail on a wrong arrow."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

WRONG_ARROWS = [
    ("core/meter.py", "import presspass.ports"),
    ("core/meter.py", "import sqlite3"),
    ("core/meter.py", "import argon2"),
    ("page/contract.py", "import presspass.ports"),
    ("page/contract.py", "import asyncio"),
    ("gate/app.py", "import presspass.services.publishing"),
    ("gate/app.py", "import sqlalchemy"),
    ("gate/app.py", "import jinja2"),
    ("web/app.py", "import presspass.gate.app"),
    ("services/publishing.py", "import presspass.adapters.clock"),
    ("adapters/clock.py", "import presspass.web.app"),
    ("adapters/clock.py", "import presspass.services.publishing"),
    ("adapters/clock.py", "import presspass.page.contract"),
    ("adapters/clock.py", "import presspass.adapters.http_origin"),
    ("newsstand/app.py", "import presspass.gate.app"),
    ("jobs/outbox.py", "import presspass.adapters.clock"),
    ("web/app.py", "import presspass.jobs.worker"),
    ("cli/inspect.py", "import presspass.adapters.http_origin"),
]


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "src" / "presspass",
        tmp_path / "src" / "presspass",
        ignore=shutil.ignore_patterns("__pycache__", "sample", "static"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_arrow_is_right(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("file", "arrow"), WRONG_ARROWS)
def test_a_wrong_arrow_fails(copy: Path, file: str, arrow: str) -> None:
    path = copy / "src" / "presspass" / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{arrow}\n", encoding="utf-8")
    result = lint(copy)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout


def test_core_may_use_nothing_that_presspass_is_installed_with() -> None:
    pins = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    pinned = {_plain(name) for name in re.findall(r"^([\w.-]+)==", pins, re.MULTILINE)}
    installed = {
        module
        for module, names in packages_distributions().items()
        if pinned & set(map(_plain, names)) and not module.startswith("_")
    }
    assert {"argon2", "stripe", "yarl"} <= installed
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    [forbidden] = [
        set(contract["forbidden_modules"])
        for contract in linter["importlinter"]["contracts"]
        if contract.get("source_modules") == ["presspass.core"]
    ]
    assert installed - forbidden == set()


def _plain(name: str) -> str:
    """A package's name as indices compare it (PyPA, "Name normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("room", ["core", "page"])
def test_reading_the_clock_is_a_fault(tmp_path: Path, room: str) -> None:
    path = tmp_path / "src" / "presspass" / room / "clocked.py"
    path.parent.mkdir(parents=True)
    path.write_text('"""Reads it."""\n\nimport time\n\nNOW = time.time()\n', encoding="utf-8")
    ruff = [str(Path(sys.executable).with_name("ruff")), "check", "--no-cache"]
    config = ["--config", str(ROOT / "pyproject.toml"), str(path)]
    result = subprocess.run([*ruff, *config], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "TID251" in result.stdout
