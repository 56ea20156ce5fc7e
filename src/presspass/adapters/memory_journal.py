"""`ports.Journal` in memory: the last decisions, gone with the process."""

from collections import deque
from collections.abc import Sequence
from itertools import islice

from presspass.ports import Record


class MemoryJournal:
    """The last so many decisions of one process; safe from any thread."""

    def __init__(self, size: int = 10_000) -> None:
        self._records: deque[Record] = deque(maxlen=size)

    def write(self, records: Sequence[Record]) -> None:
        """Keep records, and forget the oldest."""
        self._records.extendleft(records)

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first."""
        return tuple(islice(self._records.copy(), count))
