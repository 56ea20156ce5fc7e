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

from presspass.adapters.sqlite_meter import packing
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Reading

_REMEMBERED = 65_536

_SECONDS = 10
"""How long a row is believed."""

Place = tuple[ReaderId, str]
"""A reader, and the name of a pool."""


class Recent:
    """The rows of readers by their place. One bounded table; when full it begins anew.

    Safe from any thread: what one connection has just read never takes the place of what another
    has committed since (`changes`).
    """

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._rows: dict[Place, tuple[bytes, Instant]] = {}
        self._lock = Lock()
        self.changes = 0
        """Rises with every committed change."""

    def reading(self, reader: ReaderId, wanted: Charge) -> Reading | None:
        """The reading, if what is remembered is enough to know it."""
        found = self._rows.get((reader, wanted.pool))
        if found is None or wanted.pending or wanted.now >= found[1]:
            return None
        changed, reading = packing.charge(found[0], wanted)
        told = changed is None and (self._alone or reading.used >= wanted.limit)
        return reading if told else None

    def remember(self, reader: ReaderId, wanted: Charge, row: bytes, since: int) -> None:
        """Keep a row as it was read when there were so many `changes`, and is no new charge's."""
        with self._lock:
            if since == self.changes:
                self._keep((reader, wanted.pool), row, wanted.now)

    def changed(self, rows: Mapping[Place, tuple[bytes, Instant]]) -> None:
        """Take over rows that were just committed, each charged at an instant."""
        with self._lock:
            self.changes += 1
            for place, (row, now) in rows.items():
                if self._alone:
                    self._keep(place, row, now)
                else:
                    self._rows.pop(place, None)

    def forget(self) -> None:
        """Forget everyone."""
        with self._lock:
            self.changes += 1
            self._rows.clear()

    def _keep(self, place: Place, row: bytes, now: Instant) -> None:
        if len(self._rows) >= _REMEMBERED:
            self._rows.clear()
        self._rows[place] = (row, now + _SECONDS)
