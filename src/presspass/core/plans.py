"""What a publication sells: plans, their prices, and the offers that lead into them."""

from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import StrEnum

from presspass.core.instants import Instant, Window, moment
from presspass.core.money import Money
from presspass.core.reader import Standing

USUAL_DEVICES = 10
"""In how many browsers a reader can be signed in where no plan says otherwise."""


class Benefit(StrEnum):
    """What a plan brings."""

    ARTICLES = "articles"
    APPS = "apps"
    PRINT = "print"


def in_order(benefits: Container[str]) -> tuple[Benefit, ...]:
    """Benefits in their usual order, each once; they may be given by their values."""
    return tuple(benefit for benefit in Benefit if benefit in benefits)


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


def days_of(interval: Interval, now: Instant, zone: tzinfo) -> int:
    """How many days an interval lasts that begins on the day of `now`.

    A month from the 31st is until the last day of a shorter one.
    """
    if interval.unit is Unit.DAY:
        return interval.count
    if interval.unit is Unit.WEEK:
        return 7 * interval.count
    first = moment(now, zone).date()
    months = interval.count * (12 if interval.unit is Unit.YEAR else 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return (last - first).days


@dataclass(frozen=True, slots=True)
class Price:
    """What a plan costs each interval, tax included."""

    amount: Money
    every: Interval

    @property
    def key(self) -> str:
        """Its name in links and forms, such as `999-usd-1-month`."""
        amount, every = self.amount, self.every
        return f"{amount.minor}-{amount.currency}-{every.count}-{every.unit}".lower()


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

    def price(self, key: str) -> Price | None:
        """The price of that name, as `Price.key` gives it."""
        return next((price for price in self.prices if price.key == key), None)


@dataclass(frozen=True, slots=True)
class Offer:
    """An introductory price for one interval of it, then the plan's own price.

    One that costs nothing at first is a trial, once per person; `card` says whether it asks for a
    card. `audience` holds the standings that it is made to and `countries` the countries, empty is
    all; `code` is what readers type to see it, `limit` how often it can be taken up, `once` whether
    a reader can take it up once only. With `ends` nothing follows: the term ends by itself.
    """

    key: str
    plan: str
    introductory: Price
    then: Price
    on_sale: Window = field(default_factory=Window)
    audience: frozenset[Standing] = frozenset()
    countries: frozenset[str] = frozenset()
    code: str | None = None
    limit: int | None = None
    once: bool = False
    card: bool = True
    ends: bool = False

    def __post_init__(self) -> None:
        """Refuse two prices that can't follow one another."""
        if self.introductory.amount.currency != self.then.amount.currency:
            raise ValueError(f"offer '{self.key}' begins in one currency and goes on in another")

    @property
    def trial(self) -> bool:
        """Whether it costs nothing at first."""
        return self.introductory.amount.minor == 0

    def open_to(self, standing: Standing, now: Instant, country: str | None = None) -> bool:
        """Whether a reader of that standing and country may take it up at `now`.

        Where it is limited in number, or once per reader, that is for the books to say.
        """
        return (
            now in self.on_sale
            and (not self.audience or standing in self.audience)
            and self.sold_in(country)
        )

    def sold_in(self, country: str | None) -> bool:
        """Whether it is for readers of a country; where theirs is unknown, if it is for all."""
        return not self.countries or country in self.countries

    @property
    def public(self) -> bool:
        """Whether it is shown to those who have typed no code."""
        return self.code is None


def on_sale(
    offers: tuple[Offer, ...], standing: Standing, now: Instant, country: str | None = None
) -> tuple[Offer, ...]:
    """The offers shown to readers of that standing and country at `now`, in the editor's order."""
    return tuple(
        offer for offer in offers if offer.public and offer.open_to(standing, now, country)
    )


def regions(offers: tuple[Offer, ...]) -> dict[str, str]:
    """For each country that offers name, the first by name of those with the very same offers."""
    firsts: dict[tuple[bool, ...], str] = {}
    named = sorted({country for offer in offers for country in offer.countries})
    return {
        country: firsts.setdefault(tuple(offer.sold_in(country) for offer in offers), country)
        for country in named
    }


def next_change(offers: tuple[Offer, ...], now: Instant) -> Instant | None:
    """When the set of offers on sale changes next, if it will."""
    edges = (edge for offer in offers for edge in (offer.on_sale.since, offer.on_sale.until))
    return min((edge for edge in edges if edge is not None and edge > now), default=None)
