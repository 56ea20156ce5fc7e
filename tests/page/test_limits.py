"""Beyond the limits a page is gated if it may be meant to be, and then closed."""

import pytest

from presspass.core.article import Tier
from presspass.page.contract import Fallback, Limits, cut, examine
from tests.page.declaring import PAID, TEXT, URL, facts, ld, page


def deep() -> bytes:
    return b"<article>isAccessibleForFree" + b"<div>" * 100_000 + TEXT.encode()


def attributes() -> bytes:
    names = " ".join(f"a{number}=1" for number in range(100_000))
    return f"<p>content_tier<b {names}>{TEXT}".encode()


@pytest.mark.parametrize(
    ("body", "kind", "fallback"),
    [
        (page(ld(PAID)) + b"<p>" + b"x" * 20_000_000, "text/html", Fallback.TOO_LARGE),
        (deep(), "text/html", Fallback.TOO_DEEP),
        (page(ld(PAID)) + b"<p>x" * 200_000, "text/html", Fallback.TOO_MANY_NODES),
        (attributes(), "text/html", Fallback.TOO_MANY_NODES),
        (page(ld(PAID)), "text/html; charset=utf-7", Fallback.UNREADABLE),
        (page(ld(PAID)), "text/html; charset=hz-gb-2312", Fallback.UNREADABLE),
        (page("<meta charset=utf-7>" + ld(PAID)), "text/html", Fallback.UNREADABLE),
        (page(ld(PAID), "<article></article>"), "text/html", Fallback.NO_ARTICLE),
    ],
)
def test_beyond_the_limits_a_page_that_declares_is_gated_and_closed(
    body: bytes, kind: str, fallback: Fallback
) -> None:
    found = examine(body, url=URL, content_type=kind)
    assert found.gated
    assert found.fallback is fallback
    denied = cut(body, found, teaser_paragraphs=1)
    assert denied.fallback is fallback
    assert b"line of some length" not in denied.with_wall("<p>wall</p>")


def test_beyond_the_limits_a_page_that_declares_nothing_is_free() -> None:
    body = page() + b"<div>" * 100_000
    assert not examine(body, url=URL, content_type="text/html").gated
    assert examine(body, url=URL, content_type="text/html", claim=Tier.LOCKED).gated


def test_time_is_limited() -> None:
    ticks = iter(range(100))
    found = facts(ld(PAID), clock=lambda: float(next(ticks)), limits=Limits(seconds=0.5))
    assert found.fallback is Fallback.TOO_SLOW
    whole = facts(ld(PAID))
    ticks = iter(range(100))
    denied = cut(
        page(ld(PAID)),
        whole,
        teaser_paragraphs=1,
        limits=Limits(seconds=0.5),
        clock=lambda: float(next(ticks)),
    )
    assert denied.fallback is Fallback.TOO_SLOW
    assert b"line of some length" not in denied.before + denied.after
