"""From a reader's consent to the provider's page: one sale and one page, however often asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from hashlib import blake2b

from presspass.core.account import Account
from presspass.core.instants import MINUTE, Instant
from presspass.core.plans import days_of
from presspass.core.sale import CHECKOUT_OPEN, Sale, SaleState
from presspass.core.subscription import Ending
from presspass.ports import Books, Commerce, Order, Page, Payments, PaymentsAway
from presspass.services.checkout.offering import Choice, Chosen, Offering
from presspass.services.checkout.returning import Came, Returning
from presspass.services.subscriptions.settling import Settling

_PAGELESS = 25 * MINUTE
"""How long a sale without a page can still get one: Stripe wants half an hour before its end."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a reader agreed to: the sentence beside the button, and the edition that it stood in."""

    text: str
    version: str


@dataclass(frozen=True, slots=True)
class Way:
    """The addresses of ours that the provider's page leads to, and where the reader reads on.

    `done` holds `{CHECKOUT_SESSION_ID}`.
    """

    done: str
    back: str
    return_to: str


class Buying:
    """Makes sales, and the pages where they are paid."""

    def __init__(
        self,
        *,
        commerce: Commerce,
        payments: Payments,
        offering: Offering,
        returning: Returning,
        settling: Settling,
        zone: tzinfo,
    ) -> None:
        self._commerce = commerce
        self._payments = payments
        self._offering = offering
        self._returning = returning
        self._settling = settling
        self._zone = zone

    def buy(
        self,
        account: Account,
        choice: Choice,
        consent: Consent,
        way: Way,
        now: Instant,
        *,
        country: str | None = None,
    ) -> Page | None:
        """The provider's page for a choice; `None` if the reader turns out to have paid already.

        A second click, a reload or another tab gets the same page while it is open; a page that is
        open for something else is closed first, so that nothing is ever paid twice. Raises
        `NotSold`, `PaymentsAway`, `PaymentRefused`, `StoreAway`; whatever it raises, nothing is
        charged.
        """
        chosen = self._offering.find(choice)
        wanted = self._sale(account, chosen, consent, way, now)
        begun = self._begun(account, chosen, wanted, now, country)
        if begun is None:
            return None
        sale, customer = begun
        if self._is_back(account, now):
            return None
        page = self._payments.checkout(
            Order(
                f"checkout:{sale.id}",
                sale,
                account.mailbox.written,
                account.language,
                way.done,
                way.back,
                customer,
                chosen.offer is None or chosen.offer.card,
            )
        )
        with self._commerce.transaction() as books:
            kept = books.sales.get(sale.id)
            if kept is not None and kept.state is SaleState.AGREED:
                books.sales.update(replace(kept, checkout=page.id))
                return page
            if kept is not None and kept.state is SaleState.MADE:
                return page
        self._payments.close(page.id, f"close:{sale.id}")
        raise PaymentsAway("something else was chosen meanwhile, in another tab")

    def _begun(
        self, account: Account, chosen: Chosen, wanted: Sale, now: Instant, country: str | None
    ) -> tuple[Sale, str | None] | None:
        """The one sale that is open from now on, and the provider's name for its reader.

        `None` if something else turns out to be paid. Of two tabs that begin two sales at once, the
        later one sees the earlier in its transaction, and goes round again.
        """
        while True:
            with self._commerce.reading() as books:
                others = _others(books, wanted, now)
            if any(self._has_paid(other, now) for other in others):
                return None
            with self._commerce.transaction() as books:
                self._offering.check(books, account, chosen, now, country)
                if not _others(books, wanted, now):
                    return _agreed(books, account, wanted, now), _customer(books, account, wanted)

    def _is_back(self, account: Account, now: Instant) -> bool:
        """End what has lapsed and may be paid yet, for nobody pays for two.

        Whether it turns out to be paid at last, so that nothing need be bought.
        """
        with self._commerce.reading() as books:
            held = books.subscriptions.of(account.reader)
        for lapsed in (each for each in held if each.lapsed(now)):
            found = self._settling.settle(lapsed.id, now)
            if found is None or not found.live:
                continue
            if not found.lapsed(now):
                return True
            self._payments.cancel(found.id, f"lapsed:{found.id}", at_once=True)
            self._settling.settle(found.id, now)
        return False

    def _sale(
        self, account: Account, chosen: Chosen, consent: Consent, way: Way, now: Instant
    ) -> Sale:
        offer = chosen.offer
        trial = offer is not None and offer.trial
        introductory = None if offer is None or trial else offer.introductory
        days = days_of(offer.introductory.every, now, self._zone) if offer and trial else 0
        named = repr((account.reader, now, offer and offer.key, chosen.plan.key, chosen.price.key))
        return Sale(
            blake2b(named.encode(), digest_size=12).hexdigest(),
            account.reader,
            chosen.plan.key,
            chosen.plan.name,
            chosen.plan.benefits,
            chosen.price,
            now,
            consent.text,
            consent.version,
            None if offer is None else offer.key,
            introductory,
            days,
            offer is not None and offer.ends,
            return_to=way.return_to,
        )

    def _has_paid(self, sale: Sale, now: Instant) -> bool:
        """Close a page that is open for something else; whether it turns out to be paid."""
        if sale.checkout is not None:
            self._payments.close(sale.checkout, f"close:{sale.id}")
            if self._returning.complete(sale.checkout, now).came is Came.SUBSCRIBED:
                return True
        with self._commerce.transaction() as books:
            kept = books.sales.get(sale.id)
            as_it_was = kept is not None and kept.checkout == sale.checkout
            if kept is not None and as_it_was and kept.state is SaleState.AGREED:
                books.sales.update(replace(kept, state=SaleState.GIVEN_UP))
        return False


def _others(books: Books, wanted: Sale, now: Instant) -> Sequence[Sale]:
    """The reader's sales of something else whose pages may still be paid."""
    sales = books.sales.of(wanted.reader)
    return [sale for sale in sales if _is_open(sale, now) and not _same(sale, wanted)]


def _agreed(books: Books, account: Account, wanted: Sale, now: Instant) -> Sale:
    """The sale that is open for the same already, or the wanted one, kept."""
    for sale in books.sales.of(account.reader):
        if _is_open(sale, now) and _same(sale, wanted):
            return sale
    books.sales.add(wanted)
    return wanted


def _is_open(sale: Sale, now: Instant) -> bool:
    lasts = CHECKOUT_OPEN if sale.checkout is not None else _PAGELESS
    return sale.state is SaleState.AGREED and now < sale.at + lasts


def _same(one: Sale, other: Sale) -> bool:
    """Whether two sales are of the same thing on the same terms."""
    return _terms(one) == _terms(other)


def _terms(sale: Sale) -> Sale:
    return replace(
        sale, id="", at=0, state=SaleState.AGREED, checkout=None, subscription=None, return_to=""
    )


def _customer(books: Books, account: Account, wanted: Sale) -> str | None:
    """The provider's name for the reader, where there was a subscription before.

    Not one who paid in another currency: to Stripe, nobody has two. And not that of one who got all
    money back: what a change of plan had left to that name's credit was part of it, and would be
    given twice.
    """
    currency = wanted.price.amount.currency
    before = books.subscriptions.of(account.reader)
    settled = {each.customer for each in before if each.ending is Ending.GIVEN_BACK}
    fitting = (
        each.customer
        for each in before
        if each.customer not in settled and each.price.amount.currency == currency
    )
    return next(fitting, None)
