"""The rules for bad content: what is left out or left off, and the line said to the editor."""

import os
from pathlib import Path
from typing import Any

import pytest

from presspass.newsstand import folder as folders
from presspass.newsstand.dates import Calendar
from presspass.newsstand.paper import Paper


@pytest.fixture
def read(calendar: Calendar, folder: Any) -> Any:
    """Read the folder: the paper, and its problems as the editor sees them."""

    def reading() -> tuple[Paper, list[str]]:
        paper, problems = folders.read(folder.root, calendar, calendar.anchor)
        return paper, [str(problem) for problem in problems]

    return reading


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        ({"title": None}, 1, "left out: it has no title"),
        ({"title": '" "'}, 2, "left out: it has no title"),
        ({"title": "5"}, 2, 'left out: "title": Expected `str`, got `int`'),
        ({"published": None}, 1, 'left out: it has no "published" date'),
        ({"published": "2026-02-30"}, 3, "left out: broken TOML: Invalid date or datetime"),
        ({"published": '"soon"'}, 3, "left out: impossible date: 'soon' is no date"),
        ({"published": "true"}, 3, "left out: impossible date: True is no date"),
        ({"section": '"!"'}, 4, "left out: its section has no letter or digit"),
        ({"slug": '"..."'}, 4, "left out: its address has no letter or digit"),
        ({"tags": '"one"'}, 4, 'left out: "tags": Expected `array`, got `str`'),
        ({"picture": "{ alt = 'x' }"}, 4, 'left out: "picture": Object missing required field'),
        ({"tags": "["}, 4, "left out: broken TOML: Invalid value"),
        ({"tags": "[" * 9999}, 4, "left out: broken TOML: more than 100 lists or tables"),
        ({"sponsor": '{ name = " " }'}, 4, "left out: it doesn't say who paid for it"),
    ],
)
def test_an_article_that_cant_be_served_is_left_out_and_the_rest_is_served(
    folder: Any, read: Any, keys: dict[str, str], line: int, said: str
) -> None:
    folder.article("bad.md", **keys)
    folder.article("good.md")
    paper, problems = read()
    assert [story.slug for story in paper.stories] == ["good"]
    assert len(problems) == 1
    assert problems[0].startswith(f"bad.md:{line}: {said}")
    assert "\n" not in problems[0]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Just text.", 1, "left out: the first line must be +++"),
        ("", 1, "left out: the first line must be +++"),
        ('+++\ntitle = "A"\n\nText', 1, "left out: no second +++ ends the front matter"),
        (b'+++\ntitle = "A"\n+++\nCaf\xe9', 4, "left out: it is not written in UTF-8"),
    ],
)
def test_a_file_that_cant_be_read_is_left_out(
    folder: Any, read: Any, text: str | bytes, line: int, said: str
) -> None:
    folder.write("bad.md", text)
    folder.article("good.md")
    paper, problems = read()
    assert len(paper.stories) == 1
    assert problems == [f"bad.md:{line}: {said}"]


def test_a_file_that_is_gone_or_forbidden_is_left_out(folder: Any, read: Any) -> None:
    folder.article("good.md")
    (folder.root / "gone.md").symlink_to(folder.root / "nowhere.md")
    paper, problems = read()
    assert len(paper.stories) == 1
    assert problems == ["gone.md:1: left out: can't be read (No such file or directory)"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_left_out(folder: Any, read: Any) -> None:
    folder.write("secret.md", "+++\n+++").chmod(0)
    _, problems = read()
    assert problems[-1] == "secret.md:1: left out: can't be read (Permission denied)"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"tier": '"premium"'}, '"premium" is no tier (free, metered, locked); the article is'),
        ({"updated": "2026-03-16"}, "it was updated before it was published; the update is not"),
        ({"front": '"top"'}, '"top" is no place on the front page (lead, second, brief, section)'),
        ({"standfrist": '"x"'}, '"standfrist" is no field of an article; it was ignored'),
        ({"picture": '{ file = "no.svg" }'}, 'the picture "no.svg" was left out: missing'),
        ({"picture": '{ file = "a.svg" }'}, 'the picture "a.svg" has no description'),
        ({"tier": '"locked"', "sponsor": '{ name = "X" }'}, "a sponsored article is always free"),
    ],
)
def test_what_else_is_wrong_is_left_off_and_said(
    folder: Any, read: Any, drawing: str, keys: dict[str, str], said: str
) -> None:
    folder.write("pictures/a.svg", drawing)
    folder.article("bad.md", **keys)
    paper, problems = read()
    assert len(paper.stories) == 1
    assert len(problems) == 1
    assert problems[0].startswith(f"bad.md:4: {said}")


def test_an_unknown_tier_locks_and_none_meters(folder: Any, read: Any) -> None:
    folder.article("typo.md", tier='"premum"')
    folder.article("none.md")
    paper, _ = read()
    assert {story.slug: story.tier for story in paper.stories} == {
        "typo": "locked",
        "none": "metered",
    }


def test_the_second_article_at_an_address_is_left_out(folder: Any, read: Any) -> None:
    folder.article("a/vote.md", title='"First"')
    folder.article("b/other.md", title='"Second"', slug='"Vote"')
    paper, problems = read()
    assert [story.title for story in paper.stories] == ["First"]
    assert problems == ['b/other.md:4: left out: its address "vote" is already that of a/vote.md']


def test_an_article_left_out_does_not_keep_its_address(folder: Any, read: Any) -> None:
    folder.article("a/vote.md", published='"never"')
    folder.article("b/vote.md")
    paper, problems = read()
    assert [story.slug for story in paper.stories] == ["vote"]
    assert len(problems) == 1


def test_a_page_about_the_paper_that_has_no_address_of_its_own_is_left_out(
    folder: Any, read: Any
) -> None:
    folder.article()
    for name in ("About.md", "about.md", "search.md", "!.md"):
        folder.write(f"pages/{name}", f'+++\ntitle = "{name}"\n+++\nText.')
    paper, problems = read()
    assert {page.slug: page.title for page in paper.pages.values()} == {"about": "About.md"}
    assert problems == [
        "pages/!.md:1: left out: its name has no letter or digit",
        'pages/about.md:1: left out: its address "/about" is already that of pages/About.md',
        'pages/search.md:1: left out: its address "/search" is already that of the search',
    ]


def test_a_broken_picture_is_said_once_for_itself_and_once_for_each_use(
    folder: Any, read: Any
) -> None:
    folder.write("pictures/a.png", b"GIF89a")
    folder.article("one.md", "One.\n\nTwo.\n\n![Me](a.png)", picture='{ file = "a.png" }')
    paper, problems = read()
    assert paper.stories[0].picture is None
    assert problems == [
        'one.md:4: the picture "a.png" was left out: missing or broken',
        'one.md:10: the picture "a.png" was left out: missing or broken',
        (
            "pictures/a.png:1: the picture is broken, or no SVG, PNG, JPEG, GIF or WebP picture;"
            " it is shown nowhere"
        ),
    ]


def test_an_empty_or_missing_folder_is_said(calendar: Calendar, tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "nowhere"):
        paper, problems = folders.read(root, calendar, calendar.anchor)
        assert paper.stories == ()
        assert [str(it) for it in problems] == [
            ".:1: there is no article to serve; the front page is empty"
        ]


def test_a_sponsored_article_is_free_and_tagged(folder: Any, read: Any) -> None:
    folder.article(sponsor='{ name = "Rail" }', tags='["Travel", "sponsored"]')
    folder.article("other.md", tags='["sponsored"]')
    paper, _ = read()
    sponsored, other = (paper.story(slug) for slug in ("one", "other"))
    assert sponsored is not None
    assert other is not None
    assert (sponsored.tier, sponsored.tags) == ("free", ("Travel", "sponsored"))
    assert (other.tier, other.tags) == ("metered", ())
