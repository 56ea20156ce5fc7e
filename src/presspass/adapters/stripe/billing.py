"""A subscription at Stripe, with its invoices, payments, refunds and disputes, in our own words."""

from collections.abc import Iterable, Iterator

import stripe

from presspass.adapters.stripe.amounts import read
from presspass.adapters.stripe.client import Account, asking, id_of, said
from presspass.adapters.stripe.subscriptions import (
    ENDED,
    Subscriptions,
    following,
    item_of,
    phase_price,
    price_of,
    schedule_of,
)
from presspass.core.billing import (
    Billing,
    BillingState,
    Card,
    Dispute,
    DisputeState,
    Failure,
    Payment,
    Refund,
)
from presspass.core.instants import Instant, Window
from presspass.core.plans import Price

_STATES = {
    "incomplete": BillingState.INCOMPLETE,
    "trialing": BillingState.TRIALING,
    "active": BillingState.ACTIVE,
    "past_due": BillingState.PAST_DUE,
    "unpaid": BillingState.PAST_DUE,
    "paused": BillingState.PAST_DUE,
    "canceled": BillingState.ENDED,
    "incomplete_expired": BillingState.ENDED,
}

_DISPUTES = {
    "needs_response": DisputeState.OPEN,
    "under_review": DisputeState.OPEN,
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
}
"""All others are warnings, which move no money."""

_UNPAID = frozenset({"open", "uncollectible"})
_NOT_MADE = frozenset({"failed", "canceled"})
_MOST = 100


class Billings:
    """Fetches all that there is of a subscription, in three requests where nothing went back."""

    def __init__(self, account: Account, subscriptions: Subscriptions) -> None:
        self._account = account
        self._subscriptions = subscriptions

    def billing(self, subscription: str) -> Billing | None:
        """A subscription as it stands; `None` where it is none of ours."""
        found = self._subscriptions.find(subscription)
        if found is None:
            return None
        customer = id_of(found.customer) or ""
        with asking():
            invoices = self._invoices(subscription)
            charges = self._charges(customer)
            payments = tuple(sorted(_payments(reversed(invoices)), key=lambda paid: paid.at))
            paid = {payment.id for payment in payments}
            refunds = tuple(self._refunds(charges, paid))
            disputes = tuple(self._disputes(charges, paid))
            failure = self._failure(found, invoices, charges)
        item = item_of(found)
        period = Window(item.current_period_start, item.current_period_end)
        return Billing(
            found.id,
            said(found.metadata, "sale") or "",
            customer,
            _STATES[found.status],
            found.start_date,
            period,
            price_of(item.price),
            _next_price(found),
            _cancelling(found, period),
            found.ended_at,
            found.trial_end,
            payments,
            refunds,
            disputes,
            failure,
            _card(found),
            found.canceled_at,
        )

    def _invoices(self, subscription: str) -> list[stripe.Invoice]:
        """All invoices, the newest first."""
        listed = self._account.client.v1.invoices.list(
            {"subscription": subscription, "limit": _MOST, "expand": ["data.payments"]}
        )
        return list(listed.auto_paging_iter())

    def _charges(self, customer: str) -> list[stripe.Charge]:
        """All that the customer was ever charged, or was to be, with what went back of it."""
        listed = self._account.client.v1.charges.list(
            {"customer": customer, "limit": _MOST, "expand": ["data.refunds"]}
        )
        return list(listed.auto_paging_iter())

    def _refunds(self, charges: Iterable[stripe.Charge], paid: set[str]) -> Iterator[Refund]:
        for charge in charges:
            payment = _payment_of(charge)
            if payment not in paid or charge.refunds is None:
                continue
            for each in charge.refunds.auto_paging_iter():
                money, failed = read(each.amount, each.currency), each.status in _NOT_MADE
                yield Refund(each.id, payment, money, each.created, failed)

    def _disputes(self, charges: Iterable[stripe.Charge], paid: set[str]) -> Iterator[Dispute]:
        for charge in charges:
            payment = _payment_of(charge)
            if payment not in paid or not charge.disputed:
                continue
            listed = self._account.client.v1.disputes.list({"charge": charge.id, "limit": _MOST})
            for each in listed.auto_paging_iter():
                state = _DISPUTES.get(each.status)
                if state is not None:
                    money = read(each.amount, each.currency)
                    closed = _reinstated(each) if state is DisputeState.WON else None
                    yield Dispute(each.id, payment, money, each.created, state, closed)

    def _failure(
        self,
        subscription: stripe.Subscription,
        invoices: Iterable[stripe.Invoice],
        charges: Iterable[stripe.Charge],
    ) -> Failure | None:
        """The oldest payment that was tried and is still owed.

        What a reader owed who ended it of their own accord is no failure any more.
        """
        details = subscription.cancellation_details
        asked_for = details is not None and details.reason == "cancellation_requested"
        if asked_for and subscription.status in ENDED:
            return None
        owed = [each for each in invoices if each.status in _UNPAID and each.attempt_count]
        if not owed:
            return None
        invoice = min(owed, key=lambda each: each.created)
        intents = {payment for payment, _, _ in _parts(invoice)}
        failed = [
            each for each in charges if each.status == "failed" and _payment_of(each) in intents
        ]
        final = invoice.status_transitions.finalized_at or invoice.created
        return Failure(
            invoice.id,
            min((each.created for each in failed), default=final),
            invoice.attempt_count,
            _code(max(failed, key=lambda each: each.created)) if failed else self._why(intents),
            invoice.next_payment_attempt,
        )

    def _why(self, intents: Iterable[str]) -> str:
        """Why a payment failed for which no card was charged."""
        for named in intents:
            if not named.startswith("pi_"):
                continue
            intent = self._account.client.v1.payment_intents.retrieve(named)
            if intent.status == "requires_action":
                return "authentication_required"
            error = intent.last_payment_error
            if error is not None:
                return error.decline_code or error.code or "card_declined"
        return "no_card"


def _payments(invoices: Iterable[stripe.Invoice]) -> Iterator[Payment]:
    for invoice in invoices:
        for payment, minor, at in _parts(invoice):
            if minor and at is not None:
                yield Payment(payment, read(minor, invoice.currency), at, _covers(invoice))


def _parts(invoice: stripe.Invoice) -> Iterator[tuple[str, int, Instant | None]]:
    """The payments of an invoice: what names each, what was paid by it, and when."""
    for part in () if invoice.payments is None else invoice.payments.data:
        by = part.payment
        named = id_of(by.payment_intent) if by.type == "payment_intent" else None
        named = named or (id_of(by.charge) if by.type == "charge" else None) or part.id
        paid = part.amount_paid if part.status == "paid" else 0
        yield named, paid or 0, part.status_transitions.paid_at


def _covers(invoice: stripe.Invoice) -> Window:
    """The time that an invoice is for; credits for time that was not used don't count."""
    lines = invoice.lines.data
    periods = [line.period for line in lines if line.amount > 0] or [line.period for line in lines]
    since = min((each.start for each in periods), default=invoice.created)
    until = max((each.end for each in periods), default=invoice.created)
    return Window(since, max(until, since + 1))


def _next_price(subscription: stripe.Subscription) -> Price | None:
    """What a schedule says comes next."""
    schedule = schedule_of(subscription)
    ahead = None if schedule is None else following(schedule)
    price = None if ahead is None else phase_price(ahead)
    return None if price is None else price_of(price)


def _cancelling(subscription: stripe.Subscription, period: Window) -> bool:
    """Whether nothing follows the present period."""
    if subscription.cancel_at_period_end:
        return True
    at = subscription.cancel_at
    return at is not None and period.until is not None and at <= period.until


def _card(subscription: stripe.Subscription) -> Card | None:
    method = subscription.default_payment_method
    if method is None and isinstance(subscription.customer, stripe.Customer):
        settings = getattr(subscription.customer, "invoice_settings", None)  # none once deleted
        method = None if settings is None else settings.default_payment_method
    if not isinstance(method, stripe.PaymentMethod) or method.card is None:
        return None
    card = method.card
    return Card(card.brand, card.last4, (card.exp_year, card.exp_month))


def _payment_of(charge: stripe.Charge) -> str:
    """What names the payment that a charge belongs to."""
    return id_of(charge.payment_intent) or charge.id


def _code(charge: stripe.Charge) -> str:
    """Why a charge failed, as exactly as Stripe says it."""
    outcome = charge.outcome
    reason = None if outcome is None else outcome.reason
    return reason or charge.failure_code or "card_declined"


def _reinstated(dispute: stripe.Dispute) -> Instant | None:
    """When the money of a dispute that was won came back."""
    back = [each.created for each in dispute.balance_transactions if each.amount > 0]
    return max(back, default=None)
