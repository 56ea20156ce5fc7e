"""What readers are spared: pages that are out of date, and pages that jump."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.buying import orders

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.server]

Newcomer = Callable[..., BrowserContext]
SHIFTS = """async () => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { moved += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  for (const image of document.images) { image.loading = "eager"; }
  await Promise.all([...document.images].map((image) => image.decode()));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return moved;
}"""


@pytest.fixture
def demo(starting: Callable[..., Any]) -> "Iterator[Demo]":
    """A demo for each test, for its clock never goes back."""
    with starting() as running:
        yield running


@pytest.fixture
def keeping(demo: "Demo", chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps pages whole for going back and forward, as readers' browsers do."""
    browser = chromium.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    context = browser.new_context(base_url=demo.address)
    context.set_default_timeout(10_000)
    yield context
    browser.close()


def test_journey_back_to_a_wall_after_signing_in_elsewhere(
    demo: "Demo", keeping: BrowserContext
) -> None:
    locked = demo.articles("locked")[0]
    page = keeping.new_page()
    page.goto(locked)
    expect(page.locator(".presspass-wall")).to_be_visible()
    page.goto("/about")

    elsewhere = keeping.new_page()
    orders(elsewhere, re.compile("^Subscriber "))

    page.go_back()
    expect(page).to_have_url(demo.address + locked)
    expect(page.locator(".presspass-wall")).to_have_count(0)
    assert demo.ending(locked)[-1][:40] in " ".join(page.inner_text("body").split())


def test_journey_back_to_a_notice_tells_what_is_left_now(
    demo: "Demo", keeping: BrowserContext
) -> None:
    first, second = demo.articles("metered")[:2]
    page = keeping.new_page()
    page.goto(first)
    expect(page.locator(".presspass-notice")).to_contain_text("You have 4 free articles left")
    page.goto(second)
    expect(page.locator(".presspass-notice")).to_contain_text("You have 3 free articles left")
    page.go_back()
    expect(page).to_have_url(demo.address + first)
    expect(page.locator(".presspass-notice")).to_contain_text("You have 3 free articles left")


def test_journey_back_to_an_offer_that_has_ended_meanwhile(
    demo: "Demo", newcomer: Newcomer, keeping: BrowserContext
) -> None:
    """No cookie changes here, so the browser has no reason of its own to ask anew."""
    page = keeping.new_page()
    page.goto(demo.articles("locked")[0])
    expect(page.locator(".presspass-wall")).to_contain_text("Offer ends July 31st")
    page.goto("/about")

    another = newcomer().new_page()
    for _ in range(12):
        orders(another, "One month on")
    page.go_back()
    expect(page.locator(".presspass-wall")).to_contain_text("Try 1 month for $0.99")
    expect(page.locator(".presspass-wall")).not_to_contain_text("Offer ends")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("tier", ["metered", "locked"])
def test_journey_on_which_nothing_moves(
    demo: "Demo", newcomer: Newcomer, tier: str, width: int
) -> None:
    page = newcomer(viewport={"width": width, "height": 800}).new_page()
    page.goto(demo.articles(tier)[0])
    expect(page.locator(".presspass")).to_be_visible()
    assert page.evaluate(SHIFTS) == 0
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.activeElement === document.body")


def test_journey_on_which_the_place_is_kept(demo: "Demo", newcomer: Newcomer) -> None:
    page = newcomer().new_page()
    for tier in ("metered", "locked"):
        page.goto(demo.articles(tier)[0])
        page.evaluate("scrollTo(0, 500)")
        page.reload()
        page.wait_for_function("scrollY === 500")
    page.goto(demo.articles("metered")[0])
    _dismissed_further_down(page)


def _dismissed_further_down(page: Page) -> None:
    """A notice that goes while the reader is below it leaves the text where it is."""
    page.evaluate("scrollTo(0, 500)")
    before = page.locator("h1").bounding_box()
    page.locator(".presspass-shown").evaluate("it => { it.open = false }")
    expect(page.locator(".presspass-notice")).not_to_be_visible()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    after = page.locator("h1").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 1
