"""Subscribers whose next period has begun and was paid, at a provider that takes no memory.

Everything about one follows from their number, before the renewal and after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from presspass.core.account import Account
from presspass.core.billing import Billing, BillingState, Card, Payment
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant, Window
from presspass.core.mailbox import Mailbox
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.sale import Sale, SaleState
from presspass.ports import Order, Outcome, Page, PaymentEvent, Quote

PERIOD = 30 * DAY
PAID_BEFORE = 3
"""How many periods each has paid for before the one that is due."""

BENEFITS = frozenset({Benefit.ARTICLES, Benefit.APPS})
PRICE = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
AGO = 600
"""How many seconds ago the last period ended."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """So many subscriptions, all renewed at `at`. Stands in for `ports.Payments`.

    Answers what the worker asks about renewals, and refuses to sell or change anything.
    """

    size: int
    at: Instant

    # Who subscribes.

    @property
    def began(self) -> Instant:
        """When all of them subscribed."""
        return self.at - PAID_BEFORE * PERIOD

    def account(self, number: int) -> Account:
        """The account of a subscriber."""
        written = f"reader.{number}@example.com"
        return Account(_reader(number), Mailbox.parse(written), "en", self.began)

    def sale(self, number: int) -> Sale:
        """What a subscriber agreed to."""
        return Sale(
            f"sale_{number:07}",
            _reader(number),
            "digital",
            "Digital",
            BENEFITS,
            PRICE,
            self.began,
            "I agree to pay $9.99 each month.",
            "1",
            state=SaleState.MADE,
            checkout=f"cs_{number:07}",
            subscription=f"sub_{number:07}",
        )

    def before(self, number: int) -> Billing:
        """A subscription in the period that has just ended."""
        return self._after(number, PAID_BEFORE)

    def hint(self, number: int) -> PaymentEvent:
        """The event that tells of a renewal."""
        named = f"sub_{number:07}"
        return PaymentEvent(f"evt_{number:07}", "invoice.paid", self.at, named)

    # What `ports.Payments` asks.

    def billing(self, subscription: str) -> Billing | None:
        """As `ports.Payments`."""
        return self._after(int(subscription.removeprefix("sub_")), PAID_BEFORE + 1)

    def events(self, since: Instant) -> Iterator[PaymentEvent]:
        """As `ports.Payments`: none."""
        del since
        return iter(())

    def outcome(self, checkout: str) -> Outcome | None:
        """Not asked for."""
        raise NotImplementedError(checkout)

    def checkout(self, order: Order) -> Page:
        """Not asked for."""
        raise NotImplementedError(order)

    def close(self, checkout: str, key: str) -> None:
        """Not asked for."""
        raise NotImplementedError(checkout, key)

    def continue_at(self, subscription: str, sale: Sale, key: str) -> None:
        """Not asked for."""
        raise NotImplementedError(subscription, sale, key)

    def cancel(self, subscription: str, key: str, *, at_once: bool = False) -> None:
        """Not asked for."""
        raise NotImplementedError(subscription, key, at_once)

    def resume(self, subscription: str, sale: Sale, key: str) -> None:
        """Not asked for."""
        raise NotImplementedError(subscription, sale, key)

    def quote(self, subscription: str, sale: Sale, now: Instant) -> Quote:
        """Not asked for."""
        raise NotImplementedError(subscription, sale, now)

    def change(self, subscription: str, sale: Sale, now: Instant, key: str) -> None:
        """Not asked for."""
        raise NotImplementedError(subscription, sale, now, key)

    def refund(self, payment: str, money: Money, key: str) -> None:
        """Not asked for."""
        raise NotImplementedError(payment, money, key)

    def card_page(self, subscription: str, language: str, done: str, back: str, key: str) -> Page:
        """Not asked for."""
        raise NotImplementedError(subscription, language, done, back, key)

    def use_card(self, checkout: str, subscription: str, key: str) -> None:
        """Not asked for."""
        raise NotImplementedError(checkout, subscription, key)

    def event(self, body: bytes, signature: str, now: Instant) -> PaymentEvent:
        """Not asked for."""
        raise NotImplementedError(body, signature, now)

    def _after(self, number: int, periods: int) -> Billing:
        windows = [
            Window(self.began + PERIOD * place, self.began + PERIOD * (place + 1))
            for place in range(periods)
        ]
        return Billing(
            f"sub_{number:07}",
            f"sale_{number:07}",
            f"cus_{number:07}",
            BillingState.ACTIVE,
            self.began,
            windows[-1],
            PRICE,
            payments=tuple(
                Payment(f"pi_{number:07}_{place}", PRICE.amount, window.since or 0, window)
                for place, window in enumerate(windows)
            ),
            card=Card("visa", "4242", (2099, 12)),
        )


def _reader(number: int) -> ReaderId:
    return ReaderId(b"renewing" + number.to_bytes(8))
