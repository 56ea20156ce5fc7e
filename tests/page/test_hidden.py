"""What markup hides of a paid part is known, and its copies go."""

import json
from html import escape

import pytest

from presspass.page.contract import Fallback, cut, examine, paid_text
from tests.page.cutting import FREE, MORE, PAID, URL, html

LATE = (
    "He carried the book up the stairs himself, page after page still wet, and laid it on the "
    "sill where no wind could reach it any more that night; in the morning it was gone, and with "
    "it the only list of all who had sailed."
)
TEXT = f"{PAID} {MORE} {LATE}"
NOTE = "It stood there for everyone, and nobody had to pay for it, as the third paragraph tells."
PARAGRAPHS = f"<p>{PAID}</p><p>{MORE}</p><p>{LATE}</p>"


def page(paid: str) -> bytes:
    marked = {
        "@type": "NewsArticle",
        "isAccessibleForFree": False,
        "hasPart": {"isAccessibleForFree": False, "cssSelector": ".paid"},
    }
    return (
        f'<!doctype html><html><head><script type="application/ld+json">{json.dumps(marked)}'
        f"</script></head><body><article><p>{FREE}</p><p>{FREE[::-1]}</p><p>{NOTE}</p>{paid}"
        f'</article><script type="application/json">{json.dumps({"body": TEXT})}</script>'
    ).encode()


@pytest.mark.parametrize(
    "paid",
    [
        f"<div class=paid hidden>{PARAGRAPHS}</div>",
        f'<div class=paid style="display: none">{PARAGRAPHS}</div>',
        f"<div class=paid><p>Four words stand here.</p><div hidden>{PARAGRAPHS}</div></div>",
        f"<div class=paid><template shadowrootmode=open>{PARAGRAPHS}</template></div>",
        f"<template class=paid>{PARAGRAPHS}</template>",
        f"<div class=paid><noscript>{PARAGRAPHS}</noscript></div>",
        f"<div class=paid><textarea>{PARAGRAPHS}</textarea></div>",
        f"<div class=paid><canvas>{PARAGRAPHS}</canvas></div>",
        f'<div class=paid><iframe srcdoc="{escape(PARAGRAPHS)}"></iframe></div>',
        f"<script class=paid type=text/template>{PARAGRAPHS}</script>",
        f"<div class=paid hidden><template><noscript>{PARAGRAPHS}</noscript></template></div>",
        f"<!--presspass:paid--><div hidden>{PARAGRAPHS}</div><!--/presspass:paid-->",
    ],
)
def test_what_is_hidden_within_the_paid_part_is_part_of_it(paid: str) -> None:
    body = page(paid)
    facts = examine(body, url=URL, content_type="text/html")
    assert facts.fallback is None
    assert facts.paid_part.characters >= len(TEXT)
    assert len(paid_text(body, facts).runs) > len(TEXT.split()) - 20
    denied = cut(body, facts)
    assert denied.clean
    assert [leak.where for leak in denied.leaks] == ["script[application/json]"]
    for paragraph in (PAID, MORE, LATE):
        assert paragraph not in html(denied)
    assert NOTE in html(denied)


def test_a_plea_to_turn_scripts_on_is_no_article() -> None:
    plea = "<div class=paid><noscript>Please turn scripts on to read this.</noscript></div>"
    body = page(plea + PARAGRAPHS)
    facts = examine(body, url=URL, content_type="text/html")
    assert facts.fallback is Fallback.NO_MATCH
    denied = html(cut(body, facts))
    assert FREE in denied
    assert PAID not in denied


@pytest.mark.parametrize("tag", ["script", "style", "select", "video"])
def test_programs_styles_forms_and_media_hold_no_paid_text(tag: str) -> None:
    body = page(f"<div class=paid>{PARAGRAPHS}<{tag}>{NOTE}</{tag}></div>")
    facts = examine(body, url=URL, content_type="text/html")
    assert NOTE in html(cut(body, facts))


def test_documents_within_a_page_are_under_its_limits() -> None:
    deep = escape("<b>" * 3000)
    body = page(f'<div class=paid><iframe srcdoc="{deep}"></iframe>{PARAGRAPHS}</div>')
    facts = examine(body, url=URL, content_type="text/html")
    assert facts.fallback is Fallback.TOO_DEEP
    assert PAID not in html(cut(body, facts))


@pytest.mark.parametrize("tag", ["div hidden", "template"])
def test_depth_is_no_way_out(tag: str) -> None:
    end = f"</{tag.split(maxsplit=1)[0]}>"
    deep = f"<{tag}>" * 400 + PARAGRAPHS + end * 400
    body = page(f"<div class=paid>{deep}</div>")
    facts = examine(body, url=URL, content_type="text/html")
    assert facts.fallback is None
    assert PAID not in html(cut(body, facts))
