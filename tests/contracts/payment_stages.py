"""Where the suite of `ports.Payments` plays: the fake, the sandbox over HTTP, and Stripe itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import time
from typing import Any, Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from presspass.adapters.stripe.client import OWNER
from presspass.adapters.stripe.config import StripeConfig
from presspass.adapters.stripe.payments import StripePayments
from presspass.core.billing import Billing, DisputeState
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.publication import Publication
from presspass.core.sale import Sale
from presspass.ports import Order, Page, PaymentEvent, Payments
from presspass.sandbox import cards, disputes
from presspass.sandbox.webhooks import signature
from tests.fakes.payments import FakePayments
from tests.sandbox.running import SECRET, Running, running

KEY = "PRESSPASS_STRIPE_TEST_KEY"
HOUR = 3600
COURIER = Publication("The Courier", "https://courier.example", "en", ZoneInfo("Europe/Berlin"))
MONTHLY = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
FIRST = Price(Money(99, "USD"), Interval(1, Unit.MONTH))


class Stage(Protocol):
    """A provider, and what happens beside it: readers at its pages, banks, and time."""

    name: str
    payments: Payments

    def now(self) -> Instant: ...
    def pay(self, page: Page) -> str:
        """Pay on a page by a card that works, or give it; answers the subscription, if any."""
        ...

    def buy(self, order: Order) -> str:
        """A new subscription."""
        ...

    def renew(self, subscription: str) -> None:
        """Let the present period end, and the next one be paid."""
        ...

    def fail(self, subscription: str) -> None:
        """Let the next payment be declined for lack of money."""
        ...

    def dispute(self, payment: str) -> None: ...
    def decide(self, state: DisputeState) -> None: ...
    def webhook(self, event: PaymentEvent) -> tuple[bytes, str]: ...


class FakeStage:
    name = "fake"

    def __init__(self) -> None:
        self.fake = FakePayments()
        self.payments: Payments = self.fake
        self._dispute = ""

    def now(self) -> Instant:
        return self.fake.now

    def pay(self, page: Page) -> str:
        return self.fake.complete(page.id) or ""

    def buy(self, order: Order) -> str:
        return self.pay(self.payments.checkout(order))

    def renew(self, subscription: str) -> None:
        self.fake.renew(subscription)

    def fail(self, subscription: str) -> None:
        self.fake.now = self.fake.billings[subscription].period.until or 0
        self.fake.fail(subscription, "insufficient_funds")

    def dispute(self, payment: str) -> None:
        self._dispute = self.fake.dispute(payment)

    def decide(self, state: DisputeState) -> None:
        self.fake.decide(self._dispute, state)

    def webhook(self, event: PaymentEvent) -> tuple[bytes, str]:
        return self.fake.webhook(event)


class SandboxStage:
    name = "sandbox"

    def __init__(self, run: Running) -> None:
        self.run = run
        config = StripeConfig("sk_test_of_the_tests", SECRET, run.address)
        self.payments: Payments = StripePayments(config, COURIER)

    def now(self) -> Instant:
        return self.run.clock.at

    def pay(self, page: Page, card: str = "visa") -> str:
        self.run.pay(page, card)
        outcome = self.payments.outcome(page.id)
        return "" if outcome is None else outcome.subscription or ""

    def buy(self, order: Order, card: str = "visa") -> str:
        return self.pay(self.payments.checkout(order), card)

    def renew(self, subscription: str) -> None:
        until = self.billing(subscription).period.until
        assert until is not None
        self.run.clock.at = until + HOUR

    def fail(self, subscription: str, code: str = "insufficient_funds") -> None:
        found = self.run.asked.subscriptions.retrieve(subscription)
        with self.run.sandbox.account.world() as world:
            cards.behave(world, found.default_payment_method, code)
        self.renew(subscription)

    def dispute(self, payment: str) -> None:
        with self.run.sandbox.account.world() as world:
            charge = world.find("payment_intent", payment)["latest_charge"]
            disputes.begin(world, world.find("charge", charge))

    def decide(self, state: DisputeState) -> None:
        with self.run.sandbox.account.world() as world:
            disputes.close(world, world.all("dispute")[0], won=state is DisputeState.WON)

    def webhook(self, event: PaymentEvent) -> tuple[bytes, str]:
        self.run.sandbox.webhooks.deliver(event.id)  # type: ignore[union-attr]  # it has an endpoint
        body, headers = self.run.mailroom.got[-1]
        return body, headers["Stripe-Signature"]

    def billing(self, subscription: str) -> Billing:
        found = self.payments.billing(subscription)
        assert found is not None
        return found


class StripeStage:
    """Stripe's test mode. Nobody pays on its pages here, and its time can't be moved."""

    name = "stripe"

    def __init__(self, key: str) -> None:
        secret = "whsec_of_the_tests"
        self._adapter = StripePayments(StripeConfig(key, secret), COURIER)
        self.payments: Payments = self._adapter
        self._secret = secret
        self._v1: Any = self._adapter._pages._account.client.v1

    def now(self) -> Instant:
        return int(time())

    def pay(self, page: Page) -> str:
        pytest.skip(f"{page.id} is to be paid on Stripe's own page, which no test can drive")

    def buy(self, order: Order) -> str:
        """What a reader's payment on the page would come to."""
        sale = order.sale
        customer = self._v1.customers.create({"email": order.email})
        card = self._v1.payment_methods.attach("pm_card_visa", {"customer": customer.id})
        price = self._adapter._schedules._catalog.price(sale, sale.introductory or sale.price)
        asked = {
            "customer": customer.id,
            "items": [{"price": price}],
            "default_payment_method": card.id,
            "metadata": {OWNER: "courier.example", "sale": sale.id, "plan": sale.plan},
        }
        if sale.trial_days:
            asked["trial_period_days"] = sale.trial_days
        return str(self._v1.subscriptions.create(asked).id)

    def renew(self, subscription: str) -> None:
        pytest.skip(f"{subscription} would have to wait for its renewal")

    def fail(self, subscription: str) -> None:
        self.renew(subscription)

    def dispute(self, payment: str) -> None:
        pytest.skip(f"no bank can be told to take {payment} back")

    def decide(self, state: DisputeState) -> None:
        pytest.skip(f"no bank can be told that a dispute is {state}")

    def webhook(self, event: PaymentEvent) -> tuple[bytes, str]:
        found = self._v1.events.retrieve(event.id)
        body = str(found).encode()
        return body, signature(body, self._secret, self.now())


@contextmanager
def staged(name: str) -> Iterator[Stage]:
    """The stage of a name. Stripe itself is asked where a test key is given."""
    if name == "fake":
        yield FakeStage()
    elif name == "sandbox":
        with running() as run:
            yield SandboxStage(run)
    else:
        key = os.environ.get(KEY)
        if not key:
            pytest.skip(f"Stripe itself is asked only where {KEY} holds a test key")
        assert "_test_" in key, f"{KEY} must hold a test key"
        yield StripeStage(key)


def sold(stage: Stage, **more: Any) -> Sale:
    """A sale of now."""
    return replace(
        Sale(
            uuid4().hex,
            ReaderId(b"reader id of Ann"),
            "digital",
            "Digital",
            frozenset({Benefit.ARTICLES, Benefit.APPS}),
            MONTHLY,
            stage.now(),
            "I agree to pay.",
            "7",
        ),
        **more,
    )


def order(sale: Sale, **more: Any) -> Order:
    """An order of a sale."""
    done = "http://shop.example/done?id={CHECKOUT_SESSION_ID}"
    back = "http://shop.example/back"
    usual = Order(f"checkout:{sale.id}", sale, "ann@reader.example", "en", done, back)
    return replace(usual, **more)
