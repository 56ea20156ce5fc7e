"""Where gates have sessions renewed, and hear which no longer hold."""

from collections.abc import Sequence
from typing import Protocol

from presspass.core.credentials import Session
from presspass.core.instants import Instant
from presspass.ports.sessions import SessionChange


class Vouching(Protocol):
    """Vouches for signed-in readers. Both methods block briefly, and are called off the loop."""

    def renewed(self, session: Session, now: Instant) -> Session | None:
        """The session as it stands at `now`; `None` if it no longer holds. Raises `StoreAway`."""
        ...

    def changes(self, after: int) -> Sequence[SessionChange]:
        """The changes with a number higher than `after`, in order. Raises `StoreAway`."""
        ...
