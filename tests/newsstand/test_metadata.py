"""The page contract, as an article's own page declares it."""

import json
import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser


def declared(page: str) -> dict[str, Any]:
    node = LexborHTMLParser(page).css_first('script[type="application/ld+json"]')
    assert node is not None
    found = json.loads(node.text())
    assert isinstance(found, dict)
    return found


def metas(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in LexborHTMLParser(page).css("meta[property]"):
        found.setdefault(node.attributes["property"] or "", []).append(
            node.attributes["content"] or ""
        )
    return found


@pytest.mark.parametrize("tier", ["metered", "locked"])
def test_an_article_to_be_paid_for_declares_its_paid_part(
    site: Any, folder: Any, tier: str
) -> None:
    folder.article(tier=f'"{tier}"', updated="2026-03-17T09:30:00", section='"World"')
    page = site(folder.root).text("/articles/one")
    data = declared(page)
    assert data["@type"] == "NewsArticle"
    assert data["isAccessibleForFree"] is False
    assert data["hasPart"] == {
        "@type": "WebPageElement",
        "isAccessibleForFree": False,
        "cssSelector": ".paid-part",
    }
    tree = LexborHTMLParser(page)
    assert [node.text(strip=True) for node in tree.css(".paid-part")] == ["Three."]
    said = metas(page)
    assert said["article:content_tier"] == [tier]
    assert said["article:section"] == ["World"]
    assert said["article:published_time"] == ["2026-03-17T08:00:00+00:00"]
    assert said["article:modified_time"] == ["2026-03-17T09:30:00+00:00"]


def test_a_free_article_declares_no_paid_part(site: Any, folder: Any) -> None:
    folder.article(tier='"free"')
    page = site(folder.root).text("/articles/one")
    data = declared(page)
    assert data["isAccessibleForFree"] is True
    assert "hasPart" not in data
    assert metas(page)["article:content_tier"] == ["free"]


def test_an_article_says_who_what_where(site: Any, folder: Any, drawing: str) -> None:
    folder.write("pictures/a.svg", drawing)
    folder.article(
        title='"Tides & <tags>"',
        standfirst='"It \\"rose\\""',
        tags='["Sea", "Birds"]',
        authors='["Ann Bee"]',
        dateline='"SEL"',
        picture='{ file = "a.svg", alt = "A" }',
    )
    page = site(folder.root).text("/articles/one")
    data, said = declared(page), metas(page)
    assert data["headline"] == "Tides & <tags>"
    assert data["author"] == [
        {"@type": "Person", "name": "Ann Bee", "url": "https://courier.example/authors/ann-bee"}
    ]
    assert data["dateline"] == "SEL"
    assert data["keywords"] == said["article:tag"] == ["Sea", "Birds"]
    assert (data["image"]["width"], data["image"]["height"]) == (300, 200)
    assert said["og:type"] == ["article"]
    assert said["og:title"] == ["Tides & <tags>"]
    assert said["og:description"] == ['It "rose"']
    assert said["og:image"] == [data["image"]["url"]]
    canonical = LexborHTMLParser(page).css_first('link[rel="canonical"]')
    assert canonical is not None
    address = "https://courier.example/articles/one"
    assert canonical.attributes["href"] == address == said["og:url"][0] == data["url"]
    assert "articleBody" not in data


def test_a_sponsored_article_says_so_to_programs_too(site: Any, folder: Any) -> None:
    folder.article(sponsor='{ name = "Coast Rail" }')
    page = site(folder.root).text("/articles/one")
    data, said = declared(page), metas(page)
    assert data["@type"] == "AdvertiserContentArticle"
    assert data["sponsor"] == {"@type": "Organization", "name": "Coast Rail"}
    assert said["og:title"] == ["Sponsored: A title"]
    assert said["article:tag"] == ["sponsored"]


def test_a_title_cannot_break_out_of_the_json(site: Any, folder: Any) -> None:
    folder.article(title="'</script><script>alert(1)</script>'")
    page = site(folder.root).text("/articles/one")
    assert "<script>alert" not in page
    assert declared(page)["headline"] == "</script><script>alert(1)</script>"
    assert len(re.findall(r"<script", page)) == 2
