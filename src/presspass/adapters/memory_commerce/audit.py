"""`ports.Audit` in memory."""

from collections.abc import Sequence

from presspass.adapters.memory_commerce.tables import Tables
from presspass.ports import Deed


class MemoryAudit:
    """The audit in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def enter(self, *deeds: Deed) -> None:
        """Keep what is being done."""
        for deed in deeds:
            self._tables.deeds[self._tables.number("deed")] = deed

    def about(self, subject: str) -> Sequence[Deed]:
        """What was done to a subject, in order."""
        return [deed for deed in self._tables.deeds.values() if deed.subject == subject]
