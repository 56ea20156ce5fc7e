from pathlib import Path

import pytest

from presspass.newsstand.body import Body, render
from presspass.newsstand.pictures import Picture

BOAT = Picture(Path("boat.svg"), "boat.svg", 300, 200, "v1")


def rendered(markdown: str, dateline: str = "") -> tuple[Body, list[tuple[int, str]]]:
    said: list[tuple[int, str]] = []
    found = {"boat.svg": BOAT}
    body = render(markdown, found.get, lambda line, message: said.append((line, message)), dateline)
    return body, said


def test_the_teaser_is_the_first_two_paragraphs_with_what_stands_between() -> None:
    body, _ = rendered("## Head\n\nOne.\n\n- a list\n\nTwo.\n\nThree.\n\nFour.")
    assert [mark in body.teaser for mark in ("Head", "One.", "a list", "Two.")] == [True] * 4
    assert "Three." not in body.teaser
    assert body.paid == "<p>Three.</p>\n<p>Four.</p>"


@pytest.mark.parametrize(
    ("markdown", "teaser", "paid"),
    [
        ("One.\n\nTwo.", "<p>One.</p>", "<p>Two.</p>"),
        ("One.", "", "<p>One.</p>"),
        ("", "", ""),
    ],
)
def test_a_short_article_still_has_something_to_pay_for(
    markdown: str, teaser: str, paid: str
) -> None:
    body, _ = rendered(markdown)
    assert (body.teaser, body.paid) == (teaser, paid)


def test_pictures_and_pull_quotes_are_no_paragraphs_of_a_teaser() -> None:
    body, said = rendered("One.\n\n![A boat](boat.svg)\n\n```pull\nOh.\n```\n\nTwo.\n\nThree.")
    assert body.paid == "<p>Three.</p>"
    assert said == []


def test_a_picture_has_its_description_caption_credit_and_size() -> None:
    body, _ = rendered('![A *red* boat](boat.svg "Out at sea | Drawing: Me")\n\nOne.\n\nTwo.')
    assert 'alt="A red boat" width="300" height="200"' in body.teaser
    assert '<span class="caption">Out at sea</span>' in body.teaser
    assert '<span class="credit">Drawing: Me</span>' in body.teaser


def test_a_missing_picture_is_left_out_and_said_with_its_line() -> None:
    body, said = rendered("One.\n\n![A whale](whale.svg)\n\nTwo.\n\nThree.")
    assert "img" not in body.teaser + body.paid
    assert said == [(2, 'the picture "whale.svg" was left out: missing or broken')]


def test_a_picture_that_nobody_described_is_shown_and_said() -> None:
    body, said = rendered("![](boat.svg)\n\nOne.\n\nTwo.")
    assert "img" in body.teaser
    assert said[0][0] == 0
    assert "no description" in said[0][1]


def test_a_picture_amid_text_is_left_out_and_said() -> None:
    body, said = rendered("See ![A boat](boat.svg) there.\n\n- ![A boat](boat.svg)\n\nTwo.")
    assert "<img" not in body.teaser + body.paid
    assert [line for line, _ in said] == [0, 2]


def test_a_pull_quote_says_whose_it_is() -> None:
    body, _ = rendered("```pull\nTwo <b>\nlines\n\u2014 Ann, baker\n```\n\nOne.")
    assert "<blockquote><p>Two &lt;b&gt; lines</p></blockquote>" in body.teaser
    assert "<figcaption>Ann, baker</figcaption>" in body.teaser
    alone, _ = rendered("```pull\nJust this\n```\n\nOne.")
    assert "figcaption" not in alone.teaser


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "One <img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,alert)",
    ],
)
def test_nothing_but_markdown_reaches_the_page(markdown: str) -> None:
    body, _ = rendered(markdown)
    html = body.teaser + body.paid
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_the_dateline_opens_the_first_paragraph() -> None:
    body, _ = rendered("One.\n\nTwo.\n\nThree.", "PORT <LISSA>")
    assert body.teaser.startswith('<p><span class="dateline">PORT &lt;LISSA&gt;</span> One.</p>')


def test_a_top_heading_gives_way_to_the_headline() -> None:
    body, _ = rendered("# Big\n\nOne.\n\nTwo.")
    assert "<h2>Big</h2>" in body.teaser
