"""`docs/newsstand.md` says what is so."""

import re
from pathlib import Path
from typing import Any

from presspass.newsstand import assets
from presspass.newsstand import folder as folders
from presspass.newsstand.dates import Calendar
from presspass.newsstand.frontmatter import Fields

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs" / "newsstand.md").read_text(encoding="utf-8")
CODE = re.findall(r"```[a-z]*\n(.*?)```", TEXT, re.DOTALL)


def test_its_example_is_a_paper_without_fault(
    folder: Any, calendar: Calendar, drawing: str
) -> None:
    article, paper_file = CODE[1:3]
    folder.write("vote.md", article)
    folder.write("paper.toml", paper_file)
    folder.write("pictures/assembly.svg", drawing)
    paper, problems = folders.read(folder.root, calendar, calendar.anchor)
    assert problems == []
    story = paper.story("vote")
    assert story is not None
    assert story.picture is not None
    assert [author.role for author in paper.authors_of(story)] == ["Political editor"]


def test_it_explains_every_field_and_no_other() -> None:
    table = TEXT.partition("| field |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(Fields.__struct_fields__)


def test_it_names_every_property_of_the_style_sheet() -> None:
    style = assets.load()["newsstand.css"].body.decode()
    declared = re.findall(r"^\s+(--presspass-[a-z-]+):", style, re.MULTILINE)
    assert set(re.findall(r"`(--presspass-[a-z-]+)`", TEXT)) == set(declared)
