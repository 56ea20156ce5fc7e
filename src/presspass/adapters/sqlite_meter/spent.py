"""Readers whose allowance is used up, remembered so that their next views need no look at the file.

Within a period charges are only ever added, and to a reader at the limit none is, but by merging:
at sign-in an account gets the charges of an anonymous reader, and opens what that one has read. The
process that merges forgets everyone; others may refuse such an article for some seconds more. What
is remembered answers re-reads and refusals at that limit, and nothing else.
"""

from presspass.adapters.sqlite_meter import packing
from presspass.core.ids import ReaderId
from presspass.core.meter import Charge, Reading

_REMEMBERED = 65_536

_SECONDS = 10
"""How long a row is believed."""


class Spent:
    """The rows of such readers by reader and pool. One bounded table; when full it begins anew."""

    def __init__(self) -> None:
        self._rows: dict[tuple[ReaderId, str], tuple[bytes, int]] = {}

    def reading(self, reader: ReaderId, wanted: Charge) -> Reading | None:
        """The reading, if what is remembered is enough to know it."""
        found = self._rows.get((reader, wanted.pool))
        if found is None or wanted.pending or wanted.now >= found[1]:
            return None
        changed, reading = packing.charge(found[0], wanted)
        return reading if changed is None and reading.used >= wanted.limit else None

    def remember(self, reader: ReaderId, wanted: Charge, row: bytes) -> None:
        """Keep the row of a reader who was found to have used up the allowance."""
        if len(self._rows) >= _REMEMBERED:
            self._rows.clear()
        self._rows[reader, wanted.pool] = (row, wanted.now + _SECONDS)

    def drop(self, reader: ReaderId, pool: str) -> None:
        """Forget a reader whose row grew past the limit: what was pending is charged regardless."""
        self._rows.pop((reader, pool), None)

    def forget(self) -> None:
        """Forget everyone."""
        self._rows.clear()
