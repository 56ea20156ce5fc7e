"""What walls sell, at which price and until when."""

import re
from dataclasses import replace
from datetime import date

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import DAY, Instant, Window, end_of_day, moment, start_of_day
from presspass.core.money import Money
from presspass.core.plans import Interval, Offer, Price, Unit
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.ports import View
from presspass.services.links import Links
from presspass.services.walls.walls import Walls
from tests.services.walls.reading import PAGE, Read, S, text_of


def test_offers_show_both_prices_and_their_true_last_day(read: Read) -> None:
    text = read(View(S.LOCKED, Standing.ANONYMOUS))
    assert "Try 1 month for $0.99 then $9.99 a month" in text
    assert "Try 3 months for $9 · Offer ends July 31st then $19.99 a month" in text
    assert "See all offers and subscribe" in text


def test_an_offer_for_some_countries_is_shown_there_alone(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    abroad = replace(selling.offers[0], countries=frozenset({"CA"}))
    walls = Walls(courier, replace(selling, offers=(abroad, *selling.offers[1:])), links)
    view = View(S.LOCKED, Standing.ANONYMOUS)
    price = f"#offer-{abroad.key}"
    for region, shown in [("CA", True), ("US", False), (None, False)]:
        html = walls.render(view._replace(region=region), "en", PAGE, now).html
        assert (price in html) is shown
        assert f"#offer-{selling.offers[1].key}" in html


def test_an_offer_goes_with_its_last_second_and_the_fragment_with_it(
    walls: Walls, courier: Publication, now: Instant
) -> None:
    end = end_of_day(date(2026, 7, 31), courier.zone)
    view = View(S.LOCKED, Standing.ANONYMOUS)
    assert walls.render(view, "en", PAGE, now).until == end
    last = walls.render(view, "en", PAGE, end - 1)
    after = walls.render(view, "en", PAGE, end)
    assert "Offer ends July 31st" in last.html
    assert last.until == end
    assert "Offer ends" not in after.html
    assert "Try 1 month for $0.99" in after.html
    assert after.until is None


@pytest.mark.parametrize(
    ("last_day", "written", "end"),
    [
        # The ends of daylight saving: these days have 23 and 25 hours in Berlin.
        (date(2027, 3, 28), "March 28th", "2027-03-28T22:00Z"),
        (date(2026, 10, 25), "October 25th", "2026-10-25T23:00Z"),
        (date(2026, 12, 31), "December 31st", "2026-12-31T23:00Z"),
    ],
)
def test_the_last_day_of_an_offer_is_the_publications_whatever_its_length(
    courier: Publication, selling: Edition, links: Links, last_day: date, written: str, end: str
) -> None:
    until = end_of_day(last_day, courier.zone)
    offer = replace(selling.offers[0], on_sale=Window(until=until))
    fragment = Walls(courier, replace(selling, offers=(offer,)), links).render(
        View(S.LOCKED, Standing.ANONYMOUS), "en", PAGE, until - DAY
    )
    assert f"Offer ends {written}<" in fragment.html
    assert fragment.until == until
    assert f"{moment(until):%Y-%m-%dT%H:%MZ}" == end


def test_an_offer_that_ends_next_year_names_the_year_until_it_is_near(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    until = end_of_day(date(2027, 7, 31), courier.zone)
    offer = replace(selling.offers[0], on_sale=Window(until=until))
    walls = Walls(courier, replace(selling, offers=(offer,)), links)
    view = View(S.LOCKED, Standing.ANONYMOUS)
    far = walls.render(view, "en", PAGE, now)
    assert "Offer ends July 31st, 2027<" in far.html
    assert far.until is not None
    assert "Offer ends July 31st, 2027<" in walls.render(view, "en", PAGE, far.until - 1).html
    near = walls.render(view, "en", PAGE, far.until)
    assert "Offer ends July 31st<" in near.html
    assert near.until == until


def test_a_fragment_is_no_longer_true_when_the_meter_resets(
    walls: Walls, courier: Publication, now: Instant
) -> None:
    view = View(
        S.METER_LAST,
        Standing.ANONYMOUS,
        0,
        5,
        resets_on=start_of_day(date(2026, 7, 20), courier.zone),
    )
    assert walls.render(view, "en", PAGE, now).until == view.resets_on
    assert walls.render(view, "en", PAGE, now + 30 * DAY).until != view.resets_on


def test_offers_are_shown_to_those_they_are_made_to(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    back = replace(selling.offers[0], audience=frozenset({Standing.LAPSED_SUBSCRIBER}))
    walls = Walls(courier, replace(selling, offers=(back,)), links)
    shown = View(S.ACCESS_EXPIRED, Standing.LAPSED_SUBSCRIBER)
    assert "Try 1 month" in walls.render(shown, "en", PAGE, now).html
    kept = walls.render(View(S.LOCKED, Standing.ANONYMOUS), "en", PAGE, now).html
    assert "Try 1 month" not in kept
    assert "See all offers and subscribe" in kept


def test_a_first_interval_that_costs_nothing_is_free(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    first = Price(Money(0, "USD"), Interval(2, Unit.WEEK))
    offer = replace(selling.offers[0], introductory=first)
    walls = Walls(courier, replace(selling, offers=(offer,)), links)
    text = text_of(walls.render(View(S.LOCKED, Standing.ANONYMOUS), "en", PAGE, now).html)
    assert "Try 2 weeks free then $9.99 a month" in text


def test_a_wall_promises_what_the_plans_of_its_offers_bring_and_names_the_plan_for_the_rest(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    view = View(S.LOCKED, Standing.ANONYMOUS)

    def brought(*offers: Offer) -> list[str]:
        walls = Walls(courier, replace(selling, offers=offers), links)
        html = walls.render(view, "en", PAGE, now).html
        return re.findall(r'class="presspass-benefit">(.*)</li>', html)

    digital, complete = selling.offers
    print_line = "Editions on print, phone and tablet"
    assert brought(digital)[1:] == [
        "Use our mobile and tablet apps",
        f"{print_line}, with Complete",
    ]
    assert brought(digital, complete)[2] == print_line
    assert brought()[2] == print_line
    assert brought(replace(digital, code="SECRET"))[2] == print_line


def test_when_an_offer_ends_what_its_plan_alone_brings_names_the_plan(
    walls: Walls, courier: Publication
) -> None:
    end = end_of_day(date(2026, 7, 31), courier.zone)
    view = View(S.TRIAL_EXPIRED, Standing.LAPSED_TRIAL)
    assert ", with Complete" not in walls.render(view, "en", PAGE, end - 1).html
    assert ", with Complete" in walls.render(view, "en", PAGE, end).html
