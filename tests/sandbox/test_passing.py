from datetime import UTC, datetime

import pytest
import stripe

from presspass.core.instants import DAY, instant
from presspass.sandbox import cards
from tests.sandbox.running import HandClock, Running, running

HOUR = 3600


def day(year: int, month: int, of_month: int) -> int:
    return instant(datetime(year, month, of_month, 12, tzinfo=UTC))


def period(run: Running, subscription: str) -> tuple[int, int]:
    item = run.stripe.v1.subscriptions.retrieve(subscription)["items"].data[0]
    return item.current_period_start, item.current_period_end


def totals(run: Running, subscription: str) -> list[tuple[str, int]]:
    found = run.stripe.v1.invoices.list({"subscription": subscription, "limit": 100}).data
    return [(str(each.status), each.total) for each in found][::-1]


def fail(run: Running, subscription: str, code: str | None) -> None:
    card = run.stripe.v1.subscriptions.retrieve(subscription).default_payment_method
    with run.sandbox.account.world() as world:
        cards.behave(world, str(card), code)


def test_a_renewal_is_drawn_up_at_once_and_charged_an_hour_later(run: Running) -> None:
    subscription = run.subscribed(run.price(999))
    run.pass_time(31 * DAY - 1)
    assert totals(run, subscription) == [("paid", 999)]
    run.pass_time(1)
    assert totals(run, subscription) == [("paid", 999), ("draft", 999)]
    assert period(run, subscription) == (day(2026, 4, 10), day(2026, 5, 10))
    run.pass_time(HOUR)
    assert totals(run, subscription) == [("paid", 999), ("paid", 999)]


def test_what_began_at_a_months_end_renews_at_the_ends_of_shorter_months() -> None:
    with running(HandClock(day(2027, 11, 30))) as run:
        subscription = run.subscribed(run.price(every="month", count=3))
        assert period(run, subscription)[1] == day(2028, 2, 29)
        run.clock.at = day(2028, 2, 29)
        assert period(run, subscription) == (day(2028, 2, 29), day(2028, 5, 30))
    with running(HandClock(day(2028, 2, 29))) as run:
        subscription = run.subscribed(run.price(every="year"))
        ends = []
        for _ in range(4):
            ends.append(period(run, subscription)[1])
            run.clock.at = ends[-1]
        assert ends == [day(2029, 2, 28), day(2030, 2, 28), day(2031, 2, 28), day(2032, 2, 29)]


def test_many_periods_pass_in_one_go_each_at_its_own_time(run: Running) -> None:
    subscription = run.subscribed(run.price(every="week"))
    run.pass_time(70 * DAY + HOUR)
    assert totals(run, subscription) == [("paid", 999)] * 11
    created = [each.created for each in run.stripe.v1.charges.list({"limit": 100}).data]
    assert created == sorted(created, reverse=True)
    assert len(set(created)) == 11


def test_a_renewal_that_fails_is_tried_again_until_the_subscription_ends(run: Running) -> None:
    subscription = run.subscribed(run.price(999), "later")
    run.pass_time(31 * DAY + HOUR)
    first = run.clock.at
    found = run.stripe.v1.subscriptions.retrieve(subscription, {"expand": ["latest_invoice"]})
    assert found.status == "past_due"
    assert isinstance(found.latest_invoice, stripe.Invoice)
    assert found.latest_invoice.attempt_count == 1
    assert found.latest_invoice.next_payment_attempt == first + 3 * DAY
    run.pass_time(3 * DAY)
    invoice = run.stripe.v1.invoices.retrieve(found.latest_invoice.id)
    assert (invoice.attempt_count, invoice.next_payment_attempt) == (2, first + 8 * DAY)
    run.pass_time(12 * DAY)
    ended = run.stripe.v1.subscriptions.retrieve(subscription)
    assert (ended.status, ended.ended_at) == ("canceled", first + 15 * DAY)
    assert ended.cancellation_details is not None
    assert ended.cancellation_details.reason == "payment_failed"
    assert run.events()[-1] == "customer.subscription.deleted"
    failed = [each for each in run.stripe.v1.charges.list().data if each.status == "failed"]
    assert len(failed) == 4


def test_a_card_that_works_again_mends_it_at_the_next_attempt(run: Running) -> None:
    subscription = run.subscribed(run.price(999), "later")
    run.pass_time(31 * DAY + HOUR)
    fail(run, subscription, None)
    run.pass_time(3 * DAY)
    assert run.stripe.v1.subscriptions.retrieve(subscription).status == "active"
    assert totals(run, subscription) == [("paid", 999), ("paid", 999)]


def test_a_card_declined_for_good_is_not_charged_again(run: Running) -> None:
    subscription = run.subscribed(run.price(999))
    fail(run, subscription, "stolen_card")
    run.pass_time(31 * DAY + HOUR + 8 * DAY)
    invoice = run.stripe.v1.invoices.list({"subscription": subscription}).data[0]
    assert invoice.attempt_count == 3
    failed = [each for each in run.stripe.v1.charges.list().data if each.status == "failed"]
    assert len(failed) == 1
    fail(run, subscription, None)
    run.stripe.v1.invoices.pay(invoice.id)
    assert run.stripe.v1.subscriptions.retrieve(subscription).status == "active"


def test_an_open_invoice_is_paid_when_asked_and_never_twice(run: Running) -> None:
    subscription = run.subscribed(run.price(999), "later")
    run.pass_time(31 * DAY + HOUR)
    invoice = run.stripe.v1.invoices.list({"subscription": subscription}).data[0].id
    with pytest.raises(stripe.CardError) as declined:
        run.stripe.v1.invoices.pay(invoice)
    assert declined.value.code == "card_declined"
    assert declined.value.error is not None
    assert declined.value.error.decline_code == "generic_decline"
    fail(run, subscription, None)
    assert run.stripe.v1.invoices.pay(invoice).status == "paid"
    with pytest.raises(stripe.InvalidRequestError, match="already paid"):
        run.stripe.v1.invoices.pay(invoice)


def test_a_cancelled_subscription_runs_to_its_periods_end(run: Running) -> None:
    subscription = run.subscribed(run.price(999))
    end = period(run, subscription)[1]
    told = run.stripe.v1.subscriptions.update(subscription, {"cancel_at_period_end": True})
    assert (told.status, told.cancel_at, told.canceled_at) == ("active", end, run.clock.at)
    run.pass_time(32 * DAY)
    ended = run.stripe.v1.subscriptions.retrieve(subscription)
    assert (ended.status, ended.ended_at) == ("canceled", end)
    assert totals(run, subscription) == [("paid", 999)]


def test_a_cancellation_can_be_taken_back(run: Running) -> None:
    subscription = run.subscribed(run.price(999))
    run.stripe.v1.subscriptions.update(subscription, {"cancel_at_period_end": True})
    told = run.stripe.v1.subscriptions.update(subscription, {"cancel_at_period_end": False})
    assert (told.cancel_at, told.canceled_at) == (None, None)
    run.pass_time(31 * DAY + HOUR)
    assert totals(run, subscription) == [("paid", 999), ("paid", 999)]


def test_ending_at_once_stops_collecting(run: Running) -> None:
    subscription = run.subscribed(run.price(999), "later")
    run.pass_time(31 * DAY + HOUR)
    ended = run.stripe.v1.subscriptions.cancel(subscription)
    assert (ended.status, ended.ended_at) == ("canceled", run.clock.at)
    run.pass_time(90 * DAY)
    assert totals(run, subscription) == [("paid", 999), ("open", 999)]
    with pytest.raises(stripe.InvalidRequestError, match="No such subscription"):
        run.stripe.v1.subscriptions.cancel(subscription)
