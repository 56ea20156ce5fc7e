"""Where decisions are kept for a short time."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from presspass.core import receipts
from presspass.core.access import Decision
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.seals import Keyring

DECISIONS_KEPT = 30
"""Days for which a decision is kept: together they are what a reader has read."""


class Record(NamedTuple):
    """One decision as the journal keeps it: the receipt that the reader got holds all of it."""

    at: Instant
    reader: ReaderId
    receipt: str

    @property
    def decision(self) -> Decision | None:
        """The decision; `None` where it was packed in a form that we no longer know."""
        return receipts.unpack(Keyring.unsealed(self.receipt))


class Answered(NamedTuple):
    """One answer and all who got it: readers alike get the same within a second.

    A reader who asked twice is named twice.
    """

    at: Instant
    receipt: str
    readers: Sequence[ReaderId]

    @property
    def records(self) -> list[Record]:
        """Each reader's own."""
        return [Record(self.at, reader, self.receipt) for reader in self.readers]


class Journal(Protocol):
    """Keeps decisions for a short time. All methods block briefly, and are called off the loop."""

    def write(self, answers: Sequence[Answered]) -> None:
        """Keep answers, the oldest first. Raises `StoreAway`."""
        ...

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first; those of one answer together. Raises `StoreAway`."""
        ...

    def of(self, reader: ReaderId, since: Instant) -> Sequence[Record]:
        """A reader's decisions from `since` on, newest first. Raises `StoreAway`."""
        ...

    def forget(self, reader: ReaderId) -> int:
        """Forget a reader's decisions; answers how many went. Raises `StoreAway`."""
        ...
