"""The payment provider."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from presspass.core.billing import Billing
from presspass.core.instants import Instant
from presspass.core.money import Money
from presspass.core.plans import Price
from presspass.core.sale import Sale
from presspass.ports.away import Unavailable


class PaymentsAway(Unavailable):
    """The provider can't be reached, or is in trouble.

    The same call can be made again with its key: nothing is done twice.
    """


class PaymentRefused(Exception):  # noqa: N818  # the provider's answer, not a fault of ours
    """The provider will not do it, now or later. The message says why, in words for staff."""


class Forged(Exception):  # noqa: N818  # it names what the message is
    """A message that the provider did not sign, or signed too long ago. The message says which."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a checkout page is to be made for. `key` makes one page of many equal calls.

    `customer` is the provider's id of the reader, where there is one; else one is made for `email`.
    `done` and `back` are the addresses of ours to which the page leads; `done` may hold
    `{CHECKOUT_SESSION_ID}`.
    """

    key: str
    sale: Sale
    email: str
    language: str
    done: str
    back: str
    customer: str | None = None
    card_needed: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the provider's, where the reader pays or gives a card."""

    id: str
    url: str
    expires: Instant


class CheckoutState(Enum):
    """What became of a checkout page."""

    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a checkout page has led to. `sale` is the id of the sale that it was made for.

    Of a page `made` to give another card, `card_for` is the subscription that it is for.
    """

    state: CheckoutState
    sale: str | None
    customer: str | None
    subscription: str | None
    fingerprint: str | None = None
    card_for: str | None = None
    made: Instant | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What a change of plan costs at once (negative: is credited), and then each interval."""

    due: Money
    then: Price


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """A hint that something happened to a subscription or a checkout page of ours.

    Both are `None` where it is about something else, which is noted and left alone.
    """

    id: str
    kind: str
    created: Instant
    subscription: str | None = None
    checkout: str | None = None


class Payments(Protocol):
    """Sells subscriptions. Blocks; called off the event loop and outside of any transaction.

    All methods raise `PaymentsAway`, and those that change something `PaymentRefused`. `key` makes
    a call that is made again do nothing more.
    """

    def checkout(self, order: Order) -> Page:
        """A page where the reader pays for a sale, or begins its trial."""
        ...

    def close(self, checkout: str, key: str) -> None:
        """Let nobody pay on a page any more; one that was paid or has expired is left as it is."""
        ...

    def outcome(self, checkout: str) -> Outcome | None:
        """What a checkout page has led to; `None` where there is none of ours."""
        ...

    def billing(self, subscription: str) -> Billing | None:
        """A subscription as it stands; `None` where there is none of ours."""
        ...

    def continue_at(self, subscription: str, sale: Sale, key: str) -> None:
        """See to it that the plan's price follows the introductory one, or the end a fixed term."""
        ...

    def cancel(self, subscription: str, key: str, *, at_once: bool = False) -> None:
        """Let nothing follow the present period, or end it now."""
        ...

    def resume(self, subscription: str, sale: Sale, key: str) -> None:
        """Take a cancellation back, before the period has ended."""
        ...

    def quote(self, subscription: str, sale: Sale, now: Instant) -> Quote:
        """What a change to the plan of another sale would cost."""
        ...

    def change(self, subscription: str, sale: Sale, now: Instant, key: str) -> None:
        """Change to the plan of another sale now, as quoted for the same `now`."""
        ...

    def refund(self, payment: str, money: Money, key: str) -> None:
        """Give money of a payment back."""
        ...

    def card_page(self, subscription: str, language: str, done: str, back: str, key: str) -> Page:
        """A page where the reader gives another card for a subscription."""
        ...

    def use_card(self, checkout: str, subscription: str, key: str) -> None:
        """Charge the card given on such a page from now on, and an open payment at once."""
        ...

    def event(self, body: bytes, signature: str, now: Instant) -> PaymentEvent:
        """The event of a webhook's raw body. Raises `Forged`, and `ValueError` for what is none."""
        ...

    def events(self, since: Instant) -> Iterable[PaymentEvent]:
        """The events since a time, in any order: those too whose webhooks were lost.

        They are fetched as they are taken, so that any number of them can be gone through.
        """
        ...
