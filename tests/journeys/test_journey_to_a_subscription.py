"""From the wall to a subscriber who reads on, in a real browser and through the real adapter."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.buying import SUBSCRIPTION, Buyer, Reader, plain

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.server]

PAPER = "The Velmouth Courier"
BOTH_PRICES = "Try 1 month for $0.99, then $9.99 a month."


def test_journey_from_the_wall_to_the_full_price(demo: "Demo", reader: Reader) -> None:
    locked, other = demo.articles("locked")[:2]
    ann = reader("ann@example.com")
    wall = ann.goes(locked).locator(".presspass-wall")
    wall.get_by_role("link", name="Try 1 month for $0.99").click()
    offers = ann.seen().locator("#offer-first-month")
    expect(offers).to_contain_text("then $9.99 a month")
    ann.chooses("first-month")
    ann.signs_in()

    order = ann.seen().locator("main")
    expect(order).to_contain_text(f"With this button I order Digital from {PAPER}: {BOTH_PRICES}")
    expect(order).to_contain_text("in two clicks")
    ann.page.get_by_role("button", name="Order and pay").click()
    ann.seen()
    ann.pays()
    ann.is_in()
    facts = plain(ann.seen().locator("main"))
    assert "Price now $0.99 until" in facts
    assert "Price after that $9.99 a month" in facts
    ann.page.get_by_role("link", name="Read on").click()
    expect(ann.page).to_have_url(demo.address + locked)
    ann.reads(locked)

    welcome = ann.gets(f"Welcome to {PAPER}: your receipt")
    assert "Price at first: $0.99 until" in welcome
    assert "Price after that: $9.99 a month" in welcome
    ann.goes(SUBSCRIPTION)
    ann.seen().get_by_role("link", name="Receipt").click()
    expect(ann.seen().locator("main")).to_contain_text(BOTH_PRICES)

    elsewhere = reader(ann.address)
    elsewhere.goes(other)
    elsewhere.page.get_by_role("link", name="Already a subscriber? Sign in").click()
    elsewhere.signs_in()
    for path in (other, locked, *demo.articles("metered")[:7]):
        elsewhere.reads(path)
        assert elsewhere.page.locator(".presspass").count() == 0

    ann.waits("One month on")
    assert [row.split(" $")[1].split()[0] for row in ann.payments()] == ["9.99", "0.99"]
    expect(ann.page.locator("main")).to_contain_text("$9.99 a month")
    assert "Paid: $9.99" in ann.gets("Your receipt")
    ann.reads(locked)


def test_journey_of_who_clicks_twice_goes_back_and_reloads(reader: Reader) -> None:
    bob = reader("bob@example.com")
    bob.goes("/presspass/offers?page=/")
    bob.chooses("first-month")
    bob.signs_in()
    order = bob.page.url
    bob.page.get_by_role("button", name="Order and pay").dblclick()
    bob.page.wait_for_url("**/pay/*")
    first = bob.page.url
    again = bob.context.new_page()
    again.goto(order)
    again.get_by_role("button", name="Order and pay").click()
    assert again.url == first
    bob.page.go_back()
    bob.page.get_by_role("button", name="Order and pay").click()
    assert bob.page.url == first

    bob.pays()
    bob.is_in()
    for _ in range(2):
        bob.page.reload()
        bob.is_in()
    again.reload()
    expect(again.locator("main")).to_contain_text("Nothing more is charged.")
    answer = bob.context.request.get(order)  # not in the browser, which logs its status
    assert answer.status == 409
    assert "You\u2019re subscribed already" in answer.text()
    assert len(bob.payments()) == 1
    expect(bob.at_the_bank()).to_have_count(1)


def test_journey_of_a_card_that_is_declined_and_a_bank_that_asks(
    demo: "Demo", reader: Reader
) -> None:
    cho = reader("cho@example.com")
    cho.goes("/presspass/offers?page=/")
    cho.chooses("summer")
    cho.signs_in()
    cho.page.get_by_role("button", name="Order and pay").click()
    cho.pays("declined")
    expect(cho.seen().locator("main")).to_contain_text("Your card was declined.")
    cho.pays("asks")
    cho.seen().get_by_role("button", name="Refuse").click()
    cho.pays("asks")
    cho.page.get_by_role("button", name="Confirm").click()
    cho.is_in()
    assert len(cho.payments()) == 1
    cho.reads(demo.articles("locked")[0])


def test_journey_of_who_goes_back_without_paying(demo: "Demo", reader: Reader) -> None:
    dan = reader("dan@example.com")
    dan.goes("/presspass/offers?page=/")
    dan.chooses("first-month")
    dan.signs_in()
    dan.page.get_by_role("button", name="Order and pay").click()
    dan.page.get_by_role("link", name="Back, without paying").click()
    expect(dan.seen().get_by_role("heading", level=1)).to_have_text("Nothing was charged")
    dan.goes(demo.articles("locked")[0])
    expect(dan.page.locator(".presspass-wall")).to_be_visible()


def test_journey_of_who_pays_and_never_comes_back(demo: "Demo", reader: Reader) -> None:
    """The browser is closed at the very moment: the webhook opens everything."""
    eve = reader("eve@example.com")
    locked = demo.articles("locked")[0]
    eve.goes("/presspass/offers?page=/")
    eve.chooses("first-month")
    eve.signs_in()
    eve.page.get_by_role("button", name="Order and pay").click()
    eve.page.route("**/checkout/return*", lambda route: route.abort())
    with pytest.raises(Exception, match="ERR_FAILED"):
        eve.page.goto(_paid(eve))
    eve.page.close()
    eve.page = eve.context.new_page()
    eve.gets(f"Welcome to {PAPER}")
    for _ in range(30):  # the gate follows within five seconds
        eve.goes(locked)
        if eve.page.locator(".presspass-wall").count() == 0:
            break
        eve.page.wait_for_timeout(200)
    eve.reads(locked)
    assert len(eve.payments()) == 1


def test_journey_of_a_payment_that_the_bank_takes_back(demo: "Demo", reader: Reader) -> None:
    fay = reader("fay@example.com")
    fay.subscribes()
    fay.at_the_bank().get_by_role("button", name="Refund last payment").click()
    expect(fay.seen().get_by_role("status")).to_have_text("Done.")
    assert "$0.99" in fay.gets("We have given $0.99 back to you")
    fay.waits("One day on")
    assert sorted(row.split()[0] for row in fay.payments()) == ["Given", "Paid"]
    fay.goes(demo.articles("locked")[0])
    expect(fay.page.locator(".presspass-wall")).to_contain_text("has expired")


def _paid(buyer: Buyer) -> str:
    """Pay by a request of the browser's own; answers the address that the reader is sent to."""
    answer = buyer.context.request.post(buyer.page.url, form={"card": "visa"}, max_redirects=0)
    return str(answer.headers["location"])
