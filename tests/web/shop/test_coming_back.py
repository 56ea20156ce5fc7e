"""Back from the provider's page."""

from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.core.reader import Standing
from tests.web.shop.shop import Buyer, Shop, checkout_of

Visitor = Callable[..., Buyer]
FREE = Price(Money(0, "USD"), Interval(1, Unit.MONTH))


def test_who_has_paid_reads_on_at_once(shop: Shop, ann: Buyer) -> None:
    answer = ann.pay()
    assert answer.status == 200
    for said in ("You\u2019re in", "$0.99 until August 12th", "$9.99 a month", "Renews on"):
        assert said in answer.text
    assert "Cancel at any time" in answer.text
    assert 'href="/politics/the-vote"' in answer.text
    session = shop.session(ann.browser)
    assert session is not None
    assert session.standing is Standing.SUBSCRIBED


def test_a_fixed_term_says_its_end_and_nothing_of_cancelling(shop: Shop, ann: Buyer) -> None:
    shop.offer("month", ends=True)
    text = ann.pay().text
    assert "Ends on" in text
    assert "Renews" not in text
    assert "Cancel at any time" not in text


def test_reloading_and_the_webhook_do_nothing_more(shop: Shop, ann: Buyer) -> None:
    checkout = checkout_of(ann.choose())
    shop.payments.complete(checkout)
    first = ann.get(f"/checkout/return?session={checkout}")
    shop.arrivals.catch_up(shop.clock.now())
    shop.arrivals.handle(shop.clock.now())
    again = ann.get(f"/checkout/return?session={checkout}")
    assert (again.status, again.text.count("You\u2019re in")) == (
        200,
        first.text.count("You\u2019re in"),
    )
    assert len(shop.payments.billings) == 1


def test_another_readers_page_shows_nothing(shop: Shop, ann: Buyer, visitor: Visitor) -> None:
    checkout = checkout_of(ann.choose())
    shop.payments.complete(checkout)
    eve = visitor("eve@example.com").sign_in()
    for unknown in (checkout, "cs_none", ""):
        assert eve.get(f"/checkout/return?session={unknown}").status == 404


def test_a_payment_on_its_way_is_waited_for(shop: Shop, ann: Buyer) -> None:
    checkout = checkout_of(ann.choose())
    answer = ann.get(f"/checkout/return?session={checkout}")
    assert "Your payment is on its way" in answer.text
    assert f"session={checkout}" in answer.text
    shop.payments.complete(checkout)
    assert "You\u2019re in" in ann.get(f"/checkout/return?session={checkout}").text


def test_a_page_that_ran_out_charged_nothing(shop: Shop, ann: Buyer) -> None:
    checkout = checkout_of(ann.choose())
    shop.forward(3600)
    assert "Nothing was charged" in ann.get(f"/checkout/return?session={checkout}").text


def test_coming_back_without_paying_says_that_nothing_was_charged(ann: Buyer) -> None:
    assert "Nothing was charged" in ann.get("/checkout/back").text
    ann.choose()
    assert "Nothing was charged" in ann.get("/checkout/back").text


def test_coming_back_says_nothing_of_the_kind_to_who_has_paid(shop: Shop, ann: Buyer) -> None:
    checkout = checkout_of(ann.choose())
    shop.payments.complete(checkout)
    led = ann.get("/checkout/back").header("location")
    assert led == f"/presspass/checkout/return?session={checkout}"


def test_a_second_trial_of_a_card_ends_and_says_why_each_time(
    shop: Shop, ann: Buyer, visitor: Visitor
) -> None:
    shop.offer("month", introductory=FREE)
    assert "Free until August 12th" in ann.pay().text
    bob = visitor("bob@example.com").sign_in()
    answer = bob.pay()
    for again in (answer, bob.get(f"/checkout/return?session={list(shop.payments.pages)[-1]}")):
        assert again.status == 409
        assert "A trial is once for each person" in again.text


@pytest.mark.parametrize("path", ["/checkout/return?session=cs_1", "/checkout/back"])
def test_who_is_signed_out_signs_in_and_comes_back(visitor: Visitor, path: str) -> None:
    led: Any = visitor().get(path).header("location")
    assert led.startswith("/presspass/sign-in?page=/presspass/checkout/")


def test_while_the_provider_is_away_the_page_can_be_asked_again(shop: Shop, ann: Buyer) -> None:
    checkout = checkout_of(ann.choose())
    shop.payments.complete(checkout)
    shop.payments.away = True
    told = ann.get(f"/checkout/return?session={checkout}")
    assert told.status == 503
    assert "Your payment is on its way" in told.text
    assert "Nothing was charged" not in told.text
    shop.payments.away = False
    assert ann.get(f"/checkout/return?session={checkout}").status == 200


def test_while_nothing_can_be_kept_a_payer_is_told_that_the_payment_is_on_its_way(
    shop: Shop, ann: Buyer, caplog: pytest.LogCaptureFixture
) -> None:
    checkout = checkout_of(ann.choose())
    shop.payments.complete(checkout)
    shop.commerce.locked = True
    told = ann.get(f"/checkout/return?session={checkout}")
    assert told.status == 503
    assert "Your payment is on its way" in told.text
    assert "Nothing was" not in told.text
    assert f"what came of {checkout} will be asked again: the database is locked" in caplog.text
    shop.commerce.locked = False
    assert "You\u2019re in" in ann.get(f"/checkout/return?session={checkout}").text
    assert shop.subscription().live
