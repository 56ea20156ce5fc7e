"""The front page: what leads, what comes second, what is brief, and a block for each section."""

from dataclasses import dataclass

from presspass.newsstand.paper import Paper
from presspass.newsstand.story import Section, Story

_SECONDS, _BRIEFS, _IN_BLOCK = 3, 8, 4


@dataclass(frozen=True, slots=True)
class Block:
    """A section on the front page."""

    section: Section
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page's order. No article stands in it twice; advertising has a place of its own."""

    lead: Story | None
    seconds: tuple[Story, ...]
    briefs: tuple[Story, ...]
    blocks: tuple[Block, ...]
    sponsored: tuple[Story, ...]


def arrange(paper: Paper) -> Front:
    """Lay the front page out: what editors placed first, then the newest."""
    left = [story for story in paper.stories if story.sponsor is None]
    leads = _take(left, "lead", 1)
    seconds = _take(left, "second", _SECONDS)
    briefs = _take(left, "brief", _BRIEFS)
    blocks = []
    for section in paper.sections.values():
        stories = [story for story in left if story.section == section.name]
        if stories:
            blocks.append(Block(section, tuple(_pictured_first(stories)[:_IN_BLOCK])))
    sponsored = tuple(story for story in paper.stories if story.sponsor is not None)
    return Front(leads[0] if leads else None, seconds, briefs, tuple(blocks), sponsored)


def _take(left: list[Story], place: str, most: int) -> tuple[Story, ...]:
    """Take out as many as there is room for, those meant for the place before the rest."""
    free = [story for story in left if story.place in (place, "")]
    taken = sorted(free, key=lambda story: story.place != place)[:most]
    for story in taken:
        left.remove(story)
    return tuple(taken)


def _pictured_first(stories: list[Story]) -> list[Story]:
    """The newest with a picture, which opens a block, then the others as they come."""
    return sorted(stories, key=lambda story: story is not _opener(stories))


def _opener(stories: list[Story]) -> Story | None:
    return next((story for story in stories if story.picture), None)
