"""Beyond the limits a page is gated if it may be meant to be, and then closed."""

import pytest

from presspass.core.article import Tier
from presspass.page.contract import Fallback, Limits, cut, examine
from tests.page.declaring import PAID, TEXT, URL, facts, ld, page
from tests.page.growth import assert_linear


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


LOCKED = '<meta property="article:content_tier" content="locked">'
CANONICAL = '<link rel="canonical" href="https://paper.example/news/the-one">'


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        ("<br>" * 100_001, "text/html"),
        ("<b>" * 513, "text/html"),
        ("<p>" + "x" * 8_400_000, "text/html"),
        (f"<p {' '.join(f'a{number}=1' for number in range(2001))}>", "text/html"),
        ("", "text/html; charset=utf-7"),
    ],
)
def test_a_locked_page_beyond_the_limits_is_locked_and_the_same_article(
    inner: str, kind: str
) -> None:
    body = f"<head>{LOCKED}{CANONICAL}</head><body>{inner}{TEXT}".encode()
    for address in (URL, f"{URL}?print=1"):
        found = examine(body, url=address, content_type=kind)
        assert found.article.tier is Tier.LOCKED
        assert found.article.id == "https://paper.example/news/the-one"
        assert found.fallback is not None
        assert found.fallback.closes


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"<p>{'x' * 300_000}{LOCKED}{'<br>' * 100_001}".encode(), "text/html"),
        (f"{'<b>' * 600}{LOCKED}".encode(), "text/html"),
        (LOCKED.replace("_", "&#95;").encode() + b"x" * 8_400_000, "text/html"),
        ((LOCKED + "x" * 4_200_000).encode("utf-16-le"), "text/html; charset=utf-16le"),
    ],
)
def test_a_tier_that_is_not_seen_is_the_strictest(body: bytes, kind: str) -> None:
    found = examine(body, url=URL, content_type=kind)
    assert found.fallback is not None
    assert found.article.tier is Tier.LOCKED


def test_a_metered_page_beyond_the_limits_stays_metered() -> None:
    body = f"<head>{LOCKED.replace('locked', 'metered')}</head><body>{'<br>' * 100_001}"
    assert examine(body.encode(), url=URL, content_type="text/html").article.tier is Tier.METERED


def test_a_page_that_is_read_too_slowly_is_what_it_says() -> None:
    body = f"<head>{LOCKED}{CANONICAL}</head><body>{TEXT}".encode()
    ticks = iter(range(100))
    found = examine(
        body,
        url=URL,
        content_type="text/html",
        clock=lambda: float(next(ticks)),
        limits=Limits(seconds=0.5),
    )
    assert found.fallback is Fallback.TOO_SLOW
    assert found.article.tier is Tier.LOCKED
    assert found.article.id == "https://paper.example/news/the-one"


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


@pytest.mark.parametrize(
    "opening",
    [
        "<x-{0}>",
        '<div a="</div>">',
        "<div a=</div>>",
        "<div><!-- </div> -->",
        "<div><!a </div>",
        "<svg><g><![CDATA[ </g> ]]></svg>",
        "<div><script></div></script>",
        "<div><title></div></title>",
        "<div><script><!--<script></script></div></script>",
        "<svg><style><g></style></svg>",
    ],
)
def test_depth_is_counted_over_all_elements_and_by_tags_alone(opening: str) -> None:
    body = page(ld(PAID), "".join(opening.format(number) for number in range(600)) + TEXT)
    assert examine(body, url=URL, content_type="text/html").fallback is Fallback.TOO_DEEP


@pytest.mark.parametrize(
    "harmless",
    [
        "<div></div>",
        "<script>for (i=0;i<n.length;i++) a='<b>'+i+'</b>'</script>",
        "<p>",
        "<!--<b>-->",
    ],
)
def test_what_is_closed_again_makes_no_depth(harmless: str) -> None:
    assert facts(ld(PAID), harmless * 600 + TEXT).fallback is not Fallback.TOO_DEEP


def test_attributes_are_counted_however_they_are_divided() -> None:
    for between in ("/", " ", "\n", "='>' "):
        names = between.join(f"a{number}" for number in range(3000))
        body = page(ld(PAID), f"<b {names}>{TEXT}")
        found = examine(body, url=URL, content_type="text/html")
        assert found.fallback is Fallback.TOO_MANY_NODES


def test_many_paragraphs_deep_in_a_page_are_read_in_linear_time() -> None:
    tier = "<meta name=article:content_tier content=metered>"
    line = "A line that is long enough to be a paragraph of an article.<br>"

    def read(size: int) -> None:
        found = facts(tier, "<div>" * 400 + line * size)
        assert found.fallback is Fallback.NO_SELECTOR

    assert_linear(read, 50)


@pytest.mark.parametrize("part", ["<b a='>", "<b a=", "<!--", "<script>", "<svg><![CDATA[", "</b "])
def test_tags_are_counted_in_linear_time(part: str) -> None:
    assert_linear(lambda size: facts("", part * size), 1000)
