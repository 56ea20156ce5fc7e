"""Articles in several languages, and the newsstand's own words in each."""

import re
from typing import Any

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from presspass.newsstand import folder as folders
from presspass.newsstand.dates import Calendar
from presspass.newsstand.speech import PACKAGE, Speech
from presspass.services.messages import Messages

POLISH, ARABIC = "/articles/promy", "/articles/manara"
MARKS = re.compile("[\u2066-\u2069]")


def speech(calendar: Calendar, language: str) -> Speech:
    messages = Messages({}, "en", PACKAGE)
    return Speech(messages, calendar, "The Courier").into(language)


@pytest.fixture
def written(folder: Any) -> Any:
    """A paper with an article in each of three languages."""
    folder.write(
        "paper.toml",
        'tagline = "News of the harbour"\n[[sections]]\nname = "World"\n'
        'names = { pl = "Świat", ar = "العالم" }\n[[sections]]\nname = "City"\n',
    )
    folder.article("city.md", title='"Trams"', section='"City"', authors='["Tom Wren"]')
    folder.article(
        "promy.md",
        title='"Prom odpłynął"',
        lang='"pl"',
        section='"World"',
        tags='["Promy"]',
        authors='["Ewa Lis", "Jan Kot", "Ola Sum"]',
        corrections='["Raz.", "Dwa."]',
    )
    folder.article(
        "manara.md",
        title='"حارس المنارة"',
        lang='"ar"',
        section='"World"',
        tags='["المنارات"]',
        authors='["سلمى بحري", "Ewa Lis"]',
        sponsor='{ name = "Coast Rail" }',
    )
    return folder


def text(page: str, selector: str) -> str:
    found = LexborHTMLParser(page).css_first(selector)
    assert found is not None, selector
    return MARKS.sub("", " ".join(found.text().split()))


def test_an_article_stands_in_a_page_of_its_own_language(site: Any, written: Any) -> None:
    made = site(written.root)
    assert made.text(POLISH).startswith("<!doctype html>")
    assert '<html lang="pl" dir="ltr">' in made.text(POLISH)
    assert '<html lang="ar" dir="rtl">' in made.text(ARABIC)
    assert '<html lang="en-GB" dir="ltr">' in made.text("/articles/city")
    assert '"inLanguage": "pl"' in made.text(POLISH)


def test_our_own_words_and_dates_are_in_that_language(site: Any, written: Any) -> None:
    page = site(written.root).text(POLISH)
    assert text(page, ".byline") == "Tekst: Ewa Lis, Jan Kot i Ola Sum"
    assert text(page, ".times").startswith("Opublikowano 17 marca 2026 08:00 WET")
    assert text(page, "#corrections") == "Sprostowania"
    assert text(page, ".today") == "środa, 18 marca 2026"
    assert text(page, ".skip") == "Przejdź do wiadomości"
    assert text(page, "[data-print]") == "Drukuj"
    assert 'data-done="Link skopiowany"' in page
    assert 'aria-label="Udostępnij: Facebook"' in page


def test_names_keep_their_direction_among_words_from_right_to_left(site: Any, written: Any) -> None:
    page = site(written.root).text(ARABIC)
    assert text(page, ".byline") == "بقلم سلمى بحري وEwa Lis"
    assert "<bdi>Ewa Lis</bdi>" in page
    assert "\u2068Coast Rail\u2069" in page
    assert text(page, ".times").startswith("نُشر في 17 مارس 2026، 8:00 ص WET")


def test_what_the_paper_says_in_its_own_language_says_so(site: Any, written: Any) -> None:
    page = LexborHTMLParser(site(written.root).text(ARABIC))
    sections = [node.html for node in page.css(".sections a")]
    assert ">العالم</a>" in (sections[0] or "")
    assert '<span lang="en-GB" dir="ltr">City</span>' in (sections[1] or "")
    assert page.css_first('.nameplate [lang="en-GB"]') is not None
    assert page.css_first('.colophon [lang="ar"]') is None


def test_cards_of_other_languages_say_which_and_speak_it(site: Any, written: Any) -> None:
    page = LexborHTMLParser(site(written.root).text("/sections/world"))
    cards = {node.attributes.get("lang"): node for node in page.css(".card")}
    assert set(cards) == {"pl", "ar"}
    polish = cards["pl"].css_first("h2 a")
    assert polish is not None
    assert polish.attributes["hreflang"] == "pl"
    assert cards["ar"].attributes["dir"] == "rtl"
    label = cards["ar"].css_first(".sponsored-label")
    assert label is not None
    assert MARKS.sub("", label.text()) == "محتوى برعاية بتمويل من Coast Rail"


def test_topics_have_the_language_of_their_articles(site: Any, written: Any) -> None:
    page = site(written.root).text("/topics/promy")
    assert '<html lang="en-GB"' in page
    assert '<h1><span lang="pl" dir="ltr">Promy</span></h1>' in page


def test_feeds_say_the_language_of_each_article(site: Any, written: Any) -> None:
    made = site(written.root)
    assert '<entry xml:lang="pl">' in made.text("/feed.xml")
    assert "محتوى برعاية: حارس المنارة" in MARKS.sub("", made.text("/feed.xml"))
    assert "<news:language>pl</news:language>" in made.text("/news-sitemap.xml")


def test_a_whole_paper_can_be_in_another_language(site: Any, folder: Any) -> None:
    folder.article(title='"Prom"')
    made = site(folder.root, language="pl")
    front = made.text("/")
    assert '<html lang="pl" dir="ltr">' in front
    assert text(front, ".masthead-links a") == "Szukaj"
    assert "Nie możemy znaleźć tej strony" in made.ask("/nope").text
    assert "Znaleziono 1 artykuł dla zapytania „prom”" in made.text("/search?q=prom")


def test_a_paper_says_our_words_in_its_own_way(site: Any, folder: Any) -> None:
    folder.article(lang='"pl"', authors='["Ewa Lis"]')
    folder.write("words/pl.ftl", "byline = { $authors }\n")
    page = site(folder.root).text("/articles/one")
    assert text(page, ".byline") == "Ewa Lis"
    assert text(page, ".skip") == "Przejdź do wiadomości"


def test_words_and_languages_that_can_not_be_used_are_told_by_file_and_line(
    folder: Any, calendar: Calendar
) -> None:
    folder.article(lang='"klingon"')
    folder.write("words/pl.ftl", "skip = { $who }\n\nnot fluent\n\nskipp = Dalej\n")
    folder.write("words/readme.txt", "hello")
    _, problems = folders.read(folder.root, calendar, calendar.anchor)
    assert [str(problem) for problem in problems] == [
        'one.md:4: "klingon" is no language; write a tag such as pl or pt-BR; it was ignored',
        (
            "words/pl.ftl:1: ours stands in its place: skip names $who, which it isn't given; "
            "it is given $publication"
        ),
        'words/pl.ftl:3: left out, as it is not Fluent: Expected token: "="',
        "words/pl.ftl:5: nothing shows 'skipp'",
        "words/readme.txt:1: left out: name it for its language, such as words/pl.ftl",
    ]


def test_html_stands_in_a_sentence_and_all_else_is_escaped(calendar: Calendar) -> None:
    said = speech(calendar, "en").say("published", when=Markup("<time>now</time>"))
    assert said == "Published <time>now</time>"
    assert speech(calendar, "en").say("sponsored.by", sponsor="<b>") == ("Paid for by &lt;b&gt;")


@pytest.mark.parametrize(
    ("language", "listed"), [("en", "a, b, and c"), ("pl", "a, b i c"), ("ar", "a وb وc")]
)
def test_several_things_are_listed_as_the_language_lists_them(
    calendar: Calendar, language: str, listed: str
) -> None:
    assert speech(calendar, language).all_of(map(Markup, "abc")) == listed


def test_a_language_without_words_of_ours_has_its_own_direction(site: Any, folder: Any) -> None:
    folder.article(lang='"he"')
    page = site(folder.root).text("/articles/one")
    assert '<html lang="he" dir="rtl">' in page
    assert "Skip to the news" in page
