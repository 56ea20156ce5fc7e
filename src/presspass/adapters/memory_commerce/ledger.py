"""`ports.Ledger` in memory."""

from collections.abc import Iterable, Sequence

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.ids import ReaderId
from presspass.core.ledger import Entry


class MemoryLedger:
    """The ledger in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        """Keep those that are not kept yet, and answer them."""
        new = []
        for entry in entries:
            if (entry.fact, entry.external) not in self._tables.ledger:
                self._tables.ledger[entry.fact, entry.external] = entry
                new.append(entry)
        return new

    def of(self, reader: ReaderId) -> Sequence[Entry]:
        """The rows of a reader, the last first."""
        found = [entry for entry in self._tables.ledger.values() if entry.reader == reader]
        return sorted(found, key=lambda entry: (-entry.at, entry.fact, entry.external))
