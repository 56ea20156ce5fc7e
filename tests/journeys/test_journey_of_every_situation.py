"""A reader in each situation there is, from the demo's console on and without JavaScript.

Pictures of what they meet are left in the folder that `PRESSPASS_PICTURES` names, if it names one.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.buying import orders

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.server]

Newcomer = Callable[..., BrowserContext]
Look = Callable[[Page, str], None]
PICTURE = "A newspaper, a tablet and a phone, each showing the latest edition"
BENEFITS = [
    "Read all stories with unlimited access",
    "Use our mobile and tablet apps",
    "Editions on print, phone and tablet, with Digital and print",
]


class Wall(NamedTuple):
    """What the console's button leads to."""

    stop: str
    situation: str
    heading: str
    explanation: str
    invitation: str
    reason: str


WALLS = [
    Wall(
        "Register and read more",
        "registration",
        "Register free and read 10 more articles",
        "An account costs nothing.",
        "Or read everything, from the first ferry to the last.",
        "The publication keeps this article for readers who have an account.",
    ),
    Wall(
        "For subscribers only",
        "locked",
        "This article is for subscribers",
        "A subscription opens it, and everything else we publish.",
        "Get trusted insights from experts",
        "The publication keeps this article for its subscribers.",
    ),
    Wall(
        "A trial that has expired",
        "trial_expired",
        "Your trial period has expired",
        "You need a subscription to:",
        "There is more where that came from.",
        "The publication keeps this article for its subscribers.",
    ),
    Wall(
        "Full access that has expired",
        "access_expired",
        "Your full access to The Velmouth Courier has expired",
        "You need a subscription to:",
        "Velmouth has gone on happening. Come back and read it.",
        "The publication keeps this article for its subscribers.",
    ),
]


@pytest.fixture
def demo(starting: Callable[..., Any]) -> "Iterator[Demo]":
    """A demo for each test: some readers take their time, and its clock never goes back."""
    with starting() as running:
        yield running


@pytest.fixture
def look(newcomer: Newcomer, accessible: Callable[[Page], None]) -> Look:
    """Have axe look at a page, and keep a picture of it where pictures are wanted.

    axe needs JavaScript: it looks at the same bytes in another browser, without asking for them.
    """
    folder = os.environ.get("PRESSPASS_PICTURES")
    scripted = newcomer().new_page()

    def looking(page: Page, name: str) -> None:
        html = page.content()
        scripted.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
        scripted.goto(page.url)
        accessible(scripted)
        if folder:
            for ours in page.locator(".presspass").all():
                ours.evaluate("it => it.scrollIntoView({ block: 'center' })")
            page.screenshot(path=Path(folder) / f"{name}.png")

    return looking


@pytest.fixture
def page(newcomer: Newcomer) -> Page:
    """The page of a newcomer who has JavaScript off."""
    window = {"width": 1280, "height": 1000}
    return newcomer(java_script_enabled=False, viewport=window).new_page()


def test_journey_through_a_month_with_the_meter(demo: "Demo", page: Page, look: Look) -> None:
    counted = demo.articles("metered")
    orders(page, "Articles left")
    first = page.url.removeprefix(demo.address)
    expect(_notice(page)).to_contain_text("You have 4 free articles left this month.")
    look(page, "meter-left")
    others = [path for path in counted if path != first]
    words = ["3 free articles", "2 free articles", "1 free article"]
    for path, left in zip(others[:3], words, strict=True):
        page.goto(path)
        expect(_notice(page)).to_contain_text(f"You have {left} left this month.")

    page.goto(others[3])
    returns = f"Your free articles return on {_next_month(demo)}."
    expect(_notice(page)).to_contain_text(f"This is your last free article this month. {returns}")
    look(page, "meter-last")

    page.goto(others[4])
    wall = page.get_by_role("region", name="You’ve read your 5 free articles this month")  # noqa: RUF001  # as it is written
    expect(wall).to_contain_text(f"{returns} Those you have opened stay open until then.")
    expect(wall).to_contain_text("You read us often. Read all of it.")
    assert _lines(wall, "listitem") == BENEFITS + _offers(demo)
    look(page, "meter-spent")
    _explains(page, "You can read 5 of them free each month, and you have read 5.")

    page.goto(first)
    expect(_notice(page)).to_contain_text("This one is among them, so it stays open for you.")
    expect(_notice(page)).to_contain_text(returns)
    look(page, "meter-reread")


@pytest.mark.parametrize("met", WALLS, ids=lambda met: met.situation)
def test_journey_to_each_wall_and_on_from_it(
    demo: "Demo", page: Page, look: Look, met: Wall
) -> None:
    orders(page, met.stop)
    at = page.url
    wall = page.get_by_role("region", name=met.heading)
    expect(wall).to_have_attribute("data-presspass", met.situation)
    said = [_plain(each) for each in wall.locator("h2, p").all_inner_texts()]
    assert said[:2] == [met.heading, met.explanation]
    assert met.invitation in said
    assert _lines(wall, "listitem") == BENEFITS + _offers(demo)
    picture = wall.get_by_role("img", name=PICTURE)
    assert picture.evaluate("it => it.complete || it.loading === 'lazy'")
    order = wall.evaluate(
        "it => [...it.querySelectorAll('ul, .presspass-invitation')].map(one => one.className)"
    )
    assert order.index("presspass-invitation") < order.index("presspass-offers")
    look(page, f"{met.situation.replace('_', '-')}")

    wall.get_by_role("link", name="See all offers and subscribe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Read The Velmouth Courier without limits"
    )
    expect(page.locator("main")).to_contain_text("$99 a year")
    buy = page.locator("main").get_by_text(re.compile("^(Choose this|Order and pay)$"))
    expect(buy.first).to_be_visible()
    look(page, "offers")
    page.goto(at)
    if met.situation in ("trial_expired", "access_expired"):  # they have an account already
        wall.get_by_role("link", name="Your account").click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    else:
        wall.get_by_role("link", name="Already a subscriber? Sign in").click()
        expect(page.get_by_label("E-mail address")).to_be_visible()
    page.goto(at)
    _explains(page, met.reason)
    look(page, f"why-{met.situation.replace('_', '-')}")


def test_journey_with_a_payment_that_failed(demo: "Demo", page: Page, look: Look) -> None:
    orders(page, "A payment that failed")
    notice = _notice(page)
    expect(notice).to_contain_text("We couldn’t take your last payment.")  # noqa: RUF001  # as it is written
    expect(notice).to_contain_text("Update your payment details before ")
    days = [_written(_today(demo) + timedelta(more)) for more in range(1, 8)]
    assert any(f" before {day}" in notice.inner_text() for day in days)
    assert page.locator(".presspass-wall").count() == 0
    assert notice.get_by_role("link", name="See offers").count() == 0
    look(page, "payment-failed")
    at = page.url
    notice.get_by_role("link", name="Update payment details").click()
    expect(page.get_by_role("button", name="Pay with another card")).to_be_visible()
    page.goto(at)
    page.get_by_role("link", name="Why am I seeing this?").click()
    expect(page.locator("main")).to_contain_text("Your access goes on while you put that right.")


@pytest.mark.parametrize(
    ("persona", "heading"),
    [("In a trial", "Your trial period"), ("Payment failed", "Your full access")],
)
def test_journey_of_who_lets_time_go_by(
    demo: "Demo", page: Page, persona: str, heading: str
) -> None:
    locked = demo.articles("locked")[0]
    orders(page, re.compile(f"^{persona}"))
    page.goto(locked)
    assert page.locator(".presspass-wall").count() == 0
    orders(page, "One month on")
    page.goto(locked)
    expect(
        page.get_by_role("heading", name=re.compile(f"^{heading}.* has expired$"))
    ).to_be_visible()


def test_journey_past_the_last_day_of_an_offer(demo: "Demo", page: Page) -> None:
    locked = demo.articles("locked")[0]
    page.goto(locked)
    wall = page.locator(".presspass-wall")
    expect(wall).to_contain_text("Offer ends July 31st")
    at = _today(demo)
    for _ in range((7 - at.month) % 12 + 1):
        orders(page, "To the next month")
    page.goto(locked)
    expect(wall).to_contain_text("Try 1 month for $0.99")
    assert "Try 3 months" not in wall.inner_text()
    page.goto("/presspass/offers")
    expect(page.locator("main")).to_contain_text("Try 1 month for $0.99")
    assert "Offer ends" not in page.inner_text("main")


def test_journey_of_who_dismisses_a_notice(page: Page) -> None:
    orders(page, "Articles left")
    notice = page.get_by_text("You have 4 free articles left this month.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the news")).to_be_focused()
    page.locator("summary", has_text="Dismiss this notice").click()
    expect(notice).not_to_be_visible()
    page.reload()
    expect(notice).to_be_visible()


def _explains(page: Page, reason: str) -> None:
    """The wall's "Why?" gives a reason in plain words, with the receipt below."""
    page.locator(".presspass").get_by_role("link", name="Why am I seeing this?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why this article is closed to you")
    expect(page.locator("main")).to_contain_text(reason)
    page.get_by_text("The whole receipt").click()
    expect(page.locator("dl")).to_contain_text("Policy version")


def _notice(page: Page) -> Any:
    return page.get_by_role("complementary", name="Your access to The Velmouth Courier")


def _lines(wall: Any, role: str) -> list[str]:
    return [_plain(each) for each in wall.get_by_role(role).all_inner_texts()]


def _offers(demo: "Demo") -> list[str]:
    """Both offers; a last day that is far off is written with its year."""
    today = _today(demo)
    ends = date(today.year + (today > date(today.year, 7, 31)), 7, 31)
    year = f", {ends.year}" if ends - today >= timedelta(300) else ""
    return [
        "Digital Try 1 month for $0.99 then $9.99 a month",
        f"Digital Try 3 months for $9 · Offer ends July 31st{year} then $9.99 a month",
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _today(demo: "Demo") -> date:
    """The day that the demo's clock has reached."""
    text = demo.get("/presspass/demo")[1]
    found = re.search(r'class="clock"><strong>\w+, ([^,]+),', text)
    assert found is not None
    return datetime.strptime(found[1], "%d %B %Y").date()  # noqa: DTZ007  # a day has no zone


def _next_month(demo: "Demo") -> str:
    return _written((_today(demo).replace(day=1) + timedelta(32)).replace(day=1))


def _written(day: date) -> str:
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(
        day.day % 10 if day.day not in (11, 12, 13) else 0, "th"
    )
    return f"{day:%B} {day.day}{ordinal}"
