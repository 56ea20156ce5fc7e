"""Readers whose allowance is used up, remembered so that their next views need no look at the file.

This can't go stale: within a period charges are only ever added, and to a reader at the limit none
is. What is remembered answers re-reads and refusals at that limit, and nothing else. Where charges
are taken away (merging, pruning), everyone is forgotten; another process goes on refusing an id
whose charges were merged into another's, which nobody reads by any more.
"""

from presspass.adapters.sqlite_meter import packing
from presspass.core.ids import ReaderId
from presspass.core.meter import Charge, Reading

_REMEMBERED = 65_536


class Spent:
    """The rows of such readers by reader and pool. One bounded table; when full it begins anew."""

    def __init__(self) -> None:
        self._rows: dict[tuple[ReaderId, str], bytes] = {}

    def reading(self, reader: ReaderId, wanted: Charge) -> Reading | None:
        """The reading, if what is remembered is enough to know it."""
        row = self._rows.get((reader, wanted.pool))
        if row is None or wanted.pending:
            return None
        changed, reading = packing.charge(row, wanted)
        return reading if changed is None and reading.used >= wanted.limit else None

    def remember(self, reader: ReaderId, pool: str, row: bytes) -> None:
        """Keep the row of a reader who was found to have used up the allowance."""
        if len(self._rows) >= _REMEMBERED:
            self._rows.clear()
        self._rows[reader, pool] = row

    def forget(self) -> None:
        """Forget everyone."""
        self._rows.clear()
