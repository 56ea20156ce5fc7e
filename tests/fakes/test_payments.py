from dataclasses import replace

import pytest

from presspass.core.billing import BillingState, DisputeState
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.sale import Sale
from presspass.ports import Forged, Order, PaymentRefused, Payments, PaymentsAway
from tests.fakes.payments import FakePayments

MONTHLY = Interval(1, Unit.MONTH)
SALE = Sale(
    "sale-1",
    ReaderId(b"reader id of Ann"),
    "digital",
    "Digital",
    frozenset({Benefit.ARTICLES}),
    Price(Money(999, "USD"), MONTHLY),
    1_800_000_000,
    "I agree.",
    "7",
    introductory=Price(Money(99, "USD"), MONTHLY),
)


def order(sale: Sale = SALE) -> Order:
    return Order(f"checkout:{sale.id}", sale, "ann@example.com", "en", "/done", "/back")


def test_it_is_a_provider() -> None:
    provider: Payments = FakePayments()
    page = provider.checkout(order())
    assert provider.checkout(order()) == page


def test_a_completed_page_is_a_subscription_whose_price_follows() -> None:
    fake = FakePayments()
    sold = fake.complete(fake.checkout(order()).id)
    assert sold is not None
    fake.continue_at(sold, SALE, "continue")
    fake.renew(sold)
    assert [each.money.minor for each in fake.billings[sold].payments] == [99, 999]
    fake.fail(sold)
    assert fake.billings[sold].state is BillingState.PAST_DUE


def test_a_test_loses_and_repeats_webhooks_as_it_likes() -> None:
    fake = FakePayments()
    sold = fake.complete(fake.checkout(order()).id)
    assert sold is not None
    fake.cancel(sold, "cancel")
    first, second = fake.post
    assert fake.event(*fake.webhook(second), fake.now) == second
    fake.post.remove(first)
    assert list(fake.events(0)) == [first, second]
    with pytest.raises(Forged):
        fake.event(b"evt_1", "somebody else's", fake.now)


def test_nothing_is_done_twice_under_one_key_nor_while_it_is_away() -> None:
    fake = FakePayments()
    sold = fake.complete(fake.checkout(order()).id)
    assert sold is not None
    payment = fake.billings[sold].payments[0]
    fake.refund(payment.id, Money(50, "USD"), "once")
    fake.refund(payment.id, Money(50, "USD"), "once")
    assert len(fake.billings[sold].refunds) == 1
    with pytest.raises(PaymentRefused):
        fake.refund(payment.id, Money(50, "USD"), "more than there is")
    fake.away = True
    with pytest.raises(PaymentsAway):
        fake.billing(sold)


def test_trials_disputes_and_changes() -> None:
    fake = FakePayments()
    trial = replace(SALE, introductory=None, trial_days=14)
    sold = fake.complete(fake.checkout(order(trial)).id)
    assert sold is not None
    assert fake.billings[sold].period.until == fake.now + 14 * DAY
    fake.renew(sold)
    payment = fake.billings[sold].payments[0]
    fake.decide(fake.dispute(payment.id), DisputeState.LOST)
    assert fake.billings[sold].given_back(payment) == fake.now
    dearer = replace(SALE, id="sale-2", price=Price(Money(1999, "USD"), MONTHLY))
    quoted = fake.quote(sold, dearer, fake.now)
    fake.change(sold, dearer, fake.now, "change")
    assert fake.billings[sold].payments[-1].money == quoted.due == Money(1000, "USD")
