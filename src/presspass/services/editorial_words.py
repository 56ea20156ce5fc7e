"""Reading a publication's own words of an editorial file: Fluent messages by language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from presspass.core.plans import Plan
from presspass.services.toml_table import Table
from presspass.services.words_given import given, texts_of

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
    for language, texts in messages.rest():
        if not _LANGUAGE.fullmatch(language):
            messages.fault(language, "is no language; write a tag such as en or pt-BR")
        elif isinstance(texts, str):
            found[language] = texts
        elif isinstance(texts, dict):
            found[language] = "".join(
                _message(messages, language, name, text) for name, text in texts.items()
            )
        else:
            messages.fault(language, 'write name = "text" lines, or one text in Fluent\'s syntax')
    for language, source in found.items():
        for fault in _faults(source):
            messages.fault(language, fault)
    return found


def unused_words(messages: Mapping[str, str], plans: Sequence[Plan]) -> Iterator[str]:
    """A warning for each message that nothing shows: most likely its name is mistyped."""
    shown = {*given()} | {f"plan-{plan.key}" for plan in plans}
    for language, source in messages.items():
        resource = FluentParser().parse(source)
        mentioned = _Mentioned()
        mentioned.visit(resource)
        for name, _ in texts_of(resource):
            if name not in shown and name.partition(".")[0] not in mentioned.names:
                near = get_close_matches(name, shown, 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                yield f"messages, {language}: nothing shows '{name}'{hint}"


def _message(messages: Table, language: str, name: str, written: Any) -> str:
    if isinstance(written, dict):
        parts = {f"{name}.{part}": text for part, text in written.items()}
    else:
        parts = {name: written}
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


class _Mentioned(Visitor):
    """Collects the names of the messages that others are made of."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  # the visitor's own naming
        """Note the message that is referred to."""
        self.names.add(node.id.name)
