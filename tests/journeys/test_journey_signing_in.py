"""Registering at the wall and signing in elsewhere, in real browsers with the demo's mails."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.mails import sent

pytestmark = [pytest.mark.browser, pytest.mark.server]

Newcomer = Callable[..., BrowserContext]
GOOD = "seven herons at low tide"


def mail(context: BrowserContext, subject: str, before: int = 0) -> tuple[str, str]:
    """The code and the link of the newest mail, once more than `before` have been sent."""
    page = context.new_page()
    page.goto("/presspass/demo/mails")
    letters = page.locator(".letter")
    for _ in range(50):
        if letters.count() > before:
            break
        page.wait_for_timeout(100)
        page.reload()
    assert letters.first.get_by_role("heading").inner_text() == subject
    text = letters.first.locator("pre").inner_text()
    code, link = re.search(r"\b\d{6}\b", text), re.search(r"https?://\S+/sign-in/link\S+", text)
    assert code
    assert link
    page.close()
    return code[0], link[0]


def spend(page: Page, paths: list[str]) -> None:
    for path in paths:
        page.goto(path)


def test_who_registers_at_the_wall_is_back_at_the_article_with_the_count_kept(
    demo: Any, newcomer: Newcomer
) -> None:
    metered = demo.articles("metered")
    letter = "/articles/letters-this-week"
    here = newcomer()
    page = here.new_page()
    spend(page, metered[:3])
    page.goto(letter)
    before = sent(here)
    page.get_by_role("link", name=re.compile("Register")).click()
    page.get_by_label("E-mail address").fill("Ann.Oakley+news@example.com")
    page.get_by_role("button", name="Send me the mail").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    code, _ = mail(here, "Sign in to The Velmouth Courier", before)
    page.get_by_label("The six digits of the code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(demo.address + letter)
    assert page.locator(".presspass-wall").count() == 0
    page.goto(metered[3])
    expect(page.locator(".presspass")).to_contain_text("1 free article left")

    phone = newcomer()
    elsewhere = phone.new_page()
    elsewhere.goto(f"/presspass/sign-in?page={metered[3]}")
    before = sent(here)
    elsewhere.get_by_label("E-mail address").fill("ann.oakley+NEWS@example.com")
    elsewhere.keyboard.press("Enter")
    expect(elsewhere.get_by_label("The six digits of the code")).to_be_visible()
    _, link = mail(here, "Sign in to The Velmouth Courier", before)
    elsewhere.goto(link)
    expect(elsewhere.locator("main")).to_contain_text("ann.oakley+NEWS@example.com")
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(elsewhere).to_have_url(demo.address + metered[3])
    expect(elsewhere.locator(".presspass")).to_contain_text("1 free article left")

    page.goto("/presspass/sign-in")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(demo.address + "/")
    page.goto(letter)
    assert page.locator(".presspass-wall").count() == 1


def test_a_password_is_chosen_by_mail_and_signs_in_without_javascript(
    demo: Any, newcomer: Newcomer
) -> None:
    page = newcomer(java_script_enabled=False).new_page()
    reading = newcomer()
    before = sent(reading)
    page.goto("/presspass/sign-in/password?page=/")
    page.get_by_role("link", name="forgotten").click()
    page.get_by_label("E-mail address").fill("bea@example.com")
    page.get_by_role("button", name="Send me the mail").click()
    code, _ = mail(reading, "Choose a new password for The Velmouth Courier", before)
    page.get_by_label("The six digits of the code").fill(code)
    page.get_by_label("New password").fill(GOOD)
    page.get_by_role("button", name="Use this password").click()
    expect(page).to_have_url(demo.address + "/")

    other = newcomer(java_script_enabled=False).new_page()
    other.goto("/presspass/sign-in/password")
    other.get_by_label("E-mail address").fill("bea@example.com")
    other.get_by_label("Password").fill(GOOD)
    other.keyboard.press("Enter")
    expect(other).to_have_url(demo.address + "/")
    other.goto("/presspass/sign-in")
    expect(other.locator("main")).to_contain_text("as bea@example.com")
