"""What the rules look at in an article."""

from dataclasses import dataclass
from enum import StrEnum

from presspass.core.ids import ArticleId
from presspass.core.instants import Instant


class Tier(StrEnum):
    """The values of `article:content_tier`, in order of restriction."""

    FREE = "free"
    METERED = "metered"
    LOCKED = "locked"

    @property
    def restriction(self) -> int:
        """Higher is more restrictive; contradicting declarations resolve to the highest."""
        return _RESTRICTION[self]


_RESTRICTION = {Tier.FREE: 0, Tier.METERED: 1, Tier.LOCKED: 2}


@dataclass(frozen=True, slots=True)
class Article:
    """The facts of one article. `published` is `None` where the page does not say."""

    id: ArticleId
    tier: Tier
    title: str = ""
    section: str | None = None
    tags: frozenset[str] = frozenset()
    published: Instant | None = None
