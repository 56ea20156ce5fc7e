"""The pay page and the operator's, in a browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.sandbox.running import Running

pytestmark = pytest.mark.browser

Accessible = Callable[[Page], None]


@contextmanager
def looking(chromium: Browser, **more: Any) -> Iterator[Page]:
    """A page in a browser of its own. The seller's site is made up; nothing may fail to load."""
    context = chromium.new_context(**more)
    faults: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.route("http://shop.example/**", lambda route: route.fulfill(body="The shop"))
    yield page
    context.close()
    assert faults == []


def test_a_reader_pays_without_javascript(run: Running, chromium: Browser) -> None:
    said = "Then $9.99 every month, until you cancel."
    session = run.session(run.price(99), custom_text={"submit": {"message": said}})
    with looking(chromium, java_script_enabled=False) as page:
        page.goto(session.url)
        assert "No real money" in page.inner_text("body")
        sold = page.get_by_role("region", name="Digital").inner_text()
        assert [line for line in sold.split("\n") if line] == [
            "Digital",
            "$0.99 due today",
            "$0.99 for the first month",
            "Beginning today",
            said,
        ]
        page.get_by_role("radio", name="Is declined: not enough money").check()
        page.get_by_role("button", name="Pay $0.99").click()
        assert "insufficient funds" in page.get_by_role("alert").inner_text()
        page.get_by_role("radio", name="Asks for confirmation").check()
        page.get_by_role("button", name="Pay $0.99").click()
        page.get_by_role("button", name="Refuse").click()
        assert "Nothing was charged" in page.get_by_role("alert").inner_text()
        page.get_by_role("radio", name="Asks for confirmation").check()
        page.get_by_role("button", name="Pay $0.99").click()
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url(f"http://shop.example/done?id={session.id}")
        page.go_back()
        page.goto(session.url)
        page.get_by_role("link", name="Return to the seller").click()
        page.wait_for_url("http://shop.example/done*")
    assert [each.amount for each in run.stripe.v1.charges.list().data if each.paid] == [99]


def test_a_reader_goes_back_without_paying(run: Running, chromium: Browser) -> None:
    session = run.session(run.price())
    with looking(chromium) as page:
        page.goto(session.url)
        page.get_by_role("link", name="Back, without paying").click()
        page.wait_for_url("http://shop.example/back")
    assert run.stripe.v1.charges.list().data == []


def test_a_trial_says_what_follows_it(run: Running, chromium: Browser) -> None:
    session = run.session(run.price(999), subscription_data={"trial_period_days": 14})
    with looking(chromium) as page:
        page.goto(session.url)
        sold = page.get_by_role("region", name="Digital").inner_text()
        assert "$0.00 due today" in sold
        assert "14 days free" in sold
        assert "Then $9.99 every month" in sold
        page.get_by_role("button", name="Start trial").click()
        page.wait_for_url("http://shop.example/done*")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_every_page_can_be_read_by_everyone(
    run: Running, chromium: Browser, accessible: Accessible, scheme: Any, width: int
) -> None:
    price = run.price()
    failing = run.subscribed(price, "later")
    run.subscribed(price, "disputed")
    run.subscribed(price, customer_email="somebody.with.a.long.name@papers.example")
    run.pass_time(32 * 86_400)
    assert run.sandbox.webhooks is not None
    run.sandbox.webhooks.deliver_due()
    session = run.session(price)
    paths = [
        f"/pay/{session.id}",
        f"/pay/{session.id}?declined=stolen_card",
        "/pay/cs_test_none",
        "/operator",
    ]
    size = {"width": width, "height": 800}
    context = chromium.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]  # as the browser has it
    page = context.new_page()
    for path in paths:
        page.goto(run.address + path)
        accessible(page)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0
    page.get_by_role("button", name=f"Let card work again ({failing})").click()
    assert page.get_by_role("status").inner_text() == "Done."
    run.pay(session, "asks")
    page.goto(f"{run.address}/pay/{session.id}/bank")
    accessible(page)
    context.close()
