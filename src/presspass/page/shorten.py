"""Taking paid text out of strings, JSON and scripts without breaking what is left of them."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from presspass.page.leaks import Measure
from presspass.page.words import AFTER_STOP, SENTENCE_STOPS, letters

_MARKUP_LIKE = re.compile(r"[<{\\&%]")
_LAST_STOP = re.compile(rf"^.*[{SENTENCE_STOPS}]{AFTER_STOP}", re.DOTALL)
_LITERAL = re.compile(r"(?:[=(:,]|\breturn)\s*(?=[\[{]\s*[\"\[{])")
_SCRIPT_UNSAFE = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_DECODER = json.JSONDecoder(strict=False)
_NESTED_LAYERS = 3


def prose(text: str, measure: Measure) -> str:
    """The beginning of a text, up to where it says what the paid part says; may be empty."""
    if _MARKUP_LIKE.search(text):
        return ""
    hits = measure.find(letters(text))
    if not hits:
        return ""
    counted = 0
    kept = text
    for place, character in enumerate(text):
        counted += len(letters(character))
        if counted > hits[0].start:
            kept = text[:place]
            break
    whole = _LAST_STOP.match(kept)
    kept = whole.group() if whole else kept[: kept.rfind(" ") + 1].rstrip() + "…"
    return "" if len(letters(kept)) < 1 or measure.characters(kept) else kept


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a string stands in a JSON value; a key stands in its own place, before its value."""

    container: Any
    key: Any
    text: str
    is_key: bool = False

    def put(self, text: str) -> None:
        if not self.is_key:
            self.container[self.key] = text
        elif not text:
            self.container.pop(self.key, None)


def value(content: Any, measure: Measure, layer: int = 0) -> bool:
    """Shorten the strings of a JSON value that leak, alone or together with their neighbours.

    Keys that leak go with their values. Answers whether anything leaked.
    """
    places = _places(content)
    texts = [place.text for place in places]
    leaking = measure.parts(texts)
    for number in leaking:
        texts[number] = "" if places[number].is_key else _string(texts[number], measure, layer)
    together = measure.stretches(texts)
    for first, last, _ in together:
        for number in range(first, last + 1):
            texts[number] = texts[number] if places[number].is_key else ""
    for place, text in reversed([*zip(places, texts, strict=True)]):  # a key goes after its value
        if text != place.text:
            place.put(text)
    return bool(leaking or together)


def _places(content: Any) -> list[_Place]:
    """The strings of a JSON value in the order in which they are written."""
    found: list[_Place] = []
    waiting: list[tuple[Any, Any]] = [([content], 0)]
    while waiting:
        container, key = waiting.pop()
        if isinstance(container, dict):
            found.append(_Place(container, key, key, is_key=True))
        inner = container[key]
        if isinstance(inner, str):
            found.append(_Place(container, key, inner))
        elif isinstance(inner, list):
            waiting.extend((inner, place) for place in reversed(range(len(inner))))
        elif isinstance(inner, dict):
            waiting.extend((inner, name) for name in reversed(inner))
    return found


def _string(text: str, measure: Measure, layer: int) -> str:
    if text.lstrip()[:1] in {"{", "["} and layer < _NESTED_LAYERS:
        return block(text, measure, layer + 1) or ""
    return prose(text, measure)


def block(text: str, measure: Measure, layer: int = 0) -> str | None:
    """A piece of JSON with its strings shortened, or `None` where that is not what leaks."""
    try:
        content = [json.loads(text, strict=False)]  # in a list, so that a bare string has a place
    except (ValueError, RecursionError):
        return None
    return written_json(content[0]) if value(content, measure, layer) else None


def written_json(content: Any) -> str:
    """JSON that may stand in a script element."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_SCRIPT_UNSAFE)


def script(text: str, measure: Measure) -> str:
    """A script in which the JSON that it carries was shortened; empty if it is the code that leaks.

    Code and JSON may both leak: then what is answered here still does, and comes again.
    """
    literals = _literals(text)
    leaking = measure.parts([text[start:end] for start, end, _ in literals])
    pieces = []
    done = 0
    for place in sorted(leaking):
        start, end, content = literals[place]
        if not value(content, measure):
            return ""
        pieces += [text[done:start], written_json(content)]
        done = end
    return "".join([*pieces, text[done:]]) if pieces else ""


def _literals(text: str) -> list[tuple[int, int, Any]]:
    """The JSON values in a script: where each begins and ends, and what it is."""
    found: list[tuple[int, int, Any]] = []
    done = 0
    for match in _LITERAL.finditer(text):
        start = match.end()
        if start < done:
            continue
        with suppress(ValueError, RecursionError):
            content, done = _DECODER.raw_decode(text, start)
            found.append((start, done, content))
    return found
