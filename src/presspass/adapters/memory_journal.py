"""`ports.Journal` in memory, for tests: the last decisions, gone with the process."""

from collections import deque
from collections.abc import Sequence
from itertools import islice

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.ports import Answered, Record


class MemoryJournal:
    """The last so many decisions of one process; safe from any thread."""

    def __init__(self, size: int = 10_000) -> None:
        self._records: deque[Record] = deque(maxlen=size)

    def write(self, answers: Sequence[Answered]) -> None:
        """Keep answers, and forget the oldest."""
        for answered in answers:
            self._records.extendleft(answered.records)

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first."""
        return tuple(islice(self._records.copy(), count))

    def of(self, reader: ReaderId, since: Instant) -> Sequence[Record]:
        """A reader's decisions from `since` on, newest first."""
        kept = self._records.copy()
        return [record for record in kept if record.reader == reader and record.at >= since]

    def forget(self, reader: ReaderId) -> int:
        """Forget a reader's decisions; answers how many went."""
        theirs = self.of(reader, 0)
        for record in theirs:
            self._records.remove(record)
        return len(theirs)
