"""Bringing what we keep of a subscription up to the provider's present word for it."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol, TypeAlias

from presspass.core.account import Account
from presspass.core.billing import Billing, BillingState
from presspass.core.entitlement import Entitlement
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.ledger import Entry
from presspass.core.sale import Sale, SaleState
from presspass.core.subscription import Settled, Subscription, settle
from presspass.ports import (
    Books,
    Commerce,
    Deed,
    Mail,
    PaymentRefused,
    Payments,
    PaymentsAway,
)

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


Fault: TypeAlias = PaymentsAway | PaymentRefused


@dataclass(frozen=True, slots=True)
class Done:
    """How subscriptions were settled: as they now stand, `None` for what is none of ours.

    Those with a fault could not be settled, or not to the end; their hints are not handled.
    """

    settled: dict[str, Subscription | None] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)


class _Found(NamedTuple):
    """What a look at the provider found; `sale` is `None` where it is none of ours.

    `fault` says why nothing was found, or what should follow could not be seen to.
    """

    subscription: str
    billing: Billing | None = None
    sale: Sale | None = None
    fault: Fault | None = None


class _Kept(NamedTuple):
    """What was found of a subscription of ours, and what it comes to."""

    sale: Sale
    billing: Billing
    settled: Settled


Together: TypeAlias = Callable[[Callable[[str], _Found], Iterable[str]], Iterable[_Found]]
"""How several are looked at: `map` for one after the other, or that of a pool of threads."""


class Settling:
    """Fetches subscriptions and keeps what they come to, all of it in one transaction.

    Safe at any time, from any process, however often: a hint that something happened is enough.
    """

    def __init__(
        self,
        commerce: Commerce,
        payments: Payments,
        tidings: Tidings,
        together: Together = map,
    ) -> None:
        self._commerce = commerce
        self._payments = payments
        self._tidings = tidings
        self._together = together

    def settle(
        self, subscription: str, now: Instant, events: Iterable[str] = ()
    ) -> Subscription | None:
        """The subscription as it now stands; `None` where it is none of ours.

        `events` are the hints that this handles. Raises `PaymentsAway`, `PaymentRefused`,
        `StoreAway`: where the first two say that what should follow can't be seen to, what was paid
        for is kept all the same, and the hints are not handled.
        """
        done = self.settle_all({subscription: tuple(events)}, now)
        if subscription in done.faults:
            raise done.faults[subscription]
        return done.settled[subscription]

    def settle_all(self, hints: Mapping[str, Sequence[str]], now: Instant) -> Done:
        """Settle some subscriptions, each with the events that hint at it, as `settle` does each.

        A fault of the provider's about one keeps no other from being settled. Raises `StoreAway`.
        """
        if not hints:
            return Done()
        with self._commerce.transaction() as books:
            asked = {each: books.subscriptions.ask(each) for each in hints}
        return self._concluded(list(self._looked_at(hints)), asked, hints, now)

    def _looked_at(self, subscriptions: Iterable[str]) -> Iterable[_Found]:
        """Look at the provider. Who waits for one alone waits in no line."""
        alone = tuple(subscriptions)
        return (self._together if len(alone) > 1 else map)(self._look, alone)

    def _look(self, subscription: str) -> _Found:
        billing, sale, gone = None, None, False
        try:
            billing = self._payments.billing(subscription)
            if billing is not None:
                sale, gone = self._sale(billing)
            if billing is not None and sale is not None:
                billing = self._with_what_follows(billing, sale, gone=gone)
        except (PaymentsAway, PaymentRefused) as fault:
            return _Found(subscription, billing, sale, fault)
        return _Found(subscription, billing, sale)

    def _sale(self, billing: Billing) -> tuple[Sale | None, bool]:
        """What was sold, and whether the account of who bought it is gone."""
        with self._commerce.reading() as books:
            sale = books.sales.get(billing.sale)
            return sale, sale is not None and books.accounts.by_reader(sale.reader) is None

    def _with_what_follows(self, billing: Billing, sale: Sale, *, gone: bool) -> Billing:
        """The subscription, once the plan's price follows the introductory one, or its end.

        One whose money went back, or whose reader is gone, ends: nobody would see it renewed.
        """
        if billing.state is not BillingState.ENDED and self._is_over(billing, sale, gone=gone):
            self._payments.cancel(billing.id, f"over:{billing.id}", at_once=True)
            return self._payments.billing(billing.id) or billing
        begun = billing.state not in (BillingState.INCOMPLETE, BillingState.ENDED)
        introductory = billing.price == sale.introductory and billing.next_price != sale.price
        if not begun or billing.cancelling or not (introductory or sale.ends):
            return billing
        self._payments.continue_at(billing.id, sale, f"continue:{billing.id}:{sale.id}")
        return self._payments.billing(billing.id) or billing

    def _is_over(self, billing: Billing, sale: Sale, *, gone: bool) -> bool:
        """Whether it is over for us, though the provider would charge for it again."""
        if not settle(sale, billing).subscription.live:
            return True
        if gone:
            log.error("%s is ended, for its account was deleted; is money to go back?", billing.id)
        return gone

    def _concluded(
        self,
        found: Sequence[_Found],
        asked: Mapping[str, int],
        hints: Mapping[str, Sequence[str]],
        now: Instant,
    ) -> Done:
        """Keep what was found, unless a later look has found something already."""
        done, ours, strange = Done(), [], []
        for each in found:
            if each.fault is not None:
                done.faults[each.subscription] = each.fault
            if each.billing is not None and each.sale is not None:
                settled = settle(each.sale, each.billing)
                ours.append(_Kept(each.sale, each.billing, settled))
            elif each.fault is None:
                strange.append(each)
                done.settled[each.subscription] = None
        with self._commerce.transaction() as books:
            events = [event for it in hints if it not in done.faults for event in hints[it]]
            books.inbox.handled(events, now)
            kept = []
            for one in ours:
                subscription = one.settled.subscription
                if books.subscriptions.put(subscription, asked[subscription.id]):
                    kept.append(one)
                    done.settled[subscription.id] = subscription
                else:
                    done.settled[subscription.id] = books.subscriptions.get(subscription.id)
            self._keep(books, kept, now)
            for other in strange:
                _leave(books, other)
        return done

    def _keep(self, books: Books, kept: Sequence[_Kept], now: Instant) -> None:
        """Keep everything that follows from it."""
        entries = books.ledger.add(entry for each in kept for entry in each.settled.entries)
        new: dict[str, list[Entry]] = {each.settled.subscription.id: [] for each in kept}
        deeds, changed = [], []
        for entry in entries:
            new[entry.subscription].append(entry)
            note = f"{entry.money.minor} {entry.money.currency}"
            deeds.append(Deed(now, _ACTOR, entry.fact, entry.reader.hex(), note))
        for sale, billing, settled in kept:
            subscription, reader = settled.subscription, sale.reader
            made = replace(sale, state=SaleState.MADE, subscription=subscription.id)
            if made != sale:
                books.sales.update(made)
            account = books.accounts.by_reader(reader)
            if account is None:  # it was deleted; the books of money go on
                continue
            if _hold(books, reader, subscription.id, settled.entitlements):
                changed.append(reader)
                deeds.append(Deed(now, _ACTOR, "settled", reader.hex(), subscription.state))
            news = News(account, made, billing, settled, new[subscription.id], now)
            for mail in self._tidings.mails(news):
                books.outbox.add(mail)
        books.sessions.renew_all(changed, now)
        books.audit.enter(*deeds)


def _leave(books: Books, found: _Found) -> None:
    """Tell the operator of what is left alone, where that is a wonder."""
    if found.billing is not None:
        log.error(
            "subscription %s names a sale that is not in our books; it is left alone",
            found.subscription,
        )
    elif books.subscriptions.get(found.subscription) is not None:
        log.error(
            "subscription %s is in our books, and the provider has it no more as ours; its reader "
            "keeps what was known last. Was publication.url changed, or stripe.key to that of "
            "another account?",
            found.subscription,
        )


def _hold(
    books: Books, reader: ReaderId, subscription: str, entitlements: Sequence[Entitlement]
) -> bool:
    """Whether what the subscription brings had to be changed to this."""
    kept = books.entitlements.of(reader)
    held = {each.id: each for each in kept if each.subscription == subscription}
    wanted = {each.id: each for each in entitlements}
    for gone in held.keys() - wanted.keys():
        books.entitlements.remove(gone)
    for each in entitlements:
        if held.get(each.id) != each:
            books.entitlements.put(each)
    return held != wanted
