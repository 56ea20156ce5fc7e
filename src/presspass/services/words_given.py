"""What each message is given, and so which of a publication's own words can't be said."""

from collections.abc import Container, Iterator, Mapping
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from functools import cache

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from presspass.core.access import Reason
from presspass.core.situations import Situation
from presspass.services.built_in_words import built_in_words
from presspass.services.messages import LAST_RESORT

_FUNCTIONS = frozenset({"NUMBER", "DATETIME", "ORDINAL"})
_TO_ALL = frozenset({"publication"})
_OF_VIEWS = frozenset({"left", "limit", "read", "offered", "days", "period"})
_OF_DECISIONS = frozenset({"limit", "used", "offered", "days", "period", "granted"})
_OF_DAYS = frozenset({"day", "month", "year", "date"})
_OF_MAILS = frozenset({"address"})
_OF_CODES = _OF_MAILS | {"minutes"}
_BARE = frozenset({"registration.register", "meter-away.retry"})
"""Texts of situations that stand on links, and are given nothing."""


@cache
def given(package: str = "presspass") -> Mapping[str, AbstractSet[str]]:
    """The variables of each built-in message of a package, named `message` or `message.attribute`.

    They are those that the English text names, and those that all of its kind are given.
    """
    parsed = built_in_words(package, LAST_RESORT)
    texts = dict(text for resource in parsed for text in texts_of(resource))
    return {
        name: _named(pattern).variables | _TO_ALL | _of_kind(name, texts)
        for name, pattern in texts.items()
    }


def texts_of(resource: ast.Resource) -> Iterator[tuple[str, ast.Pattern]]:
    """The texts that can be shown: each message's own, and those of its attributes."""
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            if entry.value is not None:
                yield entry.id.name, entry.value
            for attribute in entry.attributes:
                yield f"{entry.id.name}.{attribute.id.name}", attribute.value


def unsayable_words(messages: Mapping[str, str]) -> Iterator[str]:
    """A fault for each own text that couldn't be shown: it names what there is not."""
    for language, source in messages.items():
        for name, fault in unsayable(language, FluentParser().parse(source), "presspass"):
            yield f"messages, {language}: {name} {fault}"


def unsayable(language: str, own: ast.Resource, package: str) -> Iterator[tuple[str, str]]:
    """The own texts of a language that couldn't be shown in place of a package's, and why."""
    for name, pattern in texts_of(own):
        named = _named(pattern)
        for fault in _faults(named, given(package).get(name)):
            yield name, fault
        if named.others:
            built_in = built_in_words(package, language)
            there = {name for one in (*built_in, own) for name in _entries(one)}
            for fault in _missing(named, there):
                yield name, fault


def _faults(named: "_Named", known: AbstractSet[str] | None) -> Iterator[str]:
    if known is not None:
        for variable in sorted(named.variables - known):
            listed = ", ".join(f"${one}" for one in sorted(known))
            yield f"names ${variable}, which it isn't given; it is given {listed}"
    for function in sorted(named.functions - _FUNCTIONS):
        yield f"calls {function}(), and there are only {', '.join(sorted(_FUNCTIONS))}"


def _missing(named: "_Named", there: AbstractSet[str]) -> Iterator[str]:
    for other in sorted(named.others - there):
        alike = [one for one in there if one.startswith("-") == other.startswith("-")]
        near = get_close_matches(other, alike, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        yield f"is made of '{other}', which isn't there{hint}"


class _Named(Visitor):
    """Collects what a text is made of."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.functions: set[str] = set()
        self.others: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # the visitor's own naming
        """Note a variable."""
        self.variables.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802  # as above
        """Note a function, and what it is called with."""
        self.functions.add(node.id.name)
        self.generic_visit(node)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  # as above
        """Note another message."""
        self.others.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802  # as above
        """Note a term."""
        self.others.add(f"-{node.id.name}")


def _named(pattern: ast.Pattern) -> _Named:
    named = _Named()
    named.visit(pattern)
    return named


def _of_kind(name: str, all_names: Container[str]) -> AbstractSet[str]:
    message = name.partition(".")[0]
    if message.startswith("mail-"):
        return _OF_CODES if f"{message}.lasts" in all_names else _OF_MAILS
    if name in _BARE:
        return frozenset()
    if message in _SITUATIONS:
        return _OF_VIEWS
    if message in _SENTENCES:
        return _OF_DECISIONS
    return _OF_DAYS if message in ("day", "day-with-year") else frozenset()


_SITUATIONS = {"meter-returns", *(one.value.replace("_", "-") for one in Situation)}
_SENTENCES = {
    "why-resets",
    "why-offered",
    "why-observed",
    *(f"why-{one.value.replace('_', '-')}" for one in Reason),
}


def _entries(resource: ast.Resource) -> set[str]:
    terms = {f"-{entry.id.name}" for entry in resource.body if isinstance(entry, ast.Term)}
    return terms | {entry.id.name for entry in resource.body if isinstance(entry, ast.Message)}
