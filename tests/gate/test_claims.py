import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.article import Tier
from presspass.gate.claims import Claims
from presspass.gate.composer import Composer
from presspass.gate.config import Claim
from presspass.gate.target import Refused, canonical
from presspass.ports import OriginAnswer, OriginRequest, Snapshot
from tests.gate.house import House, Plain, policy
from tests.gate.site import HTML, Slip, article


def claims(*patterns: str) -> Claims:
    return Claims(tuple(Claim(pattern, Tier.LOCKED) for pattern in patterns))


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/premium/*", b"/premium/a"),
        ("/premium/*", b"/premium/a/b"),
        ("/premium/*", b"/Premium/A"),
        ("/Premium/*", b"/premium/a"),
        ("/premium/*", b"/premium;x/a"),
        ("/premium/*", b"/premium./a"),
        ("/premium/*", b"/premium%20/a"),
        ("/premium/*", b"/pr%65mium/a"),
        ("/premium", b"/premium/"),
        ("/premium/", b"/premium"),
        ("*/paid", b"/x/paid"),
        ("/*", b"/"),
        ("/", b"/"),
        ("/straße/*", b"/STRASSE/a"),
        ("/Straße/*", b"/stra%C3%9Fe/a"),
        ("/caf%C3%A9/*", b"/caf%C3%A9/a"),
        ("/café/*", b"/CAF%C3%89/a"),
        ("/a[b]/*", b"/a%5Bb%5D/x"),
        ("/%C4%B0x", b"/%C4%B0X"),
    ],
)
def test_a_pattern_claims_every_disguise_of_its_paths(pattern: str, path: bytes) -> None:
    assert claims(pattern).tier(path) is Tier.LOCKED


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/premium/*", b"/premium"),
        ("/premium/*", b"/premiums/a"),
        ("/premium/*", b"/x/premium/a"),
        ("/premium", b"/premium/a"),
        ("/a?c", b"/abc"),
        ("/a[bc]d", b"/abd"),
        ("/a.c", b"/abc"),
        ("/", b"/a"),
    ],
)
def test_a_pattern_claims_nothing_else(pattern: str, path: bytes) -> None:
    assert claims(pattern).tier(path) is None


def test_of_several_claims_the_most_restrictive_holds() -> None:
    both = Claims((Claim("/a/*", Tier.LOCKED), Claim("/a/b*", Tier.METERED)))
    assert both.tier(b"/a/bc") is Tier.LOCKED
    assert Claims(()).tier(b"/a") is None


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_pattern_raises_and_each_claims_itself(tail: str) -> None:
    literal = "/" + tail.replace("*", "").replace("%", "").replace("\\", "")
    try:
        path = canonical(literal.encode(), b"").path
    except Refused:
        claims(literal)
        return
    assert claims(literal).tier(path) is Tier.LOCKED


CLAIMS = (Claim("/premium/*", Tier.LOCKED), Claim("/news/*", Tier.METERED))
MISSING = b"<!doctype html><html><body><h1>There is no such page</h1></body></html>"


def claimed(
    composer: Composer, status: int, body: bytes = MISSING, *lines: tuple[bytes, bytes]
) -> House:
    """A gate whose site gives the same answer at every address."""

    async def answer(_: OriginRequest) -> OriginAnswer:
        return Slip(status, [HTML, *lines], [body])

    house = House(composer, Snapshot("1", policy("1", 1), Plain("first")), claims=CLAIMS)
    house.site.answer = answer
    return house


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 429, 500, 503])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_error_under_a_claim_is_neither_walled_nor_charged(
    composer: Composer, status: int, method: str
) -> None:
    house = claimed(composer, status)
    for place in ("/premium/mistyped", "/news/mistyped", "/news/another", "/news/third"):
        answer = asyncio.run(house.get(place, method=method))
        assert (answer.status, answer.body) == (status, MISSING)
        assert answer.one(b"set-cookie") is None
        assert answer.told is None


def test_a_claim_holds_for_the_pages_that_are_there(composer: Composer) -> None:
    page = b"<!doctype html><html><body><article><h1>Vote</h1>%s</article></body></html>"
    house = claimed(
        composer, 200, page % b"".join(b"<p>Nobody marked line %d.</p>" % n for n in range(9))
    )
    locked = asyncio.run(house.get("/premium/vote"))
    assert b"locked" in locked.body
    assert b"line 8" not in locked.body
    metered = asyncio.run(house.get("/news/vote"))
    assert metered.told.newly_charged


def test_an_error_that_declares_a_tier_itself_is_believed(composer: Composer) -> None:
    answer = asyncio.run(claimed(composer, 404, article("gone", "locked")).get("/premium/gone"))
    assert answer.status == 404
    assert answer.told is not None
    assert not answer.told.granted


def test_a_redirect_under_a_claim_costs_no_article_and_holds_nothing_locked(
    composer: Composer,
) -> None:
    house = claimed(composer, 301, MISSING, (b"location", b"/elsewhere"))
    moved = asyncio.run(house.get("/news/moved"))
    assert (moved.status, moved.body, moved.told) == (301, MISSING, None)
    assert moved.one(b"set-cookie") is None
    locked = asyncio.run(house.get("/premium/moved"))
    assert locked.one(b"location") == b"/elsewhere"
    assert not locked.told.granted
