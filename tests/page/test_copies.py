"""Paid text that stands elsewhere in the page goes too, and what is around it stays."""

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from presspass.page.contract import Fallback, examine, paid_text, runs_in
from tests.page.cutting import FREE, MORE, PAID, URL, Page, denied, html


def test_structured_data_keeps_its_shape(article: Page) -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "A plain title",
        "articleBody": f"{FREE} {PAID} {MORE}",
        "description": FREE,
        "author": [{"name": "A. Writer"}],
    }
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    made = denied(article(f"<p>{PAID}</p><p>{MORE}</p>", before=f"<p>{FREE}</p>", head=head))
    tree = LexborHTMLParser(html(made))
    blocks = [json.loads(node.text()) for node in tree.css("script")]
    assert blocks[1] == {**data, "articleBody": FREE}
    assert [leak.where for leak in made.leaks] == ["script[application/ld+json]"]


STATE: dict[str, Any] = {"a": 1, "list": [None, True, 2.5], "s": "</script>"}


@pytest.mark.parametrize(
    "script",
    [
        '<script id=state type="application/json">{}</script>',
        "<script id=state>window.__STATE__ = {}; start();</script>",
        "<script id=state>load([{}])</script>",
    ],
)
def test_hydration_data_keeps_its_shape(article: Page, script: str) -> None:
    state = {
        **STATE,
        "body": PAID,
        "html": f"<p>{PAID}</p>",
        "inner": json.dumps({"t": PAID, "n": 1}),
    }
    written = json.dumps(state).replace("</", "<\\/")
    made = denied(article(f"<p>{PAID}</p>", after=script.format(written)))
    node = LexborHTMLParser(html(made)).css_first("#state")
    assert node is not None
    text = node.text()
    kept = json.loads(text[text.index("{") : text.rindex("}") + 1])
    assert kept == {**STATE, "body": "", "html": "", "inner": '{"t":"","n":1}'}
    assert text.partition("{")[0] == script.partition(">")[2].partition("{")[0]


def test_a_script_whose_code_holds_paid_text_goes_as_a_whole(article: Page) -> None:
    made = denied(article(f"<p>{PAID}</p>", after=f"<script id=s>var a = `{PAID}`; go()</script>"))
    node = LexborHTMLParser(html(made)).css_first("#s")
    assert node is not None
    assert node.text() == ""


def test_text_that_is_spread_over_json_goes_and_the_rest_stays(article: Page) -> None:
    pieces = [
        ["p", *(["b", word] if place % 5 == 0 else word for place, word in enumerate(PAID.split()))]
    ]
    state = {**STATE, "body": [PAID, pieces, "end"], PAID: 1}
    written = json.dumps(state).replace("</", "<\\/")
    script = f'<script id=state type="application/json">{written}</script>'
    made = denied(article(f"<p>{PAID}</p>", after=script))
    node = LexborHTMLParser(html(made)).css_first("#state")
    assert node is not None
    kept = json.loads(node.text())
    assert {**kept, "body": None} == {**STATE, "body": None}
    assert kept["body"][0] == ""
    assert kept["body"][1][0][0] == "p"
    assert kept["body"][2] == "end"


def test_descriptions_are_rebuilt_from_the_teaser(article: Page) -> None:
    head = (
        f'<meta name="description" content="{PAID}">'
        f'<meta property="og:description" content="{FREE} {PAID}">'
    )
    made = denied(article(f"<p>{PAID}</p>", before=f"<p>{FREE}</p>", head=head))
    tree = LexborHTMLParser(html(made))
    said = [node.attributes["content"] for node in tree.css("meta[content]")]
    assert said == [f"A plain title {FREE}", FREE]


def test_what_the_teaser_says_too_is_no_leak(article: Page) -> None:
    head = f'<meta name="description" content="{FREE}">'
    made = denied(
        article(f"<p>{FREE}</p><p>{PAID}</p><p>{MORE}</p>", before=f"<p>{FREE}</p>", head=head)
    )
    assert made.leaks == ()
    assert html(made).count(FREE) == 2


def test_a_copy_before_the_paid_part_is_no_teaser(article: Page) -> None:
    copy = f"<div class=phone><p>{PAID}</p><p>{MORE}</p></div>"
    made = denied(article(f"<p>{PAID}</p><p>{MORE}</p>", before=f"<p>{FREE}</p>{copy}"))
    assert "harbour master" not in html(made)
    assert FREE in html(made)


def test_a_closed_page_is_a_page(article: Page) -> None:
    hidden = "-".join(PAID.split())
    body = article(f"<p>{PAID}</p>", after=f"<{hidden}>x</{hidden}>")
    made = denied(body)
    assert made.fallback is Fallback.LEAKS
    assert not made.clean
    tree = LexborHTMLParser(html(made))
    assert tree.css_first("title").text() == "A plain title"  # type: ignore[union-attr]
    assert tree.css_first("link").attributes["href"] == URL  # type: ignore[union-attr]
    assert tree.css_first("main section").text() == "WALL"  # type: ignore[union-attr]
    assert tree.root is not None
    assert tree.root.attributes == {"lang": "en"}


JAPANESE = "港の霧は朝から濃く船は沖で待ち続けていたが会社は多額の損失を出した"


@pytest.mark.parametrize(
    ("marked", "copy"),
    [
        ("".join(f"<ruby>{one}<rp>(</rp><rt>かな</rt></ruby>" for one in JAPANESE), JAPANESE),
        (" ".join(f"{word}<sup>{at}</sup>" for at, word in enumerate(PAID.split())), PAID),
    ],
)
def test_copies_without_furigana_and_footnote_marks_go_too(
    article: Page, marked: str, copy: str
) -> None:
    data = json.dumps({"plain": copy, "html": marked}, ensure_ascii=False)
    body = article(f"<p>{marked}</p>", after=f"<script type='application/json'>{data}</script>")
    made = denied(body)
    assert '{"plain":"","html":""}' in html(made)
    facts = examine(body, url=URL, content_type="text/html")
    known = paid_text(body, facts).runs
    assert known & runs_in(copy.encode(), "text/plain; charset=utf-8")
    assert known & runs_in(marked.encode(), "text/html; charset=utf-8")
