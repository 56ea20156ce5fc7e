"""Walls and notices of one direction in pages of the other, in a real browser."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import start_of_day
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import Situation
from presspass.ports import View
from presspass.services.assets import assets, plain
from presspass.services.links import Links
from presspass.services.walls.walls import Walls

pytestmark = pytest.mark.browser

STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"
S = Situation

Show = Callable[..., Any]


@pytest.fixture
def show(courier: Publication, selling: Edition, links: Links, paper: Callable[..., Any]) -> Show:
    """A situation in one language, in a page whose style forces a direction upon everything."""
    walls = Walls(courier, selling, links)
    now = start_of_day(date(2026, 7, 12), courier.zone)
    resets = start_of_day(date(2026, 8, 1), courier.zone)

    def showing(situation: Situation, language: str, host: str, **more: Any) -> Any:
        view = View(situation, Standing.ANONYMOUS, 3, 5, 5, resets, resets)

        def serve(target: str) -> tuple[int, dict[str, str], str]:
            if target == "/host.css":
                return 200, {"content-type": "text/css"}, f"main, main * {{ direction: {host} }}"
            if target.startswith("/presspass/static/"):
                asset = assets()[plain(target.rpartition("/")[2])]
                return 200, {"content-type": asset.media_type}, asset.content.decode()
            if target == "/favicon.ico":
                return 200, {"content-type": "image/svg+xml"}, assets()["icon.svg"].content.decode()
            fragment = walls.render(view, language, target, now).html
            headers = {"content-type": "text/html", "content-security-policy": STRICT}
            return 200, headers, _host(fragment, host)

        return paper(serve).page("/article", **more)

    return showing


def _host(fragment: str, direction: str) -> str:
    language = "he" if direction == "rtl" else "en"
    return f"""<!doctype html><html lang="{language}" dir="{direction}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The vote</title><link rel="stylesheet" href="/host.css"></head>
<body><main><h1>The vote</h1>{fragment}</main></body></html>"""


@pytest.mark.parametrize("host", ["ltr", "rtl"])
@pytest.mark.parametrize(("language", "own"), [("pl", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("situation", [S.METER_SPENT, S.METER_LEFT])
def test_a_fragment_keeps_its_own_direction_in_any_page(
    show: Show, situation: Situation, language: str, own: str, host: str
) -> None:
    with show(situation, language, host, width=800) as page:
        found = page.evaluate(
            "[...document.querySelectorAll('.presspass, .presspass p, .presspass li')]"
            ".map((one) => getComputedStyle(one).direction)"
        )
        assert set(found) == {own}


@pytest.mark.parametrize("host", ["ltr", "rtl"])
@pytest.mark.parametrize(("language", "starts_left"), [("pl", True), ("ar", False)])
def test_what_comes_first_stands_where_the_language_begins(
    show: Show, language: str, host: str, *, starts_left: bool
) -> None:
    with show(S.METER_LEFT, language, host, width=800) as page:
        close, bar = (page.locator(f".presspass-{one}") for one in ("dismiss", "notice"))
        assert (close.bounding_box()["x"] > bar.bounding_box()["x"] + 400) is starts_left
    with show(S.METER_SPENT, language, host, width=1000) as page:
        picture, benefit = (
            page.locator(f".presspass-{one}").first for one in ("picture", "benefit")
        )
        assert (picture.bounding_box()["x"] < benefit.bounding_box()["x"]) is starts_left
        first, second = (page.locator(".presspass-offer").nth(at) for at in (0, 1))
        assert (first.bounding_box()["x"] < second.bounding_box()["x"]) is starts_left


def test_joined_letters_are_neither_spaced_nor_slanted(show: Show) -> None:
    with show(S.METER_SPENT, "ar", "ltr") as page:
        looks = page.evaluate(
            "[...document.querySelectorAll('.presspass :is(h2, p, span, strong)')].map((one) => {"
            "const { fontStyle, letterSpacing } = getComputedStyle(one);"
            "return [fontStyle, letterSpacing].join() })"
        )
        assert set(looks) == {"normal,normal"}


@pytest.mark.parametrize("situation", [S.METER_SPENT, S.METER_LAST, S.REGISTRATION])
@pytest.mark.parametrize(("language", "host"), [("ar", "ltr"), ("pl", "rtl"), ("ar", "rtl")])
def test_every_language_is_accessible_and_fits_a_page_zoomed_to_400_percent(
    show: Show, accessible: Callable[[Any], None], situation: Situation, language: str, host: str
) -> None:
    with show(situation, language, host, width=390) as page:
        accessible(page)
        page.set_viewport_size({"width": 320, "height": 256})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
