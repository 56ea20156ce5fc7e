"""Reading a publication's own words of an editorial file: Fluent messages by language."""

import re
from collections.abc import Iterator

from fluent.syntax import FluentParser, ast

from presspass.services.toml_table import Table

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KEY = re.compile(r"-?[A-Za-z][A-Za-z0-9_-]*")


def read_words(messages: Table | None) -> dict[str, str]:
    """Fluent source by language, made of `key = "text"` lines or given as one text."""
    if messages is None:
        return {}
    found: dict[str, str] = {}
    for language, given in messages.rest():
        if not _LANGUAGE.fullmatch(language):
            messages.fault(language, "is no language; write a tag such as en or pt-BR")
        elif isinstance(given, str):
            found[language] = given
        elif isinstance(given, dict):
            found[language] = _source(messages, language, given)
        else:
            messages.fault(language, 'write key = "text" lines, or one text in Fluent\'s syntax')
    for language, source in found.items():
        for fault in _faults(source):
            messages.fault(language, fault)
    return found


def _source(messages: Table, language: str, given: dict[str, object]) -> str:
    lines: list[str] = []
    for key, text in given.items():
        if not _KEY.fullmatch(key):
            messages.fault(language, f'"{key}" is no name of a message')
        elif not isinstance(text, str) or not text.strip():
            messages.fault(language, f"{key} is no text; write it in quotes")
        else:
            indented = text.strip().replace("\n", "\n    ")
            lines.append(f"{key} = {indented}\n")
    return "".join(lines)


def _faults(source: str) -> Iterator[str]:
    names: set[str] = set()
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            for annotation in entry.annotations:
                at = min(annotation.span.start if annotation.span else 0, len(source.rstrip()))
                number = source.count("\n", 0, at) + 1
                line = source.splitlines()[number - 1]
                yield f'line {number}, "{line.strip()}": {annotation.message}'
        elif isinstance(entry, ast.Message | ast.Term):
            if entry.id.name in names:
                yield f"{entry.id.name} is there twice"
            names.add(entry.id.name)
