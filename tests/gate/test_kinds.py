import zipfile
from io import BytesIO

import pytest

from presspass.gate.kinds import Kind, is_html, kind_of, looks_like_text, media_type


@pytest.mark.parametrize(
    "content_type",
    [
        b"",
        b"text/html",
        b"Text/HTML; charset=utf-8",
        b" text/html ;",
        b"application/xhtml+xml",
        b"*/*",
        b"unknown/unknown",
        b"application/unknown",
        b"html",
        b"; charset=utf-8",
        b"text/",
        b"text html",
    ],
)
def test_what_a_browser_may_show_as_a_page_is_a_page(content_type: bytes) -> None:
    assert is_html(content_type)


@pytest.mark.parametrize(
    "content_type",
    [b"image/png", b"application/json", b"text/plain", b"application/octet-stream", b"video/mp4"],
)
def test_what_no_browser_shows_as_a_page_is_none(content_type: bytes) -> None:
    assert not is_html(content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        b"application/json; charset=utf-8",
        b"application/ld+json",
        b"application/x-json",
        b"application/json5",
        b"application/jsonl",
        b"application/json-seq",
        b"application/x-ndjson",
        b"application/atom+xml",
        b"application/xml",
        b"application/yaml",
        b"application/x-yaml",
        b"application/graphql",
        b"application/rtf",
        b"text/json",
        b"text/plain",
        b"text/vtt",
        b"text/x-component",
        b"text/x-markdown",
        b"text/x-opml",
        b"text/tab-separated-values",
        b"TEXT/Anything",
        b"multipart/mixed; boundary=x",
    ],
)
def test_types_that_may_carry_articles_are_texts(content_type: bytes) -> None:
    assert kind_of(content_type) is Kind.TEXT


@pytest.mark.parametrize(
    "content_type",
    [
        b"text/css",
        b"image/svg+xml",
        b"text/javascript",
        b"application/javascript",
        b"application/x-javascript",
        b"application/ecmascript",
        b"text/ecmascript",
        b"text/javascript1.5",
    ],
)
def test_what_pages_are_made_with_is_known(content_type: bytes) -> None:
    assert kind_of(content_type) is Kind.FILE


@pytest.mark.parametrize("content_type", [b"text/event-stream", b"multipart/x-mixed-replace; a=b"])
def test_what_has_no_end_is_known(content_type: bytes) -> None:
    assert kind_of(content_type) is Kind.ENDLESS


@pytest.mark.parametrize(
    "content_type", [b"image/png", b"video/mp4", b"audio/mpeg", b"font/woff2", b"application/pdf"]
)
def test_what_holds_no_text_is_known(content_type: bytes) -> None:
    assert kind_of(content_type) is Kind.BINARY


@pytest.mark.parametrize(
    "content_type",
    [
        b"application/octet-stream",
        b"binary/octet-stream",
        b"application/zip",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"application/msgpack",
        b"application/x-anything",
    ],
)
def test_other_types_say_nothing(content_type: bytes) -> None:
    assert kind_of(content_type) is Kind.UNSAID


def _zipped() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("words.txt", "words and words")
    return made.getvalue()


@pytest.mark.parametrize(
    "beginning",
    [b"", b'{"text": "words"}', "Übermut\r\n\ttut".encode(), "{}".encode("utf-16"), b"\x1b[1mbold"],
)
def test_a_text_looks_like_one(beginning: bytes) -> None:
    assert looks_like_text(beginning)


@pytest.mark.parametrize(
    "beginning",
    [
        _zipped(),
        b"\x1f\x8b\x08\x00",
        b"\x7fELF\x02\x01\x01\x00",
        b"\0asm\x01",
        b"BZh9" + bytes(range(99)),
    ],
)
def test_what_is_none_does_not(beginning: bytes) -> None:
    assert not looks_like_text(beginning)


def test_a_media_type_is_read_without_its_parameters() -> None:
    assert media_type(b"Text/HTML ; Charset=x") == "text/html"
    assert media_type(b"\xff/\xfe") == "ÿ/þ"
