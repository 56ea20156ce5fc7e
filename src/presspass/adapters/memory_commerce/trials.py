"""`ports.Trials` in memory."""

from collections.abc import Iterable

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.instants import Instant


class MemoryTrials:
    """Who has had a trial, in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def used(self, persons: Iterable[bytes]) -> bool:
        """Whether any of them has had a trial."""
        return any(person in self._tables.trials for person in persons)

    def use(self, persons: Iterable[bytes], now: Instant) -> None:
        """Note that they have."""
        for person in persons:
            self._tables.trials.setdefault(person, now)
