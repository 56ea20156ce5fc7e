"""A trial, opened by a code: to its end, to a subscription, and not a second time."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.buying import SUBSCRIPTION, Reader, plain

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.server]

CODE = "FORTNIGHT"


def test_journey_of_a_trial_to_its_end_and_not_again(demo: "Demo", reader: Reader) -> None:
    locked = demo.articles("locked")[0]
    ida = reader("ida@example.com")
    page = ida.goes("/presspass/offers?page=/")
    assert page.locator("#offer-fortnight").count() == 0
    page.get_by_label("Do you have a code?").fill("fort night")
    page.get_by_role("button", name="Show what it opens").click()
    expect(ida.seen().locator("#offer-fortnight")).to_contain_text("No card is needed.")
    ida.chooses("fortnight")
    ida.signs_in()
    ida.seen().get_by_role("button", name="Begin the trial").click()
    ida.pays("none")
    ida.is_in()
    ida.reads(locked)
    expect(ida.goes(SUBSCRIPTION).locator("main")).to_contain_text("It ends by itself then")
    ida.seen()

    ida.waits(*["One day on"] * 12)
    assert "nothing is charged" in ida.gets("Your trial ends on")
    ida.waits(*["One day on"] * 3)
    wall = ida.goes(locked).locator(".presspass-wall")
    expect(wall).to_contain_text("Your trial period has expired")
    expect(wall).to_contain_text("You need a subscription to:")
    ida.seen()
    ida.gets("Your trial of The Velmouth Courier is over")
    assert ida.payments() == []

    ida.goes(f"/presspass/offers?code={CODE}")
    expect(ida.page.locator("#offer-fortnight")).to_contain_text("You\u2019ve had a trial before")
    alias = reader("ida+again@example.com")
    alias.goes(f"/presspass/offers?page=/&code={CODE}")
    alias.chooses("fortnight")
    alias.signs_in()
    answer = alias.page.get_by_role("heading", level=1)
    expect(answer).to_have_text("You\u2019ve had a trial before")


def test_journey_of_a_trial_that_becomes_a_subscription(demo: "Demo", reader: Reader) -> None:
    jon = reader("jon@example.com")
    jon.subscribes("fortnight", card="visa", code=CODE)
    facts = plain(jon.page.locator("main"))
    assert "$9.99 a month" in facts
    jon.waits(*["One day on"] * 15)
    assert [row.split(" $")[1].split()[0] for row in jon.payments()] == ["9.99"]
    jon.reads(demo.articles("locked")[0])
