"""The offers, a choice, and the way to the provider's page."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.core.reader import Standing
from tests.web.shop.shop import ANN, HOME, PAY_AT, Buyer, Shop, checkout_of

Visitor = Callable[..., Buyer]
FREE = Price(Money(0, "USD"), Interval(1, Unit.MONTH))


def test_the_page_for_who_is_not_signed_in_is_the_same_for_all_of_them(visitor: Visitor) -> None:
    one, other = visitor().get("/offers"), visitor().get("/offers")
    assert one.text == other.text
    assert one.header("cache-control") == "no-cache"
    assert one.header("vary") == "Accept-Language, Cookie"
    assert one.cookies() == []
    assert "form_token" not in one.text


def test_everything_is_said_before_any_button(ann: Buyer) -> None:
    text = ann.get("/offers").text
    item = text[text.index('<li id="offer-month">') :]
    said = item[: item.index("<button")]
    for sentence in (
        "Try 1 month for $0.99",
        "then $9.99 a month",
        "It renews for the first time on August 12th",
        "Within 14 days I can withdraw",
    ):
        assert sentence in said
    assert text.index("Cancel at any time in your account, in two clicks") < text.index("<button")


def test_plans_are_compared_by_what_one_reads_on(visitor: Visitor) -> None:
    text = visitor().get("/offers").text
    row = text[text.index('<th scope="row">Paper</th>') :].partition("</tr>")[0]
    assert row.count("Not included") == 1
    assert row.count("To your door") == 1
    assert text.count("In the app") == 4


@pytest.mark.parametrize(
    ("changed", "said", "never"),
    [
        ({"ends": True}, "It ends by itself on August 12th", "then $9.99 a month</span>"),
        ({"introductory": FREE}, "Unless you cancel before, $9.99 is charged on", "No card"),
        ({"introductory": FREE, "card": False}, "No card is needed", "You need a card"),
        ({"introductory": FREE, "card": False}, "unless you have given a card", "is charged on"),
        ({"introductory": FREE, "ends": True}, "nothing more is charged", "is charged on"),
    ],
)
def test_an_offer_says_what_follows_it_and_whether_a_card_is_asked_for(
    shop: Shop, visitor: Visitor, changed: dict[str, Any], said: str, never: str
) -> None:
    shop.offer("month", **changed)
    text = visitor().get("/offers").text
    item = text[text.index('<li id="offer-month">') :].partition("</li>")[0]
    assert said in item
    assert never not in item


def test_a_reader_signs_in_first_and_comes_back_to_the_same_choice(
    shop: Shop, visitor: Visitor
) -> None:
    reader = visitor()
    link = "/presspass/checkout?page=/politics/the-vote&amp;offer=month"
    assert link in reader.get("/offers?page=/politics/the-vote").text
    led = reader.browser.get(link.replace("&amp;", "&"))
    assert led.status == 303
    there = led.header("location")
    assert there.startswith("/presspass/sign-in?page=")
    reader.browser.get(there)
    reader.browser.post(there, email=ANN)
    code = reader.browser.post("/presspass/sign-in/code", code=shop.mail()[0])
    back = code.header("location")
    assert back == "/presspass/checkout?page=/politics/the-vote&offer=month"
    assert "Try 1 month for $0.99" in reader.browser.get(back).text


def test_a_form_sent_after_signing_out_leads_to_the_same_choice_too(ann: Buyer) -> None:
    ann.get("/checkout?offer=month")
    ann.browser.jar.pop("presspass_session")
    led = ann.post("/checkout").header("location")
    assert led.startswith("/presspass/sign-in?page=/presspass/checkout%3Foffer%3Dmonth")


def test_the_button_leads_to_the_providers_page_with_the_consent_kept(
    shop: Shop, ann: Buyer
) -> None:
    checkout = checkout_of(ann.choose())
    order = shop.payments.pages[checkout].order
    assert order is not None
    assert order.sale.text.startswith("With this button I order Digital")
    assert order.sale.version == "7"
    assert order.sale.return_to == "/politics/the-vote"
    assert order.done.startswith("http://localhost/presspass/checkout/return?session={CHECKOUT_")
    assert order.back == "http://localhost/presspass/checkout/back?language=en"


def test_browsers_may_lead_from_the_form_to_the_provider_and_to_nobody_else(ann: Buyer) -> None:
    for path in ("/offers", "/checkout?offer=month"):
        policy = ann.get(path).header("content-security-policy")
        assert f"form-action 'self' {PAY_AT};" in policy


def test_a_double_click_a_reload_and_another_tab_get_one_page(shop: Shop, ann: Buyer) -> None:
    assert {checkout_of(ann.choose()) for _ in range(3)} == {next(iter(shop.payments.pages))}
    other = ann.choose("plan=digital&price=999-usd-1-month")
    assert checkout_of(other) != next(iter(shop.payments.pages))


def test_nobody_orders_anything_but_what_was_shown(shop: Shop, ann: Buyer) -> None:
    ann.get("/checkout?offer=month")
    shop.offer("month", introductory=Price(Money(299, "USD"), Interval(1, Unit.MONTH)))
    answer = ann.post("/checkout")
    assert answer.status == 409
    assert "nothing was ordered" in answer.text
    assert "Try 1 month for $2.99" in answer.text
    assert not shop.payments.pages
    assert ann.post("/checkout").status == 303


def test_a_code_shows_what_it_opens_and_nothing_else_does(shop: Shop, ann: Buyer) -> None:
    shop.offer("month", code="Harbour 25")
    assert "offer-month" not in ann.get("/offers").text
    shown = ann.get("/offers?code=harbour25")
    assert 'id="offer-month"' in shown.text
    assert ann.get("/checkout?offer=month").status == 409
    assert ann.get("/checkout?offer=month&code=harbour+25").status == 200
    assert ann.choose("offer=month&code=harbour25").status == 303


def test_no_code_is_logged(shop: Shop, ann: Buyer, caplog: pytest.LogCaptureFixture) -> None:
    shop.offer("month", code="Harbour 25", limit=0)
    assert ann.get("/checkout?offer=month&code=harbour25").status == 409
    assert "'month'} is not sold" in caplog.text
    assert "harbour" not in caplog.text.casefold()


def test_a_code_that_opens_nothing_is_said_to(shop: Shop, visitor: Visitor) -> None:
    shop.offer("month", code="Harbour 25")
    answer = visitor().get("/offers?code=tide")
    assert "We don\u2019t know this code" in answer.text
    assert 'value="tide"' in answer.text


def _unknown(shop: Shop) -> None:
    shop.edition = replace(shop.edition, offers=())


def _ended(shop: Shop) -> None:
    window = replace(shop.offers[0].on_sale, until=shop.clock.now())
    shop.offer("month", on_sale=window)


def _not_yet(shop: Shop) -> None:
    window = replace(shop.offers[0].on_sale, since=shop.clock.now() + 60)
    shop.offer("month", on_sale=window)


def _not_for_you(shop: Shop) -> None:
    shop.offer("month", audience=frozenset({Standing.LAPSED_SUBSCRIBER}))


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (_unknown, "We don\u2019t sell this"),
        (_ended, "This offer has ended"),
        (_not_yet, "This offer hasn\u2019t begun yet"),
        (_not_for_you, "This offer isn\u2019t for you"),
    ],
)
def test_what_is_not_sold_any_more_is_told_with_the_page_still_open(
    shop: Shop, ann: Buyer, happens: Callable[[Shop], None], said: str
) -> None:
    ann.get("/checkout?offer=month")
    happens(shop)
    answer = ann.post("/checkout")
    assert answer.status == 409
    assert said in answer.text
    assert "Nothing was charged" in answer.text
    assert 'href="/presspass/offers"' in answer.text
    assert not shop.payments.pages


def test_an_offer_for_some_countries_is_shown_and_sold_there_alone(shop: Shop, ann: Buyer) -> None:
    shop.offer("month", countries=frozenset({"CA"}))
    for elsewhere in ("US", None):
        ann.browser.country = elsewhere
        assert 'id="offer-month"' not in ann.get("/offers").text
        answer = ann.get("/checkout?offer=month")
        assert answer.status == 409
        assert "This offer isn\u2019t for you" in answer.text
    ann.browser.country = "CA"
    offers = ann.get("/offers")
    assert 'id="offer-month"' in offers.text
    assert offers.header("cache-control") == "private, no-store"
    ann.get("/checkout?offer=month")
    ann.browser.country = "US"
    assert ann.post("/checkout").status == 409
    assert not shop.payments.pages
    ann.browser.country = "CA"
    checkout_of(ann.choose())


def test_a_code_for_other_countries_says_that_it_is_not_for_you(
    shop: Shop, visitor: Visitor
) -> None:
    shop.offer("month", countries=frozenset({"CA"}), code="TIDE")
    said = "This offer isn\u2019t for you"
    anybody = visitor()
    assert said in anybody.get("/offers?code=tide").text
    anybody.browser.country = "CA"
    assert said not in anybody.get("/offers?code=tide").text


def test_what_is_sold_out_is_told_on_the_offers_and_after_the_button(
    shop: Shop, ann: Buyer, visitor: Visitor
) -> None:
    shop.offer("month", limit=1)
    late = visitor("late@example.com").sign_in()
    late.get("/checkout?offer=month")
    assert ann.choose().status == 303
    assert "This offer is sold out" in visitor().get("/offers").text
    answer = late.post("/checkout")
    assert answer.status == 409
    assert "This offer is sold out" in answer.text


def test_who_has_subscribed_is_led_to_the_subscription(ann: Buyer) -> None:
    ann.pay()
    offers = ann.get("/offers").text
    assert "subscribed already" in offers
    assert "<button" not in offers
    answer = ann.get("/checkout?offer=month")
    assert answer.status == 409
    assert 'href="/presspass/account/subscription"' in answer.text


def test_who_has_paid_for_something_else_meanwhile_is_not_charged_again(
    shop: Shop, ann: Buyer
) -> None:
    checkout = checkout_of(ann.choose())
    ann.get("/checkout?offer=summer")
    shop.payments.complete(checkout)
    answer = ann.post("/checkout", **HOME)
    assert answer.header("location") == "/presspass/account/subscription?done=bought"
    assert len(shop.payments.billings) == 1


def test_while_the_provider_is_away_nothing_is_charged_and_it_says_so(
    shop: Shop, ann: Buyer, caplog: pytest.LogCaptureFixture
) -> None:
    shop.payments.away = True
    with caplog.at_level(logging.WARNING):
        answer = ann.choose()
    assert answer.status == 503
    assert answer.header("retry-after") == "30"
    assert "Nothing was charged" in answer.text
    assert "the fake is away" in caplog.text
    shop.payments.away = False
    assert ann.choose().status == 303


def test_what_the_provider_refuses_is_for_staff_to_read(
    shop: Shop, ann: Buyer, caplog: pytest.LogCaptureFixture
) -> None:
    shop.payments.refuses = "no such price"
    with caplog.at_level(logging.WARNING):
        answer = ann.choose()
    assert answer.status == 409
    assert "no such price" not in answer.text
    assert "no such price" in caplog.text


def test_while_the_database_is_away_the_offers_stay_and_nothing_is_ordered(
    shop: Shop, ann: Buyer
) -> None:
    ann.get("/checkout?offer=month")
    shop.commerce.away = True
    assert "Try 1 month for $0.99" in ann.get("/offers").text
    assert ann.post("/checkout").status == 503
    assert not shop.payments.pages


def test_a_form_of_another_site_orders_nothing(shop: Shop, ann: Buyer) -> None:
    ann.get("/checkout?offer=month")
    assert ann.post("/checkout", form_token="forged").status == 403
    assert not shop.payments.pages


def test_checkout_without_a_choice_leads_to_the_offers(ann: Buyer) -> None:
    assert ann.get("/checkout").header("location") == "/presspass/offers"
