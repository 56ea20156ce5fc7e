"""Where it is kept what was sold."""

from collections.abc import Sequence
from typing import Protocol

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.sale import Sale


class Sales(Protocol):
    """Keeps sales, each as it was agreed to, also beyond the account: books are kept by law.

    All methods raise `StoreAway`.
    """

    def add(self, sale: Sale) -> None:
        """Keep a new sale; one with the same id is left as it is."""
        ...

    def get(self, sale: str) -> Sale | None:
        """A sale."""
        ...

    def of(self, reader: ReaderId) -> Sequence[Sale]:
        """All sales of a reader, in the order in which they were agreed to."""
        ...

    def update(self, sale: Sale) -> None:
        """Note a sale's state, checkout page and subscription, and nothing else of it."""
        ...

    def pending(self, until: Instant, after: str, size: int) -> Sequence[Sale]:
        """Sales only agreed to, before `until`, with ids after `after`, in order."""
        ...

    def count(self, offer: str, since: Instant, now: Instant) -> int:
        """How often an offer was taken up since a time, not counting sales that were given up.

        Those that are only agreed to count for as long as their checkout page stays open.
        """
        ...
