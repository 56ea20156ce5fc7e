"""Text as the leak measure sees it: letters, words, and the runs that must not be found again.

A *letter* is a letter or digit, compatibility forms unfolded, case and accents dropped; spaces,
punctuation, soft hyphens and zero-width characters are nothing. Texts are compared by their
letters alone, so that no way of breaking a text up hides it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

RUN_WORDS = 8
SENTENCE_WORDS = 5
RUN_CHARACTERS = 20
"""Of scripts without spaces. The promise says 24; some of those may be punctuation."""

SEPARATOR = "\x01"
"""Survives `letters`: parts of a text joined by it are never taken for one run."""

SENTENCE_STOPS = ".!?…\u3002\uff01\uff1f\u0964"
AFTER_STOP = "(?=[\\s\"'»)\\]\u201d\u2019]|$)"

_FILLERS = "\u115f\u1160\u3164\uffa0"  # of Hangul: letters by name, but nobody sees them
_SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKED = "\u0900-\u0963\u0966-\u0dff"  # scripts of India: vowel signs belong to words
_WORD = rf"(?:[^\W_{_SPACELESS}]|[{_MARKED}])+"
_WORDS = re.compile(rf"[{_SPACELESS}]|{_WORD}")
_ASCII_WORDS = re.compile("[a-z0-9]+")  # of what is normalised: the same, and fast
_HAS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_SENTENCE_END = re.compile(rf"[{SENTENCE_STOPS}]+{AFTER_STOP}|\n\s*\n")
_IGNORED = re.compile(
    "[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0300-\u0344\u0346-\u036f"
    f"{_FILLERS}]+"
)  # not the iota subscript, U+0345, which case folding makes a letter

_LOWER = bytes(range(128)).lower() + bytes(range(128, 256))
_NO_LETTERS = bytes(
    code for code in range(128) if not chr(code).isalnum() and chr(code) != SEPARATOR
)
_SPACED = bytes(
    code if code > 127 or chr(code).isalnum() else ord(" ")  # noqa: PLR2004  # the last of ASCII
    for code in range(256)
)
_BETWEEN_WORDS = re.compile(f"[^\x00-\x7f\\w{_MARKED}]+")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_NO_LETTERS_BEYOND = re.compile(rf"[\W_{_FILLERS}]+")
_REMEMBERED = 20_000

_WORD_WEIGHT = RUN_CHARACTERS
_CHARACTER_WEIGHT = RUN_WORDS
_RUN_WEIGHT = RUN_WORDS * RUN_CHARACTERS


def names(line: str) -> frozenset[str]:
    """The names that stand in a line, such as those of elements."""
    return frozenset(line.split())


def without_separators(text: str) -> str:
    """The text with spaces where separators of its own were."""
    return text.replace(SEPARATOR, " ")


def letters(text: str) -> str:
    """The letters of a text, and its separators; every character counts for itself."""
    kept = text.encode("utf-8", "replace").translate(_LOWER, _NO_LETTERS).decode()
    return kept if kept.isascii() else _BEYOND_ASCII.sub(_folded, kept)


_known: dict[str, str] = {}


def _folded(match: re.Match[str]) -> str:
    run = match.group()
    folded = _known.get(run)
    if folded is None:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
        folded = _NO_LETTERS_BEYOND.sub("", plain).lower()
        if len(_known) < _REMEMBERED:
            _known[run] = folded
    return folded


def normalise(text: str) -> str:
    """The text after NFKC and case folding, without characters that nobody sees."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", _IGNORED.sub("", text)).casefold()


def sentences(text: str) -> list[list[str]]:
    """The words of a text, each normalised, sentence by sentence.

    A character of a script without spaces is a word here.
    """
    plain = normalise(text)
    ends = [match.end() for match in _SENTENCE_END.finditer(plain)]
    pattern = _ASCII_WORDS if plain.isascii() else _WORDS
    return [pattern.findall(plain, start, end) for start, end in pairwise((0, *ends, len(plain)))]


def words(text: str) -> tuple[list[str], bool]:
    """The words of a text, quickly, and whether it is in a script without spaces."""
    plain = normalise(text)
    if not plain.isascii() and _HAS_SPACELESS.search(plain) is not None:
        return _WORDS.findall(plain), True
    spaced = plain.encode("utf-8", "replace").translate(_SPACED).decode()
    return (spaced if spaced.isascii() else _BETWEEN_WORDS.sub(" ", spaced)).split(), False


def spaced(found: Sequence[str]) -> list[bool]:
    """Which words have spaces around them, and are no characters of a script without."""
    if _HAS_SPACELESS.search("".join(found)) is None:
        return [True] * len(found)
    return [len(word) > 1 or _HAS_SPACELESS.match(word) is None for word in found]


def runs(words_spaced: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The shortest run that begins at each word and is long enough to leak: first, after last."""
    if all(words_spaced):
        yield from enumerate(range(RUN_WORDS, len(words_spaced) + 1))
        return
    end, weight = 0, 0
    weights = [_WORD_WEIGHT if one else _CHARACTER_WEIGHT for one in words_spaced]
    for start in range(len(weights)):
        while weight < _RUN_WEIGHT and end < len(weights):
            weight += weights[end]
            end += 1
        if weight < _RUN_WEIGHT:
            return
        yield start, end
        weight -= weights[start]
