"""A card that fails: grace, reminders, and either another card or the end of access."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.buying import SUBSCRIPTION, Buyer, Reader, plain

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.server]

PAPER = "The Velmouth Courier"
FIX_BY = re.compile(r"Update your payment details before (\w+ \d+\w\w)")


def test_journey_of_a_card_that_fails_and_another_that_pays(demo: "Demo", reader: Reader) -> None:
    locked = demo.articles("locked")[0]
    gus = reader("gus@example.com")
    gus.subscribes(card="later")
    gus.waits("One month on")
    gus.reads(locked)
    notice = plain(gus.seen().locator(".presspass-notice"))
    assert "We couldn\u2019t take your last payment." in notice
    (day,) = FIX_BY.findall(notice)
    failed = gus.gets("We couldn\u2019t take your payment")
    assert f"You can read on as before until {day}" in failed

    gus.goes(SUBSCRIPTION)
    expect(gus.seen().locator("main")).to_contain_text("put it right before")
    gus.page.get_by_role("button", name="Pay with another card").click()
    gus.pays("mastercard")
    expect(gus.seen().get_by_role("status")).to_have_text("Your card was changed.")
    main = plain(gus.page.locator("main"))
    assert "Your subscription is running." in main
    assert "Mastercard ending in 4444" in main
    assert [row.split(" $")[1].split()[0] for row in gus.payments()] == ["9.99", "0.99"]
    gus.reads(locked)
    assert gus.page.locator(".presspass").count() == 0


def test_journey_of_a_card_that_fails_to_the_end_and_back_by_an_offer(
    demo: "Demo", reader: Reader
) -> None:
    locked = demo.articles("locked")[0]
    hal = reader("hal@example.com")
    hal.subscribes(card="later")
    hal.waits("One month on")
    hal.reads(locked)
    hal.waits(*["One day on"] * 4)
    assert "before" in hal.gets("Your payment still hasn\u2019t come in")
    hal.reads(locked)
    hal.waits(*["One day on"] * 2)
    hal.gets("Your access ends on")
    hal.reads(locked)
    hal.waits(*["One day on"] * 2)
    hal.gets(f"Your access to {PAPER} has ended")
    wall = hal.goes(locked).locator(".presspass-wall")
    expect(wall).to_contain_text(f"Your full access to {PAPER} has expired")
    hal.seen()

    wall.get_by_role("link", name="Try 3 months for $9").click()
    hal.chooses("summer")
    hal.pays()
    hal.is_in()
    hal.page.get_by_role("link", name="Read on").click()
    expect(hal.page).to_have_url(demo.address + locked)
    hal.reads(locked)

    _cancels_in_two_clicks(hal)
    hal.gets("Your subscription is cancelled")
    hal.reads(locked)
    hal.goes(SUBSCRIPTION).get_by_role("button", name="Go on after all").click()
    expect(hal.seen().get_by_role("status")).to_contain_text("You go on as before.")
    _cancels_in_two_clicks(hal)
    hal.waits(*["One month on"] * 4)  # of which one or another is shorter
    hal.gets(f"Your subscription to {PAPER} has ended")
    expect(hal.goes(locked).locator(".presspass-wall")).to_contain_text("has expired")
    charged = [row for row in hal.payments() if row.startswith("Paid")]
    assert len(charged) == 2


def _cancels_in_two_clicks(buyer: Buyer) -> None:
    page = buyer.goes(SUBSCRIPTION)
    page.get_by_role("link", name="Cancel the subscription").click()
    expect(buyer.seen().locator("main")).to_contain_text("You can read on until")
    page.get_by_role("button", name="Yes, cancel it").click()
    expect(page.locator("main")).to_contain_text("You\u2019ve cancelled. You can read on until")
