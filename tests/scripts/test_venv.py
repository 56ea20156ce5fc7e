"""Which Python `make` takes for the environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "venv"
SYSTEM = Path("/usr/bin/python3")

_ASK = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"

needs_system = pytest.mark.skipif(
    not SYSTEM.exists() or subprocess.run([SYSTEM, "-c", _ASK], check=False).returncode != 0,
    reason="the system has no Python of its own that is new enough and can make environments",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    (tmp_path / "work").mkdir()
    return tmp_path


def put(folder: Path, *, optimised: bool, old: bool = False) -> Path:
    """A `python3` that comes first in PATH, and says of itself how it was built."""
    python = folder / "bin" / "python3"
    python.write_text(
        "#!/bin/sh\n"
        'case "$2" in\n'
        f"  *enable-optimizations*) exit {0 if optimised else 1};;\n"
        f"  *version_info*) exit {1 if old else 0};;\n"
        "esac\n"
        f'exec {sys.executable} "$@"\n'
    )
    python.chmod(0o755)
    return python


def make(folder: Path, chosen: str = "") -> "subprocess.CompletedProcess[str]":
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        [SCRIPT, chosen],
        cwd=folder / "work",
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@needs_system
def test_a_python_built_without_optimisation_gives_way_to_the_systems_own(folder: Path) -> None:
    put(folder, optimised=False)
    made = make(folder)
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith(f"Taking {SYSTEM}: ")
    assert (folder / "work" / ".venv" / "bin" / "python").resolve() == SYSTEM.resolve()


def test_an_optimised_python_is_taken_as_it_stands_in_path(folder: Path) -> None:
    put(folder, optimised=True)
    made = make(folder)
    assert (made.returncode, made.stdout) == (0, "")
    assert (folder / "work" / ".venv" / "python").exists()


def test_the_python_that_was_named_is_taken_however_it_was_built(folder: Path) -> None:
    python = put(folder, optimised=False)
    made = make(folder, str(python))
    assert (made.returncode, made.stdout) == (0, "")


def test_a_python_that_is_too_old_is_refused_in_a_line(folder: Path) -> None:
    python = put(folder, optimised=True, old=True)
    made = make(folder, str(python))
    assert made.returncode == 1
    assert made.stderr.startswith("Presspass needs Python 3.11 or newer")
    assert made.stderr.count("\n") == 1
