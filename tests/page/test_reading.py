"""What a page declares, in the shapes seen in the wild, and what is made of it."""

import pickle
from typing import Any

import pytest

from presspass.core.article import Tier
from presspass.page.contract import Fallback
from tests.page.declaring import PAID, TEXT, TIER_FREE, URL, facts, ld

UNFREE = (False, "False", "false", " FALSE ", "http://schema.org/False", "https://schema.org/False")
ODDLY_UNFREE = ("schema:False", 0, "0", "no", ["false"], {"@id": "schema.org/False"}, "perhaps", "")


@pytest.mark.parametrize("value", [*UNFREE, *ODDLY_UNFREE])
def test_whatever_is_not_clearly_free_is_metered(value: Any) -> None:
    found = facts(ld({"@type": "NewsArticle", "isAccessibleForFree": value}))
    assert found.article.tier is Tier.METERED
    assert found.declared


@pytest.mark.parametrize("value", [True, "True", "true", "https://schema.org/True", 1, "yes"])
def test_free_is_free(value: Any) -> None:
    assert not facts(ld({"@type": "NewsArticle", "isAccessibleForFree": value})).gated


@pytest.mark.parametrize(
    "value",
    [
        {"@graph": [{"@type": "WebSite"}, {"@type": "Article", "isAccessibleForFree": False}]},
        [{"@type": "Organization"}, {"@type": "Article", "isAccessibleForFree": False}],
        [[{"@type": ["Article", "NewsArticle"], "isAccessibleForFree": False}]],
        {"@type": "WebPage", "mainEntity": {"@type": "Article", "isAccessibleForFree": False}},
        {"mainEntityOfPage": {"@type": "WebPage", "isAccessibleForFree": "False"}},
        {"isAccessibleForFree": False},
    ],
)
def test_the_article_is_found_wherever_it_stands(value: Any) -> None:
    assert facts(ld(value)).gated


@pytest.mark.parametrize(
    "block",
    [
        '<!-- {"isAccessibleForFree": false} -->',
        '// <![CDATA[\n{"isAccessibleForFree": false}\n// ]]>',
        '/*<![CDATA[*/{"isAccessibleForFree": false}/*]]>*/',
        '{"isAccessibleForFree": false,}',
        '{"keywords": ["a", "b",], "isAccessibleForFree": false};',
        '{"headline": "two\nlines\tand \x01 more", "isAccessibleForFree": false}',
        '{"headline": "an \\\' escape", "isAccessibleForFree": false}',
        '{/* why */ "url": "https://paper.example//x", "isAccessibleForFree": false}',
        '\ufeff{"isAccessibleForFree": false}',
    ],
)
def test_common_faults_are_mended(block: str) -> None:
    found = facts(ld(block))
    assert found.gated
    assert not any("not JSON" in notice for notice in found.notices)


def test_a_broken_block_that_denies_still_denies_and_is_reported() -> None:
    found = facts(
        ld('{"isAccessibleForFree": "False" "hasPart": {"cssSelector": ".paid"}'),
        f"<article>{TEXT}<div class=paid>{TEXT.replace('line', 'paid line')}</div></article>",
    )
    assert found.gated
    assert found.paid_part.selectors == (".paid",)
    assert any("not JSON" in notice for notice in found.notices)


@pytest.mark.parametrize(
    "part",
    [
        PAID,
        [PAID],
        [{"@type": "WebPageElement", "isAccessibleForFree": True, "cssSelector": ".free"}, PAID],
        {**PAID, "cssSelector": [".paid", ".more"]},
        {**PAID, "cssSelector": "div.paid, .more"},
        {"@type": ["WebPageElement"], "cssSelector": ".paid"},
    ],
)
def test_parts_may_be_one_or_many(part: Any) -> None:
    found = facts(
        ld({"@type": "NewsArticle", "isAccessibleForFree": False, "hasPart": part}),
        f"<article>{TEXT}<div class=paid>{TEXT.replace('line', 'paid line')}</div></article>",
    )
    assert found.paid_part.matched == 1
    assert found.paid_part.characters > 100
    assert ".free" not in found.paid_part.selectors
    assert found.fallback is None


def test_a_paid_part_of_an_article_that_says_free_gates_it_and_is_a_contradiction() -> None:
    found = facts(ld({"@type": "NewsArticle", "isAccessibleForFree": True, "hasPart": PAID}))
    assert found.article.tier is Tier.METERED
    assert len(found.contradictions) == 1


def test_parts_that_are_free_and_what_may_be_spoken_are_not_ours() -> None:
    found = facts(
        ld(
            {
                "@type": "NewsArticle",
                "isAccessibleForFree": True,
                "hasPart": {**PAID, "isAccessibleForFree": True},
                "speakable": {"@type": "SpeakableSpecification", "cssSelector": [".headline"]},
            }
        )
    )
    assert not found.gated
    assert found.paid_part.selectors == ()
    assert found.contradictions == ()


def test_other_peoples_articles_are_not_the_pages() -> None:
    other = {"@type": "NewsArticle", "isAccessibleForFree": False, "url": "https://paper.example/2"}
    own = {"@type": "NewsArticle", "isAccessibleForFree": True, "url": f"{URL}/?utm_source=x"}
    assert not facts(ld({"@type": "ItemList", "itemListElement": [other]})).gated
    assert not facts(ld([own, other])).gated
    assert facts(ld([{**own, "isAccessibleForFree": False}, other])).gated


@pytest.mark.parametrize("name", ["property", "name"])
@pytest.mark.parametrize("tier", list(Tier))
def test_content_tiers(name: str, tier: Tier) -> None:
    found = facts(f"<meta {name}='article:content_tier' content=' {tier.value.title()} '>")
    assert found.article.tier is tier


def test_an_unknown_tier_is_metered_and_reported() -> None:
    found = facts("<meta property='article:content_tier' content='archive'>")
    assert found.article.tier is Tier.METERED
    assert any("archive" in notice for notice in found.notices)


@pytest.mark.parametrize(
    ("head", "tier", "contradictions"),
    [
        ("<meta property=article:content_tier content=locked>" + ld(PAID), Tier.LOCKED, 0),
        (TIER_FREE + ld(PAID), Tier.METERED, 1),
        (
            TIER_FREE + "<meta name=article:content_tier content=locked>",
            Tier.LOCKED,
            1,
        ),
        (
            "<meta property=article:content_tier content=metered>"
            + ld({"isAccessibleForFree": True}),
            Tier.METERED,
            1,
        ),
    ],
)
def test_the_more_restrictive_holds(head: str, tier: Tier, contradictions: int) -> None:
    found = facts(head)
    assert found.article.tier is tier
    assert len(found.contradictions) == contradictions


def test_a_claim_gates_what_declares_nothing_and_is_compared_with_what_does() -> None:
    assert not facts().gated
    claimed = facts(claim=Tier.LOCKED)
    assert claimed.article.tier is Tier.LOCKED
    assert claimed.fallback is Fallback.NO_SELECTOR
    assert claimed.contradictions == ()
    against = facts("<meta property=article:content_tier content=free>", claim=Tier.METERED)
    assert against.article.tier is Tier.METERED
    assert len(against.contradictions) == 1
    assert facts(ld({"isAccessibleForFree": False}), claim=Tier.FREE).gated


@pytest.mark.parametrize(
    "markup",
    [
        "<meta itemprop=isAccessibleForFree content=false>",
        "<link itemprop=isAccessibleForFree href=https://schema.org/False>",
        "<span itemprop='name isAccessibleForFree'>False</span>",
        "<meta property=isAccessibleForFree content=False>",
        "<meta property=schema:isAccessibleForFree content=False>",
    ],
)
def test_microdata_and_rdfa(markup: str) -> None:
    assert facts(body=f"<article itemscope typeof=Article>{markup}{TEXT}</article>").gated


def test_microdata_parts() -> None:
    part = (
        "<span itemprop=hasPart itemscope itemtype=https://schema.org/WebPageElement>"
        "<meta itemprop=isAccessibleForFree content=False>"
        "<meta itemprop=cssSelector content=.paid></span>"
        "<span itemprop=speakable itemscope><meta itemprop=cssSelector content=.headline></span>"
    )
    found = facts(
        body=f"<article itemscope><meta itemprop=isAccessibleForFree content=false>{part}{TEXT}"
        f"<div class=paid>{TEXT.replace('line', 'paid line')}</div></article>"
    )
    assert found.paid_part.selectors == (".paid",)
    assert found.paid_part.matched == 1


def test_a_page_that_only_marks_a_paid_part_is_gated() -> None:
    found = facts(
        body=f"<article>{TEXT}<!--presspass:paid-->{TEXT}<!--/presspass:paid--></article>"
    )
    assert found.article.tier is Tier.METERED
    assert found.paid_part.marked == 1


def test_what_the_page_says_of_itself() -> None:
    found = facts(
        "<title>Title | Paper</title><meta property='og:title' content='Open title'>"
        "<meta property=article:section content=Sport><meta property=article:tag content=Harbour>"
        "<meta name=keywords content='boats, sponsored'>"
        "<meta property=article:published_time content=2026-07-01T08:00:00+02:00>"
        + ld({"@type": "NewsArticle", "headline": "The &amp; headline", "keywords": ["fog"]})
    )
    article = found.article
    assert found.title == article.title == "Open title"
    assert article.section == "Sport"
    assert article.tags == {"Harbour", "boats", "sponsored", "fog"}
    assert article.published == 1782885600
    assert found.language == "en"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # what we pickled ourselves


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("yesterday", None),
        ("2026-02-30", None),
        ("0001-01-01T00:00:00+14:00", -62_135_647_200),
        ("0001-01-01", -62_135_596_800),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("2026-07-01", 1_782_864_000),
        ("2026-07-01T08:00:00.9", 1_782_892_800),
        ("20260701T080000+0200", 1_782_885_600),
    ],
)
def test_odd_dates_are_read_or_left_out(said: str, published: int | None) -> None:
    found = facts(f"<meta property=article:published_time content='{said}'>")
    assert found.article.published == published


def test_a_date_that_cannot_be_read_leaves_it_to_the_next() -> None:
    odd = "<meta property=article:published_time content=yesterday>"
    assert facts(odd + ld({"datePublished": "2026-07-01"})).article.published == 1_782_864_000
