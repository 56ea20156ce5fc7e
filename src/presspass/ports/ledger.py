"""Where money facts are kept."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from presspass.core.ids import ReaderId
from presspass.core.ledger import Entry


class Ledger(Protocol):
    """Keeps a row for every money fact; none is ever changed. All methods raise `StoreAway`."""

    def add(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        """Keep those that are not kept yet, and answer them."""
        ...

    def of(self, reader: ReaderId) -> Sequence[Entry]:
        """The rows of a reader, the last first."""
        ...
