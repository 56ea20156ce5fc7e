"""Where it is kept who did what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done. `subject` says to whom or what: for a reader, the id in hex.

    Outlives accounts, so nothing in it may be personal.
    """

    at: Instant
    actor: str
    action: str
    subject: str
    note: str = ""

    @classmethod
    def by_reader(cls, now: Instant, action: str, reader: ReaderId, note: str = "") -> "Deed":
        """What a reader did to an account of their own."""
        return cls(now, "reader", action, reader.hex(), note)


class Audit(Protocol):
    """Keeps what was done, for good. All methods raise `StoreAway`."""

    def enter(self, *deeds: Deed) -> None:
        """Keep what is being done, in the transaction that does it."""
        ...

    def about(self, subject: str) -> Sequence[Deed]:
        """What was done to a subject, in order."""
        ...
