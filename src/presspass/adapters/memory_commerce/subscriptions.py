"""`ports.Subscriptions` in memory."""

from collections.abc import Sequence

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.subscription import Subscription


class MemorySubscriptions:
    """Subscriptions in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def ask(self, subscription: str) -> int:
        """The number of a look at the provider that begins now."""
        asked = self._tables.asked.get(subscription, 0) + 1
        self._tables.asked[subscription] = asked
        return asked

    def put(self, subscription: Subscription, asked: int) -> bool:
        """Keep a subscription as the look of that number found it, if no later one found it."""
        if self._tables.found.get(subscription.id, 0) >= asked:
            return False
        self._tables.found[subscription.id] = asked
        self._tables.subscriptions[subscription.id] = subscription
        return True

    def get(self, subscription: str) -> Subscription | None:
        """A subscription."""
        return self._tables.subscriptions.get(subscription)

    def of(self, reader: ReaderId) -> Sequence[Subscription]:
        """All subscriptions of a reader, the one begun last first."""
        found = [each for each in self._tables.subscriptions.values() if each.reader == reader]
        return sorted(found, key=lambda each: (-each.started, each.id))

    def due(self, now: Instant, after: Subscription | None, size: int) -> Sequence[Subscription]:
        """Live ones that are due by `now`, those after `after` in the order of when they are."""
        live = (each for each in self._tables.subscriptions.values() if each.live)
        found = [(each.due, each.id, each) for each in live if each.due is not None]
        last = (-1, "") if after is None else (after.due or -1, after.id)
        ordered = sorted(each for each in found if each[0] <= now and each[:2] > last)
        return [each for *_, each in ordered[:size]]

    def live(self, after: str, size: int) -> Sequence[Subscription]:
        """All live ones with ids after `after`, in order."""
        live = (each for each in self._tables.subscriptions.values() if each.live)
        return sorted((each for each in live if each.id > after), key=lambda each: each.id)[:size]
