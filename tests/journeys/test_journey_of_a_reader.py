"""A newcomer's month with the demo, in a real browser."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.buying import orders

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = pytest.mark.browser

WORDS = [
    "You have 4 free articles left this month.",
    "You have 3 free articles left this month.",
    "You have 2 free articles left this month.",
    "You have 1 free article left this month.",
    "This is your last free article this month.",
]
REREAD = "This one is among them, so it stays open for you."
WALL = "read your 5 free articles this month"

Newcomer = Callable[..., BrowserContext]


def test_the_demo_answers_within_three_seconds(starting: Callable[..., Any]) -> None:
    best = 9.0
    for _ in range(6):  # the machine may be busy with other things
        with starting() as demo:
            best = min(best, demo.started)
        if best < 3:
            break
    assert best < 3


def test_a_month_with_the_meter(demo: "Demo", newcomer: Newcomer) -> None:
    metered = demo.articles("metered")
    assert len(metered) >= 8
    context = newcomer()
    page = context.new_page()
    page.goto("/")
    assert context.cookies() == []
    page.get_by_role("link", name=_title(demo, metered[0])).first.click()
    for path, words in zip(metered[:5], WORDS, strict=True):
        if path != metered[0]:
            page.goto(path)
        _told(page, words)
        assert demo.ending(path)[-1][:40] in _plain(page)

    answer = page.goto(metered[5])
    assert answer is not None
    expect(page.get_by_role("heading", name=WALL)).to_be_visible()
    _holds_nothing(demo, metered[5], answer.text())
    _holds_nothing(demo, metered[5], page.content())
    assert page.locator(".presspass-notice").count() == 0

    page.goto(metered[1])
    _told(page, REREAD)
    page.get_by_role("link", name="Why am I seeing this?").click()
    expect(page.locator("main")).to_contain_text("5 of 5")

    orders(page, "To the next month")
    page.goto(metered[5])
    _told(page, WORDS[0])


def test_eight_at_once_with_one_cookie_open_exactly_the_allowance(
    demo: "Demo", newcomer: Newcomer
) -> None:
    metered = demo.articles("metered")
    context = newcomer()
    page = context.new_page()
    page.goto(metered[0])
    cookie = "; ".join(f"{it['name']}={it['value']}" for it in context.cookies())
    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(lambda path: demo.get(path, cookie), metered[1:9]))
    walled = [WALL in text for _, text in pages]
    assert walled.count(False) == 4
    for path, (status, text), wall in zip(metered[1:9], pages, walled, strict=True):
        assert status == 200
        if wall:
            _holds_nothing(demo, path, text)
    page.goto(metered[1:9][walled.index(False)])
    _told(page, REREAD)


def test_a_subscriber_reads_on(demo: "Demo", newcomer: Newcomer) -> None:
    context = newcomer()
    page = context.new_page()
    locked = demo.articles("locked")[0]
    page.goto(locked)
    expect(page.get_by_role("heading", name="This article is for subscribers")).to_be_visible()
    page.goto(f"/presspass/demo?page={locked}")
    page.get_by_role("button", name=re.compile("^Subscriber ")).click()
    expect(page).to_have_url(demo.address + locked)
    assert page.locator(".presspass").count() == 0
    assert demo.ending(locked)[-1][:40] in _plain(page)
    for path in demo.articles("metered")[:7]:
        page.goto(path)
        assert page.locator(".presspass").count() == 0


def test_everything_works_without_javascript(demo: "Demo", newcomer: Newcomer) -> None:
    page = newcomer(java_script_enabled=False).new_page()
    metered = demo.articles("metered")
    for path in metered[:5]:
        page.goto(path)
        expect(page.locator(".presspass-notice")).to_be_visible()
    page.goto(metered[5])
    expect(page.get_by_role("heading", name=WALL)).to_be_visible()
    page.locator(".presspass-wall").get_by_role("link", name="Why am I seeing this?").click()
    expect(page.locator("main")).to_contain_text("5 of 5")
    page.go_back()
    page.get_by_role("link", name="See all offers and subscribe").click()
    expect(page).to_have_url(re.compile(r"/presspass/offers"))
    expect(page.locator("main")).to_contain_text("$9.99")


def test_the_wall_can_be_left_by_keyboard(demo: "Demo", newcomer: Newcomer) -> None:
    page = newcomer().new_page()
    page.goto(demo.articles("locked")[0])
    wall = page.locator(".presspass-wall")
    wanted = wall.get_by_role("link").evaluate_all("links => links.map(it => it.href)")
    assert len(wanted) >= 3
    reached = []
    for _ in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "() => { const at = document.activeElement; if (!at.closest('.presspass-wall')) return;"
            " const line = getComputedStyle(at); return [at.href, line.outlineStyle]; }"
        )
        if here:
            reached.append(here)
        elif reached:
            break
    assert [href for href, _ in reached] == wanted
    assert all(outline != "none" for _, outline in reached)
    page.get_by_role("link", name="Why am I seeing this?").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/presspass/why\?page="))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_walled_page_prints_its_teaser_and_why_it_ends(demo: "Demo", newcomer: Newcomer) -> None:
    page = newcomer().new_page()
    locked = demo.articles("locked")[0]
    page.goto(locked)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="This article is for subscribers")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    _holds_nothing(demo, locked, page.content())


def test_the_console_tells_what_was_decided(demo: "Demo", newcomer: Newcomer) -> None:
    page = newcomer().new_page()
    locked = demo.articles("locked")[0]
    page.wait_for_timeout(1100)  # what two get within one second stands where the first of them is
    page.goto(locked)
    expect(page.locator(".presspass-wall")).to_be_visible()
    page.wait_for_timeout(1500)  # the journal is written once a second
    page.goto("/presspass/demo")
    row = page.get_by_role("row").filter(has_text=locked).first
    expect(row).to_contain_text("locked")
    row.get_by_role("link", name=re.compile("Why")).click()
    expect(page.locator("main")).to_contain_text(locked)


def _title(demo: "Demo", path: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", demo.get(path)[1], re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]+>", "", found[1]).strip()


def _told(page: Page, words: str) -> None:
    notice = page.locator(".presspass-notice")
    expect(notice).to_have_count(1)
    expect(notice).to_be_visible()
    assert words in _bare(notice.inner_text())


def _plain(page: Page) -> str:
    return _bare(page.locator("body").inner_text())


def _bare(text: str) -> str:
    """A text without the marks around what was put into it, its spaces plain."""
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


def _holds_nothing(demo: "Demo", path: str, source: str) -> None:
    sentences = demo.ending(path)
    assert len(sentences) >= 3
    source = _bare(source)
    for sentence in sentences:
        assert sentence not in source
        words = sentence.split()
        for start in range(len(words) - 7):
            assert " ".join(words[start : start + 8]) not in source
