"""The reader's subscription: how it stands, its payments, cancelling and going on, the card."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.instants import DAY
from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.core.subscription import State
from tests.web.shop.shop import PAY_AT, Buyer, Shop, checkout_of

Visitor = Callable[..., Buyer]
FREE = Price(Money(0, "USD"), Interval(1, Unit.MONTH))
HERE = "/account/subscription"


def settled(shop: Shop) -> None:
    """Let the provider's events arrive."""
    shop.arrivals.catch_up(shop.clock.now())
    shop.arrivals.handle(shop.clock.now())


def paid(shop: Shop, ann: Buyer, query: str = "offer=month") -> str:
    ann.pay(query)
    return shop.subscription().id


def test_without_a_subscription_it_leads_to_the_offers(ann: Buyer) -> None:
    answer = ann.get(HERE)
    assert "You have no subscription." in answer.text
    assert 'href="/presspass/offers"' in answer.text


def test_a_running_one_shows_both_prices_the_renewal_and_the_card(shop: Shop, ann: Buyer) -> None:
    paid(shop, ann)
    text = ann.get(HERE).text
    for said in ("$0.99 until August 12th", "$9.99 a month", "Renews on", "ending in 4242"):
        assert said in text


def test_cancelling_takes_two_clicks_and_says_until_when_one_reads_on(
    shop: Shop, ann: Buyer
) -> None:
    paid(shop, ann)
    assert f'href="/presspass{HERE}/cancel"' in ann.get(HERE).text
    assert "You can read on until August 12th" in ann.get(f"{HERE}/cancel").text
    done = ann.post(f"{HERE}/cancel")
    assert done.status == 303
    text = ann.browser.get(done.header("location")).text
    assert "cancelled. You can read on until August 12th, and nothing more is charged" in text
    assert "Renews on" not in text
    assert shop.subscription().state is State.CANCELLING


def test_cancelling_again_does_nothing_more(shop: Shop, ann: Buyer) -> None:
    paid(shop, ann)
    ann.get(f"{HERE}/cancel")
    changes = [ann.post(f"{HERE}/cancel").status for _ in range(2)]
    assert changes == [303, 303]
    assert sum(key.startswith("cancel:") for key in shop.payments.keys) == 1
    assert ann.get(f"{HERE}/cancel").header("location") == f"/presspass{HERE}"


def test_a_reader_may_go_on_and_cancel_anew(shop: Shop, ann: Buyer) -> None:
    paid(shop, ann)
    ann.get(f"{HERE}/cancel")
    for state in (State.CANCELLING, State.ACTIVE, State.CANCELLING):
        ann.post(f"{HERE}/{'resume' if state is State.ACTIVE else 'cancel'}")
        assert shop.subscription().state is state
        assert (shop.subscription().next_price.amount.minor == 999) == (state is State.ACTIVE)


def test_what_ends_by_itself_is_neither_cancelled_nor_resumed(shop: Shop, ann: Buyer) -> None:
    shop.offer("month", ends=True)
    paid(shop, ann)
    text = ann.get(HERE).text
    assert "It runs until August 12th and ends by itself" in text
    assert f"{HERE}/cancel" not in text
    assert f"{HERE}/resume" not in text
    for answer in (ann.get(f"{HERE}/cancel"), ann.post(f"{HERE}/resume")):
        assert answer.header("location") == f"/presspass{HERE}?done=nothing"


def test_a_failed_payment_says_by_when_to_put_it_right(shop: Shop, ann: Buyer) -> None:
    bought = paid(shop, ann)
    shop.payments.fail(bought)
    settled(shop)
    text = ann.get(HERE).text
    assert "Please put it right before July 19th" in text
    assert "Pay with another card" in text


def test_another_card_pays_what_is_owed_and_reloading_pays_nothing_more(
    shop: Shop, ann: Buyer
) -> None:
    bought = paid(shop, ann)
    shop.payments.fail(bought)
    settled(shop)
    ann.get(HERE)
    led = ann.post(f"{HERE}/card")
    checkout = checkout_of(led)
    shop.payments.complete(checkout)
    for _ in range(2):
        done = ann.get(f"{HERE}/card?session={checkout}")
        assert done.header("location") == f"/presspass{HERE}?done=card"
    assert "ending in 4444" in ann.get(HERE).text
    assert len(shop.payments.billings[bought].payments) == 2
    assert shop.subscription().state is State.ACTIVE


def test_the_pages_forms_may_lead_to_the_provider(shop: Shop, ann: Buyer) -> None:
    paid(shop, ann)
    assert PAY_AT in ann.get(HERE).header("content-security-policy")


def test_a_card_that_does_not_pay_is_told_of(
    shop: Shop, ann: Buyer, caplog: pytest.LogCaptureFixture
) -> None:
    paid(shop, ann)
    ann.get(HERE)
    checkout = checkout_of(ann.post(f"{HERE}/card"))
    shop.payments.complete(checkout)
    shop.payments.refuses = "insufficient_funds"
    with caplog.at_level(logging.WARNING):
        answer = ann.get(f"{HERE}/card?session={checkout}")
    assert answer.status == 409
    assert "The card didn\u2019t pay" in answer.text
    assert "insufficient_funds" in caplog.text


def test_a_card_that_another_reader_gave_is_not_used(
    shop: Shop, ann: Buyer, visitor: Visitor
) -> None:
    ann.pay()
    ann.get(HERE)
    checkout = checkout_of(ann.post(f"{HERE}/card"))
    shop.payments.complete(checkout)
    eve = visitor("eve@example.com").sign_in()
    eve.pay(fingerprint="Eve's card")
    for session in (checkout, "cs_none", ""):
        answer = eve.get(f"{HERE}/card?session={session}")
        assert answer.header("location") == f"/presspass{HERE}?done=nothing"
    assert not any(key.startswith("card:") for key in shop.payments.keys)


@pytest.mark.parametrize("asked", ["cancel", "resume", "card", "change", "withdraw"])
def test_nothing_is_done_without_a_subscription(shop: Shop, ann: Buyer, asked: str) -> None:
    ann.get("/offers")
    answer = ann.post(f"{HERE}/{asked}", plan="digital", price="999-usd-1-month", agreed="1 USD 1")
    assert answer.header("location") == f"/presspass{HERE}?done=nothing"
    assert not shop.payments.keys


@pytest.mark.parametrize("asked", ["cancel", "resume", "card"])
def test_while_the_provider_is_away_nothing_is_changed(shop: Shop, ann: Buyer, asked: str) -> None:
    paid(shop, ann)
    if asked == "resume":
        ann.get(f"{HERE}/cancel")
        ann.post(f"{HERE}/cancel")
    before = shop.subscription()
    ann.get(HERE)
    shop.payments.away = True
    answer = ann.post(f"{HERE}/{asked}")
    assert answer.status == 503
    assert 'href="/presspass/account/subscription"' in answer.text
    assert shop.subscription() == before


def test_a_trial_says_when_it_is_paid_for_first(shop: Shop, ann: Buyer) -> None:
    shop.offer("month", introductory=FREE)
    paid(shop, ann)
    text = ann.get(HERE).text
    assert "On August 12th it is paid for the first time, unless you cancel before" in text
    assert "Free until August 12th" in text
    assert "$9.99 a month" in text


def test_every_payment_and_refund_has_a_receipt_of_the_readers_own(
    shop: Shop, ann: Buyer, visitor: Visitor
) -> None:
    bought = paid(shop, ann)
    payment = shop.payments.billings[bought].payments[0]
    shop.payments.refund(payment.id, Money(50, "USD"), "goodwill")
    settled(shop)
    text = ann.get(HERE).text
    assert "Given back" in text
    receipt = ann.get(f"{HERE}/receipt?fact=paid&id={payment.id}")
    for said in ("Receipt for a payment", "$0.99", "July 12th, 2026", "Digital", payment.id):
        assert said in receipt.text
    assert "ann@example.com" in receipt.text
    eve = visitor("eve@example.com").sign_in()
    assert eve.get(f"{HERE}/receipt?fact=paid&id={payment.id}").status == 404
    assert ann.get(f"{HERE}/receipt?fact=disputed&id={payment.id}").status == 404


def test_an_ended_one_says_when_and_why(shop: Shop, ann: Buyer) -> None:
    bought = paid(shop, ann)
    shop.forward(3 * DAY)
    shop.payments.fail(bought)
    shop.payments.end(bought)
    settled(shop)
    text = ann.get(HERE).text
    assert "ended on July 15th, 2026, as it wasn\u2019t paid" in text
    assert f"{HERE}/cancel" not in text


def test_who_is_signed_out_signs_in_first(visitor: Visitor) -> None:
    led: Any = visitor().get(HERE).header("location")
    assert led == "/presspass/sign-in?page=/presspass/account/subscription"
