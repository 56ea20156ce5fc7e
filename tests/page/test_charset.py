"""Pages are read as browsers read them."""

import codecs

import pytest

from presspass.page.charset import _BROWSERS_KNOW, ASCII_MARKUP, decode, every_text
from presspass.page.contract import cut, examine
from presspass.page.limits import LimitReached

WORD = "caf\u00e9"


@pytest.mark.parametrize(
    ("body", "kind", "encoding"),
    [
        (WORD.encode(), "text/html", "utf-8"),
        (WORD.encode("cp1252"), "text/html", "cp1252"),
        (WORD.encode("cp1252"), "text/html; charset=iso-8859-1", "cp1252"),
        (WORD.encode("cp1252"), 'text/html; charset="ASCII"', "cp1252"),
        (codecs.BOM_UTF8 + WORD.encode(), "text/html; charset=iso-8859-1", "utf-8"),
        (codecs.BOM_UTF16_LE + WORD.encode("utf-16-le"), "text/html", "utf-16-le"),
        (codecs.BOM_UTF16_BE + WORD.encode("utf-16-be"), "text/html", "utf-16-be"),
        (b"<meta charset=windows-1252>" + WORD.encode("cp1252"), "text/html", "cp1252"),
        (b"<meta charset=utf-16>" + WORD.encode(), "text/html", "utf-8"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">caf\xe9',
            "text/html",
            "iso8859-2",
        ),
    ],
)
def test_the_charset_is_found(body: bytes, kind: str, encoding: str) -> None:
    text = decode(body, kind)
    assert text.encoding == encoding
    assert text.text.endswith(WORD)
    assert text.notices == ()


def test_header_and_page_that_differ_are_reported_and_the_header_holds() -> None:
    text = decode(b"<meta charset=iso-8859-2>" + WORD.encode(), "text/html; charset=utf-8")
    assert text.text.endswith(WORD)
    assert len(text.notices) == 1


@pytest.mark.parametrize("label", ["klingon", "rot13", "hex", "idna", "cp037", "\x00", "a" * 999])
def test_a_charset_that_browsers_do_not_know_is_reported_and_passed_over(label: str) -> None:
    text = decode(WORD.encode(), f"text/html; charset={label}")
    assert text.encoding == "utf-8"
    assert len(text.notices) == 1


@pytest.mark.parametrize("label", ["utf-7", "UTF7", "hz", "hz-gb-2312", "iso-2022-kr", "utf-32"])
def test_charsets_that_hide_text_are_refused(label: str) -> None:
    with pytest.raises(LimitReached, match="unreadable"):
        decode(b"x", f"text/html; charset={label}")


def test_bytes_that_are_no_text_are_reported() -> None:
    text = decode(b"a\xff\xfeb", "text/html; charset=utf-8")
    assert text.text == "a\ufffd\ufffdb"
    assert len(text.notices) == 1


EVERYTHING = "".join(map(chr, range(0x80, 0x30000)))
SIGNS = frozenset(b"<>\"'/=!- ")


@pytest.mark.parametrize("encoding", sorted(_BROWSERS_KNOW))
def test_where_markup_is_ascii_its_signs_stand_for_no_other_text(encoding: str) -> None:
    alone = SIGNS.isdisjoint(EVERYTHING.encode(encoding, "ignore"))
    assert (encoding in ASCII_MARKUP) is alone


@pytest.mark.parametrize("charset", ["utf-16", "utf-16le", "UTF-16BE"])
def test_a_page_of_bytes_that_says_it_is_of_words_is_not_read(charset: str) -> None:
    body = b"<!doctype html><html><head><title>x</title></head><p>" + WORD.encode()
    with pytest.raises(LimitReached):
        decode(body, f"text/html; charset={charset}")
    assert decode(body.decode().encode("utf-16-le"), "text/html; charset=utf-16le").text


def test_such_a_page_is_closed_if_it_names_a_tier() -> None:
    for said, gated in (
        (b'<meta property="article:content_tier" content="metered">', True),
        (b"", False),
    ):
        body = (
            b"<!doctype html><html><head>" + said + b"</head><body><p>Paid words.</p></body></html>"
        )
        kind = "text/html; charset=utf-16"
        facts = examine(body, url="https://paper.example/a", content_type=kind)
        assert facts.gated is gated
        assert b"Paid words" not in cut(body, facts).with_wall("<p>wall</p>")


@pytest.mark.parametrize("data", [b"", b"\0", b"a\0", b"\0a\0"])
def test_a_few_bytes_tell_no_encoding_and_are_read(data: bytes) -> None:
    assert every_text(data, "")
