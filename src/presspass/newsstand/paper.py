"""The paper: all that a folder holds, in the order and under the headings readers know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from presspass.core.instants import Instant
from presspass.newsstand.addresses import slug
from presspass.newsstand.pictures import Picture
from presspass.newsstand.story import SPONSORED, Author, Link, Page, Section, Story, Topic

_RELATED = 4


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that can be read, newest first. `made` is when it was last made anew.

    Sections, authors and topics go by the last part of their address. `words` are the paper's own
    in place of ours: Fluent source by language. `links` lead to places beside the paper.
    """

    tagline: str
    stories: tuple[Story, ...]
    sections: Mapping[str, Section]
    authors: Mapping[str, Author]
    topics: Mapping[str, Topic]
    pages: Mapping[str, Page]
    pictures: Mapping[str, Picture]
    made: Instant
    words: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    def story(self, address: str) -> Story | None:
        """The article at an address."""
        return next((story for story in self.stories if story.slug == address), None)

    def in_section(self, section: Section) -> tuple[Story, ...]:
        """A section's articles."""
        return tuple(story for story in self.stories if story.section == section.name)

    def by(self, author: Author) -> tuple[Story, ...]:
        """An author's articles."""
        return tuple(story for story in self.stories if author.name in story.authors)

    def section_of(self, story: Story) -> Section:
        """An article's section."""
        return self.sections[slug(story.section)]

    def authors_of(self, story: Story) -> tuple[Author, ...]:
        """An article's authors."""
        return tuple(self.authors[slug(name)] for name in story.authors)

    def topics_of(self, story: Story) -> tuple[Topic, ...]:
        """An article's topics, the chief one first."""
        return tuple(self.topics[slug(tag)] for tag in story.tags if tag != SPONSORED)

    def related(self, story: Story) -> tuple[Story, ...]:
        """The articles that share most with one, the newer first among equals.

        Advertising is only offered beside advertising.
        """
        others = [
            other
            for other in self.stories
            if other is not story and (other.sponsor is None) >= (story.sponsor is None)
        ]
        others.sort(key=lambda other: -_kinship(story, other))
        return tuple(others[:_RELATED])


def _kinship(story: Story, other: Story) -> int:
    """How much two articles share: a topic counts for more than a section."""
    shared = set(story.tags) & set(other.tags) - {SPONSORED}
    return 2 * len(shared) + (story.section == other.section)


def topics_of(stories: Iterable[Story]) -> dict[str, Topic]:
    """Every topic that articles name, each with its articles in their order."""
    found: dict[str, list[Story]] = {}
    names: dict[str, str] = {}
    for story in stories:
        for tag in story.tags:
            if tag == SPONSORED:
                continue
            address = slug(tag)
            names.setdefault(address, tag)
            if story not in found.setdefault(address, []):
                found[address].append(story)
    return {
        address: Topic(names[address], tuple(listed)) for address, listed in sorted(found.items())
    }
