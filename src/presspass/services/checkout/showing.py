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
        self,
        account: Account | None,
        choices: Iterable[Chosen],
        now: Instant,
        country: str | None = None,
    ) -> tuple[Reason | None, ...]:
        """Why each choice can't be bought from a country, `None` where it can.

        Of who is not signed in it is known only what is not sold there, or sold out for everyone.
        """
        with self._commerce.reading() as books:
            if account is None:
                return tuple(_for_anyone(books, each.offer, now, country) for each in choices)
            return tuple(self._for(books, account, each, now, country) for each in choices)

    def _for(
        self, books: Books, account: Account, chosen: Chosen, now: Instant, country: str | None
    ) -> Reason | None:
        try:
            self._offering.check(books, account, chosen, now, country)
        except NotSold as refused:
            return refused.reason
        return None


def _for_anyone(
    books: Books, offer: Offer | None, now: Instant, country: str | None
) -> Reason | None:
    if offer is not None and not offer.sold_in(country):
        return Reason.NOT_FOR_YOU
    if offer is None or offer.limit is None:
        return None
    taken = books.sales.count(offer.key, offer.on_sale.since or 0, now)
    return Reason.SOLD_OUT if taken >= offer.limit else None
