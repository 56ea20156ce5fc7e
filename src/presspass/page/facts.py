"""What a page turns out to be."""

from dataclasses import dataclass

from presspass.core.article import Article, Tier
from presspass.page.limits import Fallback


@dataclass(frozen=True, slots=True)
class Declaration:
    """Something that says who may read the page.

    `source` is where it stands (such as `JSON-LD`), `says` what it says in its own words, `tier`
    how we read that; `None` where it tells no tier, such as a selector.
    """

    source: str
    says: str
    tier: Tier | None = None


@dataclass(frozen=True, slots=True)
class PaidPart:
    """What a denied reader does not get.

    `selectors` are those declared; `marked` is how many pairs of marker comments there are;
    `matched` how many elements and marked ranges there are; `characters` how much text.
    """

    selectors: tuple[str, ...] = ()
    marked: int = 0
    matched: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules and the gate need to know of a page; plain values, to be pickled.

    `fallback` is the stated outcome where the paid part can't be cut as declared, `encoding` the
    Python name of the bytes' own, `language` the page's BCP 47 tag. `contradictions` and `notices`
    are sentences for people.
    """

    article: Article
    url: str
    content_type: str
    encoding: str
    language: str | None = None
    declared: tuple[Declaration, ...] = ()
    contradictions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    paid_part: PaidPart = PaidPart()
    fallback: Fallback | None = None

    @property
    def gated(self) -> bool:
        """Whether the page is for some readers only, by its own word or the route's."""
        return self.article.tier is not Tier.FREE

    @property
    def title(self) -> str:
        """The article's title; everyone may read it."""
        return self.article.title
