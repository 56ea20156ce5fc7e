"""Readers who stand in a file more than once, found in memory that doesn't grow with the file."""

from collections.abc import Iterable, Iterator, Sequence

from presspass.core.plans import Benefit
from presspass.services.accounts.reader_row import ReaderRow
from presspass.services.accounts.readers_file import Line, Mistake

CHUNK = 500
"""Lines of a file that are looked at together."""

_BITS = 27
"""16 MB, in which a million addresses collide with some four thousand others by chance."""

_ENDLESS = float("inf")


def chunks(lines: Iterable[Line]) -> Iterator[Sequence[Line]]:
    """Lines some hundreds together; rows of one reader that follow one another stay so."""
    chunk: list[Line] = []
    for line in lines:
        if len(chunk) >= 2 * CHUNK or (len(chunk) >= CHUNK and not _same_reader(chunk[-1], line)):
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


def rows_of(chunk: Sequence[Line]) -> list[ReaderRow]:
    """The lines that are rows."""
    return [line for line in chunk if not isinstance(line, Mistake)]


class Scattered:
    """Who stands in several chunks of a file; a few others by chance."""

    def __init__(self) -> None:
        self._met = bytearray(1 << (_BITS - 3))
        self._readers: set[str] = set()

    def note(self, rows: Sequence[ReaderRow]) -> None:
        """Take in the rows of the next chunk."""
        for address in {row.mailbox.address for row in rows}:
            place, bit = divmod(hash(address) & ((1 << _BITS) - 1), 8)
            if self._met[place] >> bit & 1:
                self._readers.add(address)
            self._met[place] |= 1 << bit

    def __contains__(self, address: str) -> bool:
        return address in self._readers

    def __bool__(self) -> bool:
        return bool(self._readers)


class Longest:
    """Which row gives a reader a benefit for longest; the first of those that end together.

    What `elsewhere` knows of a reader goes before: it has seen all of the file.
    """

    def __init__(self, elsewhere: "Longest | None" = None) -> None:
        self._elsewhere = elsewhere
        self._ends: dict[tuple[str, Benefit], tuple[float, int]] = {}

    def note(self, row: ReaderRow) -> None:
        """Take in a row."""
        until = _ENDLESS if row.until is None else row.until
        for benefit in row.benefits:
            key = row.mailbox.address, benefit
            if key not in self._ends or until > self._ends[key][0]:
                self._ends[key] = until, row.line

    def line(self, address: str, benefit: Benefit) -> int | None:
        """The line of that row; `None` where no row gives it."""
        if self._elsewhere is not None and (line := self._elsewhere.line(address, benefit)):
            return line
        end = self._ends.get((address, benefit))
        return None if end is None else end[1]


def _same_reader(line: Line, other: Line) -> bool:
    return (
        isinstance(line, ReaderRow)
        and isinstance(other, ReaderRow)
        and line.mailbox.address == other.mailbox.address
    )
