"""Front matter: TOML between two lines of `+++`, then Markdown."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from presspass.newsstand.problems import LeftOut, Problem
from presspass.services.toml_text import parsed

_FENCE = "+++"


class PictureFields(msgspec.Struct, frozen=True):
    """The main picture of an article."""

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


class SponsorFields(msgspec.Struct, frozen=True):
    """Who paid for a sponsored article, and what readers should know about that."""

    name: str
    about: str = ""


class Fields(msgspec.Struct, frozen=True):
    """The front matter of an article; `docs/newsstand.md` explains each field."""

    title: str = ""
    slug: str = ""
    standfirst: str = ""
    section: str = "News"
    tier: str = "metered"
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: Any = None
    updated: Any = None
    dateline: str = ""
    lang: str = ""
    front: str = ""
    picture: PictureFields | None = None
    corrections: tuple[str, ...] = ()
    sponsor: SponsorFields | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file taken apart: `written` names the fields it has, Markdown begins at `body_line`."""

    file: str
    fields: Fields
    written: frozenset[str]
    body: str
    body_line: int
    lines: tuple[str, ...]

    def problem(self, key: str, message: str) -> Problem:
        """A problem with a field, at the field's line."""
        return Problem(self.file, _line_of(self.lines, key), message)


def read(path: Path, file: str) -> tuple[Source, list[Problem]]:
    """Take a file apart. Raises `LeftOut` where nothing can be made of it."""
    lines = text_of(path, file).split("\n")
    if lines[0].strip() != _FENCE:
        raise LeftOut(Problem(file, 1, f"left out: the first line must be {_FENCE}"))
    end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise LeftOut(Problem(file, 1, f"left out: no second {_FENCE} ends the front matter"))
    head = tuple(lines[:end])
    table = _toml("\n".join(("", *head[1:])), file)
    problems = [
        Problem(file, _line_of(head, key), f'"{key}" is no field of an article; it was ignored')
        for key in table
        if key not in Fields.__struct_fields__
    ]
    fields = _typed(table, Fields, file, head)
    written = frozenset(table)
    return Source(file, fields, written, "\n".join(lines[end + 1 :]), end + 2, head), problems


def read_table(path: Path, file: str, kind: type[Any]) -> Any:
    """A whole TOML file as `kind`. Raises `LeftOut`."""
    text = text_of(path, file)
    return _typed(_toml(text, file), kind, file, tuple(text.split("\n")))


def text_of(path: Path, file: str) -> str:
    """The text of a file, its line ends all the same. Raises `LeftOut`."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        raise LeftOut(Problem(file, line, "left out: it is not written in UTF-8")) from None
    except OSError as fault:
        raise LeftOut(Problem(file, 1, f"left out: can't be read ({fault.strerror})")) from None


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return parsed(text)
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"^(.*) \(at line (\d+), .*\)$", str(fault))
        said, line = (found[1], int(found[2])) if found else (str(fault), text.count("\n") + 1)
        raise LeftOut(Problem(file, line, f"left out: broken TOML: {said}")) from None


def _typed(table: dict[str, Any], kind: type[Any], file: str, lines: tuple[str, ...]) -> Any:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as fault:
        said, _, where = str(fault).partition(" - at `$.")
        key = re.split(r"[.\[`]", where)[0]
        line = _line_of(lines, key)
        raise LeftOut(Problem(file, line, f'left out: "{key}": {said}')) from None


def _line_of(lines: tuple[str, ...], key: str) -> int:
    """The line of a key or of its table; the first line where it stands nowhere."""
    named = re.compile(rf"""\s*(\[+\s*)?["']?{re.escape(key)}["']?\s*[.=\]]""")
    return next((number for number, line in enumerate(lines, 1) if named.match(line)), 1)
