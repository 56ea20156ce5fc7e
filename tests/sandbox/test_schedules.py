from typing import Any

import pytest
import stripe

from presspass.core.instants import DAY
from tests.sandbox.running import Running

HOUR = 3600


def continued(run: Running, subscription: str, intro: str, then: str, **more: Any) -> Any:
    """A schedule that goes on with another price."""
    made = run.asked.subscription_schedules.create({"from_subscription": subscription})
    now = made.phases[0]
    first: dict[str, Any] = {"start_date": now.start_date, "items": [{"price": intro}]}
    first |= {"trial_end": now.trial_end} if now.trial_end else {"end_date": now.end_date}
    phases = [first, {"items": [{"price": then}]}]
    return run.asked.subscription_schedules.update(made.id, {"phases": phases, **more})


def paid(run: Running) -> list[int]:
    return [each.amount for each in run.stripe.v1.charges.list({"limit": 100}).data][::-1]


@pytest.mark.parametrize(("every", "count", "days"), [("month", 1, 31), ("month", 3, 92)])
def test_the_introductory_price_is_charged_once_and_then_the_plans(
    run: Running, every: str, count: int, days: int
) -> None:
    intro, plan = run.price(99, every, count), run.price(999)
    subscription = run.subscribed(intro)
    schedule = continued(run, subscription, intro, plan)
    assert (schedule.status, schedule.end_behavior) == ("active", "release")
    run.pass_time(days * DAY + HOUR)
    assert paid(run) == [99, 999]
    run.pass_time(31 * DAY)
    assert paid(run) == [99, 999, 999]
    found = run.asked.subscription_schedules.retrieve(schedule.id)
    assert (found.status, found.released_subscription) == ("released", subscription)
    assert run.stripe.v1.subscriptions.retrieve(subscription).schedule is None


def test_a_trial_an_introduction_and_the_plan_follow_one_another(run: Running) -> None:
    intro, plan = run.price(99), run.price(999)
    subscription = run.subscribed(intro, subscription_data={"trial_period_days": 14})
    continued(run, subscription, intro, plan)
    run.pass_time(14 * DAY + HOUR)
    assert run.stripe.v1.subscriptions.retrieve(subscription).status == "active"
    assert paid(run) == [99]
    run.pass_time(31 * DAY)
    assert paid(run) == [99, 999]


def test_a_fixed_term_ends_with_its_last_phase(run: Running) -> None:
    price = run.price(999)
    subscription = run.subscribed(price)
    made = run.asked.subscription_schedules.create({"from_subscription": subscription})
    phases = [
        {
            "start_date": made.phases[0].start_date,
            "items": [{"price": price}],
            "duration": {"interval": "month", "interval_count": 2},
        }
    ]
    asked = {"phases": phases, "end_behavior": "cancel"}
    told = run.asked.subscription_schedules.update(made.id, asked)
    run.clock.at = told.phases[0].end_date + DAY
    assert run.stripe.v1.subscriptions.retrieve(subscription).status == "canceled"
    assert run.asked.subscription_schedules.retrieve(made.id).status == "completed"
    assert paid(run) == [999, 999]


def test_what_a_schedule_manages_is_cancelled_after_its_release_alone(run: Running) -> None:
    intro, plan = run.price(99), run.price(999)
    subscription = run.subscribed(intro)
    schedule = continued(run, subscription, intro, plan)
    with pytest.raises(stripe.InvalidRequestError, match="managed by the subscription schedule"):
        run.asked.subscriptions.update(subscription, {"cancel_at_period_end": True})
    run.asked.subscription_schedules.release(schedule.id)
    run.asked.subscriptions.update(subscription, {"cancel_at_period_end": True})
    run.pass_time(32 * DAY)
    assert run.stripe.v1.subscriptions.retrieve(subscription).status == "canceled"
    assert paid(run) == [99]


def test_the_next_invoice_shows_the_price_that_follows(run: Running) -> None:
    intro, plan = run.price(99), run.price(999)
    subscription = run.subscribed(intro)
    continued(run, subscription, intro, plan)
    assert run.asked.invoices.create_preview({"subscription": subscription}).amount_due == 999


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ({}, "missing at least one phase"),
        ({"start_date": 5}, "start date of the current phase"),
        ({"end_date": 5}, "ends after it begins"),
        ({"duration": {"interval": "day"}}, "where a period ends"),
        ({"iterations": 1}, "unknown parameter"),
    ],
)
def test_phases_that_cannot_be_are_refused(run: Running, first: dict[str, Any], said: str) -> None:
    price = run.price()
    made = run.asked.subscription_schedules.create({"from_subscription": run.subscribed(price)})
    start = {"start_date": made.phases[0].start_date} if first else {}
    phases = [
        {**start, **first, "items": [{"price": price}]},
        {"items": [{"price": run.price(5)}]},
    ]
    with pytest.raises(stripe.InvalidRequestError, match=said):
        run.asked.subscription_schedules.update(made.id, {"phases": phases})


def test_a_subscription_has_one_schedule_and_an_ended_one_is_left_alone(run: Running) -> None:
    subscription = run.subscribed(run.price())
    made = run.asked.subscription_schedules.create({"from_subscription": subscription})
    with pytest.raises(stripe.InvalidRequestError, match="already attached"):
        run.asked.subscription_schedules.create({"from_subscription": subscription})
    run.asked.subscriptions.cancel(subscription)
    assert run.asked.subscription_schedules.retrieve(made.id).status == "canceled"
    with pytest.raises(stripe.InvalidRequestError, match="`canceled` status"):
        run.asked.subscription_schedules.release(made.id)


def test_a_schedule_brings_its_card_along(run: Running) -> None:
    intro, plan = run.price(99), run.price(999)
    subscription = run.subscribed(intro)
    schedule = continued(run, subscription, intro, plan)
    first = run.asked.subscriptions.retrieve(subscription).default_payment_method
    assert schedule.default_settings.default_payment_method == first
    other = run.asked.subscriptions.retrieve(run.subscribed(plan)).default_payment_method
    card = {"default_payment_method": other}
    with pytest.raises(stripe.InvalidRequestError, match="does not have a payment method"):
        run.asked.subscription_schedules.update(schedule.id, {"default_settings": card})
    customer = run.asked.subscriptions.retrieve(subscription).customer
    session = run.asked.checkout.sessions.create(
        {"mode": "setup", "currency": "usd", "customer": customer, "success_url": "http://x"}
    )
    run.pay(session, "mastercard")
    mine = run.asked.payment_methods.list({"customer": customer}).data[0].id
    run.asked.subscription_schedules.update(
        schedule.id, {"default_settings": {"default_payment_method": mine}}
    )
    assert run.asked.subscriptions.retrieve(subscription).default_payment_method == first
    run.pass_time(31 * DAY)
    assert run.asked.subscriptions.retrieve(subscription).default_payment_method == mine
