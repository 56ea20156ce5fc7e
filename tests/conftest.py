from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from presspass.core.edition import Edition
from presspass.core.instants import Window, end_of_day
from presspass.core.money import Money
from presspass.core.periods import CalendarMonth
from presspass.core.plans import Benefit, Interval, Offer, Plan, Price, Unit
from presspass.core.policy import Metering, Policy
from presspass.core.publication import Publication
from presspass.services.links import Links

BERLIN = ZoneInfo("Europe/Berlin")
MONTHLY = Interval(1, Unit.MONTH)


@pytest.fixture
def courier() -> Publication:
    return Publication("The Harbour Courier", "http://localhost", "en", BERLIN)


@pytest.fixture
def selling() -> Edition:
    """Two plans; one offer without end, and one to the end of July 31st, 2026."""
    usual = Price(Money(999, "USD"), MONTHLY)
    yearly = Price(Money(9900, "USD"), Interval(1, Unit.YEAR))
    everything = Price(Money(1999, "USD"), MONTHLY)
    july = Window(until=end_of_day(date(2026, 7, 31), BERLIN))
    return Edition(
        Policy("7", (), Metering(5, 10, CalendarMonth(BERLIN))),
        {},
        (
            Plan(
                "digital", "Digital", frozenset({Benefit.ARTICLES, Benefit.APPS}), (usual, yearly)
            ),
            Plan("complete", "Complete", frozenset(Benefit), (everything,)),
        ),
        (
            Offer("month", "digital", Price(Money(99, "USD"), MONTHLY), usual),
            Offer(
                "summer",
                "complete",
                Price(Money(900, "USD"), Interval(3, Unit.MONTH)),
                everything,
                july,
            ),
        ),
    )


@pytest.fixture
def links() -> Links:
    sign_in, register = "/account/sign-in?back={page}", "/account/new?back={page}"
    return Links("/presspass", sign_in, register, accounts=True, payments=True)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for one module: no longer, for while it runs no other test can run a loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@dataclass(frozen=True)
class Paper:
    """Looks at pages that come from a function in place of a server, under a strict policy."""

    browser: Browser
    serve: Callable[[str], tuple[int, dict[str, str], str]]

    @contextmanager
    def page(
        self, target: str, width: int = 1280, scheme: Any = "light", **more: Any
    ) -> Iterator[Page]:
        """The page at a target. Nothing may be logged as an error until it is closed."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **more
        )
        faults: list[str] = []
        with ThreadPoolExecutor(1) as beside:  # the browser's own loop runs in this thread
            page = context.new_page()
            page.on(
                "console", lambda said: faults.append(said.text) if said.type == "error" else None
            )
            page.route("**/*", lambda route: self._fulfil(route, beside))
            page.goto(f"http://localhost{target}")
            yield page
            context.close()
        assert faults == []

    def _fulfil(self, route: Route, beside: Executor) -> None:
        asked = urlsplit(route.request.url)
        assert asked.netloc == "localhost"
        target = f"{asked.path}?{asked.query}" if asked.query else asked.path
        status, headers, body = beside.submit(self.serve, target).result()
        route.fulfill(status=status, headers=headers, body=body)


@pytest.fixture
def paper(chromium: Browser) -> Callable[..., Paper]:
    """Pages from a function that answers a target with status, headers and body."""
    return partial(Paper, chromium)


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Fail with what axe finds wrong in a page."""

    def check(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check
