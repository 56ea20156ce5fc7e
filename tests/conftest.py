from datetime import date
from zoneinfo import ZoneInfo

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import Window, end_of_day
from presspass.core.money import Money
from presspass.core.periods import CalendarMonth
from presspass.core.plans import Benefit, Interval, Offer, Plan, Price, Unit
from presspass.core.policy import Metering, Policy
from presspass.core.publication import Publication
from presspass.services.links import Links

BERLIN = ZoneInfo("Europe/Berlin")
MONTHLY = Interval(1, Unit.MONTH)


@pytest.fixture
def courier() -> Publication:
    return Publication("The Harbour Courier", "http://localhost", "en", BERLIN)


@pytest.fixture
def selling() -> Edition:
    """Two plans; one offer without end, and one to the end of July 31st, 2026."""
    usual = Price(Money(999, "USD"), MONTHLY)
    yearly = Price(Money(9900, "USD"), Interval(1, Unit.YEAR))
    everything = Price(Money(1999, "USD"), MONTHLY)
    july = Window(until=end_of_day(date(2026, 7, 31), BERLIN))
    return Edition(
        Policy("7", (), Metering(5, 10, CalendarMonth(BERLIN))),
        {},
        (
            Plan(
                "digital", "Digital", frozenset({Benefit.ARTICLES, Benefit.APPS}), (usual, yearly)
            ),
            Plan("complete", "Complete", frozenset(Benefit), (everything,)),
        ),
        (
            Offer("month", "digital", Price(Money(99, "USD"), MONTHLY), usual),
            Offer(
                "summer",
                "complete",
                Price(Money(900, "USD"), Interval(3, Unit.MONTH)),
                everything,
                july,
            ),
        ),
    )


@pytest.fixture
def links() -> Links:
    return Links("/presspass", "/account/sign-in?back={page}", "/account/new?back={page}")
