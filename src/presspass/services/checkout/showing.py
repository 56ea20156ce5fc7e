"""What stands in the way of a choice, as far as it can be told before anybody buys."""

from collections.abc import Iterable

from presspass.core.account import Account
from presspass.core.instants import Instant
from presspass.core.plans import Offer
from presspass.ports import Books, Commerce
from presspass.services.checkout.offering import Chosen, NotSold, Offering, Reason


class Showing:
    """Says what can be bought by whom, for pages. Raises `StoreAway`."""

    def __init__(self, commerce: Commerce, offering: Offering) -> None:
        self._commerce = commerce
        self._offering = offering

    def obstacles(
        self, account: Account | None, choices: Iterable[Chosen], now: Instant
    ) -> tuple[Reason | None, ...]:
        """Why each choice can't be bought, `None` where it can.

        Of who is not signed in it is known only what is sold out for everyone.
        """
        with self._commerce.reading() as books:
            if account is None:
                return tuple(_for_anyone(books, each.offer, now) for each in choices)
            return tuple(self._for(books, account, each, now) for each in choices)

    def _for(self, books: Books, account: Account, chosen: Chosen, now: Instant) -> Reason | None:
        try:
            self._offering.check(books, account, chosen, now, None)
        except NotSold as refused:
            return refused.reason
        return None


def _for_anyone(books: Books, offer: Offer | None, now: Instant) -> Reason | None:
    if offer is None or offer.limit is None:
        return None
    taken = books.sales.count(offer.key, offer.on_sale.since or 0, now)
    return Reason.SOLD_OUT if taken >= offer.limit else None
