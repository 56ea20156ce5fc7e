"""Rows of CSV (RFC 4180), of which one that is broken spoils no other."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TextIO

MAX_ROW = 65_536
"""Characters of a row that goes on over lines."""


class NeverClosedError(ValueError):
    """A quotation mark is opened on `line` and isn't closed within `MAX_ROW` characters."""

    def __init__(self, line: int) -> None:
        super().__init__(f"a quotation mark on line {line} is opened and never closed")
        self.line = line


def cut(line: str, separator: str) -> list[str] | None:
    """The cells of a row; `None` if it goes on after the line. Raises `csv.Error`."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error as fault:
        if "unexpected end of data" in str(fault):
            return None
        raise


def csv_rows(text: TextIO, separator: str) -> Iterator[tuple[int, list[str] | None]]:
    r"""Each row after the number of its first line, which is 1 for the first; lines end with `\n`.

    A row goes on over lines while a quotation mark is open. Where one is opened that shouldn't be,
    its line stands with `None`, and those after it are rows of their own. Raises
    `NeverClosedError`.
    """
    lines = _Lines(text)
    while line := lines.take():
        first = lines.number
        held = [line]
        try:
            row = cut(line, separator)
            while row is None:
                held.append(lines.take())
                if not held[-1] or sum(map(len, held)) > MAX_ROW:
                    raise NeverClosedError(first)
                if '"' in held[-1]:
                    row = cut("".join(held), separator)
        except csv.Error:
            lines.give_back(held[1:])
            yield first, None
        else:
            yield first, row


class _Lines:
    """The lines of a text, of which some may be given back to be taken again."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.number = 0
        """The number of the line taken last."""

    def take(self) -> str:
        """The next line; empty at the end."""
        self.number += 1
        return self._again.popleft() if self._again else self._text.readline()

    def give_back(self, lines: Sequence[str]) -> None:
        """Have lines taken again, the last ones that were."""
        self._again.extendleft(reversed(lines))
        self.number -= len(lines)
