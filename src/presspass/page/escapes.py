r"""Text within text: JSON and JavaScript escapes, entities, percent escapes, tags, base64.

`readings` answers every way in which a piece of text may be meant. Nested layers are taken off
together: `\\\\u00e9` in JSON in JSON, `%26eacute%3B`, HTML in JSON, base64 of any of them.
"""

import binascii
import re
from collections.abc import Callable, Iterator, Sequence
from html.entities import html5
from typing import NamedTuple

from presspass.page.words import SEPARATOR, without_separators

_LAYERS = 4
_BASE64_LAYERS = 3

_BACKSLASH = re.compile(
    r"((?:\\u[0-9a-fA-F]{4})+)|\\u\{([0-9a-fA-F]{1,6})\}|\\x([0-9a-fA-F]{2})|\\([rtbfv\r\n]?)"
)
_ENTITY = re.compile(r"&(?:#([0-9]++)|#[xX]([0-9a-fA-F]++)|([a-zA-Z][a-zA-Z0-9]{1,31}));?")
_AMPERSANDS = re.compile(r"&(?:amp;)++")
_PERCENT = re.compile(r"((?:%[0-9a-fA-F]{2})+)|((?:%u[0-9a-fA-F]{4})+)")
# Of JavaScript, not JSON: a reading of its own, as `\1` in a regular expression is none. Who
# writes text like this needs three digits for each letter.
_OCTAL = re.compile(r"\\([0-3][0-7]{0,2}|[4-7][0-7]?)")
_OCTAL_LETTER = re.compile(r"\\[0-3][0-7]{2}")
_PERCENT_OF_PERCENT = re.compile(r"%(?:25)+(?=[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})")
_TAG = re.compile(rf"<!--|-->|</?[a-zA-Z!?][^<>{SEPARATOR}]{{0,4000}}>")
# A tag with an attribute that holds `<` or `>`. No part of it is endless: a page of nothing but
# beginnings of such tags is still read in time.
_ODD_VALUE = "|".join(
    f"{quote}[^<>{quote}{SEPARATOR}]{{0,1000}}+[<>][^{quote}{SEPARATOR}]{{0,1000}}+{quote}"
    for quote in "\"'"
)
_VALUE = "|".join(f"{quote}[^{quote}{SEPARATOR}]{{0,1000}}+{quote}" for quote in "\"'")
_ODD_TAG = re.compile(
    rf"</?[a-zA-Z][^<>{SEPARATOR}]{{0,1000}}?=\s?(?:{_ODD_VALUE})"
    rf"(?:[^<>\"'{SEPARATOR}]{{1,1000}}+|{_VALUE}){{0,20}}+>"
)
_ODD_VALUE_BEGINS = re.compile(rf"=\s?[\"'][^<>\"'{SEPARATOR}]*+[<>]")
_ODD_TAG_REACH = 1000
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}(?:\s{1,4}[A-Za-z0-9+/_-]{24,})*")
# The first of four base64 characters holds the six high bits of a byte: those of a control
# character, or of bytes that UTF-8 never has, don't begin text; UTF-16 has zeros (A) half the time.
_TEXT_QUADS = re.compile(r"[^ABEFGH+/]{5}|(?:A.|.A){4}")
# Short runs are many, mostly names of images; a short one that holds text holds six ASCII
# characters in a row, whose base64 looks like this.
_SHORT = 64
_ASCII_QUADS = re.compile(r"(?:[I-Za-f][C-HS-Xi-nyz0-3][ABEFIJMNQRUVYZcdghklopstwx014589].){2}")
_RARE = 8
_URL_SAFE = str.maketrans("-_", "+/")
_TEXT_IN_BYTES = re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){12,}+")
_LONGEST_LEGACY = 6  # letters of the longest that work without their semicolon, as `&yacute` does
_MOST_DIGITS = len(str(0x10FFFF))  # not counting zeros before them, which mean nothing
_UNICODE_END = 0x110000
_SURROGATES = range(0xD800, 0xE000)


class Reading(NamedTuple):
    """One way to read a text. `owners` tells of which part of the text each part of it comes.

    `None`: its parts are those of the text.
    """

    text: str
    owners: Sequence[int] | None = None


def readings(text: str, layer: int = 0) -> Iterator[Reading]:
    """Every way to read a text whose parts may be joined by `SEPARATOR`; the first is as it is."""
    yield Reading(text)
    plain = unescape(text)
    if plain != text:
        yield Reading(plain)
    if "<" in plain:
        yield Reading(_TAG.sub("", plain))
        unquoted = _without_odd_tags(plain)
        if unquoted != plain:
            yield Reading(_TAG.sub("", unquoted))
        uncommented = _without_comments(plain)
        if uncommented != plain:
            yield Reading(_TAG.sub("", uncommented))
    if _OCTAL_LETTER.search(text):
        plain = unescape(_OCTAL.sub(lambda match: _character(int(match.group(1), 8)), text))
        yield Reading(plain)
        if "<" in plain:
            yield Reading(_TAG.sub("", plain))
    if layer < _BASE64_LAYERS:
        contents, owners = _encoded(plain)
        if contents:
            for inner in readings(SEPARATOR.join(contents), layer + 1):
                within = inner.owners if inner.owners is not None else range(len(contents))
                yield Reading(inner.text, [owners[place] for place in within])


def _without_odd_tags(text: str) -> str:
    pieces = []
    done = 0
    for value in _ODD_VALUE_BEGINS.finditer(text):
        start = text.rfind("<", max(done, value.start() - _ODD_TAG_REACH), value.start())
        match = _ODD_TAG.match(text, start) if start >= 0 else None
        if match:
            pieces.append(text[done:start])
            done = match.end()
    return "".join([*pieces, text[done:]])


def _without_comments(text: str) -> str:
    pieces = []
    done, start = 0, text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        border = text.find(SEPARATOR, start, end)
        if border < 0:
            pieces.append(text[done:start])
            done = border = end + 3
        start = text.find("<!--", border)
    return "".join([*pieces, text[done:]])


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


def _replaced(
    text: str, mark: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]
) -> str:
    """`pattern.sub(by, text)` for a pattern that begins with `mark`, which is rare: faster so."""
    at = text.find(mark)
    pieces = []
    done = 0
    while at >= 0:
        match = pattern.match(text, at)
        if match is None:
            at = text.find(mark, at + 1)
            continue
        pieces += [text[done:at], by(match)]
        done = match.end()
        at = text.find(mark, done)
    return "".join([*pieces, text[done:]]) if pieces else text


def _backslashes(text: str) -> str:
    while "\\\\" in text:
        text = text.replace("\\\\", "\\")
    for plain in ('"', "/", "'"):
        text = text.replace("\\" + plain, plain)
    text = text.replace("\\n", " ")
    return _replaced(text, "\\", _BACKSLASH, _from_backslash)


def _from_backslash(match: re.Match[str]) -> str:
    units, point, byte, blank = match.groups()
    if units:
        return _from_utf16(units)
    if point or byte:
        return _character(int(point or byte, 16))
    return " " if blank else ""


def _from_utf16(units: str) -> str:
    digits = units.replace("\\u", "").replace("%u", "")
    return without_separators(bytes.fromhex(digits).decode("utf-16-be", "replace"))


def _entities(text: str) -> str:
    text = _replaced(text, "&amp;", _AMPERSANDS, lambda _: "&")
    return _replaced(text, "&", _ENTITY, _from_entity)


def _from_entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if decimal or hexadecimal:
        digits = (decimal or hexadecimal).lstrip("0")
        if len(digits) > _MOST_DIGITS:
            return ""
        return _character(int(digits or "0", 10 if decimal else 16))
    found = html5.get(f"{name};") if match.group().endswith(";") else html5.get(name)
    if found is not None:
        return found
    for length in range(min(len(name), _LONGEST_LEGACY), 1, -1):
        found = html5.get(name[:length])
        if found is not None:
            return found + match.group()[1 + length :]
    return match.group()


def _percents(text: str) -> str:
    text = _replaced(text, "%25", _PERCENT_OF_PERCENT, lambda _: "%")
    return _replaced(text, "%", _PERCENT, _from_percent)


def _from_percent(match: re.Match[str]) -> str:
    octets, units = match.groups()
    if units:
        return _from_utf16(units)
    raw = bytes.fromhex(octets.replace("%", ""))
    try:
        return without_separators(raw.decode())
    except UnicodeDecodeError:
        return without_separators(raw.decode("latin-1"))


def _character(point: int) -> str:
    if point >= _UNICODE_END or point in _SURROGATES:
        return ""
    return without_separators(chr(point))


def _encoded(text: str) -> tuple[list[str], list[int]]:
    """The texts that base64 in a text holds, and in which part of it each stands."""
    contents: list[str] = []
    owners: list[int] = []
    known: dict[str, list[str]] = {}
    part, counted = 0, 0
    for match in _BASE64.finditer(text):
        run = match.group()
        if (len(run) < _SHORT and not _ASCII_QUADS.search(run)) or _is_path(run):
            continue
        if run not in known:
            known[run] = list(_decoded("".join(run.split()).translate(_URL_SAFE)))
        if known[run]:
            part += text.count(SEPARATOR, counted, match.start())
            counted = match.start()
            contents += known[run]
            owners += [part] * len(known[run])
    return contents, owners


def _is_path(run: str) -> bool:
    # In base64 of text these are rare, in addresses and slugs they stand between words.
    return sum(map(run.count, "/-_+")) * _RARE > len(run)


def _decoded(run: str) -> Iterator[str]:
    # Letters before the encoded text, such as those of a path, shift it; try each alignment.
    for offset in range(4):
        if not _TEXT_QUADS.search(run[offset::4]):
            continue
        usable = len(run) - offset
        usable -= usable % 4 == 1
        raw = binascii.a2b_base64(run[offset : offset + usable] + "=" * (-usable % 4))
        if raw.count(0) * 3 > len(raw):
            yield without_separators(raw.decode("utf-16-le", "replace"))
            yield without_separators(raw.decode("utf-16-be", "replace"))
            continue
        for found in _TEXT_IN_BYTES.findall(raw):
            yield without_separators(found.decode("utf-8", "replace"))
