"""A reader of another language meets it everywhere, in a real browser."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = pytest.mark.browser

Newcomer = Callable[..., BrowserContext]


class Said(NamedTuple):
    """What a language says on the way: in the notice, on the wall, and on its links."""

    notice: str
    wall: str
    why: str
    offers: str


@pytest.mark.parametrize(
    ("language", "direction", "said"),
    [
        (
            "pl",
            "ltr",
            Said(
                "W tym miesiącu możesz jeszcze przeczytać bezpłatnie 4 artykuły.",
                "Masz już za sobą 5 bezpłatnych artykułów na ten miesiąc",
                "Dlaczego to widzę?",
                "Zobacz wszystkie oferty i zamów prenumeratę",
            ),
        ),
        (
            "ar",
            "rtl",
            Said(
                "بقيت لك 4 مقالات مجانية هذا الشهر.",
                "قرأت 5 مقالات مجانية هذا الشهر، وهي كل رصيدك",
                "لماذا يظهر لي هذا؟",
                "جميع العروض والاشتراك",
            ),
        ),
    ],
)
def test_notice_wall_reasons_and_offers_speak_the_language_of_the_article(
    demo: "Demo", newcomer: Newcomer, language: str, direction: str, said: Said
) -> None:
    (article,) = demo.articles("metered", language)
    page = newcomer().new_page()
    page.goto(article)
    page.goto(article)
    assert said.notice in _plain(page, ".presspass-notice")

    page = newcomer().new_page()
    for path in demo.articles("metered")[:5]:
        page.goto(path)
    page.goto(article)
    assert said.wall in _plain(page, ".presspass-wall")
    page.get_by_role("link", name=said.why).click()
    _speaks(page, language, direction)
    page.get_by_role("link", name=said.offers).click()
    expect(page).to_have_url(re.compile("/presspass/offers"))
    _speaks(page, language, direction)


def test_a_link_that_names_no_language_speaks_that_of_the_browser(newcomer: Newcomer) -> None:
    page = newcomer(locale="pl-PL").new_page()
    page.goto("/presspass/offers")
    _speaks(page, "pl", "ltr")
    page.goto("/presspass/offers?language=ar")
    _speaks(page, "ar", "rtl")


def _speaks(page: Page, language: str, direction: str) -> None:
    root = page.locator("html")
    expect(root).to_have_attribute("lang", language)
    expect(root).to_have_attribute("dir", direction)


def _plain(page: Page, selector: str) -> str:
    """What is read there, without the marks that keep directions apart."""
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", page.locator(selector).inner_text())
