"""What readers do who think again: another plan, a withdrawal, and no account any more."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.buying import SUBSCRIPTION, Reader, plain

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_journey_of_a_change_of_plan_and_its_price_beforehand(reader: Reader) -> None:
    kim = reader("kim@example.com")
    kim.subscribes()
    kim.waits("One month on")
    page = kim.goes(SUBSCRIPTION)
    page.get_by_role("link", name="Change the plan").click()
    kim.seen().get_by_role("link", name="See what Digital for $99 a year costs").click()
    agreed = plain(kim.seen().locator("main"))
    assert "is charged for the rest of the present period" in agreed
    page.get_by_role("button", name="Change and pay").click()
    expect(kim.seen().get_by_role("status")).to_have_text("Your plan was changed.")
    expect(page.locator("main")).to_contain_text("$99 a year")
    paid = [row.split(" $")[1].split()[0] for row in kim.payments()]
    assert len(paid) == 3
    assert f"Today ${paid[0]} is charged" in agreed


def test_journey_of_a_withdrawal_in_two_steps(demo: "Demo", reader: Reader) -> None:
    lea = reader("lea@example.com")
    lea.subscribes("summer")
    page = lea.goes(SUBSCRIPTION)
    page.get_by_role("link", name="Withdraw from the contract here").click()
    expect(lea.seen().locator("main")).to_contain_text("I withdraw from my contract for Digital")
    page.get_by_role("button", name="Confirm the withdrawal").click()
    expect(lea.seen().get_by_role("status")).to_contain_text("You\u2019ve withdrawn")
    lea.gets("We have received your withdrawal")
    assert "$9" in lea.gets("We have given $9 back to you")
    assert sorted(row.split()[0] for row in lea.payments()) == ["Given", "Paid"]
    expect(lea.goes(demo.articles("locked")[0]).locator(".presspass-wall")).to_be_visible()


def test_journey_of_who_deletes_the_account_and_pays_no_more(reader: Reader) -> None:
    max_reader = reader("max@example.com")
    max_reader.subscribes()
    page = max_reader.goes("/presspass/account")
    page.get_by_role("link", name="Delete").click()
    text = plain(max_reader.seen().locator("main"))
    assert "Your subscription is ended with it, and nothing more is charged." in text
    page.get_by_label("Yes, delete my account").check()
    page.get_by_role("button", name="Delete my account now").click()
    expect(max_reader.seen().get_by_role("heading", level=1)).to_have_text(
        "Your account is deleted"
    )
    expect(max_reader.at_the_bank()).to_contain_text("canceled")
