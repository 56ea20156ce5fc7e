r"""Text within text: JSON and JavaScript escapes, entities, percent escapes, tags, base64.

`readings` answers every way in which a piece of text may be meant. Nested layers are taken off
together: `\\\\u00e9` in JSON in JSON, `%26eacute%3B`, HTML in JSON, base64 of any of them.
"""

import binascii
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from presspass.page.words import SEPARATOR

_LAYERS = 4
_BASE64_LAYERS = 3

_BACKSLASHES = re.compile(r"\\{2,}")
_UTF16 = re.compile(r"(?:[\\%]u[0-9a-fA-F]{4})+")
_CODEPOINT = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")
_BYTE = re.compile(r"\\x([0-9a-fA-F]{2})")
_SPACE = re.compile(r"\\[nrtbfv\r\n]")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));?")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_PERCENTS = re.compile(r"%(?:25)+(?=[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})")
_TAG = re.compile(
    rf"</?[a-zA-Z!?][^<>{SEPARATOR}]{{0,4000}}>|<!--(?:[^-{SEPARATOR}]|-(?!->)){{0,20000}}+-->"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}(?:\s{1,4}[A-Za-z0-9+/_-]{24,})*")
_URL_SAFE = str.maketrans("-_", "+/")
_TEXT_IN_BYTES = re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){10,}+")
_LONGEST_LEGACY = 6  # the longest entity that works without its semicolon: thetas.. `&yacute`
_UNICODE_END = 0x110000
_SURROGATES = range(0xD800, 0xE000)


class Reading(NamedTuple):
    """One way to read a text. `part` is which of the separated parts it is of; `None`: all."""

    text: str
    part: int | None = None


def readings(text: str, layer: int = 0) -> Iterator[Reading]:
    """Every way to read a text whose parts may be joined by `SEPARATOR`; the first is as it is."""
    yield Reading(text)
    plain = unescape(text)
    if plain != text:
        yield Reading(plain)
    if "<" in plain:
        stripped = _TAG.sub("", plain)
        if stripped != plain:
            yield Reading(stripped)
    if layer < _BASE64_LAYERS:
        yield from _encoded(plain, layer)


def unescape(text: str) -> str:
    """The text with all layers of escapes taken off."""
    for _ in range(_LAYERS):
        before = text
        if "\\" in text:
            text = _backslashes(text)
        if "&" in text:
            text = _entities(text)
        if "%" in text:
            text = _percents(text)
        if text == before:
            break
    return text


def strip_tags(text: str) -> str:
    """The text without what looks like tags and comments."""
    return _TAG.sub("", text)


def _backslashes(text: str) -> str:
    text = _BACKSLASHES.sub(r"\\", text)
    text = text.replace("\\n", " ")
    if "\\u" in text:
        text = _UTF16.sub(_from_utf16, text)
        text = _CODEPOINT.sub(lambda match: _character(int(match.group(1), 16)), text)
    if "\\x" in text:
        text = _BYTE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return _SPACE.sub(" ", text).replace("\\", "")


def _from_utf16(match: re.Match[str]) -> str:
    digits = match.group().replace("\\u", "").replace("%u", "")
    return _visible(bytes.fromhex(digits).decode("utf-16-be", "replace"))


def _entities(text: str) -> str:
    while "&amp;" in text:
        text = text.replace("&amp;", "&")
    return _ENTITY.sub(_from_entity, text)


def _from_entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if decimal:
        return _character(int(decimal))
    if hexadecimal:
        return _character(int(hexadecimal, 16))
    found = html5.get(f"{name};") if match.group().endswith(";") else html5.get(name)
    if found is not None:
        return found
    for length in range(min(len(name), _LONGEST_LEGACY), 1, -1):
        found = html5.get(name[:length])
        if found is not None:
            return found + match.group()[1 + length :]
    return match.group()


def _percents(text: str) -> str:
    text = _PERCENTS.sub("%", text)
    if "%u" in text:
        text = _UTF16.sub(_from_utf16, text)
    return _PERCENT.sub(_from_percent, text)


def _from_percent(match: re.Match[str]) -> str:
    raw = bytes.fromhex(match.group().replace("%", ""))
    try:
        return _visible(raw.decode())
    except UnicodeDecodeError:
        return _visible(raw.decode("latin-1"))


def _character(point: int) -> str:
    if point >= _UNICODE_END or point in _SURROGATES:
        return ""
    return _visible(chr(point))


def _visible(text: str) -> str:
    return text.replace(SEPARATOR, " ")


def _encoded(text: str, layer: int) -> Iterator[Reading]:
    part, counted = 0, 0
    for match in _BASE64.finditer(text):
        run = match.group()
        if run.islower() or run.isupper() or run.isdigit():
            continue  # a slug, a constant, a number: base64 of text has both cases
        part += text.count(SEPARATOR, counted, match.start())
        counted = match.start()
        is_media = text[max(0, counted - 40) : counted].endswith(";base64,")
        for content in _decoded("".join(run.split()), 1 if is_media else 4):
            for reading in readings(content, layer + 1):
                yield Reading(reading.text, part)


def _decoded(run: str, alignments: int) -> Iterator[str]:
    # Letters before the encoded text, such as those of a path, shift it; try each alignment.
    run = run.translate(_URL_SAFE)
    for offset in range(alignments):
        usable = len(run) - offset
        usable -= usable % 4 == 1
        chunk = run[offset : offset + usable] + "=" * (-usable % 4)
        try:
            raw = binascii.a2b_base64(chunk)
        except binascii.Error:
            continue
        if raw.count(0) * 3 > len(raw):
            yield _visible(raw.decode("utf-16-le", "replace"))
            yield _visible(raw.decode("utf-16-be", "replace"))
            continue
        for found in _TEXT_IN_BYTES.findall(raw):
            yield _visible(found.decode("utf-8", "replace"))
