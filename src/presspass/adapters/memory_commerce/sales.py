"""`ports.Sales` in memory."""

from collections.abc import Sequence
from dataclasses import replace

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.sale import CHECKOUT_OPEN, Sale, SaleState


class MemorySales:
    """Sales in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, sale: Sale) -> None:
        """Keep a new sale; one with the same id is left as it is."""
        self._tables.sales.setdefault(sale.id, sale)

    def get(self, sale: str) -> Sale | None:
        """A sale."""
        return self._tables.sales.get(sale)

    def of(self, reader: ReaderId) -> Sequence[Sale]:
        """All sales of a reader, in the order in which they were agreed to."""
        found = (sale for sale in self._tables.sales.values() if sale.reader == reader)
        return sorted(found, key=lambda sale: (sale.at, sale.id))

    def update(self, sale: Sale) -> None:
        """Note a sale's state, checkout page and subscription."""
        kept = self._tables.sales.get(sale.id)
        if kept is not None:
            self._tables.sales[sale.id] = replace(
                kept, state=sale.state, checkout=sale.checkout, subscription=sale.subscription
            )

    def pending(self, until: Instant, after: str, size: int) -> Sequence[Sale]:
        """Sales only agreed to, before `until`, with ids after `after`, in order."""
        found = [
            sale
            for sale in self._tables.sales.values()
            if sale.state is SaleState.AGREED and sale.at < until and sale.id > after
        ]
        return sorted(found, key=lambda sale: sale.id)[:size]

    def count(self, offer: str, since: Instant, now: Instant) -> int:
        """How often an offer was taken up since a time."""
        return sum(
            sale.offer == offer
            and sale.at >= since
            and (
                sale.state is SaleState.MADE
                or (sale.state is SaleState.AGREED and sale.at > now - CHECKOUT_OPEN)
            )
            for sale in self._tables.sales.values()
        )
