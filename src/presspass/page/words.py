"""Text as the leak measure sees it: letters, words, and the runs that must not be found again.

A *letter* is a letter or digit after NFKC and case folding; spaces, punctuation, soft hyphens,
zero-width characters and combining marks are nothing. Text is compared by its letters alone, so
that no way of breaking it up hides it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

RUN_WORDS = 8
SENTENCE_WORDS = 5
RUN_CHARACTERS = 20
"""Of scripts without spaces. The promise says 24; some of those may be punctuation."""

SEPARATOR = "\x01"
"""Survives `letters`: parts of a text joined by it are never taken for one run."""

_SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKED = "\u0900-\u0963\u0966-\u0dff"  # scripts of India: vowel signs belong to words
_TOKEN = re.compile(rf"([{_SPACELESS}])|(?:[^\W_{_SPACELESS}]|[{_MARKED}])+")
SENTENCE_STOPS = ".!?…\u3002\uff01\uff1f\u0964"
AFTER_STOP = "(?=[\\s\"'»)\\]\u201d\u2019]|$)"
_SENTENCE_END = re.compile(rf"[{SENTENCE_STOPS}]+{AFTER_STOP}|\n\s*\n")
_IGNORED = re.compile(
    "[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0300-\u036f]+"
)

_ASCII_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_NO_LETTERS = bytes(set(range(128)) - _ASCII_LETTERS - {ord(SEPARATOR)})
_NO_LETTERS_BEYOND = re.compile(f"[^\\w{SEPARATOR}]+")

_WORD_WEIGHT = RUN_CHARACTERS
_CHARACTER_WEIGHT = RUN_WORDS
_RUN_WEIGHT = RUN_WORDS * RUN_CHARACTERS


def names(line: str) -> frozenset[str]:
    """The names that stand in a line, such as those of elements."""
    return frozenset(line.split())


def letters(text: str) -> str:
    """The letters of a text, and its separators."""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _NO_LETTERS).decode("ascii")
    folded = normalise(text).encode("utf-8", "replace")
    return _NO_LETTERS_BEYOND.sub("", folded.translate(None, _NO_LETTERS).decode())


def normalise(text: str) -> str:
    """The text after NFKC and case folding, without characters that nobody sees."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", _IGNORED.sub("", text)).casefold()
    return _IGNORED.sub("", folded)


class Token(NamedTuple):
    """A word, or one character of a script without spaces."""

    text: str
    spaceless: bool

    @property
    def weight(self) -> int:
        """Its part in a run of `_RUN_WEIGHT`."""
        return _CHARACTER_WEIGHT if self.spaceless else _WORD_WEIGHT


def tokens(text: str) -> list[Token]:
    """The words of a text, each normalised."""
    return [
        Token(match.group(), match.group(1) is not None)
        for match in _TOKEN.finditer(normalise(text))
    ]


def runs(found: list[Token]) -> Iterator[tuple[int, int]]:
    """The shortest run that begins at each token and is long enough to leak: first, after last."""
    end, weight = 0, 0
    for start in range(len(found)):
        while weight < _RUN_WEIGHT and end < len(found):
            weight += found[end].weight
            end += 1
        if weight < _RUN_WEIGHT:
            return
        yield start, end
        weight -= found[start].weight


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]
