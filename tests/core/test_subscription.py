"""What a provider's word for a subscription comes to, whatever happened on the way."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.billing import (
    Billing,
    BillingState,
    Dispute,
    DisputeState,
    Failure,
    Payment,
    Refund,
)
from presspass.core.entitlement import Basis, standing_of
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant, Window
from presspass.core.ledger import Fact, entries
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.reader import Standing
from presspass.core.sale import Sale
from presspass.core.subscription import (
    GRACE,
    RENEWAL_SLACK,
    Ending,
    Settled,
    State,
    settle,
)

BEGIN = 1_800_000_000
MONTH = Window(BEGIN, BEGIN + 30 * DAY)
NEXT = Window(BEGIN + 30 * DAY, BEGIN + 60 * DAY)
ANN = ReaderId(b"reader id of Ann")
PRICE = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
FIRST = Price(Money(99, "USD"), Interval(1, Unit.MONTH))
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
    introductory=FIRST,
)
PAID = Payment("in_1", FIRST.amount, BEGIN, MONTH)
RENEWED = Payment("in_2", PRICE.amount, BEGIN + 30 * DAY, NEXT)
BILLING = Billing(
    "sub_1", "sale-1", "cus_1", BillingState.ACTIVE, BEGIN, MONTH, FIRST, PRICE, payments=(PAID,)
)


def at(settled: Settled, now: Instant) -> Standing:
    return standing_of(settled.entitlements, now).standing


def test_a_paid_period_brings_every_benefit_and_goes_on_into_its_renewal() -> None:
    settled = settle(SALE, BILLING)
    assert settled.subscription.state is State.ACTIVE
    assert (settled.subscription.price, settled.subscription.next_price) == (FIRST, PRICE)
    assert {each.benefit for each in settled.entitlements} == SALE.benefits
    assert at(settled, BEGIN) is Standing.SUBSCRIBED
    assert at(settled, BEGIN + 30 * DAY + RENEWAL_SLACK - 1) is Standing.SUBSCRIBED
    assert at(settled, BEGIN + 30 * DAY + RENEWAL_SLACK) is Standing.LAPSED_SUBSCRIBER


def test_a_cancelled_subscription_ends_with_its_period_to_the_second() -> None:
    settled = settle(SALE, replace(BILLING, cancelling=True))
    assert settled.subscription.state is State.CANCELLING
    assert at(settled, BEGIN + 30 * DAY - 1) is Standing.SUBSCRIBED
    assert at(settled, BEGIN + 30 * DAY) is Standing.LAPSED_SUBSCRIBER


def test_a_trial_is_one_until_something_is_paid() -> None:
    trial = replace(BILLING, state=BillingState.TRIALING, payments=(), trial_ends=MONTH.until)
    assert at(settle(SALE, trial), BEGIN) is Standing.TRIALING
    over = replace(trial, state=BillingState.ENDED, ended=MONTH.until)
    settled = settle(SALE, over)
    assert settled.subscription.ending is Ending.TRIAL_OVER
    assert at(settled, BEGIN + 30 * DAY) is Standing.LAPSED_TRIAL
    paid = replace(trial, state=BillingState.ACTIVE, period=NEXT, payments=(RENEWED,))
    assert {each.basis for each in settle(SALE, paid).entitlements} == {Basis.SUBSCRIPTION}


def test_a_failed_payment_is_followed_by_grace_from_its_first_failure() -> None:
    failed = BEGIN + 30 * DAY + 3600
    past_due = replace(
        BILLING,
        state=BillingState.PAST_DUE,
        period=NEXT,
        failure=Failure("in_2", failed, 1, "card_declined"),
    )
    settled = settle(SALE, past_due)
    assert settled.subscription.fix_by == failed + GRACE
    assert at(settled, failed) is Standing.PAST_DUE
    assert at(settled, failed + GRACE - 1) is Standing.PAST_DUE
    assert at(settled, failed + GRACE) is Standing.LAPSED_SUBSCRIBER
    ended = replace(past_due, state=BillingState.ENDED, ended=failed + GRACE)
    assert settle(SALE, ended).subscription.ending is Ending.UNPAID


@pytest.mark.parametrize("state", [BillingState.INCOMPLETE, BillingState.ENDED])
def test_a_purchase_whose_first_payment_failed_never_brought_anything(state: BillingState) -> None:
    never = replace(BILLING, state=state, payments=(), ended=BEGIN + DAY)
    settled = settle(SALE, never)
    assert settled.entitlements == ()
    assert at(settled, BEGIN) is Standing.REGISTERED


def test_what_is_refunded_in_full_ends_then_and_a_part_of_it_does_not() -> None:
    part = Refund("re_1", "in_1", Money(50, "USD"), BEGIN + DAY)
    rest = Refund("re_2", "in_1", Money(49, "USD"), BEGIN + 2 * DAY)
    assert settle(SALE, replace(BILLING, refunds=(part,))).subscription.state is State.ACTIVE
    settled = settle(SALE, replace(BILLING, refunds=(rest, part)))
    assert settled.subscription.ending is Ending.GIVEN_BACK
    assert at(settled, BEGIN + 2 * DAY - 1) is Standing.SUBSCRIBED
    assert at(settled, BEGIN + 2 * DAY) is Standing.LAPSED_SUBSCRIBER


def test_a_refund_of_an_earlier_period_takes_nothing_of_this_one() -> None:
    both = replace(
        BILLING,
        period=NEXT,
        payments=(PAID, RENEWED),
        refunds=(Refund("re_1", "in_1", FIRST.amount, BEGIN + 31 * DAY),),
    )
    assert settle(SALE, both).subscription.state is State.ACTIVE


def test_a_dispute_takes_access_when_it_is_lost() -> None:
    open_ = Dispute("dp_1", "in_1", FIRST.amount, BEGIN + DAY, DisputeState.OPEN)
    won = replace(open_, state=DisputeState.WON, closed=BEGIN + 5 * DAY)
    lost = replace(won, state=DisputeState.LOST)
    for kept in (open_, won):
        assert settle(SALE, replace(BILLING, disputes=(kept,))).subscription.live
    settled = settle(SALE, replace(BILLING, disputes=(lost,)))
    assert settled.subscription.ended == BEGIN + 5 * DAY


def test_every_money_fact_has_one_row() -> None:
    billing = replace(
        BILLING,
        payments=(PAID, RENEWED),
        refunds=(Refund("re_1", "in_1", Money(50, "USD"), BEGIN + DAY),),
        disputes=(
            Dispute(
                "dp_1", "in_2", PRICE.amount, BEGIN + 32 * DAY, DisputeState.WON, BEGIN + 40 * DAY
            ),
        ),
    )
    rows = entries(billing, ANN)
    assert [row.fact for row in rows] == [
        Fact.PAID,
        Fact.REFUNDED,
        Fact.PAID,
        Fact.DISPUTED,
        Fact.REINSTATED,
    ]
    assert sum(row.money.minor for row in rows) == 99 + 999 - 50
    assert len({(row.fact, row.external) for row in rows}) == len(rows)


def test_a_refund_that_failed_gave_nothing_back() -> None:
    failed = Refund("re_1", PAID.id, PAID.money, BEGIN + DAY, failed=True)
    billing = replace(BILLING, payments=(PAID,), refunds=(failed,))
    rows = entries(billing, ANN)
    assert [row.fact for row in rows] == [Fact.PAID, Fact.REFUNDED, Fact.REVERTED]
    assert sum(row.money.minor for row in rows) == PAID.money.minor
    assert billing.given_back(PAID) is None


states = st.sampled_from(BillingState)
moments = st.integers(BEGIN, BEGIN + 70 * DAY)
billings = st.builds(
    Billing,
    st.just("sub_1"),
    st.just("sale-1"),
    st.just("cus_1"),
    states,
    st.just(BEGIN),
    st.sampled_from([MONTH, NEXT]),
    st.just(FIRST),
    st.none() | st.just(PRICE),
    st.booleans(),
    st.none() | moments,
    st.none() | st.just(MONTH.until),
    st.lists(st.sampled_from([PAID, RENEWED]), unique=True).map(
        lambda found: tuple(sorted(found, key=lambda it: it.at))
    ),
    st.lists(
        st.builds(
            Refund,
            st.uuids().map(str),
            st.sampled_from(["in_1", "in_2"]),
            st.integers(1, 999).map(lambda minor: Money(minor, "USD")),
            moments,
        ),
        max_size=3,
    ).map(tuple),
    st.just(()),
    st.none()
    | st.builds(Failure, st.just("in_2"), moments, st.integers(1, 5), st.just("declined")),
)


@given(billings, moments)
def test_nobody_holds_what_was_given_back_and_nobody_loses_what_was_paid(
    billing: Billing, now: Instant
) -> None:
    settled = settle(SALE, billing)
    held = standing_of(settled.entitlements, now)
    paid = billing.covering()
    back = None if paid is None else billing.given_back(paid)
    if back is not None and now >= back:
        assert held.entitled_until is None
    running = billing.state in (BillingState.ACTIVE, BillingState.TRIALING)
    if running and back is None and BEGIN <= now < (billing.period.until or BEGIN):
        assert held.entitled_until is not None
    if settled.subscription.live:
        assert settled.subscription.ending is None
    assert all(each.reader == ANN for each in settled.entitlements)
