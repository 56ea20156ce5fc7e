"""What a reader holds: the subscription, what was sold with it, and the money that went for it."""

from dataclasses import dataclass

from presspass.core.ids import ReaderId
from presspass.core.ledger import Entry
from presspass.core.sale import Sale
from presspass.core.subscription import Subscription
from presspass.ports import Books, Commerce


class NotHeld(Exception):  # noqa: N818  # it names a state of things, not a fault of ours
    """The reader has no subscription with which this could be done, or not as it stands."""


@dataclass(frozen=True, slots=True)
class Held:
    """A subscription, what it was sold as, and what it was sold as at first."""

    subscription: Subscription
    sale: Sale
    first: Sale


class Holding:
    """Looks into the books. All methods block, and raise `StoreAway`."""

    def __init__(self, commerce: Commerce) -> None:
        self._commerce = commerce

    def of(self, reader: ReaderId) -> Held | None:
        """The reader's subscription: the live one, or the one begun last."""
        with self._commerce.reading() as books:
            return held_in(books, reader)

    def sales(self, reader: ReaderId) -> tuple[Sale, ...]:
        """All that the reader ever agreed to buy, in that order."""
        with self._commerce.reading() as books:
            return tuple(books.sales.of(reader))

    def entries(self, reader: ReaderId) -> tuple[Entry, ...]:
        """What the reader ever paid and got back, the last first."""
        with self._commerce.reading() as books:
            return tuple(books.ledger.of(reader))

    def sold_as(self, reader: ReaderId, entry: Entry) -> Sale | None:
        """What an entry's subscription was sold as by then."""
        with self._commerce.reading() as books:
            sales = [
                sale
                for sale in books.sales.of(reader)
                if sale.subscription == entry.subscription and sale.at <= entry.at
            ]
        return sales[-1] if sales else None


def held_in(books: Books, reader: ReaderId) -> Held | None:
    """As `Holding.of`, in books that are open."""
    all_of_them = books.subscriptions.of(reader)
    found = next((each for each in all_of_them if each.live), next(iter(all_of_them), None))
    if found is None:
        return None
    sale = books.sales.get(found.sale)
    if sale is None:
        return None
    sold = (each for each in books.sales.of(reader) if each.subscription == found.id)
    return Held(found, sale, next(sold, sale))


def live_in(books: Books, reader: ReaderId) -> Held:
    """The reader's live subscription. Raises `NotHeld` where there is none."""
    held = held_in(books, reader)
    if held is None or not held.subscription.live:
        raise NotHeld
    return held
