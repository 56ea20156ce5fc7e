"""The denied page: what is kept, what goes, and where the wall stands."""

import pickle
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from presspass.page.contract import Fallback, cut, examine
from tests.page.cutting import FREE, MORE, PAID, URL, Page, denied, html, metered


def test_the_wall_stands_in_place_of_the_paid_part(article: Page) -> None:
    made = denied(article(f"<p>{PAID}</p>", before=f"<p>{FREE}</p>", after="<footer>end</footer>"))
    page = html(made)
    assert PAID not in page
    assert page.index(FREE) < page.index("WALL") < page.index("<footer>end")
    assert made.clean
    assert made.fallback is None
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301  # what we pickled ourselves


def test_a_denied_page_is_utf8_and_says_so() -> None:
    body = (
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"
        f"<meta property=article:content_tier content=metered></head><article>"
        f"<p>caf\u00e9 {FREE}</p>"
        f"<p>{PAID}</p><p>{MORE}</p></article>"
    ).encode("cp1252")
    page = html(denied(body))
    assert "caf\u00e9" in page
    assert re.findall("charset=[^>]*", page) == ['charset="utf-8"']
    assert page.index("charset") < page.index("content_tier")


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE html>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://x/loose.dtd">',
    ],
)
def test_the_doctype_stays_as_it_was(doctype: str) -> None:
    body = doctype.encode() + metered(f"<article><p>{FREE}</p><p>{PAID}</p><p>{MORE}</p>")[15:]
    assert html(denied(body)).startswith(doctype)


ON, OFF = "<!--presspass:paid-->", "<!--/presspass:paid-->"


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p>{free}</p>{on}<p>{paid}</p>{off}<p>end</p>", "end"),
        ("<p>{free} <!-- presspass:paid -->{paid}<!-- /presspass:paid --> end</p>", "end"),
        ("<p>{free}</p>{on}<p>{paid}</p>", None),
        ("<div><p>{free}</p>{on}<p>{paid}</p></div><i>end</i>", "end"),
        ("<p>{free}</p>{on}<p>a{on}b{off}{paid}</p>{off}<p>end</p>", "end"),
        ("{on}{paid}{off}<p>{free}</p>{on}{more}{off}<p>end</p>", "end"),
        ("<p>{free}{on}x</p><p>{paid}</p><p>y{off}end</p>", "end"),
        ("{off}<p>{free}</p>{on}{paid}{off}", None),
    ],
)
def test_marker_comments(markup: str, kept: str | None) -> None:
    inner = markup.format(free=FREE, paid=PAID, more=MORE, on=ON, off=OFF)
    made = denied(metered(f"<article><h1>t</h1>{inner}</article>"))
    page = html(made)
    assert "harbour master" not in page
    assert "tavern" not in page
    assert FREE in page
    assert kept is None or kept in page
    assert page.count("WALL") == 1
    assert made.fallback is None


@pytest.mark.parametrize(
    ("selector", "markup"),
    [
        ("#part", "<div id=part>{}</div>"),
        ("div.paid", "<div class='a paid b'>{}</div>"),
        (".story .paid", "<div class=story><p class=paid>{}</p></div>"),
        (".none, .paid", "<p class=paid>{}</p>"),
        ("article > div:nth-of-type(2)", "<div>x</div><div>{}</div>"),
        ("[data-paid]", "<p data-paid>{}</p>"),
        (".paid", "<div class=paid>{}<div class=paid>more</div></div>"),
        (".paid", "<template shadowrootmode=open><p class=paid>{}</p></template>"),
    ],
)
def test_selectors(article: Page, selector: str, markup: str) -> None:
    body = article("", before=f"<p>{FREE}</p>{markup.format(PAID)}", selector=selector)
    made = denied(body)
    assert "harbour master" not in html(made)
    assert FREE in html(made)
    assert html(made).count("WALL") == 1
    assert made.fallback is None


@pytest.mark.parametrize(
    ("selector", "fallback"),
    [
        ("", Fallback.NO_SELECTOR),
        (".nothing", Fallback.NO_MATCH),
        ("p[", Fallback.NO_MATCH),
        (".empty", Fallback.NO_MATCH),
        ("body", Fallback.WHOLE_PAGE),
        ("html", Fallback.WHOLE_PAGE),
        ("*", Fallback.WHOLE_PAGE),
    ],
)
def test_a_paid_part_that_cannot_be_found_leaves_the_first_paragraphs(
    article: Page, selector: str, fallback: Fallback
) -> None:
    text = f"<p>{FREE}</p><p>{PAID}</p><div class=empty></div><p>{MORE}</p>"
    made = denied(article("", before=text, selector=selector))
    page = html(made)
    assert made.fallback is fallback
    assert FREE in page
    assert "harbour master" not in page
    assert "tavern" not in page
    assert page.count("WALL") == 1


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{FREE}</p><p>{PAID}</p><p>{MORE}</p>",
        f"<div>{FREE}<br><br>{PAID}<br><br>{MORE}</div>",
        f"<div>{FREE}</div><div>{PAID}</div><div>{MORE}</div>",
        f"<div><p>{FREE}</p></div><div><div><p>{PAID}</p></div><p>{MORE}</p></div>",
        f"<ul><li>{FREE}</li><li>{PAID}</li><li>{MORE}</li></ul>",
        f"<table><tr><td>{FREE}</td></tr><tr><td>{PAID}</td></tr><tr><td>{MORE}</td></tr></table>",
    ],
)
@pytest.mark.parametrize("around", ["{}", "<article>{}</article>", "<main><div>{}</div></main>"])
def test_the_fallback_finds_the_article_in_any_shape(text: str, around: str) -> None:
    navigation = (
        "<nav><ul>" + "<li><a href=/x>A long line in the navigation</a></li>" * 9 + "</ul></nav>"
    )
    page = html(denied(metered(navigation + around.format(text) + "<footer>end</footer>")))
    assert FREE in page
    assert "harbour master" not in page
    assert "tavern" not in page
    assert "A long line in the navigation" in page


@pytest.mark.parametrize("count", [0, 1, 2, 5, 99])
@pytest.mark.parametrize("size", [1, 2, 3, 8])
def test_a_teaser_is_never_more_than_half_of_the_article(count: int, size: int) -> None:
    lines = [
        f"Line {number} tells of ship {number} and of harbour {number}." for number in range(size)
    ]
    body = metered("<article>" + "".join(f"<p>{line}</p>" for line in lines) + "</article>")
    page = html(denied(body, paragraphs=count))
    kept = sum(line in page for line in lines)
    assert kept == min(count, size // 2)


def test_a_free_page_can_be_cut_too() -> None:
    body = f"<article><p>{FREE}</p><p>{PAID}</p><p>{MORE}</p></article>".encode()
    facts = examine(body, url=URL, content_type="text/html")
    assert not facts.gated
    made = cut(body, facts, teaser_paragraphs=1)
    assert FREE in html(made)
    assert "harbour master" not in html(made)
    assert made.fallback is Fallback.NO_SELECTOR


NO_PLACE_FOR_A_SECTION = (
    "<p>a<span class=paid>{}</span></p>",
    "<ul><li class=paid>{}</li></ul>",
    "<b><i class=paid>{}</i></b>",
    "<table><tr class=paid><td>{}</td></tr></table>",
    "<div hidden><p class=paid>{}</p></div>",
)


@pytest.mark.parametrize("before", NO_PLACE_FOR_A_SECTION)
def test_the_wall_stands_where_a_section_may_stand_and_is_seen(article: Page, before: str) -> None:
    body = article("", before=f"<p>{FREE}</p>{before.format(PAID)}")
    tree = LexborHTMLParser(html(denied(body)))
    walls = tree.css("section")
    assert len(walls) == 1
    assert walls[0].parent is not None
    assert walls[0].parent.tag == "article"


def test_plaintext_closes_the_page(article: Page) -> None:
    made = denied(article(f"<p>{PAID}</p>", after="<plaintext>anything"))
    assert made.fallback is Fallback.UNREADABLE
    assert "A plain title" in html(made)
    assert "anything" not in html(made)
