"""`ports.Deliveries` in memory."""

from collections.abc import Mapping, Sequence

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.plans import Benefit
from presspass.ports import Delivery, NoAccount


class MemoryDeliveries:
    """Delivery addresses in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def of(self, reader: ReaderId) -> Delivery | None:
        """Where a reader's paper goes."""
        return self._tables.deliveries.get(reader)

    def put(self, delivery: Delivery) -> None:
        """Keep an address in place of the reader's last one. Raises `NoAccount`."""
        if delivery.reader not in self._tables.accounts:
            raise NoAccount
        self._tables.deliveries[delivery.reader] = delivery

    def under(self, readers: Sequence[ReaderId]) -> Mapping[ReaderId, Delivery]:
        """Where the papers of many readers go; who has given no address is left out."""
        kept = self._tables.deliveries
        return {reader: kept[reader] for reader in readers if reader in kept}

    def prune(self, before: Instant) -> int:
        """Forget addresses kept before then, of readers to whom nothing was due since."""
        due = {
            each.reader
            for each in self._tables.entitlements.values()
            if each.benefit is Benefit.PRINT and (each.until is None or each.until > before)
        }
        old = [
            delivery.reader
            for delivery in self._tables.deliveries.values()
            if delivery.changed < before and delivery.reader not in due
        ]
        for reader in old:
            del self._tables.deliveries[reader]
        return len(old)
