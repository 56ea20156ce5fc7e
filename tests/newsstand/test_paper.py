from typing import Any

import pytest

from presspass.newsstand import folder as folders
from presspass.newsstand.dates import Calendar
from presspass.newsstand.front import arrange
from presspass.newsstand.paper import Paper
from presspass.newsstand.search import search


@pytest.fixture
def paper(calendar: Calendar, folder: Any) -> Any:
    """Reads what a test has written."""

    def reading() -> Paper:
        found, problems = folders.read(folder.root, calendar, calendar.anchor)
        assert not problems
        return found

    return reading


def test_related_articles_share_topics_first_then_the_section(folder: Any, paper: Any) -> None:
    folder.article("it.md", tags='["Sea", "Birds"]', section='"A"')
    folder.article("both.md", tags='["Birds", "Sea"]', section='"B"', published="2020-01-01")
    folder.article("one.md", tags='["Sea"]', section='"B"', published="2020-01-01")
    folder.article("section.md", section='"A"', published="2020-01-01")
    folder.article("newest.md", section='"B"')
    folder.article("last.md", section='"B"', published="2019-01-01")
    made = paper()
    related = made.related(made.story("it"))
    assert [story.slug for story in related] == ["both", "one", "section", "newest"]


def test_advertising_is_only_offered_beside_advertising(folder: Any, paper: Any) -> None:
    folder.article("news.md")
    folder.article("more.md")
    folder.article("ad.md", sponsor='{ name = "Rail" }')
    folder.article("ad2.md", sponsor='{ name = "Bank" }')
    made = paper()
    assert [story.slug for story in made.related(made.story("news"))] == ["more"]
    assert {story.slug for story in made.related(made.story("ad"))} == {"ad2", "news", "more"}


def test_the_front_page_has_what_editors_placed_and_then_the_newest(
    folder: Any, paper: Any
) -> None:
    for day in range(1, 20):
        folder.article(f"day{day:02}.md", published=f"2026-03-{day:02}", section='"A"')
    folder.article("lead.md", front='"lead"', published="2026-01-01")
    folder.article("second.md", front='"second"', published="2026-01-02")
    folder.article("brief.md", front='"brief"', published="2026-01-03")
    folder.article("stays.md", front='"section"', published="2026-03-18", section='"B"')
    folder.article("ad.md", sponsor='{ name = "Rail" }')
    front = arrange(paper())
    assert front.lead is not None
    assert front.lead.slug == "lead"
    assert [story.slug for story in front.seconds] == ["second", "day19", "day18"]
    assert front.briefs[0].slug == "brief"
    assert len(front.briefs) == 8
    assert [block.section.name for block in front.blocks] == ["A", "B"]
    assert [story.slug for story in front.blocks[1].stories] == ["stays"]
    assert [story.slug for story in front.sponsored] == ["ad"]
    shown = [front.lead, *front.seconds, *front.briefs, *front.blocks[0].stories]
    assert len({story.slug for story in shown}) == len(shown)


def test_a_picture_opens_a_section(folder: Any, paper: Any, drawing: str) -> None:
    folder.write("pictures/a.svg", drawing)
    for number in range(12):
        folder.article(f"a{number:02}.md", published=f"2026-03-0{number % 9 + 1}")
    folder.article(
        "old.md", published="2026-01-01", picture='{ file = "a.svg", alt = "A" }', front='"section"'
    )
    block = arrange(paper()).blocks[0]
    assert block.stories[0].slug == "old"


def test_a_paper_of_one_article_and_one_of_none_have_a_front(folder: Any, paper: Any) -> None:
    folder.article("ad.md", sponsor='{ name = "Rail" }')
    front = arrange(paper())
    assert (front.lead, front.blocks, len(front.sponsored)) == (None, (), 1)


def test_search_wants_every_word_and_puts_headlines_first(folder: Any, paper: Any) -> None:
    folder.article("b.md", title='"Harbour"', standfirst='"The old ferry"')
    folder.article("a.md", title='"Ferry in the HÁRBOUR"', published="2020-01-01")
    folder.article("c.md", title='"Ferry"', body="Harbour.\n\nTwo.\n\nThree.")
    stories = paper().stories
    assert [it.slug for it in search(stories, "ferry harbour")] == ["a", "b"]
    assert [it.slug for it in search(stories, "don\u2019t")] == []
    assert search(stories, "  ") == ()
    assert search(stories, "x" * 5000) == ()


def test_search_never_looks_into_the_body(folder: Any, paper: Any) -> None:
    folder.article(body="Herring.\n\nTwo.\n\nSecret.")
    assert search(paper().stories, "secret") == ()
    assert search(paper().stories, "herring") == ()
