"""What a payment provider says of one subscription, in our own words.

It is fetched whole whenever something happened, so that nothing has to be pieced together from
events, which come twice, late, out of order, or never.
"""

from dataclasses import dataclass
from enum import StrEnum

from presspass.core.instants import Instant, Window
from presspass.core.money import Money
from presspass.core.plans import Price


class BillingState(StrEnum):
    """How a subscription stands with the provider."""

    INCOMPLETE = "incomplete"
    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    ENDED = "ended"


class DisputeState(StrEnum):
    """How a dispute stands: the money is gone while it is open, and comes back if it is won."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that a reader paid, and the time for which it was paid."""

    id: str
    money: Money
    at: Instant
    covers: Window


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that a reader got back of a payment, or was to: one that `failed` came back to us."""

    id: str
    payment: str
    money: Money
    at: Instant
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """A payment that a reader's bank took back. `closed` is when it was decided, once it is."""

    id: str
    payment: str
    money: Money
    at: Instant
    state: DisputeState
    closed: Instant | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A payment that failed, and has failed since; `attempts` counts the tries at it."""

    invoice: str
    since: Instant
    attempts: int
    code: str
    next_attempt: Instant | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """The card that is charged, as far as readers may be shown it. `expires` is year and month."""

    brand: str
    last4: str
    expires: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Billing:
    """One subscription, as the provider has it now.

    `sale` is the id of the sale that it was made for, which travels with it. `period` is what is
    paid, or on trial, at present. `cancelling` is true if nothing follows it.
    `price` is charged for the present period, `next_price` from the next one on, where another.
    `cancelled` is when it was last asked that nothing follow.
    `payments` are in the order of their times; what cost nothing is none.
    """

    id: str
    sale: str
    customer: str
    state: BillingState
    started: Instant
    period: Window
    price: Price
    next_price: Price | None = None
    cancelling: bool = False
    ended: Instant | None = None
    trial_ends: Instant | None = None
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    failure: Failure | None = None
    card: Card | None = None
    cancelled: Instant | None = None

    def covering(self) -> Payment | None:
        """The last payment for the present period, where one was made."""
        now = self.period.since or self.started
        return next((each for each in reversed(self.payments) if now in each.covers), None)

    def given_back(self, payment: Payment) -> Instant | None:
        """When a payment had been given back in full, or was lost to a dispute, if it was."""
        lost = [
            each.closed or each.at
            for each in self.disputes
            if each.payment == payment.id and each.state is DisputeState.LOST
        ]
        refunds = sorted(
            (each for each in self.refunds if each.payment == payment.id and not each.failed),
            key=lambda it: it.at,
        )
        back = 0
        for refund in refunds:
            back += refund.money.minor
            if back >= payment.money.minor:
                lost.append(refund.at)
                break
        return min(lost, default=None)
