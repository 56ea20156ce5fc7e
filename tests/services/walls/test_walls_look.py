"""Walls and notices in a real browser, inside pages that know nothing of them."""

from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.situations import NOTICES, WALLS, Situation
from tests.services.walls.hosting import DARK, PLAIN, Show

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("situation", "width", "scheme"),
    [
        *((situation, 390, "light") for situation in sorted(WALLS | NOTICES)),
        (Situation.METER_SPENT, 1280, "dark"),
        (Situation.REGISTRATION, 1280, "dark"),
        (Situation.METER_LAST, 1280, "dark"),
    ],
)
def test_every_wall_and_notice_is_accessible_and_fits_a_page_zoomed_to_400_percent(
    show: Show, accessible: Callable[[Any], None], situation: Situation, width: int, scheme: str
) -> None:
    with show(situation, DARK, width=width, scheme=scheme) as page:
        accessible(page)
        page.set_viewport_size({"width": 320, "height": 256})
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_page_that_is_light_only_keeps_light_walls(show: Show) -> None:
    colour = "getComputedStyle(document.querySelector('.presspass-wall')).backgroundColor"
    with show(Situation.METER_SPENT, PLAIN, scheme="dark") as page:
        assert page.evaluate(colour) == "rgb(255, 253, 249)"
    with show(Situation.METER_SPENT, DARK, scheme="dark") as page:
        assert page.evaluate(colour) == "rgb(26, 25, 23)"


def test_a_publisher_themes_walls_by_custom_properties_alone(show: Show) -> None:
    theme = ":root { --presspass-paper: rgb(1, 2, 3); --presspass-font-display: monospace }"
    with show(Situation.METER_SPENT, theme) as page:
        style = "getComputedStyle(document.querySelector('{}')).{}"
        assert page.evaluate(style.format(".presspass-wall", "backgroundColor")) == "rgb(1, 2, 3)"
        assert page.evaluate(style.format("#presspass-heading", "fontFamily")) == "monospace"


@pytest.mark.parametrize("script", [True, False])
def test_a_notice_is_dismissed_by_keyboard_with_or_without_scripts(
    show: Show,
    script: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    with show(Situation.METER_LEFT, java_script_enabled=script) as page:
        notice = page.get_by_text("You have 3 free articles left this month.")
        assert notice.is_visible()
        walked = []
        for _ in range(3):
            page.keyboard.press("Tab")
            walked.append(page.evaluate("document.activeElement.textContent.trim()"))
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert walked == ["See offers", "Why am I seeing this?", "Dismiss this notice"]
        page.keyboard.press("Enter")
        notice.wait_for(state="hidden")
        assert page.locator(".presspass-notice").bounding_box() is None
        assert page.locator("#after").is_visible()


def test_a_wall_is_walked_by_keyboard_in_the_order_it_is_read(show: Show) -> None:
    with show(Situation.REGISTRATION) as page:
        walked = []
        for _ in range(6):
            page.keyboard.press("Tab")
            walked.append(page.evaluate("document.activeElement.innerText.split('\\n').join(' ')"))
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert walked[0] == "Register free"
        assert walked[1].startswith("Digital Try 1 month for $0.99")
        assert walked[2].startswith("Complete Try 3 months for $9")
        assert walked[3:] == [
            "See all offers and subscribe",
            "Already a subscriber? Sign in",
            "Why am I seeing this?",
        ]


def test_a_screen_reader_is_told_what_is_what(show: Show) -> None:
    with show(Situation.METER_SPENT) as page:
        wall = page.get_by_role("region", name="You’ve read your 5 free articles this month")  # noqa: RUF001  # as it is written
        assert wall.get_by_role("heading", level=2).count() == 1
        assert wall.get_by_role("img").get_attribute("alt")
        assert wall.get_by_role("listitem").count() == 5
    with show(Situation.METER_LEFT) as page:
        notice = page.get_by_role("complementary", name="Your access to The Harbour Courier")
        assert notice.is_visible()


def test_on_paper_a_wall_is_one_line_and_a_notice_nothing(show: Show) -> None:
    with show(Situation.METER_SPENT) as page:
        page.emulate_media(media="print")
        assert page.locator("#presspass-heading").is_visible()
        assert page.locator(".presspass-wall").bounding_box()["height"] < 70
        assert not page.locator(".presspass-card").first.is_visible()
    with show(Situation.METER_LEFT) as page:
        page.emulate_media(media="print")
        assert not page.locator(".presspass-notice").is_visible()


def test_forced_colours_keep_the_dismissing_cross(show: Show) -> None:
    with show(Situation.METER_LEFT, forced_colors="active") as page:
        cross = "getComputedStyle(document.querySelector('summary'), '::before').backgroundColor"
        paper = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(cross) != page.evaluate(paper)
