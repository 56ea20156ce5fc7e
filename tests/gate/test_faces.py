"""What stands in the pages that readers get, and for how long."""

import asyncio
from datetime import date

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import end_of_day
from presspass.core.publication import Publication
from presspass.ports import Fragment, Headers, Snapshot, View
from presspass.services.links import Links
from presspass.services.walls.walls import Walls
from tests.gate.house import House, Plain, policy
from tests.gate.site import HTML, Slip, always, article


class Scripted(Plain):
    """Walls and notices with a script."""

    def render(self, view: View, language: str, page: str, now: int) -> Fragment:
        said = super().render(view, language, page, now)
        return Fragment(said.html, said.until, "<script src=/own.js></script>")


def test_an_offer_is_on_the_wall_to_the_last_second_of_its_last_day_and_then_gone(
    house: House, courier: Publication, selling: Edition, links: Links
) -> None:
    over = end_of_day(date(2026, 7, 31), courier.zone)
    house.snapshots.value = Snapshot("2", policy("2"), Walls(courier, selling, links))

    async def run() -> list[str]:
        walls = []
        for at in (over - 3600, over - 1, over, over + 1):
            house.clock.at = at
            walls.append((await house.get("/locked/vote")).body.decode())
        return walls

    before, last, gone, after = asyncio.run(run())
    for wall in (before, last):
        assert "Try 3 months for $9<" in wall
        assert "Offer ends July 31st<" in wall
    for wall in (gone, after):
        assert "Try 3 months" not in wall
        assert "Offer ends" not in wall
    assert all("Try 1 month for $0.99<" in wall for wall in (before, last, gone, after))


@pytest.mark.parametrize(
    ("headers", "scripted"),
    [
        ([], True),
        ([(b"content-security-policy", b"script-src 'self'")], True),
        ([(b"content-security-policy", b"default-src 'none'")], False),
    ],
)
@pytest.mark.parametrize("target", ["/metered/vote", "/locked/vote"])
def test_a_script_goes_only_into_pages_that_would_load_it(
    house: House, headers: Headers, target: str, *, scripted: bool
) -> None:
    tier = target.split("/")[1]
    house.site.answer = always(Slip(headers=[HTML, *headers], parts=[article("vote", tier)]))
    house.snapshots.value = Snapshot("2", policy("2"), Scripted("walls"))
    body = asyncio.run(house.get(target)).body
    assert (b"</aside><script src=/own.js></script>" in body) is scripted
    assert b"<aside>walls " in body
