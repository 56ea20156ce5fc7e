"""Rows seen lately, remembered so that the next views of their readers need no look at the file.

Within a period charges are only ever added. What is remembered answers re-reads and refusals, and
grants nothing new:

- To a reader at the limit none is added, but by merging: at sign-in an account gets the charges of
  an anonymous reader, and opens what that one has read. The process that merges forgets everyone;
  others may refuse such an article for some seconds more.
- A reader below the limit may be charged by any process, and how many are used would be told wrong.
  So these are remembered only where no other process charges (`alone`).
"""

from collections.abc import Iterable
from threading import Lock
from typing import TypeAlias

from presspass.adapters.sqlite_meter import packing
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.instants import Instant
from presspass.core.lately import Lately
from presspass.core.meter import Charge, Reading

_REMEMBERED = 65_536

_SECONDS = 10
"""How long a row is believed."""

_ALWAYS = 2**63

Place = tuple[ReaderId, str]
"""A reader, and the name of a pool."""


_Row: TypeAlias = tuple[tuple[ArticleKey, ...], int, Instant | None, Instant, Instant, Instant]
"""The articles that counted from an instant on, how many they are, when the oldest of them was
charged, that instant, the last one from which on the same count, and until when all this is
believed. A plain tuple, for there are many, and the interpreter's collector need not look through
those again and again."""


class Recent:
    """The rows of readers by their place. One bounded table.

    Safe from any thread: what one connection has just read never takes the place of what another
    has committed since (`changes`).
    """

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._rows: Lately[Place, _Row] = Lately(_REMEMBERED)
        self._lock = Lock()
        self.changes = 0
        """Rises with every committed change."""

    def reading(self, reader: ReaderId, wanted: Charge) -> Reading | None:
        """The reading, if what is remembered is enough to know it."""
        pool, article, limit, begun, now, pending = wanted
        row = self._rows.get((reader, pool))
        if row is None or pending:
            return None
        articles, used, oldest, since, same, until = row
        if now >= until or not since <= begun <= same:
            return None  # what counts by now may be less
        already = article in articles
        if used < limit and not (already and self._alone):
            return None
        return packing.new(Reading, (already, used, limit, False, oldest))

    def remember(self, reader: ReaderId, wanted: Charge, packed: bytes, changes: int) -> None:
        """Keep a row as it was read when there were so many `changes`."""
        with self._lock:
            if changes == self.changes:
                articles, oldest = packing.counting(packed, wanted.since)
                same = _ALWAYS if oldest is None else oldest
                until = wanted.now + _SECONDS
                row = (articles, len(articles), oldest, wanted.since, same, until)
                self._rows.keep((reader, wanted.pool), row)

    def changed(self, places: Iterable[Place]) -> None:
        """Forget rows that were just changed: few read an article again at once."""
        with self._lock:
            self.changes += 1
            for place in places:
                self._rows.pop(place, None)

    def forget(self) -> None:
        """Forget everyone."""
        with self._lock:
            self.changes += 1
            self._rows.clear()
