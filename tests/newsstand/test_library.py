import logging
from typing import Any

import pytest

from presspass.newsstand.dates import Calendar
from presspass.newsstand.library import Library


@pytest.fixture
def library(folder: Any, calendar: Calendar, clock: Any) -> Any:
    """Opens the folder."""
    return lambda: Library(folder.root, calendar, clock.now)


def slugs(library: Library) -> list[str]:
    return [story.slug for story in library.paper().stories]


def test_a_changed_folder_is_read_again_within_seconds(
    folder: Any, library: Any, clock: Any
) -> None:
    folder.article("one.md")
    opened = library()
    assert slugs(opened) == ["one"]
    before = opened.paper()
    clock.at += 60
    assert opened.paper() is before
    folder.article("two.md")
    clock.at += 2
    assert slugs(opened) == ["one", "two"]
    assert opened.paper().made == clock.at
    (folder.root / "one.md").unlink()
    clock.at += 2
    assert slugs(opened) == ["two"]


def test_an_article_dated_in_the_future_comes_out_in_its_time(
    folder: Any, library: Any, clock: Any
) -> None:
    folder.article("now.md")
    folder.article("later.md", published="2026-03-18T13:00:00", tags='["Later"]')
    opened = library()
    assert slugs(opened) == ["now"]
    assert not opened.paper().topics
    clock.at += 3599
    assert slugs(opened) == ["now"]
    clock.at += 2
    assert slugs(opened) == ["later", "now"]
    assert opened.paper().made == clock.at
    clock.at -= 3600
    assert slugs(opened) == ["now"]


def test_each_problem_is_logged_once_and_again_when_it_comes_back(
    folder: Any, library: Any, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "presspass.newsstand")
    folder.article("good.md")
    folder.article("bad.md", title=None)
    opened = library()
    for number in range(3):
        folder.article(f"more{number}.md")
        clock.at += 2
        opened.paper()
    assert caplog.messages == ["bad.md:1: left out: it has no title"]
    folder.article("bad.md")
    clock.at += 2
    opened.paper()
    folder.article("bad.md", title=None)
    clock.at += 2
    opened.paper()
    assert len(caplog.messages) == 2


def test_hidden_folders_are_nobodys_business(folder: Any, library: Any) -> None:
    folder.article("one.md")
    folder.article(".git/two.md")
    assert slugs(library()) == ["one"]
