"""A readers' file: a table in CSV, read row by row, with each mistake named by its line."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import tzinfo
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO, TypeAlias

from presspass.core.mailbox import NotAMailbox
from presspass.services.accounts.csv_rows import NeverClosedError, csv_rows, cut
from presspass.services.accounts.reader_row import COLUMNS, ReaderRow, RowError, short

LONGEST_LINE = 65_536
"""Octets that a line can have."""

_SEPARATORS = (",", ";", "\t")
_REQUIRED = COLUMNS[:-1]
_ALSO_CALLED = {"email": "e-mail"}
_COLUMNS_ADVICE = f"its first line has to name the columns: {','.join(COLUMNS)}"


class UnreadableFileError(ValueError):
    """A file can't be read as a table of readers; says what to do about it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row that can't be taken: where it stands, and what to do."""

    line: int
    advice: str


Line: TypeAlias = ReaderRow | Mistake


@dataclass(frozen=True, slots=True)
class _Header:
    """How a file is separated, and where in its rows the columns stand."""

    line: int
    separator: str
    width: int
    places: tuple[int | None, ...]

    def cells(self, row: Sequence[str]) -> tuple[str, str, str, str]:
        """The cells of a row in the order of `COLUMNS`. Raises `RowError`."""
        if len(row) < self.width or any(row[self.width :]):
            raise RowError(
                f"{len(row)} cells stand where the first line names {self.width}; leave a cell "
                f"empty, not out, and put text that has '{self.separator}' in it in quotation marks"
            )
        mail, benefits, until, note = ("" if at is None else row[at] for at in self.places)
        return mail, benefits, until, note


class ReadersFile:
    """A file of readers, checked as a whole; each time it is read anew, and little of it kept."""

    def __init__(self, path: Path, zone: tzinfo) -> None:
        """Check that it is text and has the columns. Raises `UnreadableFileError`."""
        self._path = path
        self._zone = zone
        self.position = 0
        """Octets of it that were read the last time."""
        try:
            if not path.is_file():
                raise UnreadableFileError("it is no file; write the readers to one, and name that")
            self.size = path.stat().st_size
            """Octets altogether."""
            _check_text(path)
            with path.open("rb") as file, _text(file) as text:
                self._header = _header(text)
        except OSError as fault:
            raise UnreadableFileError(f"it can't be read: {fault.strerror}") from fault

    def lines(self) -> Iterator[Line]:
        """Each row or mistake, in order; empty rows are passed over.

        Raises `UnreadableFileError` where a quotation mark is never closed.
        """
        try:
            with self._path.open("rb") as file, _text(file) as text:
                for number, row in csv_rows(text, self._header.separator):
                    self.position = file.tell()
                    if number > self._header.line and (row is None or any(map(str.strip, row))):
                        yield self._line(number, row)
        except NeverClosedError as fault:
            raise UnreadableFileError(str(fault)) from fault
        except OSError as fault:
            raise UnreadableFileError(f"it can't be read: {fault.strerror}") from fault

    def _line(self, number: int, row: Sequence[str] | None) -> Line:
        if row is None:
            return Mistake(number, 'check its quotation marks; inside a text, write " as ""')
        try:
            return ReaderRow.read(number, self._header.cells(row), self._zone)
        except (RowError, NotAMailbox) as fault:
            return Mistake(number, str(fault))


def _text(file: BinaryIO) -> TextIO:
    return TextIOWrapper(file, encoding="utf-8-sig", newline="\n")


def _check_text(path: Path) -> None:
    """Raise `UnreadableFileError` where a file isn't text in UTF-8, or has lines without end."""
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
            if len(line) == LONGEST_LINE:
                raise UnreadableFileError(
                    f"line {number} is longer than {LONGEST_LINE:,} characters; save it as CSV, "
                    "with a line for each reader"
                )
            with suppress(UnicodeDecodeError):
                if "\0" not in line.decode():
                    continue
            raise UnreadableFileError(
                f"line {number} isn't UTF-8; save it as 'CSV UTF-8', "
                "or: iconv -f WINDOWS-1252 -t UTF-8 OLD.csv > NEW.csv"
            )


def _header(text: TextIO) -> _Header:
    """The header in the first line that isn't empty, by the separator that fits it best."""
    for number, line in enumerate(text, 1):
        if line.strip():
            headers = [(separator, _names(line, separator)) for separator in _SEPARATORS]
            separator, names = max(headers, key=lambda it: len(set(COLUMNS).intersection(it[1])))
            _check_names(names)
            places = tuple(names.index(name) if name in names else None for name in COLUMNS)
            return _Header(number, separator, len(names), places)
    raise UnreadableFileError(f"it is empty; {_COLUMNS_ADVICE}")


def _names(line: str, separator: str) -> list[str]:
    names: list[str] = []
    with suppress(csv.Error):
        names = [name.strip().lower() for name in cut(line, separator) or ()]
    while names and not names[-1]:
        names.pop()
    return [_ALSO_CALLED.get(name, name) for name in names]


def _check_names(names: Sequence[str]) -> None:
    """Refuse what isn't known: a misspelt column of ends would give benefits without end."""
    for name in _REQUIRED:
        if name not in names:
            raise UnreadableFileError(f"it has no column '{name}'; {_COLUMNS_ADVICE}")
    for name in names:
        if name not in COLUMNS:
            raise UnreadableFileError(f"its column '{short(name)}' isn't known; take it out")
        if names.count(name) > 1:
            raise UnreadableFileError(f"it has two columns '{name}'; take one out")
