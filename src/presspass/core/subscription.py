"""Subscriptions: what a sale and the provider's word for it come to.

`settle` looks at the fetched state alone, neither at what was known before nor at the time. Events
may come twice, late, out of order or not at all: whoever settles last from the provider's present
state has the same subscription, the same entitlements and the same ledger.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from presspass.core import ledger
from presspass.core.billing import Billing, BillingState, Card
from presspass.core.entitlement import Basis, Entitlement, brought_by
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant
from presspass.core.plans import Price
from presspass.core.sale import Sale

GRACE = 7 * DAY
"""How long a reader whose payment failed reads on, from the first charge that failed."""

RENEWAL_SLACK = 2 * DAY
"""How long beyond a period its renewal is waited for. Providers charge some time after a period
ends (Stripe: about an hour), and their word of it takes its way; nobody is shut out meanwhile."""


class State(StrEnum):
    """What a subscription is to its reader."""

    INCOMPLETE = "incomplete"
    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    CANCELLING = "cancelling"
    ENDED = "ended"


class Ending(StrEnum):
    """Why a subscription ended."""

    CANCELLED = "cancelled"
    TRIAL_OVER = "trial_over"
    UNPAID = "unpaid"
    GIVEN_BACK = "given_back"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription as we keep it; `id` and `customer` are the provider's.

    `until` is when the present period ends: it renews then, at `next_price`, or ends where
    `state` says cancelling. `fix_by` is when grace ends. `ended` and `ending` say when and why.
    """

    id: str
    reader: ReaderId
    sale: str
    plan: str
    customer: str
    state: State
    started: Instant
    until: Instant | None
    price: Price
    next_price: Price
    trial_ends: Instant | None = None
    fix_by: Instant | None = None
    ended: Instant | None = None
    ending: Ending | None = None
    card: Card | None = None

    @property
    def live(self) -> bool:
        """Whether it still brings something, or may."""
        return self.state is not State.ENDED

    def lapsed(self, now: Instant) -> bool:
        """Whether its grace is over: it brings nothing any more, though it may be paid yet."""
        over = self.fix_by is not None and self.fix_by <= now
        return self.state is State.PAST_DUE and over

    @property
    def due(self) -> Instant | None:
        """When it is looked after: as soon as its period or its grace ends."""
        return min((end for end in (self.until, self.fix_by) if end is not None), default=None)


class Settled(NamedTuple):
    """What the provider's word comes to."""

    subscription: Subscription
    entitlements: tuple[Entitlement, ...]
    entries: tuple[ledger.Entry, ...]


def settle(sale: Sale, billing: Billing) -> Settled:
    """A sale's subscription as the provider has it now, with what it brings and what it cost."""
    fix_by = _fix_by(billing)
    end = _end(billing)
    subscription = Subscription(
        billing.id,
        sale.reader,
        sale.id,
        sale.plan,
        billing.customer,
        _state(billing, end),
        billing.started,
        billing.period.until,
        billing.price,
        billing.next_price or billing.price,
        billing.trial_ends,
        fix_by,
        None if end is None else end[0],
        None if end is None else end[1],
        billing.card,
    )
    entitlements = tuple(
        Entitlement(
            brought_by(billing.id, benefit),
            sale.reader,
            benefit,
            billing.started,
            max(billing.started, _until(billing, fix_by, end)),
            _basis(billing),
            sale.plan,
            fix_by,
        )
        for benefit in sorted(sale.benefits)
        if _began(billing)
    )
    return Settled(subscription, entitlements, ledger.entries(billing, sale.reader))


def _state(billing: Billing, end: tuple[Instant, Ending] | None) -> State:
    if end is not None:
        return State.ENDED
    if billing.state is BillingState.INCOMPLETE:
        return State.INCOMPLETE
    if billing.state is BillingState.PAST_DUE:
        return State.PAST_DUE
    if billing.cancelling:
        return State.CANCELLING
    return State.TRIALING if billing.state is BillingState.TRIALING else State.ACTIVE


def _began(billing: Billing) -> bool:
    """Whether it ever brought anything: a purchase whose first payment failed did not."""
    if billing.state is BillingState.INCOMPLETE:
        return False
    if billing.state is BillingState.ENDED:
        return bool(billing.payments) or billing.trial_ends is not None
    return True


def _fix_by(billing: Billing) -> Instant | None:
    if billing.state is not BillingState.PAST_DUE or billing.failure is None:
        return None
    return billing.failure.since + GRACE


def _end(billing: Billing) -> tuple[Instant, Ending] | None:
    """When and why it ended, if it has."""
    paid = billing.covering()
    back = None if paid is None else billing.given_back(paid)
    if back is not None:
        ended = back if billing.ended is None else min(back, billing.ended)
        return ended, Ending.GIVEN_BACK
    if billing.state is not BillingState.ENDED:
        return None
    ended = billing.period.until or billing.started if billing.ended is None else billing.ended
    if billing.failure is not None:
        return ended, Ending.UNPAID
    return ended, Ending.CANCELLED if billing.payments else Ending.TRIAL_OVER


def _until(billing: Billing, fix_by: Instant | None, end: tuple[Instant, Ending] | None) -> Instant:
    """Until when it brings its benefits."""
    if end is not None:
        return end[0]
    if fix_by is not None:
        return fix_by
    until = billing.period.until or billing.started
    return until if billing.cancelling else until + RENEWAL_SLACK


def _basis(billing: Billing) -> Basis:
    """A trial until something was paid, and a subscription from then on."""
    return Basis.SUBSCRIPTION if billing.payments else Basis.TRIAL
