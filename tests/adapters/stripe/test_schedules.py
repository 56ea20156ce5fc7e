"""What follows the introduction is planned once, whoever dies in between or comes at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.ports import PaymentRefused
from tests.contracts.payment_stages import FIRST, MONTHLY, SandboxStage, order, sold

KEY = "continue:the same for all who settle"


def test_a_schedule_that_was_begun_and_left_is_finished(stage: SandboxStage) -> None:
    sale = sold(stage, introductory=FIRST)
    subscription = stage.buy(order(sale))
    stage.run.asked.subscription_schedules.create({"from_subscription": subscription})
    assert stage.billing(subscription).next_price is None
    stage.payments.continue_at(subscription, sale, KEY)
    assert stage.billing(subscription).next_price == MONTHLY


def test_many_at_once_plan_one_schedule(stage: SandboxStage) -> None:
    sale = sold(stage, introductory=FIRST)
    subscription = stage.buy(order(sale))
    with ThreadPoolExecutor(6) as pool:
        asked = [
            pool.submit(stage.payments.continue_at, subscription, sale, f"{KEY}{number % 3}")
            for number in range(6)
        ]
        for each in asked:
            each.result()
    assert stage.billing(subscription).next_price == MONTHLY
    assert len(stage.run.asked.subscription_schedules.list().data) == 1


def test_a_schedule_is_made_anew_under_a_key_whose_schedule_was_let_go(
    stage: SandboxStage,
) -> None:
    sale = sold(stage, introductory=FIRST)
    subscription = stage.buy(order(sale))
    stage.payments.continue_at(subscription, sale, KEY)
    for number in range(3):
        stage.payments.cancel(subscription, f"cancel:{number}")
        stage.payments.continue_at(subscription, sale, KEY)
        assert stage.billing(subscription).cancelling
        # A process that resumes dies before it has planned anything again.
        stage.run.asked.subscriptions.update(subscription, {"cancel_at_period_end": False})
        stage.payments.continue_at(subscription, sale, KEY)
        assert stage.billing(subscription).next_price == MONTHLY
    stage.renew(subscription)
    assert [paid.money for paid in stage.billing(subscription).payments] == [
        FIRST.amount,
        MONTHLY.amount,
    ]


def test_a_race_that_was_lost_once_is_not_lost_for_good(stage: SandboxStage) -> None:
    sale = sold(stage, introductory=FIRST)
    subscription = stage.buy(order(sale))
    schedules = stage.run.asked.subscription_schedules
    quicker = schedules.create({"from_subscription": subscription})
    with pytest.raises(stripe.InvalidRequestError):
        schedules.create(
            {"from_subscription": subscription}, {"idempotency_key": f"{KEY}:schedule"}
        )
    schedules.release(quicker.id)
    stage.payments.continue_at(subscription, sale, KEY)
    assert stage.billing(subscription).next_price == MONTHLY


def test_what_has_ended_or_gone_on_is_left_alone(stage: SandboxStage) -> None:
    sale = sold(stage, introductory=FIRST)
    ended, gone_on = stage.buy(order(sale)), stage.buy(order(sale, key="again"))
    stage.payments.cancel(ended, "cancel", at_once=True)
    stage.payments.continue_at(ended, sale, KEY)
    stage.payments.continue_at(gone_on, sale, KEY)
    stage.renew(gone_on)
    before = stage.billing(gone_on)
    stage.payments.continue_at(gone_on, sale, KEY)
    assert stage.billing(gone_on) == before
    with pytest.raises(PaymentRefused, match="has ended"):
        stage.payments.change(ended, sold(stage), stage.now(), "change")


def test_a_change_to_other_intervals_begins_anew(stage: SandboxStage) -> None:
    weekly = Price(Money(300, "USD"), Interval(1, Unit.WEEK))
    sale = sold(stage, introductory=Price(Money(100, "USD"), Interval(2, Unit.DAY)), price=weekly)
    subscription = stage.buy(order(sale))
    stage.payments.continue_at(subscription, sale, KEY)
    for charged in ([100], [100, 300], [100, 300, 300]):
        assert [each.money.minor for each in stage.billing(subscription).payments] == charged
        stage.renew(subscription)
