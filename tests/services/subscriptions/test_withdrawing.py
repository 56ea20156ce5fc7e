"""Giving back what is left of a subscription's payments: all of it, and never more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.billing import Billing, BillingState, DisputeState
from presspass.core.money import Money
from presspass.core.subscription import Ending, settle
from presspass.ports import Order, PaymentsAway
from presspass.services.subscriptions.withdrawing import give_back
from tests.fakes.payments import FakePayments
from tests.services.subscriptions.provider import BEGIN, SALE


def sold() -> tuple[FakePayments, str]:
    payments = FakePayments(now=BEGIN)
    page = payments.checkout(Order("key", SALE, "ann@example.com", "en", "/done", "/back"))
    subscription = payments.complete(page.id)
    assert subscription is not None
    return payments, subscription


def left(billing: Billing) -> int:
    """What is left to us of all payments."""
    taken = [each.money.minor for each in billing.refunds]
    taken += [each.money.minor for each in billing.disputes if each.state is not DisputeState.WON]
    return sum(each.money.minor for each in billing.payments) - sum(taken)


@given(periods=st.integers(0, 3), back=st.integers(0, 99), again=st.integers(1, 3))
def test_nothing_is_left_however_often_it_is_done(periods: int, back: int, again: int) -> None:
    payments, subscription = sold()
    if back:
        first = payments.billings[subscription].payments[0]
        payments.refund(first.id, Money(back, "USD"), "goodwill")
    for _ in range(periods):
        payments.renew(subscription)
    for _ in range(again):
        give_back(payments, subscription)
    billing = payments.billings[subscription]
    assert left(billing) == 0
    assert billing.state is BillingState.ENDED
    assert len(billing.refunds) == bool(back) + periods + (back < 99)


@pytest.mark.parametrize("state", DisputeState)
def test_what_a_bank_took_back_is_given_back_only_if_it_was_returned(state: DisputeState) -> None:
    payments, subscription = sold()
    dispute = payments.dispute(payments.billings[subscription].payments[0].id)
    payments.decide(dispute, state)
    give_back(payments, subscription)
    billing = payments.billings[subscription]
    assert left(billing) == 0
    assert len(billing.refunds) == (state is DisputeState.WON)


def test_it_ends_before_anything_is_given_back() -> None:
    payments, subscription = sold()

    class Broken(FakePayments):
        def refund(self, payment: str, money: Money, key: str) -> None:
            raise PaymentsAway(f"no refund of {money} for {payment} as {key}")

    broken = Broken(now=BEGIN, billings=payments.billings)
    with pytest.raises(PaymentsAway):
        give_back(broken, subscription)
    assert broken.billings[subscription].state is BillingState.ENDED


def test_what_is_given_back_whole_ended_for_that_reason() -> None:
    payments, subscription = sold()
    give_back(payments, subscription)
    settled = settle(SALE, payments.billings[subscription])
    assert settled.subscription.ending is Ending.GIVEN_BACK
    assert sum(entry.money.minor for entry in settled.entries) == 0


def test_a_trial_that_cost_nothing_only_ends() -> None:
    payments, subscription = sold()
    payments.billings[subscription] = replace(payments.billings[subscription], payments=())
    give_back(payments, subscription)
    billing = payments.billings[subscription]
    assert billing.state is BillingState.ENDED
    assert not billing.refunds
