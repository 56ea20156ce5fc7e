"""Taking paid text out of strings, JSON and scripts without breaking what is left of them."""

import json
import re
from contextlib import suppress
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


def value(content: Any, measure: Measure, layer: int = 0) -> bool:
    """Shorten the strings of a JSON value that leak; keys that leak go with their values.

    Answers whether any did.
    """
    strings: list[str] = []
    _walk(content, strings.append)
    leaking = measure.parts(strings)
    replaced = {strings[place]: _string(strings[place], measure, layer) for place in leaking}
    if replaced:
        _replace(content, replaced)
    return bool(replaced)


def _walk(content: Any, take: Any) -> None:
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            take(item)
        elif isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.extend(item.keys())
            waiting.extend(item.values())


def _replace(content: Any, by: dict[str, str]) -> None:
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            item[:] = [by.get(inner, inner) if isinstance(inner, str) else inner for inner in item]
            waiting.extend(inner for inner in item if isinstance(inner, dict | list))
        elif isinstance(item, dict):
            for key in [key for key in item if key in by]:
                del item[key]
            for key, inner in item.items():
                if isinstance(inner, str):
                    item[key] = by.get(inner, inner)
                elif isinstance(inner, dict | list):
                    waiting.append(inner)


def _string(text: str, measure: Measure, layer: int) -> str:
    if text.lstrip()[:1] in {"{", "["} and layer < _NESTED_LAYERS:
        return block(text, measure, layer + 1) or ""
    return prose(text, measure)


def block(text: str, measure: Measure, layer: int = 0) -> str | None:
    """A piece of JSON with its strings shortened, or `None` where that is not what leaks."""
    try:
        content = [json.loads(text, strict=False)]  # in a list, so that a bare string is replaced
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
