from typing import Any

import pytest
import stripe

from presspass.core.instants import DAY
from tests.sandbox.running import NOON, Running


def change(run: Running, subscription: str, price: str, **more: Any) -> dict[str, Any]:
    item = run.asked.subscriptions.retrieve(subscription)["items"].data[0].id
    return {"items": [{"id": item, "price": price}], **more}


def paid(run: Running) -> list[int]:
    return [each.amount for each in run.stripe.v1.charges.list({"limit": 100}).data][::-1]


def test_a_change_costs_what_its_preview_said(run: Running) -> None:
    subscription = run.subscribed(run.price(3100))
    dearer = run.price(6200)
    run.pass_time(10 * DAY)
    asked = change(
        run,
        subscription,
        dearer,
        proration_behavior="always_invoice",
        proration_date=NOON + 10 * DAY,
    )
    told = run.asked.invoices.create_preview(
        {"subscription": subscription, "subscription_details": asked}
    )
    assert [line.amount for line in told.lines.data] == [-2100, 4200]
    assert told.amount_due == 2100
    assert paid(run) == [3100]
    changed = run.asked.subscriptions.update(subscription, asked)
    assert paid(run) == [3100, 2100]
    assert changed["items"].data[0].price.id == dearer
    assert changed["items"].data[0].current_period_end == NOON + 31 * DAY
    run.pass_time(22 * DAY)
    assert paid(run) == [3100, 2100, 6200]


def test_another_interval_begins_anew_and_gives_back_what_was_not_used(run: Running) -> None:
    subscription = run.subscribed(run.price(3100))
    run.pass_time(10 * DAY)
    yearly = run.price(20000, "year")
    changed = run.asked.subscriptions.update(subscription, change(run, subscription, yearly))
    item = changed["items"].data[0]
    assert (item.current_period_start, item.current_period_end) == (
        NOON + 10 * DAY,
        NOON + 375 * DAY,
    )
    assert paid(run) == [3100, 17900]


def test_a_cheaper_plan_leaves_credit_for_later_invoices(run: Running) -> None:
    subscription = run.subscribed(run.price(3100))
    cheaper = run.price(1000)
    asked = change(run, subscription, cheaper, proration_behavior="always_invoice")
    run.asked.subscriptions.update(subscription, asked)
    customer = run.asked.subscriptions.retrieve(subscription).customer
    assert run.asked.customers.retrieve(customer).balance == -2100
    run.pass_time(31 * DAY + 3600)
    assert run.asked.customers.retrieve(customer).balance == -1100
    run.pass_time(62 * DAY)
    assert paid(run) == [3100, 900]


def test_prorations_wait_for_the_next_invoice_unless_asked_otherwise(run: Running) -> None:
    subscription = run.subscribed(run.price(3100))
    dearer = run.price(6200)
    run.asked.subscriptions.update(subscription, change(run, subscription, dearer))
    assert paid(run) == [3100]
    run.pass_time(32 * DAY)
    assert paid(run) == [3100, 3100 + 6200]
    other = run.price(10000)
    asked = change(run, subscription, other, proration_behavior="none")
    run.asked.subscriptions.update(subscription, asked)
    run.pass_time(31 * DAY)
    assert paid(run)[2:] == [10000]


def test_a_change_that_cannot_be_paid_changes_nothing_where_that_was_asked(run: Running) -> None:
    cheap, dear = run.price(100), run.price(9000)
    subscription = run.subscribed(cheap, "later")
    asked = change(run, subscription, dear, proration_behavior="always_invoice")
    with pytest.raises(stripe.CardError):
        run.asked.subscriptions.update(
            subscription, {**asked, "payment_behavior": "error_if_incomplete"}
        )
    found = run.asked.subscriptions.retrieve(subscription)
    assert (found.status, found["items"].data[0].price.id) == ("active", cheap)
    assert run.asked.subscriptions.update(subscription, asked).status == "past_due"


def test_on_trial_a_change_is_free(run: Running) -> None:
    subscription = run.subscribed(run.price(999), subscription_data={"trial_period_days": 14})
    dearer = run.price(1999)
    asked = change(run, subscription, dearer, proration_behavior="always_invoice")
    run.asked.subscriptions.update(subscription, asked)
    assert paid(run) == []
    run.pass_time(15 * DAY)
    assert paid(run) == [1999]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([{"id": "si_other"}], "has one item"),
        ([{"quantity": 2}], "quantity is 1"),
        ([{"price": "price_none"}], "No such price"),
    ],
)
def test_changes_that_cannot_be_are_refused(
    run: Running, items: list[dict[str, Any]], said: str
) -> None:
    subscription = run.subscribed(run.price())
    asked = change(run, subscription, run.price(5))["items"][0]
    with pytest.raises(stripe.InvalidRequestError, match=said):
        run.asked.subscriptions.update(subscription, {"items": [{**asked, **items[0]}]})


def test_a_price_in_another_currency_is_refused(run: Running) -> None:
    subscription = run.subscribed(run.price())
    euros = run.asked.prices.create(
        {
            "product": "digital",
            "currency": "eur",
            "unit_amount": 5,
            "recurring": {"interval": "month"},
        }
    )
    with pytest.raises(stripe.InvalidRequestError, match="in eur, the subscription in usd"):
        run.asked.subscriptions.update(subscription, change(run, subscription, euros.id))


def test_nobody_is_charged_by_the_card_of_somebody_else(run: Running) -> None:
    price = run.price()
    mine, other = run.subscribed(price), run.subscribed(price)
    card = run.asked.subscriptions.retrieve(other).default_payment_method
    with pytest.raises(stripe.InvalidRequestError, match="does not have a payment method"):
        run.asked.subscriptions.update(mine, {"default_payment_method": card})
