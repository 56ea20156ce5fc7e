"""Where decisions are kept for a short time."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from presspass.core import receipts
from presspass.core.access import Decision
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant


class Record(NamedTuple):
    """One decision as the journal keeps it: packed, for a page view has no time to spare for more.

    `receipt` is the one that the reader got.
    """

    at: Instant
    reader: ReaderId
    packed: bytes
    receipt: str

    @classmethod
    def of(cls, decision: Decision, reader: ReaderId, receipt: str) -> "Record":
        """The record of a decision."""
        return cls(decision.at, reader, receipts.pack(decision), receipt)

    @property
    def decision(self) -> Decision | None:
        """The decision; `None` where it was packed in a form that we no longer know."""
        return receipts.unpack(self.packed)


class Journal(Protocol):
    """Keeps decisions for a short time. Both methods block briefly, and are called off the loop."""

    def write(self, records: Sequence[Record]) -> None:
        """Keep records. Raises `StoreAway`."""
        ...

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first. Raises `StoreAway`."""
        ...
