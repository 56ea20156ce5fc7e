"""Feed, sitemaps and robots.txt: well formed, complete, and without the paid part."""

from typing import Any
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def xml(site: Any, target: str) -> ET.Element:
    return ET.fromstring(site.text(target))  # noqa: S314  # our own answer


def test_the_sitemap_names_every_article_and_every_page_that_lists_them(
    site: Any, folder: Any
) -> None:
    folder.article("one.md", section='"World"', tags='["Sea"]', authors='["Ann"]')
    folder.article("två.md", updated="2026-03-17T10:00:00")
    folder.write("pages/about.md", "+++\n+++\nUs.")
    made = site(folder.root)
    places = [node.text or "" for node in xml(made, "/sitemap.xml").iter(f"{MAP}loc")]
    paths = [place.removeprefix("https://courier.example") for place in places]
    assert paths == [
        "/",
        "/articles/one",
        "/articles/tva",
        "/sections/news",
        "/sections/world",
        "/topics/sea",
        "/authors/ann",
        "/about",
    ]
    for path in paths:
        assert made.ask(path).status == 200
    changed = [node.text for node in xml(made, "/sitemap.xml").iter(f"{MAP}lastmod")]
    assert changed == ["2026-03-17T08:00:00+00:00", "2026-03-17T10:00:00+00:00"]


def test_the_news_sitemap_has_two_days_of_news_and_no_advertising(
    site: Any, folder: Any, clock: Any
) -> None:
    folder.article("new.md", published='"47h 50m ago"', title='"A & B"')
    folder.article("old.md", published='"48h 10m ago"')
    folder.article("ad.md", published='"1h ago"', sponsor='{ name = "Rail" }')
    made = site(folder.root, language="de-AT")
    found = xml(made, "/news-sitemap.xml")
    assert [node.text for node in found.iter(f"{MAP}loc")] == [
        "https://courier.example/articles/new"
    ]
    assert [node.text for node in found.iter(f"{NEWS}title")] == ["A & B"]
    assert [node.text for node in found.iter(f"{NEWS}language")] == ["de"]
    assert [node.text for node in found.iter(f"{NEWS}name")] == ["The Velmouth Courier"]
    clock.at += 3600
    assert not list(xml(made, "/news-sitemap.xml").iter(f"{MAP}loc"))


def test_the_feed_has_headline_and_standfirst_and_labels_advertising(
    site: Any, folder: Any
) -> None:
    folder.article(
        "news.md",
        title='"<b>"',
        standfirst='"Short & sweet"',
        body="X.\n\nY.\n\nZ.",
        tags='["Sea"]',
    )
    folder.article("ad.md", sponsor='{ name = "Rail" }', standfirst='"Nice"')
    made = site(folder.root)
    feed = xml(made, "/feed.xml")
    titles = [node.text for node in feed.iter(f"{ATOM}title")]
    assert titles == ["The Velmouth Courier", "Sponsored: A title", "<b>"]
    summaries = [node.text for node in feed.iter(f"{ATOM}summary")]
    assert summaries == ["Sponsored, paid for by Rail. Nice", "Short & sweet"]
    assert not list(feed.iter(f"{ATOM}content"))
    assert made.ask("/feed.xml").headers["content-type"] == "application/atom+xml"


def test_the_feed_of_an_empty_paper_is_a_feed(site: Any, folder: Any) -> None:
    feed = xml(site(folder.root), "/feed.xml")
    assert feed.findtext(f"{ATOM}updated") == "2026-03-18T12:00:00+00:00"
    assert not list(feed.iter(f"{ATOM}entry"))


def test_robots_txt_names_both_sitemaps(sample: Any) -> None:
    text = sample.text("/robots.txt")
    assert "Sitemap: https://courier.example/sitemap.xml\n" in text
    assert "Sitemap: https://courier.example/news-sitemap.xml\n" in text
