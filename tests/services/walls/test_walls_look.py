"""Walls and notices in a real browser, inside pages that know nothing of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import start_of_day
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import NOTICES, WALLS, Situation
from presspass.ports import View
from presspass.services.assets import assets, plain
from presspass.services.links import Links
from presspass.services.walls.walls import Walls

pytestmark = pytest.mark.browser

STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"
PLAIN = "body { margin: 1rem auto; max-width: 42rem; background: #fff; color: #222 }"
DARK = """:root { color-scheme: light dark }
body { background: light-dark(#fff, #111); color: light-dark(#222, #ddd); margin: 1rem }
"""
HOSTILE = """html { font-size: 62.5% }
body { font: 1.8rem/1.6 serif; text-transform: uppercase; letter-spacing: 3px; text-align: right }
#main a, #main article a { color: lime; background: red; display: block; font-weight: 900 }
#main article section, #main section { background: yellow; display: inline; float: left }
#main p, #main h2 { font-size: 40px; margin: 80px; color: #eee }
#main ul li::before { content: "X" }
#main details, #main summary { display: none }
#main img { width: 2000px; max-width: none }
"""

Show = Callable[..., Any]


@pytest.fixture
def show(courier: Publication, selling: Edition, links: Links, paper: Callable[..., Any]) -> Show:
    """The page of a situation, in a host page with this style."""
    walls = Walls(courier, selling, links)
    now = start_of_day(date(2026, 7, 12), courier.zone)
    resets = start_of_day(date(2026, 8, 1), courier.zone)

    def serving(style: str, target: str) -> tuple[int, dict[str, str], str]:
        path = target.partition("?")[0]
        if path == "/host.css":
            return 200, {"content-type": "text/css"}, style
        if path.startswith("/presspass/static/"):
            asset = assets()[plain(path.rpartition("/")[2])]
            return 200, {"content-type": asset.media_type}, asset.content.decode()
        if path == "/favicon.ico":
            return 200, {"content-type": "image/svg+xml"}, assets()["icon.svg"].content.decode()
        situation = Situation(path[1:])
        view = View(situation, Standing.ANONYMOUS, 3, 5, 5, resets, resets)
        return (
            200,
            {"content-type": "text/html; charset=utf-8", "content-security-policy": STRICT},
            _host(walls.render(view, "en", path, now).html),
        )

    def showing(situation: Situation, style: str = PLAIN, **more: Any) -> Any:
        return paper(lambda target: serving(style, target)).page(f"/{situation.value}", **more)

    return showing


def _host(fragment: str) -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>The vote</title>
<link rel="stylesheet" href="/host.css"></head><body><main id="main"><article>
<h1>The vote</h1>
<p id="teaser">The hall was full before the lamps were lit.</p>
{fragment}
<p id="after">More from the harbour</p>
</article></main></body></html>"""


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


@pytest.mark.parametrize("situation", [Situation.METER_SPENT, Situation.METER_LEFT])
def test_a_host_pages_own_rules_do_not_reach_in(show: Show, situation: Situation) -> None:
    looks = """() => [...document.querySelectorAll('.presspass, .presspass *')].map(one => {
        const { display, color, fontSize, fontWeight, textTransform, textAlign, letterSpacing,
            backgroundColor, marginTop, float, width } = getComputedStyle(one)
        return [one.className, getComputedStyle(one, '::before').content, display, color, fontSize,
            fontWeight, textTransform, textAlign, letterSpacing, backgroundColor, marginTop, float,
            one.tagName === 'IMG' ? width : null]
    })"""
    base = "#main { width: 700px; margin: 0 }"
    with show(situation, base) as page:
        usual = page.evaluate(looks)
    with show(situation, HOSTILE + base) as page:
        assert page.evaluate(looks) == usual


@pytest.mark.parametrize("script", [True, False])
def test_a_notice_is_dismissed_by_keyboard_with_or_without_scripts(
    show: Show,
    script: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    with show(Situation.METER_LEFT, java_script_enabled=script) as page:
        notice = page.get_by_text("You have 3 free articles left this month.")
        assert notice.is_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        notice.wait_for(state="hidden")
        assert page.locator(".presspass-bar").bounding_box() is None
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
