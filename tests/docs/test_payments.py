"""What docs/payments.md says of trouble is what readers and operators see."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "presspass"
_JOINED = re.compile(r'"\s*\n\s*f?"')
_CELLS = re.compile(r"(?<!\\)\|")


def rows() -> list[list[str]]:
    """The rows of the table of what goes wrong, cell by cell."""
    text = (ROOT / "docs" / "payments.md").read_text(encoding="utf-8")
    part = text.partition("## When something goes wrong")[2].partition("And what Stripe answers")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in _CELLS.split(line)[1:-1]] for line in lines[1:]]


@pytest.fixture(scope="module")
def code() -> str:
    """All of the code, its texts in one piece each."""
    files = sorted(SOURCE.rglob("*.py"))
    return _JOINED.sub("", "\n".join(file.read_text(encoding="utf-8") for file in files))


def test_every_line_of_the_log_is_one_that_is_written(code: str) -> None:
    said = [line for _, _, log, _ in rows() for line in re.findall(r"`([^`]+)`", log)]
    # A line is often two texts, the latter being why.
    parts = [part.strip(" :;") for line in said for part in re.split(r"…|: ", line)]
    assert len(said) > 20
    assert [part for part in parts if part not in code] == []


def test_every_page_that_is_quoted_is_one_that_is_shown() -> None:
    folder = SOURCE / "locales" / "en"
    texts = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.ftl")))
    quoted = [page for _, seen, _, _ in rows() for page in re.findall(r"“([^”]+)”", seen)]
    assert len(quoted) > 5
    assert [page for page in quoted if f"-title = {page}\n" not in texts] == []
