"""Text within text, read in every way."""

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.page.escapes import readings, unescape
from presspass.page.words import SEPARATOR, letters
from tests.page.growth import assert_linear

LINE = "The harbour master counted forty-one ships before the fog closed in."
Layer = Callable[[str], str]


def _in_units(text: str) -> str:
    raw = text.encode("utf-16-be")
    return "".join(f"\\u{raw[at : at + 2].hex()}" for at in range(0, len(raw), 2))


def _in_base64(text: str) -> str:
    return b64encode(text.encode()).decode()


ESCAPES: dict[str, Layer] = {
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON in UTF-8": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    "units": _in_units,
    "points": lambda text: "".join(f"\\u{{{ord(one):x}}}" for one in text),
    "entities": html.escape,
    "decimal": lambda text: "".join(f"&#{ord(one)};" for one in text),
    "hexadecimal": lambda text: "".join(f"&#X{ord(one):x};" for one in text),
    "percent": quote,
    "each byte": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "percent units": lambda text: _in_units(text).replace("\\", "%"),
}


def said(text: str) -> list[str]:
    return [reading.text for reading in readings(text)]


@given(
    text=st.text("abcé日😀 .,'\"<>()!?-", max_size=12),
    layers=st.lists(st.sampled_from(sorted(ESCAPES)), max_size=4),
)
@settings(deadline=None)
def test_four_layers_of_escapes_are_taken_off_in_any_nesting(text: str, layers: list[str]) -> None:
    wrapped = text
    for layer in layers:
        wrapped = ESCAPES[layer](wrapped)
    assert unescape(wrapped) == text
    assert said(wrapped)[0] == wrapped
    assert text in said(wrapped)


@given(
    words=st.lists(st.sampled_from(["harbour", "fog", "café", "ships", "41", "ü"]), min_size=12),
    layers=st.lists(st.sampled_from(["JSON", "entities", "percent"]), min_size=3, max_size=3),
)
@settings(deadline=None, max_examples=50)
def test_three_layers_of_base64_are_read_with_escapes_between_them(
    words: list[str], layers: list[str]
) -> None:
    text = wrapped = " ".join(words)
    for layer in layers:
        wrapped = _in_base64(ESCAPES[layer](wrapped))
    assert text in "\n".join(said(wrapped))


@given(st.text(st.characters(), max_size=30) | st.text("\\u0xdn{}&#;ampé%25<!-/>\x01\ud800"))
def test_whatever_it_is_a_text_is_read_as_it_is_first(text: str) -> None:
    assert next(readings(text)) == (text, None)
    assert unescape(text) in said(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        (r"\\\\u00e9 \\u00e9 \u00e9 \xe9 \u{e9}", "é é é é é"),
        (r"\ud83d\ude00 \u{1F600} \ud83d!", "😀 😀 \ufffd!"),
        (r"\"a\" \'b\' <\/p>\n\t\r\v\f\b.", "\"a\" 'b' </p>      ."),
        ("one \\\ntwo", "one  two"),
        (r"\d\u{110000}\u{d800}\u00", "du00"),
        (r"\u005cu00e9 \u005Cu005Cu00e9 \x5cxe9", "é é é"),
        ("&eacute; &eacute &#233; &#233 &#xe9; &#Xe9", "é é é é é é"),
        ("&eacutel &copy2026 &notin &notin;", "él ©2026 ¬in ∉"),
        ("&amp;amp;amp;eacute; &amp;#38;#233;", "é é"),
        ("&unknown; & AT&T &; &#; &#x;", "&unknown; & AT&T &; &#; &#x;"),
        ("&#xD800;&#1114112;.", "."),
        ("%C3%A9 %E9 %u00E9 %25C3%25A9 %252525E9 %2525u00e9", "é é é é é é"),
        ("%ud83d%ude00", "😀"),
        ("100% of 50%25 %zz %", "100% of 50% %zz %"),
        ("%26eacute%3B %5Cu00e9 \\u0026eacute; &#92;u00e9 &#37;e9", "é é é é é"),
        (r"\u0001 \x01 &#1; %01 %u0001", "         "),
        (f"a{SEPARATOR}&eacute;{SEPARATOR}", f"a{SEPARATOR}é{SEPARATOR}"),
        ("\ud800 &eacute;", "\ud800 é"),
    ],
)
def test_escapes(text: str, plain: str) -> None:
    assert unescape(text) == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>T</b>he <i class='a'>fog</i>", ["The fog"]),
        (r"\u003cb>T\u003c/b>he fog", ["<b>T</b>he fog", "The fog"]),
        ("&amp;lt;p&amp;gt;fog", ["<p>fog", "fog"]),
        ("T<!-- not -->he f<!---->og", ["T not he fog", "The fog"]),
        ("T<!-- not<b>", ["T not"]),
        ("1 < 2 and 3 <4> 5", ["1 < 2 and 3 <4> 5"]),
    ],
)
def test_markup_is_read_without_its_tags_and_also_without_comments(
    text: str, expected: list[str]
) -> None:
    assert said(text)[1:] == expected


def test_no_tag_or_comment_reaches_over_a_separator() -> None:
    tag = f"a<b{SEPARATOR}c>d"
    assert set(said(tag)) == {tag}
    assert said(f"a<!-- b{SEPARATOR}c --> d<!-- e -->f")[1:] == [
        f"a b{SEPARATOR}c  d e f",
        f"a b{SEPARATOR}c  df",
    ]


@pytest.mark.parametrize(
    "run",
    [
        _in_base64(LINE),
        _in_base64("Only so short a text"),
        urlsafe_b64encode(f"{LINE} Où? Ñandú".encode()).decode().rstrip("="),
        _in_base64(LINE)[:40] + "\n  " + _in_base64(LINE)[40:],
        f"ab{_in_base64(LINE)}",
        f"abc{_in_base64(LINE)}",
        b64encode(LINE.encode("utf-16-le")).decode(),
        b64encode(LINE.encode("utf-16-be")).decode(),
        b64encode(LINE.encode("utf-16")).decode(),
        b64encode(b"\x00\xff\x89PNG" + LINE.encode() + b"\xff\x00").decode(),
        _in_base64(json.dumps({"a": LINE})),
        _in_base64(quote(quote(LINE))),
        _in_base64(_in_base64(_in_base64(LINE))),
        quote(_in_base64(quote(_in_base64(LINE)))),
    ],
)
def test_base64_is_read(run: str) -> None:
    wanted = "Only so short a text" if len(run) < 40 else LINE
    assert any(wanted in text for text in said(f"before {run}, after"))


@pytest.mark.parametrize(
    "text",
    [
        _in_base64("No 24 characters"),
        _in_base64("?" * 30),
        "/news/2026/07/the-harbour-master-and-the-fog/of-the-old-breakwater/in-pictures/one",
        "a" * 200,
        "0123456789abcdef" * 8,
    ],
)
def test_what_holds_no_text_is_not_read_as_base64(text: str) -> None:
    assert said(text) == [text]


@given(st.lists(st.sampled_from(["", "a<b>", "&eacute;", "c--><!--"]), max_size=4), st.data())
@settings(deadline=None, max_examples=50)
def test_what_base64_holds_is_owned_by_the_part_it_stands_in(
    others: list[str], data: st.DataObject
) -> None:
    layers = data.draw(st.integers(1, 3))
    place = data.draw(st.integers(0, len(others)))
    run = LINE
    for _ in range(layers):
        run = _in_base64(run)
    parts = [*others[:place], f"see {run} and {run}", *others[place:]]
    found = [
        (reading.owners, reading.text.split(SEPARATOR))
        for reading in readings(SEPARATOR.join(parts))
    ]
    owned = [
        owners[at]
        for owners, pieces in found
        if owners is not None
        for at, piece in enumerate(pieces)
        if piece == LINE
    ]
    assert owned
    assert set(owned) == {place}
    assert all(len(owners or parts) == len(pieces) for owners, pieces in found)


COPY = "Seven trawlers waited outside the breakwater."


def copied(text: str) -> bool:
    return any(letters(COPY) in letters(reading.text) for reading in readings(text))


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"&#{ord(letter):010};" for letter in COPY),
        "".join(f"&#x{ord(letter):012x};" for letter in COPY),
        "".join(f"\\{ord(letter):03o}" for letter in COPY),
        "".join(f"\\{ord(letter):o}" for letter in COPY),
        json.dumps("".join(f'{word} <b data-x="<zq"></b>' for word in COPY.split())),
        json.dumps("".join(f"{word} <b data-x='zq>zq'>" for word in COPY.split())),
        "".join(f'{word} <b a="x" data-x=" zq > < " b=\'c\' d></b>' for word in COPY.split()),
        "".join(f"{word} \u3164\uffa0\u115f\u1160" for word in COPY.split()),
        COPY.replace("a", "&amp;amp;amp;#97;"),
    ],
)
def test_escapes_and_tags_hide_nothing(text: str) -> None:
    assert copied(text)
    assert copied(f"before {text} after")


def test_what_an_attribute_says_is_read_too() -> None:
    assert copied(f'<b data-x="<i>{COPY}</i>"></b>')


def test_numbers_beyond_unicode_stand_for_nothing() -> None:
    assert unescape(f"a&#{'9' * 5000};b&#x{'f' * 5000};c&#0;") == "abc\0"


@pytest.mark.parametrize(
    "again",
    ["amp;", "&#0", "\\1", '<a b="', "<a b='<", '<a b="<" c="', '="', '="<', "&amp", "&amp;"],
)
def test_readings_take_linear_time(again: str) -> None:
    assert_linear(lambda size: list(readings("<&" + again * size)), 1000)
