import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.article import Tier
from presspass.gate.claims import Claims
from presspass.gate.config import Claim
from presspass.gate.target import Refused, canonical


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
