"""From a page's bytes to its text, as browsers read it (WHATWG HTML, 13.2.3, and Encoding)."""

import codecs
import re
from dataclasses import dataclass

from presspass.page.limits import Fallback, LimitReached

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN_BYTES = 1024
_META = re.compile(rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)
_WIDE = frozenset({"utf-16-le", "utf-16-be"})
_XML = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)")
_DEFAULT = "cp1252"

# What browsers read under a label, by Python's names, where Python itself reads something narrower.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
_LABELS = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "windows-949": "cp949",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "unicode-1-1-utf-8": "utf-8",
}
ASCII_MARKUP = frozenset(
    {"utf-8", "gb18030", "big5hkscs", "euc_jp", "cp932", "cp949", "koi8-r", "koi8-u", "mac-roman"}
    | {"mac-cyrillic", "cp866", "cp874"}
    | {f"cp{number}" for number in range(1250, 1259)}
    | {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
"""Encodings in which markup stands in ASCII, and the bytes of its signs for no other text."""

_BROWSERS_KNOW = ASCII_MARKUP | {"utf-16-le", "utf-16-be", "iso2022_jp"}
# Encodings in which plain ASCII bytes stand for other text: what a filter sees is not what a
# reader gets. Browsers refuse them for that reason; so do we.
_REFUSED = frozenset({"utf-7", "hz", "iso2022_kr", "utf-32", "utf-32-le", "utf-32-be"})


@dataclass(frozen=True, slots=True)
class Text:
    """A page's text, the encoding of its bytes by Python's name, and what was odd about it."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(body: bytes, content_type: str) -> Text:
    """Read a page: byte order mark, else header, else `<meta>`, else UTF-8 where it is valid.

    Raises `LimitReached` with `unreadable` for an encoding that we refuse, or that it isn't in.
    """
    notices: list[str] = []
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _read(body[len(mark) :], encoding, notices)
    header = _HEADER.search(content_type)
    meta = _META.search(body[:_PRESCAN_BYTES])
    said = _known(header.group(1), "Content-Type header", notices) if header else None
    inside = _known(meta.group(1).decode("ascii"), "page", notices) if meta else None
    if inside in _WIDE:
        inside = "utf-8"  # a page whose meta could be read is no UTF-16 (HTML, 13.2.3.2)
    if said in _WIDE and _is_narrow(body[:_PRESCAN_BYTES]):
        raise LimitReached(Fallback.UNREADABLE)
    if said and inside and said != inside:
        notices.append(
            f"the header says the charset is {said}, the page {inside}; the header holds"
        )
    return _read(body, said or inside or _guess(body), notices)


def _is_narrow(beginning: bytes) -> bool:
    """Whether there are tags in bytes without zeros: in UTF-16 no tag is without.

    Browsers show such a page as nonsense, and every other program reads it.
    """
    return b"<" in beginning and b"\0" not in beginning


def every_text(data: bytes, content_type: str) -> list[str]:
    """Every text that a program may read in these bytes, what a browser would first.

    JSON is UTF-8 whatever its header says (RFC 8259, section 8.1; Fetch, `json()`), unless its
    zeros say otherwise (RFC 4627, section 3); XML names its encoding itself. Encodings that no
    browser reads are read here: programs may.
    """
    found: dict[str, str] = {}
    try:
        browsers = decode(data, content_type)
        found[browsers.encoding] = browsers.text
    except LimitReached:
        pass
    header, inside = _HEADER.search(content_type), _XML.match(data.lstrip())
    named = [
        header and _python_name(header.group(1)),
        inside and _python_name(inside.group(1).decode("ascii")),
    ]
    for encoding in ("utf-8", _told_by_zeros(data), *named):
        if encoding and encoding not in found:
            found[encoding] = data.decode(encoding, "replace")
    return list(dict.fromkeys(found.values()))


def _told_by_zeros(data: bytes) -> str | None:
    """The encoding of a text whose first two characters are of ASCII, and hold zeros here."""
    zeros = [byte == 0 for byte in data[:4]]
    if len(zeros) < 4 or True not in zeros[:2]:  # noqa: PLR2004  # what one of UTF-32's takes
        return None
    if zeros[0]:
        return "utf-32-be" if zeros[1] else "utf-16-be"
    return "utf-32-le" if zeros[2:] == [True, True] else "utf-16-le"


def _python_name(label: str) -> str | None:
    """The encoding of a label, if it is one of texts."""
    name = _name(label)
    return name if name in _BROWSERS_KNOW or name in _REFUSED else None


def _name(label: str) -> str:
    """The encoding of a label by Python's name, in its widest form; empty where there is none."""
    label = label.strip().lower()
    try:
        name = _LABELS.get(label) or codecs.lookup(label).name
    except (LookupError, ValueError):
        name = ""
    return _WIDER.get(name, name)


def _known(label: str, where: str, notices: list[str]) -> str | None:
    name = _name(label)
    if name in _REFUSED:
        raise LimitReached(Fallback.UNREADABLE)
    if name in _BROWSERS_KNOW:
        return name
    notices.append(
        f"the {where} names a charset that browsers don't know: {label.strip().lower()[:40]}"
    )
    return None


def _guess(body: bytes) -> str:
    try:
        body.decode()
    except UnicodeDecodeError:
        return _DEFAULT
    return "utf-8"


def _read(body: bytes, encoding: str, notices: list[str]) -> Text:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
        notices.append(f"some bytes are not {encoding}; they read as \N{REPLACEMENT CHARACTER}")
    return Text(text, encoding, tuple(notices))
