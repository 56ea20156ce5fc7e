"""`ports.Attempts` in memory."""

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.instants import Instant
from presspass.core.limits import Limit


class MemoryAttempts:
    """Attempts in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tallies = tables.tallies

    def take(self, key: str, limit: Limit, now: Instant) -> bool:
        """Count an attempt if the limit allows one more; whether it does."""
        tally = limit.take(self._tallies.get((limit.name, key)), now)
        if tally is not None:
            self._tallies[limit.name, key] = tally
        return tally is not None

    def prune(self, before: Instant) -> int:
        """Forget the counts of windows that began before then; answers how many."""
        old = [key for key, tally in self._tallies.items() if tally.since < before]
        for key in old:
            del self._tallies[key]
        return len(old)
