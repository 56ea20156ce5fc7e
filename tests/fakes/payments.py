"""A payment provider in memory. Tests move its clock, complete its pages and lose its events."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC

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
from presspass.core.instants import DAY, Instant, Window
from presspass.core.money import Money
from presspass.core.plans import Price, days_of
from presspass.core.sale import CHECKOUT_OPEN, Sale
from presspass.ports import (
    CheckoutState,
    Forged,
    Order,
    Outcome,
    Page,
    PaymentEvent,
    PaymentRefused,
    PaymentsAway,
    Quote,
)

SIGNATURE = "signed by the fake"


@dataclass
class Opened:
    """A page that was made, for an order or for another card, and what became of it."""

    page: Page
    customer: str
    order: Order | None = None
    state: CheckoutState = CheckoutState.OPEN
    subscription: str | None = None
    fingerprint: str | None = None
    card_for: str | None = None


@dataclass
class FakePayments:
    """Stands in for `ports.Payments`.

    `billings` is what it answers, which a test may also `tell` it. `log` holds all events, `post`
    those whose webhooks are still to come: a test takes out, repeats and shuffles these as it
    likes, and hands each to `webhook`. While `away` nothing is answered; the next change is
    refused with `refuses`.
    """

    now: Instant = 1_800_000_000
    away: bool = False
    refuses: str | None = None
    billings: dict[str, Billing] = field(default_factory=dict)
    pages: dict[str, Opened] = field(default_factory=dict)
    log: list[PaymentEvent] = field(default_factory=list)
    post: list[PaymentEvent] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    """The keys of the changes that were made, with the page that each led to, if any."""
    count: int = 0

    # What happens at the provider.

    def tell(self, billing: Billing) -> None:
        """Answer this from now on; an event tells of it."""
        self.billings[billing.id] = billing
        self._happen("subscription.updated", subscription=billing.id)

    def complete(self, checkout: str, fingerprint: str | None = "print of a card") -> str | None:
        """The reader pays, begins a trial or gives a card; answers the new subscription."""
        opened = self.pages[checkout]
        if opened.state is not CheckoutState.OPEN:
            return opened.subscription
        opened.state, opened.fingerprint = CheckoutState.COMPLETE, fingerprint
        if opened.order is not None:
            billing = self._sold(opened.order.sale, opened.customer)
            opened.subscription = billing.id
            self.billings[billing.id] = billing
        self._happen("checkout.completed", checkout=checkout)
        return opened.subscription

    def renew(self, subscription: str) -> None:
        """The present period ends: nothing follows, or the next one is paid."""
        billing = self.billings[subscription]
        self.now = max(self.now, billing.period.until or self.now)
        if billing.cancelling:
            self.tell(replace(billing, state=BillingState.ENDED, ended=self.now))
            return
        price = billing.next_price or billing.price
        window = _period(price, self.now)
        self.tell(
            replace(
                billing,
                state=BillingState.ACTIVE,
                period=window,
                price=price,
                next_price=None,
                failure=None,
                payments=(*billing.payments, self._paid(price.amount, window)),
            )
        )

    def fail(self, subscription: str, code: str = "generic_decline") -> None:
        """The payment of the present period fails, or fails again."""
        billing = self.billings[subscription]
        failed = billing.failure or Failure(self._id("in"), self.now, 0, code)
        failed = replace(failed, attempts=failed.attempts + 1, code=code)
        failed = replace(failed, next_attempt=self.now + 3 * DAY)
        self.tell(replace(billing, state=BillingState.PAST_DUE, failure=failed))

    def end(self, subscription: str) -> None:
        """The provider gives up."""
        billing = self.billings[subscription]
        self.tell(replace(billing, state=BillingState.ENDED, ended=self.now))

    def dispute(self, payment: str) -> str:
        """The reader's bank takes a payment back; answers the dispute."""
        billing, paid = self._payment(payment)
        made = Dispute(self._id("dp"), payment, paid.money, self.now, DisputeState.OPEN)
        self.tell(replace(billing, disputes=(*billing.disputes, made)))
        return made.id

    def decide(self, dispute: str, state: DisputeState) -> None:
        """A dispute is won or lost."""
        for billing in list(self.billings.values()):
            if any(each.id == dispute for each in billing.disputes):
                decided = tuple(
                    replace(each, state=state, closed=self.now) if each.id == dispute else each
                    for each in billing.disputes
                )
                self.tell(replace(billing, disputes=decided))

    @staticmethod
    def webhook(event: PaymentEvent) -> tuple[bytes, str]:
        """The body and signature of an event's webhook."""
        return event.id.encode(), SIGNATURE

    # What `ports.Payments` asks.

    def checkout(self, order: Order) -> Page:
        return self._open(order.key, order.customer or self._id("cus"), order)

    def close(self, checkout: str, key: str) -> None:
        if self._again(key):
            return
        opened = self.pages.get(checkout)
        if opened is not None and opened.state is CheckoutState.OPEN:
            opened.state = CheckoutState.EXPIRED
            self._happen("checkout.expired", checkout=checkout)

    def outcome(self, checkout: str) -> Outcome | None:
        self._look()
        opened = self.pages.get(checkout)
        if opened is None:
            return None
        if opened.state is CheckoutState.OPEN and self.now >= opened.page.expires:
            opened.state = CheckoutState.EXPIRED
        done = opened.state is CheckoutState.COMPLETE
        return Outcome(
            opened.state,
            None if opened.order is None else opened.order.sale.id,
            opened.customer if done else None,
            opened.subscription,
            opened.fingerprint,
            opened.card_for,
            opened.page.expires - CHECKOUT_OPEN,
        )

    def billing(self, subscription: str) -> Billing | None:
        self._look()
        return self.billings.get(subscription)

    def continue_at(self, subscription: str, sale: Sale, key: str) -> None:
        self._change(key)
        billing = self._need(subscription)
        if billing.state is BillingState.ENDED:
            return
        if sale.ends:
            self.tell(replace(billing, cancelling=True))
        elif billing.price == sale.introductory:
            self.tell(replace(billing, next_price=sale.price))

    def cancel(self, subscription: str, key: str, *, at_once: bool = False) -> None:
        if self._again(key):
            return
        billing = self._need(subscription)
        if at_once and billing.ended is None:
            billing = replace(billing, state=BillingState.ENDED, ended=self.now)
        told = replace(billing, cancelling=True, next_price=None, cancelled=self.now)
        self.tell(told)

    def resume(self, subscription: str, sale: Sale, key: str) -> None:
        if self._again(key):
            return
        billing = self._need(subscription)
        if billing.state is BillingState.ENDED or sale.ends:
            raise PaymentRefused("a subscription that has ended, or is to end, can't be resumed")
        follows = sale.price if billing.price == sale.introductory else None
        self.tell(replace(billing, cancelling=False, next_price=follows, cancelled=None))

    def quote(self, subscription: str, sale: Sale, now: Instant) -> Quote:
        self._look()
        billing = self._need(subscription)
        return Quote(_due(billing, sale.price, now), sale.price)

    def change(self, subscription: str, sale: Sale, now: Instant, key: str) -> None:
        if self._again(key):
            return
        billing = self._need(subscription)
        due = _due(billing, sale.price, now)
        trial = billing.state is BillingState.TRIALING
        same = trial or sale.price.every == billing.price.every
        period = billing.period if same else _period(sale.price, now)
        covers = Window(now, period.until)
        paid = (self._paid(due, covers),) if due.minor > 0 else ()
        self.tell(
            replace(
                billing,
                sale=sale.id,
                price=sale.price,
                next_price=None,
                period=period,
                cancelling=sale.ends,
                payments=(*billing.payments, *paid),
            )
        )

    def refund(self, payment: str, money: Money, key: str) -> None:
        if self._again(key):
            return
        billing, paid = self._payment(payment)
        if paid.money.currency != money.currency:
            raise PaymentRefused(f"{payment} was paid in {paid.money.currency}")
        back = sum(each.money.minor for each in billing.refunds if each.payment == payment)
        if money.minor > paid.money.minor - back:
            raise PaymentRefused("more than is left of the payment")
        made = Refund(self._id("re"), payment, money, self.now)
        self.tell(replace(billing, refunds=(*billing.refunds, made)))

    def card_page(self, subscription: str, language: str, done: str, back: str, key: str) -> Page:
        del language, done, back
        page = self._open(key, self._need(subscription).customer, None)
        self.pages[page.id].card_for = subscription
        return page

    def use_card(self, checkout: str, subscription: str, key: str) -> None:
        if self._again(key):
            return
        opened = self.pages.get(checkout)
        if opened is None or opened.state is not CheckoutState.COMPLETE:
            raise PaymentRefused("no card was given on this page")
        billing = replace(self._need(subscription), card=Card("visa", "4444", (2031, 1)))
        if billing.state is BillingState.PAST_DUE:
            paid = self._paid(billing.price.amount, billing.period)
            billing = replace(
                billing,
                state=BillingState.ACTIVE,
                failure=None,
                payments=(*billing.payments, paid),
            )
        self.tell(billing)

    def event(self, body: bytes, signature: str, now: Instant) -> PaymentEvent:
        del now
        if signature != SIGNATURE:
            raise Forged("the signature is not ours")
        found = next((each for each in self.log if each.id == body.decode()), None)
        if found is None:
            raise ValueError("this is no event")
        return found

    def events(self, since: Instant) -> Sequence[PaymentEvent]:
        self._look()
        return [event for event in self.log if event.created >= since]

    def _look(self) -> None:
        if self.away:
            raise PaymentsAway("the fake is away")

    def _change(self, key: str) -> None:
        self._look()
        if self.refuses is not None:
            said, self.refuses = self.refuses, None
            raise PaymentRefused(said)
        self.keys.setdefault(key, "")

    def _again(self, key: str) -> bool:
        """Whether a change was made under this key before."""
        known = key in self.keys
        self._change(key)
        return known

    def _open(self, key: str, customer: str, order: Order | None) -> Page:
        if self._again(key):
            return self.pages[self.keys[key]].page
        began = self.now if order is None else order.sale.at
        named = self._id("cs")
        page = Page(named, f"https://fake.example/{named}", began + CHECKOUT_OPEN)
        self.pages[named] = Opened(page, customer, order)
        self.keys[key] = named
        return page

    def _sold(self, sale: Sale, customer: str) -> Billing:
        price = sale.introductory or sale.price
        trial = self.now + sale.trial_days * DAY if sale.trial_days else None
        window = _period(price, self.now) if trial is None else Window(self.now, trial)
        return Billing(
            self._id("sub"),
            sale.id,
            customer,
            BillingState.ACTIVE if trial is None else BillingState.TRIALING,
            self.now,
            window,
            price,
            trial_ends=trial,
            payments=(self._paid(price.amount, window),) if trial is None else (),
            card=Card("visa", "4242", (2030, 12)),
        )

    def _paid(self, money: Money, covers: Window) -> Payment:
        return Payment(self._id("pi"), money, self.now, covers)

    def _need(self, subscription: str) -> Billing:
        found = self.billings.get(subscription)
        if found is None:
            raise PaymentRefused(f"there is no subscription {subscription}")
        return found

    def _payment(self, payment: str) -> tuple[Billing, Payment]:
        for billing in self.billings.values():
            for each in billing.payments:
                if each.id == payment:
                    return billing, each
        raise PaymentRefused(f"there is no payment {payment}")

    def _happen(
        self, kind: str, *, subscription: str | None = None, checkout: str | None = None
    ) -> None:
        event = PaymentEvent(self._id("evt"), kind, self.now, subscription, checkout)
        self.log.append(event)
        self.post.append(event)

    def _id(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}_{self.count}"


def _period(price: Price, now: Instant) -> Window:
    return Window(now, now + days_of(price.every, now, UTC) * DAY)


def _due(billing: Billing, price: Price, now: Instant) -> Money:
    """What a change costs at once: the time that is left at the new price, less at the old."""
    currency = price.amount.currency
    if billing.state is BillingState.TRIALING:
        return Money(0, currency)
    since, until = billing.period.since or now, billing.period.until or now
    unused = billing.price.amount.minor * (until - now) // (until - since)
    same = price.every == billing.price.every
    rest = price.amount.minor * (until - now) // (until - since) if same else price.amount.minor
    return Money(rest - unused, currency)
