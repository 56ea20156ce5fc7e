"""Walls and notices in pages whose own style and rules don't suit them, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.situations import NOTICES, WALLS, Situation
from tests.services.walls.hosting import (
    BLACK,
    DARK,
    DEEP,
    PLAIN,
    SCRIPTED,
    SHOUTING,
    SWEEPING,
    Show,
)

pytestmark = pytest.mark.browser

LOOKS = """() => [...document.querySelectorAll('.presspass, .presspass *')].map(one => {
  const { display, color, fontSize, fontWeight, textTransform, textAlign, letterSpacing, opacity,
    backgroundColor, marginTop, float, width, lineHeight, paddingTop, border } =
    getComputedStyle(one)
  return [one.className, getComputedStyle(one, '::before').content, display, color, fontSize,
    fontWeight, textTransform, textAlign, letterSpacing, backgroundColor, marginTop, float,
    opacity, width, lineHeight, paddingTop, border, getComputedStyle(one, '::after').content]
})"""
CLIPPED = """() => [...document.querySelectorAll('.presspass *:not(.presspass-unseen)')]
  .filter(one => getComputedStyle(one).display !== 'inline')
  .filter(one => one.scrollWidth > one.clientWidth + 1)
  .map(one => one.className)"""


@pytest.mark.parametrize("situation", [Situation.METER_SPENT, Situation.METER_LEFT])
@pytest.mark.parametrize("style", [SHOUTING, SWEEPING, DEEP])
def test_a_host_pages_own_rules_do_not_reach_in(
    show: Show, style: str, situation: Situation
) -> None:
    """The size of the whole page's text is the one thing that they follow, as readers set it."""
    base = """html { font-size: 16px }
        #page #main, #page #content { width: 700px; max-width: none; margin: 0; float: none }"""
    with show(situation, base) as page:
        usual = page.evaluate(LOOKS)
    with show(situation, base + style) as page:
        assert page.evaluate(LOOKS) == usual


@pytest.mark.parametrize("situation", [Situation.REGISTRATION, Situation.METER_LAST])
def test_a_page_that_is_dark_without_saying_so_has_walls_that_can_be_read(
    show: Show, accessible: Callable[[Any], None], situation: Situation
) -> None:
    with show(situation, BLACK) as page:
        accessible(page)


@pytest.mark.parametrize(
    ("situation", "width"),
    [
        *((situation, 320) for situation in sorted(WALLS | NOTICES)),
        (Situation.METER_SPENT, 1280),
        (Situation.METER_LAST, 1280),
    ],
)
def test_text_of_four_times_the_size_is_all_there(
    show: Show, situation: Situation, width: int
) -> None:
    with show(situation, "html { font-size: 400% } body { margin: 0 }", width=width) as page:
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 64
        assert page.evaluate(CLIPPED) == []


def test_a_page_without_any_style_says_the_same_in_the_same_order(show: Show) -> None:
    """As readers' views and text browsers show it."""
    with show(Situation.METER_SPENT) as page:
        page.evaluate("document.querySelectorAll('link').forEach(one => one.remove())")
        lines = [line.strip() for line in page.inner_text("main").splitlines() if line.strip()]
    read = "\n".join(lines)
    told = [
        "The hall was full before the lamps were lit.",
        "You’ve read your 5 free articles this month",  # noqa: RUF001  # as it is written
        "Your free articles return on August 1st.",
        "Subscribers make this reporting possible. Join them.",
        "Read all stories with unlimited access",
        "Try 1 month for $0.99 then $9.99 a month",
        "Try 3 months for $9 · Offer ends July 31st then $19.99 a month",
        "See all offers and subscribe",
        "Already a subscriber? Sign in",
        "Why am I seeing this?",
        "More from the harbour",
    ]
    places = [read.find(one) for one in told]
    assert -1 not in places, read
    assert places == sorted(places)


@pytest.mark.parametrize("situation", sorted(WALLS | NOTICES))
def test_nothing_of_it_is_kept_from_screen_readers(show: Show, situation: Situation) -> None:
    with show(situation) as page:
        ours = page.locator(".presspass")
        hidden = "[aria-hidden], [hidden], [inert], [role=presentation], [role=none], [tabindex]"
        assert ours.locator(hidden).count() == 0
        if situation.noticed:
            assert "Why am I seeing this?" not in ours.get_by_role("status").inner_text()
            assert ours.get_by_role("status").inner_text() == page.inner_text("p >> nth=1")


@pytest.mark.parametrize("situation", [Situation.METER_SPENT, Situation.METER_LEFT])
def test_who_wants_less_motion_gets_none_and_more_contrast_gets_more(
    show: Show, situation: Situation
) -> None:
    moving = """[...document.querySelectorAll('.presspass, .presspass *')].filter(one => {
      const { transitionDuration, animationName } = getComputedStyle(one)
      return parseFloat(transitionDuration) > 0 || animationName !== 'none' }).length"""
    colour = "getComputedStyle(document.querySelector('.presspass-quiet')).color"
    with show(situation, DARK, reduced_motion="reduce") as page:
        assert page.evaluate(moving) == 0
        quiet = page.evaluate(colour)
    with show(situation, DARK, contrast="more") as page:
        assert page.evaluate(colour) == "rgb(27, 26, 24)" != quiet


def test_a_focused_link_is_seen_in_forced_colours_too(show: Show) -> None:
    for situation in (Situation.METER_SPENT, Situation.METER_LEFT):
        with show(situation, DARK, forced_colors="active") as page:
            page.keyboard.press("Tab")
            style = "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
            focused = page.evaluate(f"{style}(getComputedStyle(document.activeElement))")
            assert focused == ["solid", "3px"]
            assert page.evaluate("document.activeElement.closest('.presspass') !== null")


def test_a_page_shown_again_from_the_browsers_memory_is_asked_for_anew(show: Show) -> None:
    shown = "persisted => dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))"
    with show(Situation.METER_SPENT, PLAIN, SCRIPTED) as page:
        page.evaluate("window.old = true")
        page.evaluate(shown, arg=False)
        page.wait_for_timeout(300)
        assert page.evaluate("window.old") is True
        with page.expect_navigation():
            page.evaluate(shown, arg=True)
        assert page.evaluate("window.old") is None
        assert page.locator(".presspass-wall").is_visible()
