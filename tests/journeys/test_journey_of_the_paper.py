"""The paper itself, through the gate: advertising, printing, and what a page costs its reader."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from scripts.page_budget import breaches, measure
from scripts.screens import Screen
from tests.journeys.buying import orders

pytestmark = [pytest.mark.browser, pytest.mark.server]

PHONE = Screen("phone", 390, 780, dark=True, touch=True)
LEAD, SPONSORED = "/articles/mount-asker-erupts", "/articles/night-sleeper-sponsored"
GATE = ".presspass-wall, .presspass-notice"
HURRIED = {"paint ms"}  # tells more of a busy machine than of the page


@pytest.mark.parametrize("target", ["/", LEAD, SPONSORED])
def test_pages_cost_their_readers_little(demo: Any, chromium: Browser, target: str) -> None:
    found = breaches(measure(chromium, demo.address + target, PHONE))
    assert [breach for breach in found if breach.budget.name not in HURRIED] == []


def test_a_walled_page_costs_its_reader_little(demo: Any, chromium: Browser) -> None:
    locked = demo.articles("locked")[0]
    found = breaches(measure(chromium, demo.address + locked, PHONE))
    assert [breach for breach in found if breach.budget.name not in HURRIED] == []


def test_advertising_is_never_counted_and_never_has_a_wall_or_a_notice(
    demo: Any, newcomer: Callable[..., BrowserContext]
) -> None:
    page = newcomer().new_page()
    metered = demo.articles("metered")[:6]
    page.goto(metered[0])
    for _ in range(3):
        page.goto(SPONSORED)
        page.locator(".story-body").wait_for()
        assert page.locator(GATE).count() == 0
    page.goto(metered[1])
    page.get_by_text("3 free articles left").wait_for()
    for target in metered[2:]:
        page.goto(target)
    page.locator(".presspass-wall").wait_for()
    page.goto(SPONSORED)
    assert page.get_by_text("Paid for by Halmere Coast Railway").first.is_visible()
    assert page.locator(GATE).count() == 0
    assert demo.ending(SPONSORED)[-1] in page.inner_text(".story-body")


@pytest.mark.parametrize("width", [360, 1280])
def test_who_reads_everything_gets_from_any_page_to_their_account(
    demo: Any, newcomer: Callable[..., BrowserContext], width: int
) -> None:
    page = newcomer(viewport={"width": width, "height": 800}).new_page()
    orders(page, re.compile("^Subscriber"))
    page.goto(demo.articles("locked")[0])
    assert page.locator(GATE).count() == 0
    page.get_by_role("banner").get_by_role("link", name="Your account").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.get_by_role("link", name="Your subscription").first.click()
    expect(page.get_by_role("link", name="Cancel the subscription")).to_be_visible()


def test_paper_gets_no_more_of_a_locked_article_than_the_screen(
    demo: Any, newcomer: Callable[..., BrowserContext]
) -> None:
    locked = demo.articles("locked")[0]
    page = newcomer().new_page()
    page.goto(locked)
    page.emulate_media(media="print")
    printed = page.inner_text("body")
    assert f"{demo.address}{locked}" in printed
    assert page.locator(".presspass-wall").is_visible()
    assert demo.ending(locked)
    assert not any(sentence in printed for sentence in demo.ending(locked))


def test_paper_gets_a_granted_article_whole_without_its_notice(
    demo: Any, newcomer: Callable[..., BrowserContext]
) -> None:
    page = newcomer().new_page()
    page.goto(LEAD)
    assert page.locator(".presspass-notice").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".presspass-notice").is_visible()
    assert demo.ending(LEAD)[-1] in page.inner_text(".story-body")
    assert page.locator(".print-address").inner_text().endswith(f"{demo.address}{LEAD}")
