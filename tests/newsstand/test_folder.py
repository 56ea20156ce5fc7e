from typing import Any

import pytest

from presspass.newsstand import folder as folders
from presspass.newsstand.dates import Calendar


@pytest.fixture
def read(calendar: Calendar, folder: Any) -> Any:
    return lambda: folders.read(folder.root, calendar, calendar.anchor)


def test_sections_and_authors_come_in_the_papers_order_then_those_of_articles(
    folder: Any, read: Any
) -> None:
    folder.write(
        "paper.toml",
        'tagline = "Daily"\n[[sections]]\nname = "World"\nabout = "Far"\n'
        '[[authors]]\nname = "Ann"\nrole = "Editor"\n',
    )
    folder.article("a.md", section='"Sport"', authors='["Bea", "Ann"]')
    folder.article("b.md", section='"Arts"')
    paper, problems = read()
    assert not problems
    assert paper.tagline == "Daily"
    assert [section.name for section in paper.sections.values()] == ["World", "Arts", "Sport"]
    assert [(it.name, it.role) for it in paper.authors.values()] == [("Ann", "Editor"), ("Bea", "")]
    story = paper.story("a")
    assert [author.name for author in paper.authors_of(story)] == ["Bea", "Ann"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tagline = ", "paper.toml:1: left out: broken TOML: Invalid value"),
        ("\ntagline = 5", 'paper.toml:2: left out: "tagline": Expected `str`, got `int`'),
        ("\n[[sections]]\nabout = 'x'", 'paper.toml:2: left out: "sections": Object missing'),
    ],
)
def test_a_broken_paper_file_is_left_out_and_the_articles_are_served(
    folder: Any, read: Any, text: str, said: str
) -> None:
    folder.write("paper.toml", text)
    folder.article()
    paper, problems = read()
    assert len(paper.stories) == 1
    assert [str(problem)[: len(said)] for problem in problems] == [said]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//a.example", "own", "data:,", ""])
def test_a_link_that_leads_nowhere_safe_is_shown_nowhere(
    folder: Any, read: Any, address: str
) -> None:
    good = '[[links]]\nname = "Here"\naddress = "/own"\n'
    folder.write("paper.toml", f'{good}[[links]]\nname = "There"\naddress = "{address}"\n')
    folder.article()
    paper, problems = read()
    assert [link.name for link in paper.links] == ["Here"]
    fault = f'"{address}" is neither a path such as /account nor an https:// address'
    said = f"paper.toml:6: {fault}; the link is shown nowhere"
    assert [str(problem) for problem in problems] == [said]


def test_pages_are_no_articles(folder: Any, read: Any) -> None:
    folder.article()
    folder.write("pages/about-us.md", "+++\n+++\n## Who\n\nWe.\n\nAnd you.\n\nAll.")
    folder.write("pages/broken.md", "no front matter")
    paper, problems = read()
    assert [story.slug for story in paper.stories] == ["one"]
    assert list(paper.pages) == ["about-us"]
    assert paper.pages["about-us"].title == "About us"
    assert "All." in paper.pages["about-us"].html
    assert [problem.file for problem in problems] == ["pages/broken.md"]


def test_the_newest_article_comes_first(folder: Any, read: Any) -> None:
    folder.article("old.md", published="2026-01-01", updated="2026-03-18")
    folder.article("new.md", published="2026-03-01")
    paper, _ = read()
    assert [story.slug for story in paper.stories] == ["new", "old"]


def test_names_that_differ_in_case_share_a_page(folder: Any, read: Any) -> None:
    folder.article("a.md", section='"World"', tags='["Sea"]')
    folder.article("b.md", section='"world"', tags='["SEA", "sea"]')
    paper, _ = read()
    assert [section.name for section in paper.sections.values()] == ["World"]
    assert len(paper.in_section(paper.sections["world"])) == 2
    assert len(paper.topics["sea"].stories) == 2
