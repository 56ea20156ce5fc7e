"""Changing to another plan: what it costs is shown, agreed to, and then charged as shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from presspass.core.account import Account
from presspass.core.ids import ReaderId
from presspass.core.instants import MINUTE, Instant
from presspass.core.money import Money
from presspass.core.plans import Plan, Price
from presspass.core.sale import Sale, SaleState
from presspass.core.subscription import State, Subscription
from presspass.ports import Commerce, PaymentRefused, Payments, Quote
from presspass.services.checkout.buying import Consent
from presspass.services.checkout.offering import Choice, Chosen, NotSold, Offering, Reason
from presspass.services.subscriptions.holding import Held, NotHeld, live_in
from presspass.services.subscriptions.settling import Settling

QUOTE_HOLDS = 15 * MINUTE
"""How long what was shown can be agreed to, in seconds. The price of a change falls by the day."""

_CHANGEABLE = frozenset({State.ACTIVE, State.TRIALING})


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a change would cost, and when that was asked."""

    chosen: Chosen
    quote: Quote
    at: Instant


class QuoteChanged(Exception):  # noqa: N818  # it names a state of things, not a fault of ours
    """What was agreed to is not what it costs by now. Nothing was changed."""


class Changing:
    """Changes the plan of a reader's subscription. All methods raise `StoreAway`."""

    def __init__(
        self, commerce: Commerce, payments: Payments, settling: Settling, offering: Offering
    ) -> None:
        self._commerce = commerce
        self._payments = payments
        self._settling = settling
        self._offering = offering

    @staticmethod
    def choices(held: Held, plans: Sequence[Plan]) -> tuple[Chosen, ...]:
        """What the reader of a subscription can change to: none where it can't be changed now."""
        if held.subscription.state not in _CHANGEABLE:
            return ()
        return tuple(
            Chosen(plan, price)
            for plan in plans
            for price in plan.prices
            if not _is_that(held, plan, price)
            and price.amount.currency == held.sale.price.amount.currency
        )

    def quote(self, reader: ReaderId, choice: Choice, now: Instant) -> Quoted:
        """What a change would cost at `now`.

        Raises `NotSold`, `NotHeld` where the subscription can't be changed as it stands,
        `PaymentsAway`, `PaymentRefused`.
        """
        held = self._held(reader)
        chosen = self._chosen(held, choice)
        sale = _sale(reader, chosen, Consent("", ""), now)
        return Quoted(chosen, self._payments.quote(held.subscription.id, sale, now), now)

    def change(  # all that was agreed to
        self,
        account: Account,
        choice: Choice,
        due: Money,
        at: Instant,
        consent: Consent,
        now: Instant,
    ) -> Subscription | None:
        """Change as quoted `at` a time for `due`; answers the subscription as it then stands.

        A second click does nothing more. Raises `QuoteChanged`, and what `quote` does.
        """
        reader = account.reader
        # An answer that was lost on its way may have left our books behind.
        self._settling.settle(self._held(reader).subscription.id, now)
        held = self._held(reader)
        found = self._offering.find(choice)
        sale = _sale(reader, found, consent, at)
        subscription = held.subscription.id
        if held.sale.id == sale.id:
            return held.subscription
        self._chosen(held, choice)
        if not at <= now < at + QUOTE_HOLDS:
            raise QuoteChanged
        if self._payments.quote(subscription, sale, at) != Quote(due, sale.price):
            raise QuoteChanged
        with self._commerce.transaction() as books:
            books.sales.add(sale)
        try:
            self._payments.change(subscription, sale, at, f"change:{sale.id}")
        except PaymentRefused:
            self._give_up(sale)
            self._settling.settle(subscription, now)  # what was to follow was let go for the change
            raise
        return self._settling.settle(subscription, now)

    def _held(self, reader: ReaderId) -> Held:
        with self._commerce.reading() as books:
            held = live_in(books, reader)
        if held.subscription.state not in _CHANGEABLE:
            raise NotHeld
        return held

    def _chosen(self, held: Held, choice: Choice) -> Chosen:
        """What a choice means, an offer being none: those are for who has no subscription."""
        chosen = self._offering.find(choice)
        if chosen.offer is not None:
            raise NotSold(Reason.NOT_FOR_YOU)
        if chosen.price.amount.currency != held.sale.price.amount.currency:
            raise NotSold(Reason.OTHER_CURRENCY)
        if chosen not in self.choices(held, (chosen.plan,)):
            raise NotSold(Reason.SUBSCRIBED)
        return chosen

    def _give_up(self, sale: Sale) -> None:
        with self._commerce.transaction() as books:
            books.sales.update(replace(sale, state=SaleState.GIVEN_UP))


def _is_that(held: Held, plan: Plan, price: Price) -> bool:
    return plan.key == held.sale.plan and price == held.sale.price and not held.sale.ends


def _sale(reader: ReaderId, chosen: Chosen, consent: Consent, at: Instant) -> Sale:
    named = repr(("change", reader, at, chosen.plan.key, chosen.price.key))
    return Sale(
        blake2b(named.encode(), digest_size=12).hexdigest(),
        reader,
        chosen.plan.key,
        chosen.plan.name,
        chosen.plan.benefits,
        chosen.price,
        at,
        consent.text,
        consent.version,
    )
