"""A notice goes right after `<body>` and its skip links, or nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from presspass.page.notice import notice_offset, splice
from tests.page.growth import assert_linear

NOTICE = "<aside>NOTICE</aside>"


@pytest.mark.parametrize(
    "page",
    [
        "<body>",
        "<!doctype html><html><head><title>t</title></head><body class='a'>",
        "\n<!-- <body> --><HTML>\n<HEAD></HEAD>\n<BODY\n>",
        "<!--><body>",
        "<!---><body>",
        "<!-- a --!><body>",
        "<!-- a -- > <body> --><body>",
        '<?xml version=\'1.0\'?><!DOCTYPE html PUBLIC "-//W3C//DTD" "x"><body>',
        "</ stray><html><body>",
        "<script>if (a < b) document.write('<body>')</script><body>",
        "<script>x = '</scripted><body>'</script ><body>",
        "<style>/* <body> */</style><body>",
        "<title><body></title><body>",
        "<noscript><img src=x></noscript><body>",
        "<body data-a='>' data-b=\">\" data-c=a>",
        "<body/>",
        "<body a = '>' b=c'd>",
        '<body a="">',
        "<meta name=a content='<body>'><link rel=x><base href=/><body>",
        "<!--[if IE]><body class=ie><![endif]--><body>",
        "<![if !IE]><body>",
        "<template><p></template><body>",
    ],
)
def test_the_place_is_right_after_the_body_tag(page: str) -> None:
    rest = "<p>text</p><body class=second></body></html>"
    offset = notice_offset((page + rest).encode(), "utf-8")
    assert offset == len(page)
    spliced = splice((page + rest).encode(), offset, NOTICE, "utf-8").decode()
    body = LexborHTMLParser(spliced, scripting=True).body
    assert body is not None
    first = body.first_child
    assert first is not None
    assert first.html == NOTICE


@pytest.mark.parametrize(
    "links",
    [
        '<a href="#main">Skip to the news</a>',
        "\n  <A CLASS=skip HREF=#main >Skip</A >",
        "<a class='skip' href='#main'>Skip</a>\n<a href='#nav'>To the sections</a>",
        '<a data-x=">" href = "#a">a</a>',
    ],
)
def test_skip_links_that_begin_the_body_stay_before_it(links: str) -> None:
    page = f"<body>{links}"
    rest = "<header><a href='#main'>x</a></header>"
    offset = notice_offset((page + rest).encode(), "utf-8")
    assert offset == len(page)
    tree = LexborHTMLParser(splice((page + rest).encode(), offset, NOTICE, "utf-8").decode())
    assert tree.css_first("body > a + aside") is not None


@pytest.mark.parametrize(
    "begins",
    [
        '<a href="/in">Sign in</a>',
        '<a href="#">Menu</a>',
        '<a href="/a#main">There</a>',
        '<a href="#main"><img src=x></a>',
        '<a href="#main">Skip',
        '<a href="#main',
        "<a>Skip</a>",
        "<abbr href='#a'>x</abbr>",
        "text <a href='#main'>Skip</a>",
        "<!-- c --><a href='#main'>Skip</a>",
        "<header><a href='#main'>Skip</a></header>",
    ],
)
def test_whatever_else_begins_the_body_comes_after_it(begins: str) -> None:
    page = f"<body>{begins}<p>text</p>"
    assert notice_offset(page.encode(), "utf-8") == len("<body>")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>no body tag",
        "text <body>",
        "<html><head></head><p><body>",
        "<frameset><frame></frameset>",
        "<body><frameset>",
        "<head></head></body><body>",
        "</br><body>",
        "<template><body></template><body>",
        "<noscript><body></noscript><body>",
        "<template><template></template><body></template><body>",
        "<script><!-- <script> </script><body> --></script><body>",
        "<svg><body>",
        "<textarea><body>",
        "<plaintext><body>",
        "<body",
        "<body class='",
        "<!-- <body>",
        "<!-- > <body>",
        "<html class='> <body>",
        "<script><body>",
        "<title><body>",
    ],
)
def test_there_is_no_place_where_it_is_not_certain(page: str) -> None:
    assert notice_offset(page.encode(), "utf-8") is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "iso2022_jp", "latin", ""])
def test_there_is_no_place_in_charsets_beyond_ascii(encoding: str) -> None:
    assert notice_offset(b"<body>", encoding) is None


def test_a_byte_order_mark_is_passed_over() -> None:
    assert notice_offset(b"\xef\xbb\xbf<body>x", "utf-8") == 9


def test_the_notice_is_in_the_pages_own_charset() -> None:
    page = "<body>caf\u00e9".encode("cp1252")
    offset = notice_offset(page, "cp1252")
    assert offset == 6
    spliced = splice(page, offset, "\u00e9 \u65e5", "cp1252")
    assert spliced == b"<body>\xe9 &#26085;caf\xe9"


@given(page=st.text(alphabet="<>/!-body scriptml'\"=x \nhref#", max_size=200))
def test_whatever_place_is_found_is_in_the_body(page: str) -> None:
    body = page.encode()
    offset = notice_offset(body, "utf-8")
    if offset is None:
        return
    spliced = splice(body, offset, "<i id=notice></i>", "utf-8").decode()
    tree = LexborHTMLParser(spliced, scripting=True)
    assert tree.body is not None
    assert tree.body.css_first("#notice") is not None
    without = spliced.replace("<i id=notice></i>", "")
    assert without.encode() == body


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ("", "<!--a>"),
        ("", "<!-- > -->"),
        ("", "<!a>"),
        ("<html><", "a"),
        ("<html></", "a"),
        ("<html ", "a=' "),
        ("<html a=", "\t"),
        ("", "<noscript></noscript a"),
    ],
)
def test_every_page_is_read_but_once(before: str, again: str) -> None:
    assert_linear(lambda size: notice_offset(f"{before}{again * size}".encode(), "utf-8"), 1000)
