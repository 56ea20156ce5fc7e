"""The measure of promise 1 once more, written plainly and without the code that it judges."""

import base64
import binascii
import html
import json
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

import pytest

Oracle = Callable[[bytes, str, str], list[str]]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_TAGS = re.compile(r"<!--|-->|<[a-zA-Z/!][^<>]*>")
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\(.)", re.DOTALL)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{20,}")


def leaking(page: bytes, paid: str, said: str, *, quick: bool = False) -> list[str]:
    """What a page says of the paid part that the teaser doesn't say, read in every way.

    Reading a large page in every way takes seconds; `quick` takes the likely orders of layers.
    """
    text = page.decode("utf-8", "replace")
    texts = quick_readings(text) if quick else readings(text)
    free = runs(said) | sentences(said) | stretches(said)
    wanted_runs, wanted_stretches = runs(paid) - free, stretches(paid) - free
    wanted_sentences = sentences(paid) - free
    found: set[str] = set()
    for text in texts:
        found |= runs(text) & wanted_runs
        found |= stretches(text) & wanted_stretches
        spoken = f" {' '.join(words(text))} "
        spoken_free = f" {' '.join(words(said))} "
        found |= {
            sentence
            for sentence in wanted_sentences
            if f" {sentence} " in spoken and f" {sentence} " not in spoken_free
        }
    return sorted(found)


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return re.findall(r"[^\W_]+", plain)


def runs(text: str) -> set[str]:
    said = [word for word in words(text) if not _CJK.search(word)]
    return {" ".join(said[at : at + 8]) for at in range(len(said) - 7)}


def sentences(text: str) -> set[str]:
    found = set()
    for sentence in re.split(r"(?<=[.!?])\s+|\n\n", text):
        said = words(sentence)
        if len(said) >= 5 and sum(map(len, said)) >= 8:
            found.add(" ".join(said))
    return found


def stretches(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    found = set()
    for piece in re.split(r"[^\w]+", plain):
        if _CJK.search(piece):
            found |= {piece[at : at + 24] for at in range(len(piece) - 23)}
    return found


def readings(text: str, layers: int = 3) -> set[str]:
    """Every text that can be got from a text by decoding it so many times."""
    found = {text}
    fresh = {text}
    for layer in range(layers):
        fresh = {reading for one in fresh for reading in decoded(one, page=layer == 0)} - found
        found |= fresh
    return found


def quick_readings(text: str) -> set[str]:
    found = {text}
    for layers in ((_plain_html, _plain_json, unquote), (_plain_json, _plain_json, _plain_html)):
        plain = text
        for layer in layers:
            plain = layer(plain)
        found |= {plain, _TAGS.sub("", plain)}
    return found | set(unpacked(text))


def _plain_html(text: str) -> str:
    return html.unescape(text)


def _plain_json(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text)


def decoded(text: str, *, page: bool) -> list[str]:
    found = [
        html.unescape(text),
        unquote(text),
        _ESCAPE.sub(_unescaped, text),
        _TAGS.sub("", text),
        _TAGS.sub(" ", text),
        _COMMENTS.sub("", text),
    ]
    return found + unpacked(text) if page or len(text) < 20_000 else found


def unpacked(text: str) -> list[str]:
    """What base64 in a text holds."""
    found = []
    for run in _BASE64.findall(text):
        for start in range(4):
            chunk = run[start:].replace("-", "+").replace("_", "/")
            try:
                raw = base64.b64decode(chunk[: len(chunk) // 4 * 4])
            except binascii.Error:
                continue
            plain = raw.decode("utf-8", "ignore")
            if sum(character.isprintable() for character in plain) > 0.9 * len(raw) > 0:
                found.append(plain)
    return found


def _unescaped(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    if code:
        return chr(int(code, 16))
    return " " if match.group(3) in "nrtbf" else match.group(3)


def article(
    paid: str,
    *,
    before: str = "<p>Everyone may read this first line of it.</p>",
    head: str = "",
    after: str = "",
    selector: str = ".paid",
) -> bytes:
    """A gated page in the usual shape; `paid` is the markup of its paid part."""
    data = {
        "@type": "NewsArticle",
        "headline": "A plain title",
        "isAccessibleForFree": False,
        "hasPart": {
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": selector,
        },
    }
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>A plain title</title>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script>{head}</head><body>"
        f"<article><h1>A plain title</h1>{before}<div class='paid'>{paid}</div></article>{after}"
        "</body></html>"
    ).encode()


@pytest.fixture(name="leaking")
def leaking_fixture() -> Oracle:
    return leaking


@pytest.fixture(name="article")
def article_fixture() -> Callable[..., bytes]:
    return article
