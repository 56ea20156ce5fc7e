"""An article as the newsroom has it, and the people and places it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup

from presspass.core.article import Tier
from presspass.core.instants import Instant
from presspass.newsstand.addresses import path, slug
from presspass.newsstand.body import Body
from presspass.newsstand.pictures import Figure

SPONSORED = "sponsored"
_WORDS_A_MINUTE = 238


@dataclass(frozen=True, slots=True)
class Sponsor:
    """Who paid for an article, and what readers should know about that."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Story:
    """One article of the paper, in one language, a BCP 47 tag.

    `place` is where on the front page editors want it, if anywhere.
    """

    slug: str
    title: str
    standfirst: str
    section: str
    tier: Tier
    published: Instant
    body: Body
    language: str
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    updated: Instant | None = None
    dateline: str = ""
    place: str = ""
    picture: Figure | None = None
    corrections: tuple[str, ...] = ()
    sponsor: Sponsor | None = None

    @property
    def href(self) -> str:
        """Its path."""
        return path("articles", self.slug)

    @property
    def changed(self) -> Instant:
        """When it last changed."""
        return self.updated or self.published

    @property
    def topic(self) -> str | None:
        """The tag that it is chiefly about."""
        return next((tag for tag in self.tags if tag != SPONSORED), None)

    @property
    def minutes(self) -> int:
        """How long reading takes, at 238 words a minute (Brysbaert 2019, English non-fiction)."""
        return max(1, -(-self.body.words // _WORDS_A_MINUTE))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper. `names` are what it is called in other languages."""

    name: str
    about: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def href(self) -> str:
        """Its path."""
        return path("sections", slug(self.name))


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who writes for the paper."""

    name: str
    role: str = ""
    about: str = ""

    @property
    def href(self) -> str:
        """Their path."""
        return path("authors", slug(self.name))


@dataclass(frozen=True, slots=True)
class Page:
    """A page about the paper itself."""

    slug: str
    title: str
    html: Markup
    language: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What several articles are about. Its name is in the language of all of them, or of none."""

    name: str
    stories: tuple[Story, ...] = field(default=())

    @property
    def language(self) -> str | None:
        """The language of its articles, if they have one."""
        spoken = {story.language for story in self.stories}
        return spoken.pop() if len(spoken) == 1 else None

    @property
    def href(self) -> str:
        """Its path."""
        return path("topics", slug(self.name))


@dataclass(frozen=True, slots=True)
class Link:
    """A place beside the paper that every page leads to. `names` are for pages in other languages.

    In its address `{language}` stands for the page's own.
    """

    name: str
    address: str
    names: Mapping[str, str] = field(default_factory=dict)

    def href(self, language: str) -> str:
        """Its address from a page in a language."""
        return self.address.replace("{language}", quote(language))
