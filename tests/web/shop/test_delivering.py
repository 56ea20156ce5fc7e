"""Who orders the printed paper says where it goes, before the provider's page is reached."""

import re
from dataclasses import replace
from typing import Any

import pytest

from presspass.core.address import DeliveryAddress
from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.ports import Delivery
from tests.web.shop.shop import ANN, HOME, Buyer, Shop, checkout_of

PRINT = "/checkout?plan=complete&price=1999-usd-1-month"
HERE = "/account/subscription"
CHANGE = f"{HERE}/change?plan=complete&price=1999-usd-1-month"


def kept(shop: Shop) -> Delivery | None:
    with shop.commerce.reading() as books:
        account = books.accounts.by_address(ANN)
        assert account is not None
        delivery: Delivery | None = books.deliveries.of(account.reader)
    return delivery


def field(text: str, name: str) -> str:
    """What stands in a field."""
    found = re.search(rf'<input id="{name}"[^>]* value="([^"]*)"', text)
    assert found
    return found[1]


def chosen(text: str) -> str:
    found = re.search(r'<option value="(\w\w)" selected>', text)
    return found[1] if found else ""


def test_the_address_is_asked_for_above_the_button(ann: Buyer) -> None:
    text = ann.get(PRINT).text
    asked = text[text.index("<fieldset") : text.index("</fieldset>")]
    assert "Where shall we deliver the paper?" in asked
    for name, autocomplete in (
        ("recipient", "name"),
        ("line1", "address-line1"),
        ("line2", "address-line2"),
        ("postal_code", "postal-code"),
        ("city", "address-level2"),
        ("region", "address-level1"),
    ):
        assert f'<label for="{name}">' in asked
        assert f'autocomplete="shipping {autocomplete}"' in asked
        assert field(asked, name) == ""
    assert 'autocomplete="shipping country"' in asked
    assert chosen(asked) == "DE"
    assert text.index("</fieldset>") < text.index('class="consent"') < text.index("<button")


def test_who_reads_on_screens_alone_is_asked_for_no_address(shop: Shop, ann: Buyer) -> None:
    assert "<fieldset" not in ann.get("/checkout?offer=month").text
    ann.post("/checkout", **HOME)
    assert kept(shop) is None


def test_the_offers_lead_to_where_it_is_asked_for(ann: Buyer) -> None:
    text = ann.get("/offers").text
    complete = text[text.index('id="plan-complete"') :].partition("</section>")[0]
    assert "<form" not in complete
    assert 'href="/presspass/checkout?offer=summer"' in complete
    digital = text[text.index('id="plan-digital"') :].partition("</section>")[0]
    assert digital.count("<form") == 3


def test_it_is_kept_before_the_reader_is_led_on(shop: Shop, ann: Buyer) -> None:
    checkout_of(ann.choose("plan=complete&price=1999-usd-1-month"))
    delivery = kept(shop)
    assert delivery is not None
    assert delivery.address == DeliveryAddress(**HOME)
    assert delivery.changed == shop.clock.now()


def test_a_faulty_one_is_shown_with_all_that_was_typed(shop: Shop, ann: Buyer) -> None:
    ann.get(PRINT)
    typed = {**HOME, "recipient": " ", "line2": 'c/o "Möwe"', "postal_code": "2045"}
    answer = ann.post("/checkout", **typed)
    assert answer.status == 422
    said = "a postcode looks like this: 10115"
    assert answer.text.count(said) == 2
    assert 'href="#postal_code"' in answer.text
    beside = answer.text[answer.text.index('<label for="postal_code">') :]
    assert said in beside[: beside.index("<input")]
    assert 'aria-invalid="true" aria-describedby="postal_code-fault"' in beside
    assert "Write the name that stands on the letterbox" in answer.text
    assert field(answer.text, "line1") == "Kaistraße 7"
    assert field(answer.text, "line2") == "c/o &#34;Möwe&#34;"
    assert field(answer.text, "postal_code") == "2045"
    assert chosen(answer.text) == "DE"
    assert "With this button I order Complete" in answer.text
    assert not shop.payments.pages
    assert kept(shop) is None
    assert ann.post("/checkout", **HOME).status == 303


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"recipient": ""}, "Write the name that stands on the letterbox."),
        ({"line1": ""}, "Write the street and the number of the house."),
        ({"postal_code": ""}, "Write the postcode."),
        ({"city": ""}, "Write the town or city."),
        ({"country": ""}, "Choose the country."),
        ({"country": "XX"}, "Choose the country."),
        ({"country": "US", "postal_code": "20500"}, "Write the state or province"),
        ({"line1": "x" * 81}, "Street and number: that doesn\u2019t fit on a label."),
        ({"line1": "x" * 81}, "It can have 80 characters at most."),
        ({"city": "Ham\0burg"}, "Town or city: there is a sign in it that can\u2019t be printed."),
    ],
)
def test_each_fault_says_what_to_do(ann: Buyer, changed: dict[str, str], said: str) -> None:
    ann.get(PRINT)
    answer = ann.post("/checkout", **{**HOME, **changed})
    assert answer.status == 422
    assert answer.text.count(said) == 2


def test_what_is_kept_stands_there_the_next_time(shop: Shop, ann: Buyer) -> None:
    ann.get(PRINT)
    shop.payments.away = True
    assert ann.post("/checkout", **HOME).status == 503
    shop.payments.away = False
    text = ann.get(PRINT).text
    assert field(text, "line1") == "Kaistraße 7"
    assert chosen(text) == "DE"


def test_what_was_typed_stays_where_what_is_sold_has_changed(shop: Shop, ann: Buyer) -> None:
    ann.get("/checkout?offer=summer")
    dearer = Price(Money(1200, "USD"), Interval(3, Unit.MONTH))
    shop.offer("summer", introductory=dearer)
    answer = ann.post("/checkout", **{**HOME, "city": "Kiel"})
    assert answer.status == 409
    assert "nothing was ordered" in answer.text
    assert field(answer.text, "city") == "Kiel"
    assert kept(shop) is None


def test_while_the_database_is_away_nothing_is_ordered(shop: Shop, ann: Buyer) -> None:
    ann.get(PRINT)
    shop.commerce.away = True
    assert ann.post("/checkout", **HOME).status == 503
    assert not shop.payments.pages


def test_the_subscriptions_page_shows_where_the_paper_goes(ann: Buyer) -> None:
    ann.pay("plan=complete&price=1999-usd-1-month")
    text = ann.get(HERE).text
    shown = text[text.index('class="destination"') :].partition("</p>")[0]
    assert re.findall(r"<bdi>([^<]*)</bdi>", shown) == [
        "Ann Lee",
        "Kaistraße 7",
        "20457 Hamburg",
        "Germany",
    ]
    assert 'href="/presspass/account/delivery"' in text
    assert "Niemcy" in ann.get(f"{HERE}?language=pl").text


def test_a_change_to_a_plan_with_print_asks_for_the_address(shop: Shop, ann: Buyer) -> None:
    ann.pay("plan=digital&price=999-usd-1-month")
    assert "delivery" not in ann.get(HERE).text
    ann.browser.hidden.clear()
    text = ann.get(CHANGE).text
    assert text.index("<fieldset") < text.index('class="consent"')
    answer = ann.post(f"{HERE}/change", **{**HOME, "postal_code": "1"})
    assert answer.status == 422
    assert field(answer.text, "city") == "Hamburg"
    assert "Today $10 is charged" in answer.text
    assert shop.subscription().plan == "digital"
    done = ann.post(f"{HERE}/change", **HOME)
    assert done.header("location") == f"/presspass{HERE}?done=changed"
    assert shop.subscription().plan == "complete"
    assert kept(shop) is not None
    assert "Kaistraße 7" in ann.get(HERE).text


def test_a_change_to_a_plan_without_print_asks_for_none(shop: Shop, ann: Buyer) -> None:
    ann.pay("plan=complete&price=1999-usd-1-month")
    ann.browser.hidden.clear()
    shown = ann.get(f"{HERE}/change?plan=digital&price=999-usd-1-month")
    assert "<fieldset" not in shown.text
    assert ann.post(f"{HERE}/change").status == 303
    assert shop.subscription().plan == "digital"


def test_who_was_deleted_meanwhile_signs_in(
    shop: Shop, ann: Buyer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann.get(PRINT)
    signed_in = shop.sessions.signed_in

    def then_deleted(*known: Any) -> Any:
        found = signed_in(*known)
        assert found is not None
        with shop.commerce.transaction() as books:
            books.accounts.delete(found.account.reader, shop.clock.now())
        return found

    monkeypatch.setattr(shop.sessions, "signed_in", then_deleted)
    answer = ann.post("/checkout", **HOME)
    assert answer.header("location").startswith("/presspass/sign-in")
    assert not shop.payments.pages


def test_an_offer_of_a_trial_of_print_asks_too(shop: Shop, ann: Buyer) -> None:
    free = Price(Money(0, "USD"), Interval(1, Unit.MONTH))
    shop.edition = replace(
        shop.edition, offers=(replace(shop.offers[1], introductory=free), *shop.offers[:1])
    )
    assert "<fieldset" in ann.get("/checkout?offer=summer").text
    assert ann.post("/checkout").status == 422
