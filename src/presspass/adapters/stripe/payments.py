"""All of it as one port."""

from collections.abc import Iterator

from presspass.adapters.stripe.billing import Billings
from presspass.adapters.stripe.catalog import Catalog
from presspass.adapters.stripe.changing import Changes
from presspass.adapters.stripe.checkout import Pages
from presspass.adapters.stripe.client import ANSWERING, Account
from presspass.adapters.stripe.config import StripeConfig
from presspass.adapters.stripe.events import Events
from presspass.adapters.stripe.schedules import Schedules
from presspass.adapters.stripe.subscriptions import Subscriptions
from presspass.core.billing import Billing
from presspass.core.instants import Instant
from presspass.core.money import Money
from presspass.core.publication import Publication
from presspass.core.sale import Sale
from presspass.ports import Order, Outcome, Page, PaymentEvent, Quote


class StripePayments:
    """Implements `ports.Payments` at Stripe, or at the sandbox.

    `answering` is how many seconds an answer may take. Raises `ValueError` for a configuration
    that could cost money or trust.
    """

    def __init__(
        self, config: StripeConfig, publication: Publication, answering: float = ANSWERING
    ) -> None:
        account = Account(config, publication, answering)
        subscriptions = Subscriptions(account)
        catalog = Catalog(account)
        self._pages = Pages(account, catalog)
        self._billings = Billings(account, subscriptions)
        self._schedules = Schedules(account, subscriptions, catalog)
        self._changes = Changes(account, subscriptions, self._schedules, catalog, self._pages)
        self._events = Events(account)

    def try_out(self) -> None:
        """Ask for something, and change nothing. Raises `PaymentsAway`."""
        self._events.try_out()

    def checkout(self, order: Order) -> Page:
        """As `ports.Payments`."""
        return self._pages.open(order)

    def close(self, checkout: str, key: str) -> None:
        """As `ports.Payments`."""
        self._pages.close(checkout, key)

    def outcome(self, checkout: str) -> Outcome | None:
        """As `ports.Payments`."""
        return self._pages.outcome(checkout)

    def billing(self, subscription: str) -> Billing | None:
        """As `ports.Payments`."""
        return self._billings.billing(subscription)

    def continue_at(self, subscription: str, sale: Sale, key: str) -> None:
        """As `ports.Payments`."""
        self._schedules.follow(subscription, sale, key)

    def cancel(self, subscription: str, key: str, *, at_once: bool = False) -> None:
        """As `ports.Payments`."""
        self._changes.cancel(subscription, key, at_once=at_once)

    def resume(self, subscription: str, sale: Sale, key: str) -> None:
        """As `ports.Payments`."""
        self._changes.resume(subscription, sale, key)

    def quote(self, subscription: str, sale: Sale, now: Instant) -> Quote:
        """As `ports.Payments`."""
        return self._changes.quote(subscription, sale, now)

    def change(self, subscription: str, sale: Sale, now: Instant, key: str) -> None:
        """As `ports.Payments`."""
        self._changes.change(subscription, sale, now, key)

    def refund(self, payment: str, money: Money, key: str) -> None:
        """As `ports.Payments`."""
        self._changes.refund(payment, money, key)

    def card_page(self, subscription: str, language: str, done: str, back: str, key: str) -> Page:
        """As `ports.Payments`."""
        return self._changes.card_page(subscription, language, done, back, key)

    def use_card(self, checkout: str, subscription: str, key: str) -> None:
        """As `ports.Payments`."""
        self._changes.use_card(checkout, subscription, key)

    def event(self, body: bytes, signature: str, now: Instant) -> PaymentEvent:
        """As `ports.Payments`."""
        return self._events.event(body, signature, now)

    def events(self, since: Instant) -> Iterator[PaymentEvent]:
        """As `ports.Payments`."""
        return self._events.since(since)
