"""A paper's own words in place of the newsstand's: `words/pl.ftl` and the like."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from babel import Locale, UnknownLocaleError
from fluent.syntax import FluentParser, ast

from presspass.newsstand.frontmatter import text_of
from presspass.newsstand.problems import LeftOut, Problem
from presspass.newsstand.speech import PACKAGE
from presspass.services.words_given import given, texts_of, unsayable

_PARSER = FluentParser()


def read_words(root: Path, names: Sequence[str]) -> tuple[dict[str, str], list[Problem]]:
    """Fluent source by language, and what is wrong with it; a faulty message is passed over."""
    words: dict[str, str] = {}
    problems: list[Problem] = []
    for name in names:
        language = PurePosixPath(name).stem
        if PurePosixPath(name).suffix != ".ftl" or not _is_language(language):
            message = "left out: name it for its language, such as words/pl.ftl"
            problems.append(Problem(name, 1, message))
            continue
        try:
            source = text_of(root / name, name)
        except LeftOut as fault:
            problems.append(fault.problem)
            continue
        words[language] = source
        problems += [Problem(name, line, message) for line, message in _faults(language, source)]
    return words, problems


def _is_language(tag: str) -> bool:
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def _faults(language: str, source: str) -> Iterator[tuple[int, str]]:
    resource = _PARSER.parse(source)
    lines: dict[str, int] = {}
    own = {name for name, _ in texts_of(resource)}
    for entry in resource.body:
        line = source.count("\n", 0, entry.span.start) + 1 if entry.span else 1
        if isinstance(entry, ast.Junk):
            yield line, f"left out, as it is not Fluent: {entry.annotations[0].message}"
        elif isinstance(entry, ast.Message):
            lines[entry.id.name] = line
    for name, fault in unsayable(language, resource, PACKAGE):
        yield lines[name.partition(".")[0]], f"ours stands in its place: {name} {fault}"
    for name in sorted(own - given(PACKAGE).keys()):
        yield lines[name.partition(".")[0]], f"nothing shows '{name}'"
