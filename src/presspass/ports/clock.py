"""The present, for whoever may know it."""

from typing import Protocol

from presspass.core.instants import Instant


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> Instant:
        """The present instant."""
        ...
