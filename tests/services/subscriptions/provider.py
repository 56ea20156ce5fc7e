"""A provider of one subscription, to whom anything may happen, and whose events may go astray."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from presspass.core.billing import (
    Billing,
    BillingState,
    Dispute,
    DisputeState,
    Failure,
    Payment,
    Refund,
)
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant, Window
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.sale import Sale
from presspass.ports import (
    CheckoutState,
    Order,
    Outcome,
    Page,
    PaymentEvent,
    PaymentsAway,
    Quote,
)

BEGIN = 1_800_000_000
PERIOD = 30 * DAY
ANN = ReaderId(b"reader id of Ann")
PRICE = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
FIRST = Price(Money(99, "USD"), Interval(1, Unit.MONTH))
SUB, CHECKOUT = "sub_1", "cs_1"
SALE = Sale(
    "sale-1",
    ANN,
    "digital",
    "Digital",
    frozenset({Benefit.ARTICLES, Benefit.APPS}),
    PRICE,
    BEGIN,
    "I agree.",
    "7",
    "first-month",
    FIRST,
    checkout=CHECKOUT,
)
_OPEN = Billing(
    SUB,
    SALE.id,
    "cus_1",
    BillingState.ACTIVE,
    BEGIN,
    Window(BEGIN, BEGIN + PERIOD),
    FIRST,
    None,
    payments=(Payment("in_1", FIRST.amount, BEGIN, Window(BEGIN, BEGIN + PERIOD)),),
)


@dataclass
class Provider:
    """Stands in for `ports.Payments`. `meanwhile` happens while a look at it is under way."""

    now: Instant = BEGIN
    stands: Billing | None = None
    log: list[PaymentEvent] = field(default_factory=list)
    away: bool = False
    meanwhile: Callable[[], None] | None = None
    looks: int = 0
    continued: int = 0

    # What happens to the subscription.

    def sell(self) -> None:
        self.stands = _OPEN
        self.log.append(PaymentEvent(self._id(), "checkout.completed", self.now, None, CHECKOUT))

    def renew(self) -> None:
        billing = self._live()
        window = self._next(billing)
        paid = Payment(f"in_{len(billing.payments) + 1}", PRICE.amount, self.now, window)
        self._become(
            replace(
                billing,
                state=BillingState.ACTIVE,
                period=window,
                price=PRICE,
                next_price=None,
                payments=(*billing.payments, paid),
                failure=None,
            )
        )

    def fail(self) -> None:
        billing = self._live()
        since = billing.failure.since if billing.failure else self.now
        attempts = billing.failure.attempts + 1 if billing.failure else 1
        self._become(
            replace(
                billing,
                state=BillingState.PAST_DUE,
                failure=Failure("in_x", since, attempts, "card_declined"),
            )
        )

    def cancel_at_end(self) -> None:
        self._become(replace(self._live(), cancelling=True, cancelled=self.now))

    def take_back(self) -> None:
        self._become(replace(self._live(), cancelling=False, cancelled=None))

    def end(self) -> None:
        self._become(replace(self._live(), state=BillingState.ENDED, ended=self.now))

    def give_back(self, minor: int) -> None:
        billing = self._live()
        paid = billing.payments[-1]
        given = Refund(f"re_{len(billing.refunds) + 1}", paid.id, Money(minor, "USD"), self.now)
        self._become(replace(billing, refunds=(*billing.refunds, given)))

    def dispute(self) -> None:
        billing = self._live()
        paid = billing.payments[-1]
        known = {each.id for each in billing.disputes}
        one = Dispute(f"dp_{paid.id}", paid.id, paid.money, self.now, DisputeState.OPEN)
        if one.id not in known:
            self._become(replace(billing, disputes=(*billing.disputes, one)))

    def decide(self, state: DisputeState) -> None:
        billing = self._live()
        decided = tuple(
            replace(each, state=state, closed=self.now) if each.state is DisputeState.OPEN else each
            for each in billing.disputes
        )
        self._become(replace(billing, disputes=decided))

    @property
    def balance(self) -> int:
        """What is left of all payments."""
        if self.stands is None:
            return 0
        gone = [each.money.minor for each in self.stands.refunds]
        gone += [
            each.money.minor for each in self.stands.disputes if each.state is not DisputeState.WON
        ]
        return sum(each.money.minor for each in self.stands.payments) - sum(gone)

    # What `ports.Payments` asks.

    def billing(self, subscription: str) -> Billing | None:
        self._look()
        found = self.stands if subscription == SUB else None
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return found

    def outcome(self, checkout: str) -> Outcome | None:
        self._look()
        if checkout != CHECKOUT:
            return None
        if self.stands is None:
            return Outcome(CheckoutState.OPEN, SALE.id, None, None)
        return Outcome(CheckoutState.COMPLETE, SALE.id, "cus_1", SUB)

    def continue_at(self, subscription: str, sale: Sale, key: str) -> None:
        del subscription, key
        self._look()
        self.continued += 1
        billing = self._live()
        running = billing.state is not BillingState.ENDED
        if running and billing.price == sale.introductory:
            self.stands = replace(billing, next_price=sale.price)

    def events(self, since: Instant) -> list[PaymentEvent]:
        self._look()
        return [event for event in self.log if event.created >= since]

    def event(self, body: bytes, signature: str, now: Instant) -> PaymentEvent:
        del signature, now
        return self.log[int(body)]

    def checkout(self, order: Order) -> Page:
        raise NotImplementedError(order)

    def close(self, checkout: str, key: str) -> None:
        raise NotImplementedError(checkout, key)

    def cancel(self, subscription: str, key: str, *, at_once: bool = False) -> None:
        del subscription, key
        self._look()
        assert at_once, "nobody here wants it to go on till its end"
        self.end()

    def resume(self, subscription: str, sale: Sale, key: str) -> None:
        raise NotImplementedError(subscription, sale, key)

    def quote(self, subscription: str, sale: Sale, now: Instant) -> Quote:
        raise NotImplementedError(subscription, sale, now)

    def change(self, subscription: str, sale: Sale, now: Instant, key: str) -> None:
        raise NotImplementedError(subscription, sale, now, key)

    def refund(self, payment: str, money: Money, key: str) -> None:
        raise NotImplementedError(payment, money, key)

    def card_page(self, subscription: str, language: str, done: str, back: str, key: str) -> Page:
        raise NotImplementedError(subscription, language, done, back, key)

    def use_card(self, checkout: str, subscription: str, key: str) -> None:
        raise NotImplementedError(checkout, subscription, key)

    def _look(self) -> None:
        self.looks += 1
        if self.away:
            raise PaymentsAway("the provider is away")

    def _live(self) -> Billing:
        assert self.stands is not None
        return self.stands

    def _become(self, billing: Billing) -> None:
        self.stands = billing
        self.log.append(PaymentEvent(self._id(), "subscription.updated", self.now, SUB))

    def _next(self, billing: Billing) -> Window:
        begins = billing.period.until or self.now
        return Window(begins, begins + PERIOD)

    def _id(self) -> str:
        return f"evt_{len(self.log) + 1}"
