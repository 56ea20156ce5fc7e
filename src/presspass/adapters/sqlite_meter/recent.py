"""Rows seen lately, remembered so that the next views of their readers need no look at the file.

Within a period charges are only ever added. What is remembered answers re-reads and refusals, and
grants nothing new:

- To a reader at the limit none is added, but by merging: at sign-in an account gets the charges of
  an anonymous reader, and opens what that one has read. The process that merges forgets everyone;
  others may refuse such an article for some seconds more.
- A reader below the limit may be charged by any process, and how many are used would be told wrong.
  So these are remembered only where no other process charges (`alone`).
"""

from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

from presspass.adapters.sqlite_meter import packing
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Reading

_REMEMBERED = 65_536

_SECONDS = 10
"""How long a row is believed."""

Place = tuple[ReaderId, str]
"""A reader, and the name of a pool."""


class _Row(NamedTuple):
    """What counted in a row from `since` on, and until when that is believed."""

    articles: tuple[ArticleKey, ...]
    oldest: Instant | None
    since: Instant
    until: Instant

    def tells(self, since: Instant, now: Instant) -> bool:
        """Whether what counts from another instant on is the same."""
        return self.since <= since <= (self.oldest or since) and now < self.until


class Recent:
    """The rows of readers by their place. One bounded table; when full it begins anew.

    Safe from any thread: what one connection has just read never takes the place of what another
    has committed since (`changes`).
    """

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._rows: dict[Place, _Row] = {}
        self._lock = Lock()
        self.changes = 0
        """Rises with every committed change."""

    def reading(self, reader: ReaderId, wanted: Charge) -> Reading | None:
        """The reading, if what is remembered is enough to know it."""
        row = self._rows.get((reader, wanted.pool))
        if row is None or wanted.pending or not row.tells(wanted.since, wanted.now):
            return None
        used, limit, already = len(row.articles), wanted.limit, wanted.article in row.articles
        if used < limit and not (already and self._alone):
            return None
        return Reading(already, used, limit, False, row.oldest)  # noqa: FBT003  # in place costs less

    def remember(self, reader: ReaderId, wanted: Charge, packed: bytes, changes: int) -> None:
        """Keep a row as it was read when there were so many `changes`."""
        with self._lock:
            if changes == self.changes:
                self._keep((reader, wanted.pool), packed, wanted)

    def changed(self, rows: Mapping[Place, tuple[bytes, Charge]]) -> None:
        """Take over rows that were just committed, each as a charge left it."""
        with self._lock:
            self.changes += 1
            for place, (packed, wanted) in rows.items():
                if self._alone:
                    self._keep(place, packed, wanted)
                else:
                    self._rows.pop(place, None)

    def forget(self) -> None:
        """Forget everyone."""
        with self._lock:
            self.changes += 1
            self._rows.clear()

    def _keep(self, place: Place, packed: bytes, wanted: Charge) -> None:
        if len(self._rows) >= _REMEMBERED:
            self._rows.clear()
        articles, oldest = packing.counting(packed, wanted.since)
        self._rows[place] = _Row(articles, oldest, wanted.since, wanted.now + _SECONDS)
