"""Bringing what we keep of a subscription up to the provider's present word for it."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from presspass.core.account import Account
from presspass.core.billing import Billing, BillingState
from presspass.core.entitlement import Entitlement
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.ledger import Entry
from presspass.core.sale import Sale, SaleState
from presspass.core.subscription import GRACE, Settled, Subscription, settle
from presspass.ports import Books, Commerce, Deed, Mail, PaymentRefused, Payments, PaymentsAway

log = logging.getLogger(__name__)

_ACTOR = "payments"


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told of a subscription: `entries` are the money facts of it that are new."""

    account: Account
    sale: Sale
    billing: Billing
    settled: Settled
    entries: Sequence[Entry]
    now: Instant


class Tidings(Protocol):
    """Writes the mails that tell a reader what became of a subscription."""

    def mails(self, news: News) -> Sequence[Mail]:
        """The mails, each under a key of the fact that it tells, so that none is sent twice."""
        ...


class Settling:
    """Fetches a subscription and keeps what it comes to, all of it in one transaction.

    Safe at any time, from any process, however often: a hint that something happened is enough.
    """

    def __init__(
        self, commerce: Commerce, payments: Payments, tidings: Tidings, grace: Instant = GRACE
    ) -> None:
        self._commerce = commerce
        self._payments = payments
        self._tidings = tidings
        self._grace = grace

    def settle(
        self, subscription: str, now: Instant, events: Iterable[str] = ()
    ) -> Subscription | None:
        """The subscription as it now stands; `None` where it is none of ours.

        `events` are the hints that this handles. Raises `PaymentsAway`, `PaymentRefused`,
        `StoreAway`: where the first two say that what should follow can't be seen to, what was paid
        for is kept all the same, and the hints are not handled.
        """
        with self._commerce.transaction() as books:
            asked = books.subscriptions.ask(subscription)
        billing = self._payments.billing(subscription)
        sale = None if billing is None else self._sale(billing)
        if billing is None or sale is None:
            self._leave(subscription, billing, events, now)
            return None
        trouble: PaymentsAway | PaymentRefused | None = None
        try:
            billing = self._with_what_follows(billing, sale)
        except (PaymentsAway, PaymentRefused) as fault:
            trouble = fault
        settled = settle(sale, billing, self._grace)
        found: Subscription | None = settled.subscription
        with self._commerce.transaction() as books:
            books.inbox.handled(() if trouble else events, now)
            if books.subscriptions.put(settled.subscription, asked):
                self._keep(books, sale, billing, settled, now)
            else:
                found = books.subscriptions.get(subscription)
        if trouble is not None:
            raise trouble
        return found

    def _sale(self, billing: Billing) -> Sale | None:
        with self._commerce.reading() as books:
            return books.sales.get(billing.sale)

    def _with_what_follows(self, billing: Billing, sale: Sale) -> Billing:
        """The subscription, once the plan's price follows the introductory one, or its end.

        One whose money went back, or whose reader is gone, ends: nobody would see it renewed.
        """
        if billing.state is not BillingState.ENDED and self._is_over(billing, sale):
            self._payments.cancel(billing.id, f"over:{billing.id}", at_once=True)
            return self._payments.billing(billing.id) or billing
        begun = billing.state not in (BillingState.INCOMPLETE, BillingState.ENDED)
        introductory = billing.price == sale.introductory and billing.next_price != sale.price
        if not begun or billing.cancelling or not (introductory or sale.ends):
            return billing
        self._payments.continue_at(billing.id, sale, f"continue:{billing.id}:{sale.id}")
        return self._payments.billing(billing.id) or billing

    def _is_over(self, billing: Billing, sale: Sale) -> bool:
        """Whether it is over for us, though the provider would charge for it again."""
        if not settle(sale, billing, self._grace).subscription.live:
            return True
        with self._commerce.reading() as books:
            if books.accounts.by_reader(sale.reader) is not None:
                return False
        log.error("%s is ended, for its account was deleted; is money to go back?", billing.id)
        return True

    def _leave(
        self, subscription: str, billing: Billing | None, events: Iterable[str], now: Instant
    ) -> None:
        if billing is not None:
            log.error(
                "subscription %s names a sale that is not in our books; it is left alone",
                subscription,
            )
        with self._commerce.transaction() as books:
            books.inbox.handled(events, now)
            known = books.subscriptions.get(subscription)
        if billing is None and known is not None:
            log.error(
                "subscription %s is in our books, and the provider has it no more as ours; its "
                "reader keeps what was known last. Was publication.url changed, or stripe.key to "
                "that of another account?",
                subscription,
            )

    def _keep(
        self, books: Books, sale: Sale, billing: Billing, settled: Settled, now: Instant
    ) -> None:
        """Keep everything that follows from it."""
        subscription = settled.subscription
        made = replace(sale, state=SaleState.MADE, subscription=subscription.id)
        books.sales.update(made)
        new = books.ledger.add(settled.entries)
        for entry in new:
            note = f"{entry.money.minor} {entry.money.currency}"
            books.audit.enter(Deed(now, _ACTOR, entry.fact, sale.reader.hex(), note))
        account = books.accounts.by_reader(sale.reader)
        if account is None:  # it was deleted; the books of money go on
            return
        if _hold(books, sale.reader, subscription.id, settled.entitlements):
            books.sessions.renew(sale.reader, now)
            books.audit.enter(Deed(now, _ACTOR, "settled", sale.reader.hex(), subscription.state))
        for mail in self._tidings.mails(News(account, made, billing, settled, new, now)):
            books.outbox.add(mail)


def _hold(
    books: Books, reader: ReaderId, subscription: str, entitlements: Sequence[Entitlement]
) -> bool:
    """Whether what the subscription brings had to be changed to this."""
    of_it = f"subscription:{subscription}:"
    held = {each.id: each for each in books.entitlements.of(reader) if each.id.startswith(of_it)}
    wanted = {each.id: each for each in entitlements}
    for gone in held.keys() - wanted.keys():
        books.entitlements.remove(gone)
    for each in entitlements:
        if held.get(each.id) != each:
            books.entitlements.put(each)
    return held != wanted
