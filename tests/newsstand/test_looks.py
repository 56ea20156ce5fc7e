"""The pages in a real browser: for everyone, at every width, in light and dark, and on paper."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ARTICLE, SPONSORED = "/articles/price-of-a-loaf", "/articles/night-sleeper-sponsored"
LEAD = "/articles/mount-asker-erupts"
POLISH, ARABIC = "/articles/chor-w-ladowni", "/articles/khattat-almarfa"
PAGES = ["/", "/sections/world", LEAD, SPONSORED, "/search?q=ferry", "/nope", "/about"]
PAGES += [POLISH, ARABIC, "/sections/in-other-languages"]
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
def look(paper: Callable[..., Any], sample: Any) -> Callable[..., Any]:
    """Opens a page of the sample; one that is not there is served as if it were."""

    def serve(target: str) -> tuple[int, dict[str, str], str]:
        answer = sample.ask(target)
        return 200, answer.headers, answer.text

    return lambda target, **more: paper(serve).page(target, **more)


@pytest.mark.parametrize(
    ("width", "scheme", "targets"),
    [
        (390, "dark", PAGES),
        (1280, "light", PAGES),
        (390, "light", ["/", LEAD]),
        (1280, "dark", ["/", LEAD]),
    ],
)
def test_every_kind_of_page_is_accessible(
    look: Any, accessible: Callable[[Any], None], width: int, scheme: str, targets: list[str]
) -> None:
    for target in targets:
        with look(target, width=width, scheme=scheme) as page:
            accessible(page)


def test_no_page_scrolls_sideways_from_a_zoomed_phone_to_a_wide_screen(look: Any) -> None:
    for target in (*PAGES, ARTICLE):
        with look(target) as page:
            for width in (320, 360, 820, 1024, 1600):
                page.set_viewport_size({"width": width, "height": 700})
                assert page.evaluate("document.documentElement.scrollWidth") == width, target


def test_nothing_moves_while_a_page_loads(look: Any) -> None:
    for target in ("/", LEAD):
        with look(target, width=390) as page:
            assert page.evaluate(SHIFTS) == 0


def test_text_keeps_a_measure_that_can_be_read(look: Any) -> None:
    with look(LEAD, width=1600) as page:
        characters = page.evaluate("""() => {
          const body = document.querySelector(".story-body");
          const probe = document.createElement("span");
          probe.textContent = "abcdefghijklmnopqrstuvwxyz ".repeat(4);
          probe.style.whiteSpace = "nowrap";
          body.querySelector("p").append(probe);
          return body.clientWidth / (probe.getBoundingClientRect().width / 108);
        }""")
        assert 55 < characters < 85


def test_dark_readers_get_dark_pages_and_walls_their_colours(look: Any) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        with look("/", scheme=scheme) as page:
            style = "getComputedStyle(document.documentElement)"
            colours[scheme] = page.evaluate(f"{style}.backgroundColor")
            for name in ("ink", "paper", "accent", "rule", "font", "font-display", "radius"):
                assert page.evaluate(f"{style}.getPropertyValue('--presspass-{name}')")
    assert colours == {"light": "rgb(251, 250, 246)", "dark": "rgb(20, 22, 26)"}


def test_who_asks_for_contrast_or_own_colours_gets_them(
    look: Any, accessible: Callable[[Any], None]
) -> None:
    with look(SPONSORED, contrast="more") as page:
        style = "getComputedStyle(document.querySelector('.standfirst')).color"
        assert page.evaluate(style) == "rgb(23, 25, 28)"
        accessible(page)
    with look(SPONSORED, forced_colors="active") as page:
        border = "getComputedStyle(document.querySelector('.sponsor')).borderTopWidth"
        assert page.evaluate(border) == "1px"


def test_who_asks_for_less_motion_gets_none(look: Any) -> None:
    with look(LEAD, reduced_motion="reduce") as page:
        assert page.evaluate("""[...document.querySelectorAll("*")].every((element) => {
          const style = getComputedStyle(element);
          return style.transitionDuration === "0s" && style.animationName === "none";
        })""")


def test_fingers_get_tools_of_a_size_to_hit(look: Any) -> None:
    with look(LEAD, width=390, has_touch=True, is_mobile=True) as page:
        for tool in page.locator(".tools a, .tools button").all():
            if tool.is_visible():
                box = tool.bounding_box()
                assert box is not None
                assert min(box["width"], box["height"]) >= 44


def test_on_a_desk_the_dates_of_a_list_stand_under_each_other(look: Any) -> None:
    starts = {}
    for width in (820, 1280):
        with look("/search?q=ferry", width=width) as page:
            starts[width] = [
                [round(box["x"]) for box in boxes if box]
                for boxes in (
                    [each.bounding_box() for each in page.locator(selector).all()]
                    for selector in (".card-row .card-when", ".card-row .card-headline")
                )
            ]
    assert len(set(starts[1280][0])) == len(set(starts[1280][1])) == 1
    assert starts[1280][0][0] < starts[1280][1][0]
    assert starts[820][0][0] > starts[820][1][0]


def test_without_scripts_nothing_is_shown_that_needs_one(look: Any) -> None:
    with look(LEAD, java_script_enabled=False) as page:
        assert page.get_by_role("link", name="Share on Facebook").is_visible()
        assert not page.get_by_role("button", name="Copy link").is_visible()
        assert not page.get_by_role("button", name="Print").is_visible()


def test_the_link_is_copied_and_that_is_said(look: Any) -> None:
    with look(LEAD, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.get_by_role("button", name="Copy link").click()
        page.get_by_text("Link copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "https://courier.example/articles/mount-asker-erupts"


def test_where_the_clipboard_is_forbidden_the_address_is_shown(look: Any) -> None:
    with look(LEAD) as page:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
        page.get_by_role("button", name="Copy link").click()
        page.get_by_role("status").get_by_text("https://courier.example/articles/").wait_for()


def test_print_prints(look: Any) -> None:
    with look(LEAD) as page:
        page.evaluate("window.print = () => { document.title = 'printed'; }")
        page.get_by_role("button", name="Print").click()
        assert page.title() == "printed"


def test_the_devices_share_sheet_is_offered_where_there_is_one(look: Any) -> None:
    with look(SPONSORED) as page:
        assert not page.get_by_role("button", name="Share…").is_visible()
        page.add_init_script(
            "navigator.share = (what) => { window.shared = what; return Promise.resolve(); }"
        )
        page.reload()
        page.get_by_role("button", name="Share…").click()
        shared = page.evaluate("window.shared")
        assert shared["url"] == f"https://courier.example{SPONSORED}"
        assert shared["title"].startswith("Sponsored: ")


def test_paper_gets_the_article_and_its_address_and_nothing_else(look: Any) -> None:
    with look(SPONSORED, scheme="dark") as page:
        page.emulate_media(media="print")
        for shown in (".nameplate", "h1", ".story-body", ".sponsored-label", ".print-address"):
            assert page.locator(shown).first.is_visible(), shown
        for hidden in (".sections", ".tools", ".related", ".colophon", ".masthead-links"):
            assert not page.locator(hidden).is_visible(), hidden
        style = "getComputedStyle(document.documentElement)"
        assert page.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(f"{style}.color") == "rgb(0, 0, 0)"


def test_related_stories_leave_no_hole_where_a_story_has_no_picture(look: Any) -> None:
    room = """cards => cards.map((card) => {
      const inside = [...card.children].map((one) => one.getBoundingClientRect().bottom);
      return card.getBoundingClientRect().bottom - Math.max(...inside);
    })"""
    with look(ARTICLE) as page:
        cards = page.locator(".related .card")
        pictured = page.locator(".related .card:has(img)").count()
        assert 0 < pictured < cards.count()
        for width in (360, 820, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert max(cards.evaluate_all(room)) < 60, width


def test_the_keyboard_skips_to_the_news_and_shows_where_it_is(look: Any) -> None:
    with look("/") as page:
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the news")
        box = skip.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        focused = "document.activeElement"
        assert page.evaluate(f"document.querySelector('main').contains({focused})")
        page.locator(".card-headline a").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement.closest('.card')).outlineWidth"
        assert page.evaluate(outline) == "3px"


def test_what_sponsored_means_opens_without_a_script(look: Any) -> None:
    with look(SPONSORED, java_script_enabled=False) as page:
        told = page.get_by_text("commissioned this article and paid for it")
        assert not told.is_visible()
        page.get_by_text("About sponsored content").click()
        assert told.is_visible()


@pytest.mark.parametrize("count", [1, 2, 4, 5])
def test_a_front_page_of_few_articles_gives_its_lead_most_of_the_width(
    paper: Callable[..., Any], site: Any, folder: Any, count: int
) -> None:
    for number in range(count):
        folder.article(f"a{number}.md")
    made = site(folder.root)

    def serve(target: str) -> tuple[int, dict[str, str], str]:
        answer = made.ask(target)
        return answer.status, answer.headers, answer.text

    with paper(serve).page("/") as page:
        assert page.evaluate("document.querySelector('.top-lead').clientWidth") > 600
