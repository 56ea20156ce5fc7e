"""What the sample publication promises: size, tiers, pictures, and that nothing leaks."""

import html
import re
from collections import Counter
from typing import Any

import pytest

from presspass.core.article import Tier
from presspass.newsstand import assets
from presspass.newsstand import folder as folders
from presspass.newsstand.app import SAMPLE
from presspass.newsstand.dates import Calendar
from presspass.newsstand.paper import Paper

RUN = 8  # words: the measure of the project's first promise


@pytest.fixture
def paper(calendar: Calendar) -> Paper:
    found, problems = folders.read(SAMPLE, calendar, calendar.anchor)
    assert problems == []
    return found


def words(markup: str) -> list[str]:
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", markup, flags=re.DOTALL)
    return re.findall(r"\w+", html.unescape(text).casefold())


def runs(found: list[str]) -> set[tuple[str, ...]]:
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def test_it_is_a_whole_newspaper(paper: Paper) -> None:
    tiers = Counter(story.tier for story in paper.stories if story.sponsor is None)
    assert len(paper.stories) >= 30
    assert len({story.section for story in paper.stories}) == 10
    assert tiers[Tier.METERED] >= 14
    assert tiers[Tier.LOCKED] >= 3
    assert tiers[Tier.FREE] >= 4
    sponsored = [story for story in paper.stories if story.sponsor]
    assert len(sponsored) == 2
    assert {story.tier for story in sponsored} == {"free"}
    assert [story.tier for story in paper.in_section(paper.sections["letters"])] == ["metered"] * 2


def test_its_articles_are_of_a_length_worth_reading(paper: Paper) -> None:
    for story in paper.stories:
        assert 250 <= story.body.words <= 900, story.slug
        assert story.standfirst
        assert story.sponsor or story.authors
        if story.tier != "free":
            teaser, paid = (
                len(words(part)) for part in (str(story.body.teaser), str(story.body.paid))
            )
            assert teaser < paid, story.slug
            assert str(story.body.teaser).count("<p>") == 2, story.slug


def test_it_has_metered_articles_in_each_language_that_we_speak(paper: Paper) -> None:
    others = paper.in_section(paper.sections["in-other-languages"])
    assert {story.language for story in others} == {"pl", "ar"}
    assert {story.tier for story in others} == {Tier.METERED}
    assert all(story.picture for story in others)
    assert {story.language for story in paper.stories} == {"en-GB", "pl", "ar"}
    for section in paper.sections.values():
        assert set(section.names) == {"pl", "ar"}, section.name


def test_its_pictures_are_small_described_and_used(paper: Paper) -> None:
    used = {story.picture.picture.name for story in paper.stories if story.picture}
    assert used == set(paper.pictures)
    assert len(used) >= 18
    for picture in paper.pictures.values():
        source = picture.file.read_text()
        assert len(source) < 15_000, picture.name
        assert "prefers-color-scheme:dark" in source
        assert (picture.width, picture.height) == (1200, 800)
    for story in paper.stories:
        assert story.picture is None or len(story.picture.alt) > 30


def test_its_lead_is_a_breaking_story_with_pictures_a_correction_and_a_pull_quote(
    paper: Paper,
) -> None:
    lead = next(story for story in paper.stories if story.place == "lead")
    assert lead.dateline == "PORT LISSA, Corvane"
    assert lead.picture is not None
    body = str(lead.body.teaser + lead.body.paid)
    assert body.count('<figure class="picture">') == 2
    assert "pull-quote" in body
    assert lead.corrections
    assert lead.updated


def test_no_paid_part_is_told_anywhere_else(paper: Paper, sample: Any) -> None:
    paid: dict[tuple[str, ...], str] = {}
    for story in paper.stories:
        if story.tier != "free":
            said = runs(words(str(story.body.teaser)))
            paid.update(dict.fromkeys(runs(words(str(story.body.paid))) - said, story.slug))
    places = re.findall(r"<loc>https://courier.example([^<]+)", sample.text("/sitemap.xml"))
    others = ["/feed.xml", "/news-sitemap.xml", "/search?q=the", "/search?q=a&page=2", "/nope"]
    assert len(places) > 80
    for target in places + others:
        answer = sample.ask(target)
        page = re.sub(
            r'<div class="paid-part">.*?<footer class="story-foot">',
            "",
            answer.text,
            flags=re.DOTALL,
        )
        told = runs(words(page)) | runs(re.findall(r"\w+", html.unescape(page).casefold()))
        assert not [paid[run] for run in told & paid.keys()], target


def test_every_link_within_the_paper_leads_somewhere(sample: Any) -> None:
    seen, waiting = set[str](), ["/"]
    while waiting:
        target = waiting.pop()
        answer = sample.ask(target)
        assert answer.status == 200, target
        if answer.headers["content-type"].startswith("text/html"):
            found = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text))
            beside = {link for link in found if link.startswith("/presspass/")}
            assert len(beside) == 1, target  # no page of the paper's: its account link
            new = {html.unescape(link) for link in found - beside} - seen
            seen |= new
            waiting.extend(new)
    assert len(seen) > 120


def test_every_page_weighs_under_100_kilobytes_without_pictures(sample: Any) -> None:
    shared = sum(len(asset.body) for asset in assets.load().values())
    places = re.findall(r"<loc>https://courier.example([^<]+)", sample.text("/sitemap.xml"))
    assert max(len(sample.ask(place).body) for place in places) + shared < 100_000
