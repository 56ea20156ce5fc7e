"""Where it is counted how often something was tried."""

from typing import Protocol

from presspass.core.instants import Instant
from presspass.core.limits import Limit


class Attempts(Protocol):
    """Counts attempts as `core.limits` does, whoever asks at once. All raise `StoreAway`."""

    def take(self, key: str, limit: Limit, now: Instant) -> bool:
        """Count an attempt if the limit allows one more; whether it does.

        `key` is of whom: a keyed hash, never an address in clear. Counts are apart for each limit.
        """
        ...

    def prune(self, before: Instant) -> int:
        """Forget the counts of windows that began before then; answers how many."""
        ...
