from itertools import pairwise
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser


def tree(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


def texts(page: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree(page).css(selector)]


def test_an_article_has_every_part_of_a_served_news_article(site: Any, folder: Any) -> None:
    folder.article(
        section='"World"',
        tags='["Sea", "Birds"]',
        authors='["Ann", "Bea", "Cy"]',
        standfirst='"So it goes"',
        updated="2026-03-18T10:00:00",
        corrections='["We were wrong."]',
    )
    page = site(folder.root).text("/articles/one")
    assert texts(page, ".story-head .kicker a") == ["World", "Sea"]
    assert texts(page, "h1") == ["A title"]
    assert texts(page, ".standfirst") == ["So it goes"]
    assert texts(page, ".byline") == ["By Ann, Bea and Cy"]
    assert texts(page, ".times time") == ["17 March 2026, 08:00 WET", "18 March 2026, 10:00 WET"]
    times = [node.attributes["datetime"] for node in tree(page).css(".times time")]
    assert times == ["2026-03-17T08:00:00+00:00", "2026-03-18T10:00:00+00:00"]
    assert texts(page, ".corrections") == ["Correction We were wrong."]
    assert texts(page, ".topics a") == ["Sea", "Birds"]
    assert texts(page, ".print-address") == [
        "The Velmouth Courier, https://courier.example/articles/one"
    ]


def test_share_tools_are_plain_links_with_names_that_stand_alone(site: Any, folder: Any) -> None:
    folder.article(title='"Tea & toast?"')
    page = site(folder.root).text("/articles/one")
    named = [node.attributes["aria-label"] for node in tree(page).css(".tools a")]
    assert named == ["Share on Facebook", "Share on LinkedIn", "Share on X", "Send by email"]
    assert texts(page, ".tools a") == ["Facebook", "LinkedIn", "X", "Email"]
    links = [node.attributes["href"] or "" for node in tree(page).css(".tools a")]
    address = "https%3A%2F%2Fcourier.example%2Farticles%2Fone"
    assert all(address in link for link in links)
    assert links[3] == f"mailto:?subject=Tea%20%26%20toast%3F&body={address}"
    assert texts(page, ".tools button") == ["Copy link", "Print", "Share…"]


def test_sponsored_articles_are_labelled_wherever_they_appear(site: Any, folder: Any) -> None:
    folder.article("news.md", tags='["Trains"]', section='"World"')
    folder.article(
        "ad.md",
        title='"All aboard"',
        sponsor='{ name = "Coast Rail", about = "They chose it." }',
        tags='["Trains"]',
        section='"World"',
    )
    made = site(folder.root)
    for target in ("/", "/sections/world", "/topics/trains", "/search?q=aboard"):
        page = made.text(target)
        for card in tree(page).css(".card"):
            if "All aboard" in card.text():
                label = card.css_first(".sponsored-label")
                assert label is not None
                assert label.text() == "Sponsored Paid for by Coast Rail"
        assert "All aboard" in page
    page = made.text("/articles/ad")
    assert texts(page, "details summary") == ["About sponsored content"]
    assert "They chose it." in texts(page, "details p")[0]
    assert texts(page, "title")[0].startswith("Sponsored: All aboard")
    assert "subject=Sponsored%3A%20All%20aboard" in page
    assert 'data-title="Sponsored: All aboard"' in page
    assert texts(page, ".print-address")[0].startswith("Sponsored content, paid for by Coast Rail.")
    assert 'content_tier" content="free"' in page


def test_cards_say_when_an_article_came_out_or_that_it_was_changed(site: Any, folder: Any) -> None:
    folder.article("old.md", authors='["Ann"]')
    folder.article("new.md", published="2026-03-18T08:00:00", updated="2026-03-18T10:00:00")
    page = site(folder.root).text("/")
    assert texts(page, ".card-meta") == ["Updated 10:00", "By Ann 17 Mar"]


def test_lists_show_the_times_that_they_go_by(site: Any, folder: Any) -> None:
    folder.article("first.md", published="2026-03-18T07:00:00", updated="2026-03-18T11:30:00")
    folder.article("last.md", published="2026-03-18T09:00:00")
    folder.article("middle.md", published="2026-03-18T08:00:00", updated="2026-03-18T11:00:00")
    made = site(folder.root)
    for target in ("/sections/news", "/search?q=title", "/search", "/nope"):
        page = made.ask(target).text
        assert texts(page, ".list .card-when") == ["09:00", "08:00", "07:00"], target


def test_every_page_leads_beside_the_paper_where_it_says_so(site: Any, folder: Any) -> None:
    folder.write(
        "paper.toml",
        '[[links]]\nname = "Your account"\naddress = "/own?language={language}"\n'
        'names = { pl = "Twoje konto" }\n[[links]]\nname = "Shop"\naddress = "https://a.example"\n',
    )
    folder.article()
    folder.article("two.md", lang='"pl"')
    made = site(folder.root)
    for target in ("/", "/sections/news", "/search", "/articles/one"):
        page = made.text(target)
        assert texts(page, ".masthead-links a") == ["Search", "Your account", "Shop"]
        assert page.count('<a href="/own?language=en-GB">Your account</a>') == 2
        assert page.count('<a href="https://a.example">Shop</a>') == 2
    polish = made.text("/articles/two")
    assert polish.count('<a href="/own?language=pl">Twoje konto</a>') == 2
    assert polish.count('<a href="https://a.example"><span lang="en-GB" dir="ltr">Shop</span>') == 2


def test_the_first_thing_in_a_page_skips_to_its_text(sample: Any) -> None:
    for target in ("/", "/articles/price-of-a-loaf", "/nope"):
        body = sample.ask(target).text.partition("<body")[2].partition(">")[2]
        assert body.lstrip().startswith('<a class="skip" href="#main">')


def test_icons_that_are_asked_for_by_habit_cost_no_page(sample: Any) -> None:
    icon = sample.ask("/favicon.ico")
    assert icon.status == 302
    assert icon.headers["cache-control"] == "public, max-age=86400"
    assert sample.ask(icon.headers["location"]).headers["content-type"] == "image/svg+xml"
    for name in ("apple-touch-icon.png", "apple-touch-icon-precomposed.png"):
        missing = sample.ask(f"/{name}")
        assert missing.status == 404
        assert missing.headers["content-type"].startswith("text/plain")
        assert len(missing.body) < 100


def test_long_lists_turn_over_and_end(site: Any, folder: Any) -> None:
    for number in range(31):
        folder.article(f"a{number:02}.md", title=f'"Tale {number:02}"')
    made = site(folder.root)
    for target, first in (("/sections/news", "Tale 00"), ("/search?q=tale", "Tale 00")):
        mark = "&" if "?" in target else "?"
        page = made.text(target)
        assert len(texts(page, ".list .card")) == 30
        assert texts(page, ".list .card-headline")[0] == first
        link = tree(page).css_first('a[rel="next"]')
        assert link is not None
        assert link.attributes["href"] == f"{target}{mark}page=2"
        second = made.text(f"{target}{mark}page=2")
        assert texts(second, ".list .card-headline") == ["Tale 30"]
        canonical = tree(second).css_first('link[rel="canonical"]')
        assert canonical is not None
        assert canonical.attributes["href"] == f"https://courier.example{target}{mark}page=2"
        for wrong in ("0", "3", "x", "-1", "", "1e3", "²", "99999999999"):
            assert made.ask(f"{target}{mark}page={wrong}").status == 404


@pytest.mark.parametrize(
    "target",
    [
        "/nope",
        "/articles/nope",
        "/articles/",
        "/articles/one/more",
        "/sections/nope",
        "/topics/nope",
        "/authors/nope",
        "/assets/newsstand.css",
        "/pictures/nope.svg",
        "/pictures/../paper.toml",
        "/pictures/..%2fpaper.toml",
        "/one.md",
    ],
)
def test_what_is_not_there_gets_a_page_with_a_way_on(site: Any, folder: Any, target: str) -> None:
    folder.write("paper.toml", "")
    folder.article()
    answer = site(folder.root).ask(target)
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-store"
    assert texts(answer.text, "h1") == ["We can\u2019t find that page"]
    assert texts(answer.text, ".latest .card-headline") == ["A title"]
    assert 'action="/search"' in answer.text


def test_pages_can_only_be_read(sample: Any) -> None:
    answer = sample.ask("/", "POST")
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_a_fault_of_ours_gets_a_page_with_a_way_on(
    site: Any, folder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.article()
    made = site(folder.root)
    monkeypatch.setattr("presspass.newsstand.site.arrange", lambda _: 1 / 0)
    answer = made.ask("/")
    assert answer.status == 500
    assert texts(answer.text, "h1") == ["Something went wrong"]
    assert texts(answer.text, ".latest .card-headline") == ["A title"]


def test_search_says_what_it_found(site: Any, folder: Any) -> None:
    folder.article(title='"The ferry"')
    made = site(folder.root)
    assert texts(made.text("/search?q=ferry"), ".found") == ["1 article found for “ferry”"]
    missed = made.text("/search?q=%3Cscript%3E")
    assert texts(missed, ".found")[0].startswith("Nothing was found for “<script>”")
    assert "<script>”" not in missed
    assert "noindex" in missed
    assert texts(made.text("/search"), "h2") == ["Latest stories"]


def test_an_empty_paper_has_every_page_that_it_needs(site: Any, folder: Any) -> None:
    made = site(folder.root)
    for target in ("/", "/search", "/search?q=x", "/sitemap.xml", "/news-sitemap.xml", "/feed.xml"):
        assert made.ask(target).status == 200
    assert "Nothing has been published yet" in made.text("/")


def test_a_section_without_articles_says_so(site: Any, folder: Any) -> None:
    folder.write("paper.toml", '[[sections]]\nname = "Sport"')
    folder.article()
    made = site(folder.root)
    assert "Nothing has been published here yet" in made.text("/sections/sport")
    assert "/sections/sport" not in made.text("/")


def test_headings_descend_one_at_a_time_from_one_first(sample: Any) -> None:
    for target in ("/", "/articles/mount-asker-erupts", "/sections/world", "/search", "/about"):
        nodes = tree(sample.text(target)).css("h1, h2, h3, h4")
        levels = [int((node.tag or "h0")[1]) for node in nodes]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
