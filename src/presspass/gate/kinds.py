"""What an answer may be, by its media type."""

import re
from enum import Enum, auto
from functools import lru_cache

_HTML = frozenset(
    {"text/html", "application/xhtml+xml", "unknown/unknown", "application/unknown", "*/*"}
)
_TYPE = re.compile(r"[^\s/]+/[^\s/]+")
_FILES = frozenset({"text/css", "image/svg+xml"})
_SCRIPT = re.compile(r"(javascript|ecmascript|livescript|jscript)(1\.\d)?\Z")
_ENDLESS = frozenset({"text/event-stream", "multipart/x-mixed-replace"})
_TEXT_FAMILIES = ("text/", "multipart/")
_TEXT = frozenset(
    {
        "application/rtf",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "message/rfc822",
    }
)
_TEXT_WORDS = ("json", "xml", "script", "yaml")
_ZIPPED_XML = "openxml"
"""Office documents have `openxml` in their types, and are zip archives."""

_BINARY_FAMILIES = ("image/", "audio/", "video/", "font/", "model/")
_BINARY = frozenset({"application/pdf"})
"""Its first bytes look like text."""


class Kind(Enum):
    """What an answer that is no page may carry.

    `TEXT` may carry articles, `FILE` is what pages are made with (styles, scripts, drawings),
    `ENDLESS` a text whose end nobody awaits, `BINARY` no text. `UNSAID` shows by its first bytes
    whether it is one.
    """

    TEXT = auto()
    FILE = auto()
    ENDLESS = auto()
    UNSAID = auto()
    BINARY = auto()


def media_type(content_type: bytes) -> str:
    """The type of `Content-Type` without its parameters, in lower case."""
    return content_type.partition(b";")[0].strip().lower().decode("latin-1")


@lru_cache(maxsize=1024)
def is_html(content_type: bytes) -> bool:
    """Whether browsers may show the answer as a page: an unknown type is guessed by them.

    Which types are as good as none: WHATWG MIME Sniffing, section 7.
    """
    kind = media_type(content_type)
    return kind in _HTML or _TYPE.fullmatch(kind) is None


@lru_cache(maxsize=1024)
def kind_of(content_type: bytes) -> Kind:
    """The kind of an answer that is no page."""
    name = media_type(content_type)
    if name in _ENDLESS:
        return Kind.ENDLESS
    if name in _FILES or _SCRIPT.search(name) is not None:
        return Kind.FILE
    if name.startswith(_TEXT_FAMILIES) or name in _TEXT or _names_text(name):
        return Kind.TEXT
    if name.startswith(_BINARY_FAMILIES) or name in _BINARY:
        return Kind.BINARY
    return Kind.UNSAID


def _names_text(name: str) -> bool:
    return _ZIPPED_XML not in name and any(word in name for word in _TEXT_WORDS)


# WHATWG MIME Sniffing, sections 3 and 7.2: bytes that no text has, and how many are looked at.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
LOOKED_AT = 1445


def looks_like_text(beginning: bytes) -> bool:
    """Whether the first bytes of an answer could be a text's; those of UTF-16 with its mark are."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return _NO_TEXT.search(beginning[:LOOKED_AT]) is None
