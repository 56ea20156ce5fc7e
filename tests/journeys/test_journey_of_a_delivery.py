"""Ordering the printed paper in a real browser, at the sandbox's pay page, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.test_journey_signing_in import mail

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_who_orders_the_paper_says_where_it_goes_and_can_have_it_go_elsewhere(
    newcomer: Callable[..., BrowserContext],
) -> None:
    context = newcomer(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto("/presspass/offers?page=/")
    plan = page.locator("section.plan", has_text="Digital and print")
    plan.get_by_role("link", name="Choose this").click()
    page.get_by_label("E-mail address").fill("pam@example.com")
    page.get_by_role("button", name="Send me the mail").click()
    code, _ = mail(context, "Sign in to The Velmouth Courier")
    page.get_by_label("The six digits of the code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    asked = page.get_by_role("group", name="Where shall we deliver the paper?")
    for label, typed in (
        ("Name", "Pam Roe"),
        ("Street and number", "1 Pier Road"),
        ("Postcode", "02110"),
        ("Town or city", "Boston"),
        ("State, province or county", "MA"),
    ):
        asked.get_by_label(label).fill(typed)
    expect(asked.get_by_label("Country")).to_have_value("US")
    page.get_by_role("button", name="Order and pay").click()
    page.get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You\u2019re in")
    page.get_by_role("link", name="Your subscription").click()
    expect(page.locator(".destination")).to_contain_text("Boston MA 02110")
    page.get_by_role("link", name="Change the address").click()
    expect(page.get_by_label("Name")).to_have_value("Pam Roe")
    page.get_by_label("Street and number").fill("2 Quay")
    page.get_by_role("button", name="Keep this address").click()
    expect(page.get_by_role("status")).to_have_text(
        "Your delivery address is kept. It counts from the next paper on."
    )
    expect(page.locator(".destination")).to_contain_text("2 Quay")
