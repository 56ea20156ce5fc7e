"""What a publication sells: plans, their prices, and the offers that lead into them."""

from dataclasses import dataclass, field
from enum import StrEnum

from presspass.core.instants import Instant, Window
from presspass.core.money import Money
from presspass.core.reader import Standing

USUAL_DEVICES = 10
"""In how many browsers a reader can be signed in where no plan says otherwise."""


class Benefit(StrEnum):
    """What a plan brings."""

    ARTICLES = "articles"
    APPS = "apps"
    PRINT = "print"


class Unit(StrEnum):
    """The units in which a price recurs."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Interval:
    """How often a price is paid, such as every 3 months."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse an interval that holds no time."""
        if self.count < 1:
            raise ValueError("an interval is at least 1 of its unit")


@dataclass(frozen=True, slots=True)
class Price:
    """What a plan costs each interval, tax included."""

    amount: Money
    every: Interval


@dataclass(frozen=True, slots=True)
class Plan:
    """A thing that is sold. `key` names it in files and links; `name` is what readers see.

    `devices` is in how many browsers at once its reader can be signed in.
    """

    key: str
    name: str
    benefits: frozenset[Benefit]
    prices: tuple[Price, ...]
    devices: int = USUAL_DEVICES


@dataclass(frozen=True, slots=True)
class Offer:
    """An introductory price for one interval of it, then the plan's own price.

    `audience` holds the standings it is made to; empty is everyone.
    """

    key: str
    plan: str
    introductory: Price
    then: Price
    on_sale: Window = field(default_factory=Window)
    audience: frozenset[Standing] = frozenset()

    def __post_init__(self) -> None:
        """Refuse two prices that can't follow one another."""
        if self.introductory.amount.currency != self.then.amount.currency:
            raise ValueError(f"offer '{self.key}' begins in one currency and goes on in another")

    def open_to(self, standing: Standing, now: Instant) -> bool:
        """Whether a reader of that standing may take it up at `now`."""
        return now in self.on_sale and (not self.audience or standing in self.audience)


def on_sale(offers: tuple[Offer, ...], standing: Standing, now: Instant) -> tuple[Offer, ...]:
    """The offers that a reader of that standing may take up at `now`, in the editor's order."""
    return tuple(offer for offer in offers if offer.open_to(standing, now))


def next_change(offers: tuple[Offer, ...], now: Instant) -> Instant | None:
    """When the set of offers on sale changes next, if it will."""
    edges = (edge for offer in offers for edge in (offer.on_sale.since, offer.on_sale.until))
    return min((edge for edge in edges if edge is not None and edge > now), default=None)
