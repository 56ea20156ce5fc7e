"""Where it is kept who did what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

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


class Audit(Protocol):
    """Keeps what was done, for good. All methods raise `StoreAway`."""

    def enter(self, *deeds: Deed) -> None:
        """Keep what is being done, in the transaction that does it."""
        ...

    def about(self, subject: str) -> Sequence[Deed]:
        """What was done to a subject, in order."""
        ...
