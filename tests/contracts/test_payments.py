"""What every `ports.Payments` promises."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from presspass.core.billing import Billing, BillingState, DisputeState
from presspass.core.instants import DAY
from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.core.sale import CHECKOUT_OPEN
from presspass.ports import CheckoutState, Forged, Outcome, PaymentEvent, PaymentRefused
from tests.contracts.payment_stages import FIRST, MONTHLY, Stage, order, sold, staged

DEARER = Price(Money(1999, "USD"), Interval(1, Unit.MONTH))
NOWHERE = ("sub_of_nobody", "key")


@pytest.fixture(params=["fake", "sandbox", "stripe"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staged(request.param) as found:
        yield found


@pytest.fixture
def key(stage: Stage) -> Iterator[str]:
    """A key that nobody used before."""
    return (f"{stage.now()}:{number}" for number in count())


def seen(stage: Stage, subscription: str) -> Billing:
    found = stage.payments.billing(subscription)
    assert found is not None
    return found


def came(stage: Stage, checkout: str) -> Outcome:
    found = stage.payments.outcome(checkout)
    assert found is not None
    return found


def told(stage: Stage, since: int) -> list[PaymentEvent]:
    return list(stage.payments.events(since))


def test_equal_orders_have_one_page(stage: Stage) -> None:
    sale = sold(stage)
    page = stage.payments.checkout(order(sale))
    assert stage.payments.checkout(order(sale)) == page
    assert page.expires == sale.at + CHECKOUT_OPEN
    assert page.url.startswith("http")
    other = sold(stage)
    assert stage.payments.checkout(order(other)).id != page.id
    assert came(stage, page.id).state is CheckoutState.OPEN
    assert came(stage, page.id).sale == sale.id


def test_a_page_leads_to_a_subscription(stage: Stage) -> None:
    sale = sold(stage, offer="month", introductory=FIRST)
    page = stage.payments.checkout(order(sale))
    subscription = stage.pay(page)
    outcome = came(stage, page.id)
    billing = seen(stage, subscription)
    assert outcome.fingerprint is not None
    assert outcome == Outcome(
        CheckoutState.COMPLETE,
        sale.id,
        billing.customer,
        subscription,
        outcome.fingerprint,
        made=outcome.made,
    )
    assert outcome.made is not None
    assert outcome.made <= stage.now()
    again = stage.payments.checkout(order(sold(stage), customer=billing.customer))
    assert seen(stage, stage.pay(again)).customer == billing.customer


def test_a_page_that_was_closed_leads_nowhere(stage: Stage, key: Iterator[str]) -> None:
    page = stage.payments.checkout(order(sold(stage)))
    stage.payments.close(page.id, next(key))
    stage.payments.close(page.id, next(key))
    assert came(stage, page.id).state is CheckoutState.EXPIRED


def test_a_page_that_was_paid_is_not_closed(stage: Stage, key: Iterator[str]) -> None:
    page = stage.payments.checkout(order(sold(stage)))
    stage.pay(page)
    stage.payments.close(page.id, next(key))
    assert came(stage, page.id).state is CheckoutState.COMPLETE


def test_a_subscription_is_told_whole(stage: Stage) -> None:
    sale = sold(stage)
    billing = seen(stage, stage.buy(order(sale)))
    assert (billing.sale, billing.state) == (sale.id, BillingState.ACTIVE)
    assert (billing.price, billing.next_price, billing.cancelling) == (MONTHLY, None, False)
    assert billing.card is not None
    assert billing.card.last4 == "4242"
    (paid,) = billing.payments
    assert (paid.money, billing.covering()) == (MONTHLY.amount, paid)
    assert billing.period.until is not None
    assert 28 * DAY <= billing.period.until - billing.started <= 31 * DAY


def test_what_is_unknown_is_nothing_and_cannot_be_changed(stage: Stage) -> None:
    assert stage.payments.billing("sub_of_nobody") is None
    assert stage.payments.outcome("cs_test_of_nobody") is None
    stage.payments.close("cs_test_of_nobody", "close")
    sale = sold(stage)
    with pytest.raises(PaymentRefused):
        stage.payments.cancel(*NOWHERE)
    with pytest.raises(PaymentRefused):
        stage.payments.resume("sub_of_nobody", sale, "resume")
    with pytest.raises(PaymentRefused):
        stage.payments.continue_at("sub_of_nobody", sale, "continue")
    with pytest.raises(PaymentRefused):
        stage.payments.quote("sub_of_nobody", sale, stage.now())
    with pytest.raises(PaymentRefused):
        stage.payments.change("sub_of_nobody", sale, stage.now(), "change")
    with pytest.raises(PaymentRefused):
        stage.payments.refund("pi_of_nobody", Money(1, "USD"), "refund")
    with pytest.raises(PaymentRefused):
        stage.payments.use_card("cs_test_of_nobody", "sub_of_nobody", "card")


def test_the_plans_price_follows_the_introductory_one(stage: Stage, key: Iterator[str]) -> None:
    sale = sold(stage, introductory=FIRST)
    subscription = stage.buy(order(sale))
    for _ in range(2):
        stage.payments.continue_at(subscription, sale, "one key for all who settle")
    billing = seen(stage, subscription)
    assert (billing.price, billing.next_price) == (FIRST, MONTHLY)
    stage.payments.continue_at(subscription, sale, next(key))
    assert seen(stage, subscription) == billing
    stage.renew(subscription)
    billing = seen(stage, subscription)
    assert billing.price == MONTHLY
    assert [paid.money.minor for paid in billing.payments] == [99, 999]


def test_a_fixed_term_ends(stage: Stage, key: Iterator[str]) -> None:
    sale = sold(stage, introductory=FIRST, ends=True)
    subscription = stage.buy(order(sale))
    stage.payments.continue_at(subscription, sale, next(key))
    assert seen(stage, subscription).cancelling
    with pytest.raises(PaymentRefused):
        stage.payments.resume(subscription, sale, next(key))
    stage.renew(subscription)
    billing = seen(stage, subscription)
    assert billing.state is BillingState.ENDED
    assert len(billing.payments) == 1


def test_a_trial_costs_nothing_until_it_ends(stage: Stage) -> None:
    subscription = stage.buy(order(sold(stage, trial_days=14)))
    billing = seen(stage, subscription)
    assert billing.state is BillingState.TRIALING
    assert billing.trial_ends == billing.period.until == billing.started + 14 * DAY
    assert billing.payments == ()
    stage.renew(subscription)
    billing = seen(stage, subscription)
    assert billing.state is BillingState.ACTIVE
    assert [paid.money for paid in billing.payments] == [MONTHLY.amount]


def test_a_cancellation_can_be_taken_back(stage: Stage, key: Iterator[str]) -> None:
    sale = sold(stage, introductory=FIRST)
    subscription = stage.buy(order(sale))
    stage.payments.continue_at(subscription, sale, "settling")
    for _ in range(3):
        stage.payments.cancel(subscription, next(key))
        billing = seen(stage, subscription)
        assert (billing.cancelling, billing.state) == (True, BillingState.ACTIVE)
        assert billing.next_price is None
        assert billing.cancelled is not None
        stage.payments.resume(subscription, sale, next(key))
        billing = seen(stage, subscription)
        assert (billing.cancelling, billing.next_price) == (False, MONTHLY)
        assert billing.cancelled is None
    stage.payments.cancel(subscription, next(key))
    stage.renew(subscription)
    billing = seen(stage, subscription)
    assert billing.state is BillingState.ENDED
    assert billing.ended == billing.period.until
    with pytest.raises(PaymentRefused):
        stage.payments.resume(subscription, sale, next(key))


def test_a_cancellation_can_be_at_once(stage: Stage, key: Iterator[str]) -> None:
    subscription = stage.buy(order(sold(stage)))
    for _ in range(2):
        stage.payments.cancel(subscription, next(key), at_once=True)
    billing = seen(stage, subscription)
    assert billing.state is BillingState.ENDED
    assert billing.ended is not None
    assert billing.ended - billing.started < DAY


def test_a_change_of_plan_costs_what_was_quoted(stage: Stage, key: Iterator[str]) -> None:
    sale = sold(stage)
    subscription = stage.buy(order(sale))
    other = sold(stage, plan="complete", plan_name="Complete", price=DEARER)
    now, name = stage.now(), next(key)
    quote = stage.payments.quote(subscription, other, now)
    assert quote.then == DEARER
    for _ in range(2):
        stage.payments.change(subscription, other, now, name)
    billing = seen(stage, subscription)
    assert (billing.sale, billing.price, billing.cancelling) == (other.id, DEARER, False)
    assert [paid.money for paid in billing.payments] == [MONTHLY.amount, quote.due]


def test_a_trial_changes_its_plan_for_nothing(stage: Stage, key: Iterator[str]) -> None:
    subscription = stage.buy(order(sold(stage, trial_days=14)))
    other = sold(stage, plan="complete", plan_name="Complete", price=DEARER)
    assert stage.payments.quote(subscription, other, stage.now()).due == Money(0, "USD")
    stage.payments.change(subscription, other, stage.now(), next(key))
    billing = seen(stage, subscription)
    assert (billing.state, billing.price) == (BillingState.TRIALING, DEARER)
    assert billing.payments == ()


def test_money_is_given_back_once_for_a_key_and_never_too_much(
    stage: Stage, key: Iterator[str]
) -> None:
    subscription = stage.buy(order(sold(stage)))
    (paid,) = seen(stage, subscription).payments
    name = next(key)
    for _ in range(2):
        stage.payments.refund(paid.id, Money(300, "USD"), name)
    billing = seen(stage, subscription)
    assert [each.money.minor for each in billing.refunds] == [300]
    assert billing.given_back(paid) is None
    with pytest.raises(PaymentRefused):
        stage.payments.refund(paid.id, Money(700, "USD"), next(key))
    with pytest.raises(PaymentRefused):
        stage.payments.refund(paid.id, Money(699, "EUR"), next(key))
    stage.payments.refund(paid.id, Money(699, "USD"), next(key))
    assert seen(stage, subscription).given_back(paid) is not None


def test_what_failed_is_paid_by_another_card(stage: Stage, key: Iterator[str]) -> None:
    subscription = stage.buy(order(sold(stage)))
    stage.fail(subscription)
    billing = seen(stage, subscription)
    assert billing.state is BillingState.PAST_DUE
    assert billing.failure is not None
    assert billing.failure.code == "insufficient_funds"
    assert billing.failure.attempts == 1
    assert billing.failure.since <= stage.now()
    assert billing.failure.next_attempt is not None
    page = stage.payments.card_page(
        subscription, "de", "http://shop.example/card", "http://shop.example/back", next(key)
    )
    with pytest.raises(PaymentRefused):
        stage.payments.use_card(page.id, subscription, next(key))
    stage.pay(page)
    assert came(stage, page.id).card_for == subscription
    stage.payments.use_card(page.id, subscription, next(key))
    billing = seen(stage, subscription)
    assert (billing.state, billing.failure) == (BillingState.ACTIVE, None)
    assert len(billing.payments) == 2


@pytest.mark.parametrize("state", [DisputeState.WON, DisputeState.LOST])
def test_a_dispute_is_decided(stage: Stage, state: DisputeState) -> None:
    subscription = stage.buy(order(sold(stage)))
    (paid,) = seen(stage, subscription).payments
    stage.dispute(paid.id)
    (dispute,) = seen(stage, subscription).disputes
    assert (dispute.payment, dispute.money) == (paid.id, paid.money)
    assert dispute.state is DisputeState.OPEN
    stage.decide(state)
    billing = seen(stage, subscription)
    assert [each.state for each in billing.disputes] == [state]
    lost = state is DisputeState.LOST
    assert (billing.given_back(paid) is not None) is lost


def test_events_tell_what_they_are_about(stage: Stage, key: Iterator[str]) -> None:
    began = stage.now()
    subscription = stage.buy(order(sold(stage)))
    stage.payments.cancel(subscription, next(key))
    events = told(stage, began)
    assert [event for event in events if event.subscription == subscription]
    assert [event.created for event in events] == sorted(event.created for event in events)
    last = next(event for event in reversed(events) if event.subscription == subscription)
    body, signature = stage.webhook(last)
    assert stage.payments.event(body, signature, stage.now()) == last
    for bad in ("", "t=1,v1=00", signature[:-2] + "xx"):
        with pytest.raises(Forged):
            stage.payments.event(body, bad, stage.now())
    assert told(stage, stage.now() + 1) == []


def test_a_page_that_was_completed_is_told_of(stage: Stage) -> None:
    page = stage.payments.checkout(order(sold(stage)))
    stage.pay(page)
    assert [event for event in told(stage, 0) if event.checkout == page.id]


def test_a_refund_tells_its_subscription(stage: Stage, key: Iterator[str]) -> None:
    subscription = stage.buy(order(sold(stage)))
    (paid,) = seen(stage, subscription).payments
    known = {event.id for event in told(stage, 0)}
    stage.payments.refund(paid.id, Money(1, "USD"), next(key))
    new = [event for event in told(stage, 0) if event.id not in known]
    assert subscription in {event.subscription for event in new}


def test_another_sale_of_the_same_plan_changes_its_interval(
    stage: Stage, key: Iterator[str]
) -> None:
    sale = sold(stage, introductory=FIRST)
    subscription = stage.buy(order(sale))
    stage.payments.continue_at(subscription, sale, next(key))
    yearly = replace(MONTHLY, amount=Money(9900, "USD"), every=Interval(1, Unit.YEAR))
    other = sold(stage, price=yearly)
    quote = stage.payments.quote(subscription, other, stage.now())
    stage.payments.change(subscription, other, stage.now(), next(key))
    billing = seen(stage, subscription)
    assert (billing.price, billing.next_price) == (yearly, None)
    assert billing.payments[-1].money == quote.due
    assert billing.covering() == billing.payments[-1]
