from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import Instant, start_of_day
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import Situation
from presspass.ports import View
from presspass.services.assets import assets, plain
from presspass.services.links import Links
from presspass.services.walls.walls import Walls
from tests.services.walls.hosting import PLAIN, STRICT, Show, host_page
from tests.services.walls.reading import PAGE, RESETS, Read, text_of


@pytest.fixture
def now(courier: Publication) -> Instant:
    return start_of_day(date(2026, 7, 12), courier.zone)


@pytest.fixture
def resets(courier: Publication) -> Instant:
    return start_of_day(RESETS, courier.zone)


@pytest.fixture
def walls(courier: Publication, selling: Edition, links: Links) -> Walls:
    return Walls(courier, selling, links)


@pytest.fixture
def read(walls: Walls, now: Instant) -> Read:
    """The text of a wall or notice as a reader reads it."""
    return lambda view: text_of(walls.render(view, "en", PAGE, now).html)


@pytest.fixture
def show(walls: Walls, now: Instant, resets: Instant, paper: Callable[..., Any]) -> Show:
    """The page of a situation, in a publisher's page with this style, under this policy."""

    def showing(situation: Situation, style: str = PLAIN, policy: str = STRICT, **more: Any) -> Any:
        def serve(target: str) -> tuple[int, dict[str, str], str]:
            path = target.partition("?")[0]
            if path == "/host.css":
                return 200, {"content-type": "text/css"}, style
            if path == "/favicon.ico" or path.startswith("/presspass/static/"):
                name = "icon.svg" if path == "/favicon.ico" else plain(path.rpartition("/")[2])
                asset = assets()[name]
                return 200, {"content-type": asset.media_type}, asset.content.decode()
            view = View(situation, Standing.ANONYMOUS, 3, 5, 5, resets, resets)
            fragment = walls.render(view, "en", path, now)
            script = fragment.script if "script-src" in policy else ""
            lines = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
            return 200, lines, host_page(fragment.html + script)

        return paper(serve).page(f"/{situation.value}", **more)

    return showing
