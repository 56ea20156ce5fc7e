"""A reader's account from the wall to its end, in real browsers with the demo's mails."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.mails import sent

pytestmark = [pytest.mark.browser, pytest.mark.server]

Newcomer = Callable[..., BrowserContext]
BEA, HOME = "bea@example.com", "bea@home.example"
ACCOUNT = "/presspass/account"
LETTERS = "/articles/letters-this-week"
"""For readers with an account alone."""


def letter(context: BrowserContext, subject: str, before: int) -> str:
    """The text of a mail with a subject, among those that were sent after so many."""
    page = context.new_page()
    for _ in range(80):
        page.goto("/presspass/demo/mails")
        letters = page.locator(".letter")
        fresh = letters.count() - before
        found = [
            letters.nth(place).locator("pre").inner_text()
            for place in range(max(0, fresh))
            if letters.nth(place).get_by_role("heading").inner_text() == subject
        ]
        if found:
            page.close()
            return str(found[0])
        page.wait_for_timeout(100)
    raise AssertionError(f"no mail '{subject}' came")


def sign_in(context: BrowserContext, page: Page, address: str) -> None:
    """Sign in on the page that asks for an address."""
    before = sent(context)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me the mail").click()
    field = page.get_by_label("The six digits of the code")
    expect(field).to_be_visible()
    code = re.search(r"\b\d{6}\b", letter(context, "Sign in to The Velmouth Courier", before))
    assert code
    field.fill(code[0])
    page.get_by_role("button", name="Sign in").click()
    expect(field).to_be_hidden()


def test_a_reader_sees_all_that_is_held_ends_a_session_takes_the_data_and_leaves(
    demo: Any, newcomer: Newcomer, tmp_path: Path
) -> None:
    metered = demo.articles("metered")
    here = newcomer()
    page = here.new_page()
    for path in metered[:2]:
        page.goto(path)
    page.goto(LETTERS)
    page.get_by_role("link", name=re.compile("Register")).click()
    sign_in(here, page, BEA)
    page.goto(metered[5])

    there = newcomer()
    elsewhere = there.new_page()
    elsewhere.goto(ACCOUNT)
    sign_in(there, elsewhere, BEA)
    expect(elsewhere.get_by_role("heading", name="Your account")).to_be_visible()
    articles = elsewhere.locator("section", has=elsewhere.get_by_role("heading", name="articles"))
    expect(articles).to_contain_text("You have 2 of 5 free articles left")
    counted = articles.get_by_role("list", name="What was counted")
    expect(counted.get_by_role("link", name=metered[5])).to_be_visible()
    expect(articles).to_contain_text("2 more articles were counted before you signed in")

    elsewhere.get_by_role("button", name="Sign out everywhere else").click()
    expect(elsewhere.get_by_role("status")).to_contain_text("You are signed out there.")
    began = time.monotonic()
    while page.goto(LETTERS) and page.locator(".presspass-wall").count() == 0:
        assert time.monotonic() - began < 5
        page.wait_for_timeout(200)
    page.goto(ACCOUNT)
    expect(page.get_by_label("E-mail address")).to_be_visible()

    with elsewhere.expect_download() as downloading:
        elsewhere.get_by_role("link", name="Download").click()
    downloading.value.save_as(tmp_path / "data.json")
    held = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
    assert held["account"]["address"] == BEA
    assert any(each["article"].endswith(metered[5]) for each in held["articles"])
    assert len(held["sessions"]) == 1

    elsewhere.get_by_role("link", name="Delete").click()
    elsewhere.get_by_label("Yes, delete my account").check()
    before = sent(there)
    elsewhere.get_by_role("button", name="Delete my account now").click()
    expect(elsewhere.get_by_role("heading")).to_have_text("Your account is deleted")
    assert "deleted your account" in letter(
        there, "Your account with The Velmouth Courier is deleted", before
    )
    elsewhere.goto(ACCOUNT)
    sign_in(there, elsewhere, BEA)
    expect(articles).not_to_contain_text("counted before you signed in")


def test_an_address_changes_and_the_old_one_takes_it_back(demo: Any, newcomer: Newcomer) -> None:
    here = newcomer()
    page = here.new_page()
    page.goto(f"{demo.address}{ACCOUNT}")
    sign_in(here, page, BEA)
    page.get_by_role("link", name="Change your address").click()
    before = sent(here)
    page.get_by_label("New e-mail address").fill(HOME)
    page.get_by_role("button", name="Send me the mail").click()
    proof = letter(here, "Confirm your new address for The Velmouth Courier", before)
    told = letter(here, "Your address for The Velmouth Courier is about to change", before)
    code = re.search(r"\b\d{6}\b", proof)
    assert code
    page.get_by_label("The six digits of the code").fill(code[0])
    page.get_by_role("button", name="Use this address").click()
    expect(page.get_by_role("status")).to_contain_text("Your address is changed.")
    expect(page.locator("main")).to_contain_text(HOME)

    phone = newcomer().new_page()
    link = re.search(r"https?://\S+/account/email/stop\S+", told)
    assert link
    phone.goto(link[0])
    expect(phone.locator("main")).to_contain_text(BEA)
    phone.get_by_role("button", name="Keep my address").click()
    expect(phone.get_by_role("heading")).to_have_text("Your address stays")
    page.goto(ACCOUNT)
    sign_in(here, page, BEA)
    expect(page.locator("main")).to_contain_text(BEA)
