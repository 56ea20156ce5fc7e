"""Reading a publication's own words of an editorial file: Fluent messages by language."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from presspass.services.toml_table import Table

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAME = re.compile(r"-?[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)?")


def read_words(messages: Table | None) -> dict[str, str]:
    """Fluent source by language.

    A language is a table of `name = "text"` and `name.attribute = "text"` lines, or one text in
    Fluent's syntax.
    """
    if messages is None:
        return {}
    found: dict[str, str] = {}
    for language, given in messages.rest():
        if not _LANGUAGE.fullmatch(language):
            messages.fault(language, "is no language; write a tag such as en or pt-BR")
        elif isinstance(given, str):
            found[language] = given
        elif isinstance(given, dict):
            found[language] = "".join(
                _message(messages, language, name, text) for name, text in given.items()
            )
        else:
            messages.fault(language, 'write name = "text" lines, or one text in Fluent\'s syntax')
    for language, source in found.items():
        for fault in _faults(source):
            messages.fault(language, fault)
    return found


def unused_words(messages: Mapping[str, str]) -> Iterator[str]:
    """A warning for each message that nothing shows: most likely its name is mistyped."""
    for language, source in messages.items():
        resource = FluentParser().parse(source)
        mentioned = _Mentioned()
        mentioned.visit(resource)
        for name in _names(resource):
            if name not in _ours() and name.partition(".")[0] not in mentioned.names:
                near = get_close_matches(name, _ours(), 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                yield f"messages, {language}: nothing shows '{name}'{hint}"


def _message(messages: Table, language: str, name: str, given: Any) -> str:
    if isinstance(given, dict):
        parts = {f"{name}.{part}": text for part, text in given.items()}
    else:
        parts = {name: given}
    lines: list[str] = []
    for place, text in parts.items():
        name, _, attribute = place.partition(".")
        if not _NAME.fullmatch(place):
            messages.fault(language, f'"{place}" is no name of a message')
        elif not isinstance(text, str) or not text.strip():
            messages.fault(language, f"{place} is no text; write it in quotes")
        else:
            indented = text.strip().replace("\n", "\n        ")
            lines.append(f"    .{attribute} = {indented}\n" if attribute else f"    {indented}\n")
    return f"{name} =\n{''.join(lines)}" if lines else ""


def _faults(source: str) -> Iterator[str]:
    names: set[str] = set()
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            yield from (_junk(source, annotation) for annotation in entry.annotations)
        elif isinstance(entry, ast.Message | ast.Term):
            if entry.id.name in names:
                yield f"{entry.id.name} is there twice"
            names.add(entry.id.name)


def _junk(source: str, annotation: ast.Annotation) -> str:
    start = annotation.span.start if annotation.span else 0
    at = min(start, len(source.rstrip()) - 1)
    number = source.count("\n", 0, at) + 1
    line = source.split("\n")[number - 1].strip()
    return f'line {number} of its text, "{line}": {annotation.message}'


def _names(resource: ast.Resource) -> Iterator[str]:
    """The names under which a message's texts are shown: its own, and those of its attributes."""
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            if entry.value is not None:
                yield entry.id.name
            yield from (f"{entry.id.name}.{attribute.id.name}" for attribute in entry.attributes)


class _Mentioned(Visitor):
    """Collects the names of the messages that others are made of."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  # the visitor's own naming
        """Note the message that is referred to."""
        self.names.add(node.id.name)


@cache
def _ours() -> frozenset[str]:
    """The names of all built-in messages."""
    sources = (files("presspass") / "locales" / "en").iterdir()
    parsed = (FluentParser().parse(file.read_text(encoding="utf-8")) for file in sources)
    return frozenset(name for resource in parsed for name in _names(resource))
