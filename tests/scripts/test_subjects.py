"""What is photographed: every situation, and every picture is on the page of the docs."""

import re
from pathlib import Path

import pytest

from presspass.core.situations import NOTICES, WALLS, Situation
from scripts.running import ROOT, Articles
from scripts.screenshots import SCREENS, sheet
from scripts.subjects import Subject, subjects

PAPER = Articles(
    [f"/articles/{number}" for number in range(9)],
    "/articles/locked",
    "/articles/letters",
    "/articles/ad",
    {"pl": "/articles/pl", "ar": "/articles/ar"},
)
DOCS = ROOT / "docs"


@pytest.fixture
def album() -> dict[str, tuple[Subject, ...]]:
    return subjects(PAPER)


def shown(text: str) -> list[str]:
    return re.findall(r"\]\(pictures/([\w.-]+)\)", text)


def test_every_situation_that_says_something_is_met(album: dict[str, tuple[Subject, ...]]) -> None:
    met = {subject.situation for part in album.values() for subject in part} - {""}
    assert met == (WALLS | NOTICES) - {Situation.METER_AWAY}


def test_the_wall_is_met_when_the_allowance_is_read(album: dict[str, tuple[Subject, ...]]) -> None:
    spent = [it for part in album.values() for it in part if it.situation == "meter_spent"]
    assert len(spent) == 3
    for subject in spent:
        assert len(set(subject.before)) == 5
        assert subject.address not in subject.before


def test_the_sheet_shows_each_subject_on_each_screen(album: dict[str, tuple[Subject, ...]]) -> None:
    pictures = shown(sheet(album))
    for subject in (subject for part in album.values() for subject in part):
        names = [f"-{screen.name}" for screen in SCREENS if not subject.printed] or [""]
        assert {f"{subject.name}{name}.webp" for name in names} <= set(pictures)
    assert len(pictures) == len(set(pictures))


def test_the_docs_show_every_picture_that_is_kept_and_no_other() -> None:
    kept = {path.name for path in Path(DOCS, "pictures").iterdir()}
    assert kept - {"demo.webp"} == set(shown((DOCS / "pictures.md").read_text(encoding="utf-8")))
    assert sum(path.stat().st_size for path in Path(DOCS, "pictures").iterdir()) < 5_000_000
