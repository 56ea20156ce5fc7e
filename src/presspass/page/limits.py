"""How much a page may ask of us, and what is said where it asks for more."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Clock = Callable[[], float]
"""Seconds from some fixed point; only differences matter."""


class Fallback(StrEnum):
    """What happened in place of a plain cut; `docs/page-contract.md` tells each at length.

    The first group still cuts: after the first paragraphs of the article's body. The second group
    closes the page: a denied reader gets a page of our own with title and wall.
    """

    NO_SELECTOR = "no_selector"
    NO_MATCH = "no_match"
    WHOLE_PAGE = "whole_page"

    NO_ARTICLE = "no_article"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    TOO_MANY_NODES = "too_many_nodes"
    TOO_DEEP = "too_deep"
    TOO_SLOW = "too_slow"
    LEAKS = "leaks"

    @property
    def closes(self) -> bool:
        """Whether a denied reader gets the closed page."""
        return self not in _TEASED


_TEASED = frozenset({Fallback.NO_SELECTOR, Fallback.NO_MATCH, Fallback.WHOLE_PAGE})


class LimitReached(Exception):  # noqa: N818  # it names what happened to the page, not a fault of ours
    """A page asks for more than its limits allow, or can't be understood."""

    def __init__(self, fallback: Fallback) -> None:
        super().__init__(fallback.value)
        self.fallback = fallback


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one page may take; `seconds` holds for each of examining and cutting."""

    bytes: int = 8 * 1024 * 1024
    nodes: int = 100_000
    depth: int = 512
    attributes: int = 2_000
    seconds: float = 2.0


def stopped() -> float:
    """A clock that stands still, for who has no time limit."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which work on a page has to be done."""

    clock: Clock
    at: float

    @classmethod
    def after(cls, clock: Clock, seconds: float) -> "Deadline":
        """The deadline so many seconds from now."""
        return cls(clock, clock() + seconds)

    def check(self) -> None:
        """Raise `LimitReached` once the time is over."""
        if self.clock() > self.at:
            raise LimitReached(Fallback.TOO_SLOW)
