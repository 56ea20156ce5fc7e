"""Where a provider's events wait to be handled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from presspass.core.instants import Instant
from presspass.ports.payments import PaymentEvent


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits; `attempts` counts the tries at it."""

    event: PaymentEvent
    attempts: int


class Inbox(Protocol):
    """Keeps events, each once by its id, until they are handled. All methods raise `StoreAway`."""

    def add(self, event: PaymentEvent, now: Instant) -> bool:
        """Keep an event; false where it was there already."""
        ...

    def due(self, now: Instant, size: int) -> Sequence[Waiting]:
        """Events that are due, oldest first. Handling one twice does no harm: it is only a hint."""
        ...

    def handled(self, events: Iterable[str], now: Instant) -> None:
        """Note that events were handled."""
        ...

    def retry(self, events: Iterable[str], due: Instant, why: str) -> None:
        """Leave events until later, and count the try; `why` is for the operator."""
        ...

    def asked(self) -> Instant | None:
        """Until when the provider was asked for events that had not come; `None`: it never was."""
        ...

    def ask(self, now: Instant) -> None:
        """Note that it was asked for all events until `now`."""
        ...

    def waiting(self) -> int:
        """How many events wait."""
        ...

    def prune(self, before: Instant) -> int:
        """Forget events handled before then; answers how many."""
        ...
