"""Paragraphs, what a reader sees of them, and where an article's teaser ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.page.limits import Fallback, LimitReached, Limits
from presspass.page.markup import Markup
from presspass.page.prose import Paragraph, after_teaser, paragraphs, text_of
from tests.page.cutting import FREE, MORE, PAID

LINK = "<a href=/x>{}</a>"


def _all(body: str) -> list[Paragraph]:
    top = Markup(f"<!doctype html><body>{body}", Limits()).tree.body
    assert top is not None
    return paragraphs(top)


def _seen(body: str) -> list[str]:
    return [part.text for part in _all(body)]


def _teaser(body: str, count: int) -> str:
    """What is left of a page once all after its teaser is gone."""
    markup = Markup(f"<!doctype html><body>{body}", Limits())
    for node in after_teaser(markup, count):
        node.decompose()
    top = markup.tree.body
    return "" if top is None else text_of(top)


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("", []),
        (" \n ", []),
        ("<p>One  <b>t</b>wo\nthree</p> <p></p>", ["One two three"]),
        ("a<div>b<p>c</p>d</div>e", ["a", "b", "c", "d", "e"]),
        ("one<br>two<hr>three", ["one", "two", "three"]),
        ("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
        ("<p>a &amp; caf&eacute;</p>", ["a & café"]),
        ("<p>a<script>x</script><style>y</style>b", ["ab"]),
        ("<p>a</p><div hidden>b<p>c</p></div><p style='Display : none'>d</p>e", ["a", "e"]),
        ("<p>a<textarea>b</textarea><template><p>c</p></template><!-- d -->", ["a"]),
        ("<noscript><p>a</p></noscript><p>b", ["b"]),
    ],
)
def test_paragraphs_are_what_a_reader_sees_block_by_block(body: str, texts: list[str]) -> None:
    assert _seen(body) == texts


def test_a_paragraph_knows_its_element_and_its_nodes() -> None:
    first, second, third = _all("<article>a<p>b <i>c</i></p>d</article>")
    assert [first.block.tag, second.block.tag, third.block.tag] == ["article", "p", "article"]
    assert [node.text_content for node in second.nodes] == ["b ", "c"]


def test_the_text_of_a_text_node_is_one_paragraph() -> None:
    (only,) = _all(f"<p>{LINK.format('linked')}")
    (again,) = paragraphs(only.nodes[0])
    assert (again.text, again.block.tag) == ("linked", "a")


@pytest.mark.parametrize(
    ("body", "is_linked", "is_prose"),
    [
        (FREE, False, True),
        ("x" * 40, False, True),
        ("x" * 39, False, False),
        (LINK.format(FREE), True, False),
        (LINK.format(f"<b>{FREE}</b>"), True, False),
        (f"{FREE} {LINK.format(FREE)}", False, True),
        (f"and {LINK.format(FREE)}", True, False),
    ],
)
def test_prose_is_long_and_no_list_of_links(*, body: str, is_linked: bool, is_prose: bool) -> None:
    (only,) = _all(f"<p>{body}</p>")
    assert only.is_linked is is_linked
    assert only.is_prose is is_prose


def test_text_is_told_with_blank_lines_and_without_links_on_demand() -> None:
    body = f"<p>{FREE}</p><p>{LINK.format('Home')}</p><p>end</p>"
    top = Markup(body, Limits()).root
    assert text_of(top) == f"{FREE}\n\nHome\n\nend"
    assert text_of(top, links=False) == f"{FREE}\n\nend"


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>x</script><div hidden>a</div>"])
def test_a_page_without_text_has_no_article(body: str) -> None:
    with pytest.raises(LimitReached) as limit:
        after_teaser(Markup(f"<body>{body}", Limits()), 1)
    assert limit.value.fallback is Fallback.NO_ARTICLE


LINES = [f"This is line {name}, and it is as long as any other of this story." for name in "abcdef"]


@pytest.mark.parametrize(("count", "kept"), [(0, 0), (1, 1), (3, 3), (4, 3), (99, 3)])
def test_a_teaser_is_so_many_paragraphs_but_never_more_than_half(count: int, kept: int) -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    assert _teaser(f"<article>{body}</article>", count) == "\n\n".join(LINES[:kept])


def test_short_lines_count_for_no_paragraphs_but_for_the_half() -> None:
    verses = [f"A short verse {name}" for name in "abcdefgh"]
    body = "".join(f"<p>{line}</p>" for line in (FREE, *verses, PAID))
    assert _teaser(f"<article>{body}</article>", 1) == "\n\n".join((FREE, *verses[:4]))


@given(
    lines=st.lists(st.sampled_from([*LINES, "Short.", LINK.format("More")]), min_size=1),
    count=st.integers(0, 8),
    tag=st.sampled_from(["p", "div", "li"]),
)
@settings(deadline=None, max_examples=60)
def test_no_teaser_is_more_than_half_of_its_article(lines: list[str], count: int, tag: str) -> None:
    body = "".join(f"<{tag}>{line}</{tag}>" for line in lines)
    whole = "".join(_seen(body))
    teaser = _teaser(f"<article>{body}</article>", count).replace("\n\n", "")
    assert whole.startswith(teaser)
    assert len(teaser.replace("More", "")) <= len(whole.replace("More", "")) / 2


@pytest.mark.parametrize(
    "body",
    [
        "<main><p>{}</p><p>{}</p><p>{}</p></main>",
        "<div role=main><p>{}</p><section><p>{}</p></section><p>{}</p></div>",
        "<article><h1>Title</h1><p>By us</p><p>{}</p><div><p>{}</p><p>{}</p></div></article>",
        "<div>{}<br><br>{}<br><br>{}</div>",
        "<article><div><div>{}</div><div>{}</div></div><div>{}</div></article>",
    ],
)
def test_what_follows_in_the_article_is_taken_and_what_is_beside_it_stays(body: str) -> None:
    page = (
        f"<header><p>{LINES[0]}</p></header><nav>{LINK.format('Home')}</nav>"
        f"{body.format(FREE, PAID, MORE)}<footer><p>{LINES[1]}</p></footer>"
    )
    left = _teaser(page, 1)
    assert FREE in left
    assert PAID not in left
    assert MORE not in left
    assert left.startswith(LINES[0])
    assert left.endswith(LINES[1])


def test_the_article_is_where_most_prose_stands() -> None:
    beside = f"<div class=more><p>{LINES[0]}</p></div>"
    left = _teaser(f"{beside}<div><p>{FREE}</p><p>{PAID}</p><p>{MORE}</p></div>{beside}", 1)
    assert left == "\n\n".join((LINES[0], FREE, LINES[0]))


def test_a_body_that_is_marked_is_the_article_though_more_stands_elsewhere() -> None:
    comments = "".join(f"<p>{line}</p>" for line in LINES)
    body = f"<div itemprop='x articleBody'><p>{FREE}</p><p>{PAID}</p><p>{MORE}</p></div>"
    left = _teaser(f"{body}<div>{comments}</div>", 1)
    assert left == "\n\n".join((FREE, *LINES))


def test_where_nothing_is_prose_the_first_half_of_the_text_is_kept() -> None:
    assert _teaser("<p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p>", 9) == "One.\n\nTwo."
    assert _teaser("<p>One.</p>", 9) == ""


def test_the_element_that_begins_with_the_first_paid_paragraph_goes_whole() -> None:
    markup = Markup(
        f"<article><p>{FREE}</p><section> <!-- x --><div><p>{PAID}</p></div></section>"
        f"<p>{MORE}</p></article>",
        Limits(),
    )
    assert [node.tag for node in after_teaser(markup, 1)] == ["section", "p"]
