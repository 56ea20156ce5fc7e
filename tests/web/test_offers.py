from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from presspass.core.edition import Edition
from presspass.core.instants import end_of_day
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.seals import Keyring
from presspass.services.links import Links
from presspass.web.app import create

Ask = Callable[..., Any]


def test_all_plans_are_there_with_what_they_bring_and_all_their_prices(ask: Ask) -> None:
    text = ask("/presspass/offers").text
    for said in (
        "Digital",
        "Complete",
        "Read all stories with unlimited access",
        "Editions on print, phone and tablet",
        "$9.99 a month",
        "$99 a year",
        "$19.99 a month",
        "Try 1 month for $0.99",
        "then $9.99 a month",
        "Try 3 months for $9",
        "Offer ends July 31st",
    ):
        assert said in text


def test_nothing_looks_as_if_it_could_be_bought_here(ask: Ask) -> None:
    text = ask("/presspass/offers").text
    assert "buy a subscription on this page yet" in text
    assert "<button" not in text
    assert "<form" not in text


def test_walls_lead_to_the_place_of_each_offer(ask: Ask) -> None:
    text = ask("/presspass/offers").text
    assert 'id="offer-month"' in text
    assert 'id="offer-summer"' in text


def test_an_offer_is_gone_with_its_last_second(ask: Ask, clock: Any, courier: Publication) -> None:
    end = end_of_day(date(2026, 7, 31), courier.zone)
    clock.forward(end - 1 - clock.now())
    assert "Try 3 months" in ask("/presspass/offers").text
    clock.forward(1)
    assert "Try 3 months" not in ask("/presspass/offers").text


def test_an_offer_says_whom_it_is_for(
    courier: Publication, selling: Edition, keyring: Keyring, clock: Any, links: Links, asking: Ask
) -> None:
    offer = replace(selling.offers[0], audience=frozenset({Standing.LAPSED_SUBSCRIBER}))
    edition = replace(selling, offers=(offer,))
    app = create(courier, lambda: edition, keyring, clock, links)
    text = asking(app, "/presspass/offers").text
    assert "For: readers whose subscription has ended" in text


def test_a_publication_that_sells_nothing_says_so(
    courier: Publication, selling: Edition, keyring: Keyring, clock: Any, links: Links, asking: Ask
) -> None:
    app = create(courier, lambda: Edition(selling.policy), keyring, clock, links)
    assert "There is nothing on sale at the moment." in asking(app, "/presspass/offers").text


def test_a_new_edition_is_shown_at_once_and_its_words_in_the_language_asked_for(
    courier: Publication, selling: Edition, keyring: Keyring, clock: Any, links: Links, asking: Ask
) -> None:
    editions = [selling, replace(selling, messages={"de": "offers-heading = Ohne Grenzen lesen"})]
    app = create(courier, lambda: editions[-1], keyring, clock, links)
    text = asking(app, "/presspass/offers?language=de-AT").text
    assert '<html lang="de" dir="ltr">' in text
    assert "Ohne Grenzen lesen" in text
    assert '<html lang="en"' in asking(app, "/presspass/offers").text
    editions.pop()
    assert "Ohne Grenzen" not in asking(app, "/presspass/offers?language=de").text
