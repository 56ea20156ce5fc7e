"""`ports.Inbox` in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from presspass.adapters.memory_commerce.tables import Arrived, Tables
from presspass.core.instants import Instant
from presspass.ports import PaymentEvent, Waiting

_ASKED = "inbox asked until"


class MemoryInbox:
    """The inbox in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, event: PaymentEvent, now: Instant) -> bool:
        """Keep an event; false where it was there already."""
        if event.id in self._tables.inbox:
            return False
        self._tables.inbox[event.id] = Arrived(event, due=now)
        return True

    def due(self, now: Instant, size: int) -> Sequence[Waiting]:
        """Events that are due, oldest first."""
        waiting = [
            (each.due, each.event.created, each.event.id, Waiting(each.event, each.tries))
            for each in self._tables.inbox.values()
            if each.due is not None and each.due <= now
        ]
        return [found for *_, found in sorted(waiting, key=lambda it: it[:3])[:size]]

    def handled(self, events: Iterable[str], now: Instant) -> None:
        """Note that events were handled."""
        for event in events:
            arrived = self._tables.inbox[event]
            if arrived.handled is None:
                self._tables.inbox[event] = replace(arrived, due=None, handled=now)

    def retry(self, events: Iterable[str], due: Instant, why: str) -> None:  # noqa: ARG002  # nobody reads it here
        """Leave events until later, and count the try."""
        for event in events:
            arrived = self._tables.inbox[event]
            if arrived.handled is None:
                self._tables.inbox[event] = replace(arrived, due=due, tries=arrived.tries + 1)

    def asked(self) -> Instant | None:
        """Until when the provider was asked for events that had not come; `None`: it never was."""
        return self._tables.numbers.get(_ASKED)

    def ask(self, now: Instant) -> None:
        """Note that it was asked for all events until `now`."""
        self._tables.numbers[_ASKED] = now

    def waiting(self) -> int:
        """How many events wait."""
        return sum(each.handled is None for each in self._tables.inbox.values())

    def prune(self, before: Instant) -> int:
        """Forget events handled before then; answers how many."""
        old = [
            key
            for key, each in self._tables.inbox.items()
            if each.handled is not None and each.handled < before
        ]
        for key in old:
            del self._tables.inbox[key]
        return len(old)
