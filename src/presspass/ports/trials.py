"""Where it is kept who has had a trial."""

from collections.abc import Iterable
from typing import Protocol

from presspass.core.instants import Instant


class Trials(Protocol):
    """Keeps keyed hashes of what makes a person: an unaliased address, a card's fingerprint.

    They outlive the account, for a trial is once per person. All methods raise `StoreAway`.
    """

    def used(self, persons: Iterable[bytes]) -> bool:
        """Whether any of them has had a trial."""
        ...

    def use(self, persons: Iterable[bytes], now: Instant) -> None:
        """Note that they have."""
        ...
