"""Our own pages in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.types import ASGIApp

from presspass.core.access import Decision
from presspass.core.ids import ReaderId
from presspass.ports import Record
from tests.web.looking import fits_zoomed

pytestmark = pytest.mark.browser

Show = Callable[..., Any]


@pytest.fixture
def show(
    app: ASGIApp,
    asking: Callable[..., Any],
    paper: Callable[..., Any],
    pile: Any,
    spent: Decision,
    sealed: Callable[[Decision], str],
) -> Show:
    """A page of ours. The journal holds two decisions; "Why?" explains the latter."""
    pile.records = [
        Record(one.at, ReaderId(bytes(16)), sealed(one))
        for one in (spent, spent._replace(limit=None, used=None))
    ]

    def serve(target: str) -> tuple[int, dict[str, str], str]:
        answer = asking(app, target, presspass_receipt=sealed(spent))
        headers = {name: value for name, value in answer.headers if name != "content-length"}
        return int(answer.status), headers, answer.text

    return lambda target, **more: paper(serve).page(target, **more)


@pytest.mark.parametrize(
    "target",
    [
        "/presspass/offers?page=/politics/the-vote#offer-summer",
        "/presspass/why?page=/politics/the-vote",
        "/presspass/why",
        "/presspass/offers?language=pl",
        "/presspass/offers?language=ar",
        "/presspass/why?page=/politics/the-vote&language=ar",
        "/presspass/why?language=ar",
        "/presspass/demo?page=/politics/the-vote",
    ],
)
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_page_is_accessible_and_fits_a_screen_zoomed_to_400_percent(
    show: Show, accessible: Callable[[Any], None], target: str, width: int, scheme: str
) -> None:
    with show(target, width=width, scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        accessible(page)
        fits_zoomed(page)


def test_the_first_key_leads_past_the_masthead(show: Show) -> None:
    with show("/presspass/offers") as page:
        page.keyboard.press("Tab")
        skip = page.get_by_text("Skip to the text")
        assert skip.bounding_box()["y"] > 0
        page.keyboard.press("Enter")
        assert page.url.endswith("#text")


def test_the_receipt_opens_without_a_script(show: Show) -> None:
    with show("/presspass/why?page=/politics/the-vote", java_script_enabled=False) as page:
        rule = page.get_by_text("default: metered articles")
        assert not rule.is_visible()
        page.get_by_text("The whole receipt").click()
        assert rule.is_visible()


def test_the_consoles_decisions_are_there_whole_at_every_width(show: Show) -> None:
    with show("/presspass/demo") as page:
        table = page.get_by_role("table")
        for width in (320, 360, 820, 1000, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert table.evaluate(
                "it => it.parentElement.scrollWidth <= it.parentElement.clientWidth"
            )
            ends = page.locator("td").evaluate_all(
                "cells => cells.map((cell) => cell.getBoundingClientRect().right)"
            )
            assert max(ends) <= width
        assert table.get_by_role("columnheader").count() == 7
