"""What became of a subscription is told by mail: each fact once, and none that is old."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from presspass.core.billing import BillingState, Card, DisputeState
from presspass.core.instants import DAY, Window
from presspass.core.money import Money
from presspass.core.notice import TOLD_FOR
from presspass.core.plans import Interval, Price, Unit
from presspass.core.sale import Sale, SaleState
from presspass.core.subscription import GRACE
from presspass.ports import Mail
from tests.services.subscriptions.provider import (
    BEGIN,
    PERIOD,
    PRICE,
    SALE,
    SUB,
    Provider,
)
from tests.services.subscriptions.told import SUBSCRIPTION_PAGE, Reader

VISA = Card("visa", "4242", (2030, 1))
FREE = Price(Money(0, "USD"), Interval(14, Unit.DAY))


def subscribed(**facts: Any) -> Reader:
    """A reader who has just begun, and has had the mail that says so."""
    reader = Reader()
    reader.provider.sell()
    change(reader.provider, card=VISA, **facts)
    reader.settled()
    return reader


def change(provider: Provider, **facts: Any) -> None:
    assert provider.stands is not None
    provider.stands = replace(provider.stands, **facts)


def on_trial(*, card: Card | None, ends: bool = False) -> Reader:
    sale = replace(SALE, introductory=None, trial_days=14, ends=ends)
    reader = Reader(sale)
    reader.provider.sell()
    trial = Window(BEGIN, BEGIN + 14 * DAY)
    change(
        reader.provider,
        state=BillingState.TRIALING,
        period=trial,
        trial_ends=trial.until,
        payments=(),
        price=PRICE,
        card=card,
        cancelling=ends,
        cancelled=BEGIN if ends else None,
    )
    return reader


def one(mails: dict[str, Mail], key: str) -> Mail:
    assert list(mails) == [key]
    return mails[key]


def says(mail: Mail, *lines: str) -> None:
    told = " ".join(mail.text.split())
    for line in lines:
        assert line in told


def test_the_welcome_is_the_receipt_of_the_first_payment_and_has_both_prices() -> None:
    reader = Reader()
    reader.provider.sell()
    change(reader.provider, card=VISA)
    mail = one(reader.settled(), f"welcome:{SUB}")
    assert mail.to == "ann@example.org"
    says(
        mail,
        "Plan: Digital",
        "What it brings: Read all stories with unlimited access · Use our mobile and tablet apps",
        "Price at first: $0.99 until February 14th, 2027",
        "Price after that: $9.99 a month, from February 14th, 2027",
        "Paid: $0.99, tax included",
        "For the time: from January 15th, 2027 to February 14th, 2027",
        "Card: Visa ending in 4242",
        "Number: in_1",
        "Seller: The Courier, https://courier.example",
        "It renews by itself until you cancel, which takes two clicks",
        "choose “Cancel the subscription”",
    )
    assert SUBSCRIPTION_PAGE in mail.text
    assert reader.settled() == {}


def test_what_has_a_fixed_term_says_that_nothing_follows() -> None:
    reader = Reader(replace(SALE, ends=True))
    reader.provider.sell()
    change(reader.provider, cancelling=True, cancelled=BEGIN)
    mail = one(reader.settled(), f"welcome:{SUB}")
    says(mail, "Price: $0.99, once", "Ends on: February 14th, 2027", "Nothing more is charged")
    assert "two clicks" not in mail.text


def test_a_trial_says_what_follows_it() -> None:
    mail = one(on_trial(card=VISA).settled(), f"trial:{SUB}")
    says(
        mail,
        "Price at first: Free until January 29th, 2027",
        "Price after that: $9.99 a month, from January 29th, 2027",
        "If you don\u2019t cancel",
    )


@pytest.mark.parametrize("ends", [False, True])
def test_a_trial_that_nothing_follows_says_so(*, ends: bool) -> None:
    mail = one(on_trial(card=VISA if ends else None, ends=ends).settled(), f"trial:{SUB}")
    says(mail, "It ends by itself, and nothing is charged.")
    assert "after that" not in mail.text


def test_each_later_payment_has_its_receipt() -> None:
    reader = subscribed()
    reader.provider.now = BEGIN + PERIOD
    reader.provider.renew()
    mail = one(reader.settled(), "receipt:in_2")
    assert mail.subject == "Your receipt for $9.99"
    says(
        mail,
        "Paid: $9.99, tax included",
        "For the time: from February 14th, 2027 to March 16th, 2027",
        "Next payment: $9.99 on March 16th, 2027",
    )
    assert reader.settled() == {}


def test_a_trial_that_goes_on_has_a_receipt_of_its_first_payment() -> None:
    reader = on_trial(card=VISA)
    reader.settled()
    reader.provider.now = BEGIN + 14 * DAY
    reader.provider.renew()
    assert list(reader.settled()) == ["receipt:in_1"]


def test_money_given_back_has_a_receipt_which_tells_the_end_where_it_ended() -> None:
    reader = subscribed()
    reader.provider.give_back(40)
    part = one(reader.settled(), "refund:re_1")
    assert part.subject == "We have given $0.40 back to you"
    assert "Access ended" not in part.text
    reader.provider.give_back(59)
    says(one(reader.settled(), "refund:re_2"), "Given back: $0.59", "Access ended: January 15th")


def test_a_failed_payment_is_told_once_with_the_date_to_fix_it_by() -> None:
    reader = subscribed()
    reader.provider.now = BEGIN + PERIOD
    reader.provider.fail()
    mail = one(reader.settled(), "failed:in_x")
    says(
        mail, "before February 21st, 2027", "This card won\u2019t be tried again", SUBSCRIPTION_PAGE
    )
    reader.provider.now += DAY
    reader.provider.fail()
    assert reader.settled() == {}


def test_a_payment_that_is_tried_again_says_when() -> None:
    reader = subscribed()
    reader.provider.fail()
    assert reader.provider.stands is not None
    failure = reader.provider.stands.failure
    assert failure is not None
    change(reader.provider, failure=replace(failure, next_attempt=BEGIN + 3 * DAY))
    says(
        one(reader.settled(), "failed:in_x"), "We\u2019ll try again", "Next try: January 18th, 2027"
    )


def test_the_end_of_grace_is_told_and_not_told_again_when_the_provider_gives_up() -> None:
    reader = subscribed()
    reader.provider.fail()
    reader.settled()
    reader.provider.now = BEGIN + GRACE
    mail = one(reader.settled(), "unpaid:in_x")
    says(mail, "your access ended on January 22nd, 2027", SUBSCRIPTION_PAGE)
    reader.provider.now += 2 * DAY
    reader.provider.end()
    assert reader.settled() == {}


def test_cancelling_is_told_each_time_and_taking_it_back_is_not_in_the_way() -> None:
    reader = subscribed()
    reader.provider.cancel_at_end()
    mail = one(reader.settled(), f"cancelled:{SUB}:{BEGIN}")
    says(mail, "You can read on until February 14th, 2027", "one click", "nothing more is charged")
    reader.provider.take_back()
    assert reader.settled() == {}
    reader.provider.now += DAY
    reader.provider.cancel_at_end()
    assert list(reader.settled()) == [f"cancelled:{SUB}:{BEGIN + DAY}"]


def test_the_end_is_told() -> None:
    reader = subscribed()
    reader.provider.now = BEGIN + PERIOD
    reader.provider.end()
    mail = one(reader.settled(), f"ended:{SUB}")
    says(mail, "It ended on February 14th, 2027", "/presspass/offers")


def test_the_end_of_a_trial_is_told_but_not_of_one_that_was_taken_back_at_once() -> None:
    reader = on_trial(card=None)
    reader.settled()
    reader.provider.now = BEGIN + 14 * DAY
    reader.provider.end()
    assert one(reader.settled(), f"ended:{SUB}").subject == "Your trial of The Courier is over"
    at_once = on_trial(card=None)
    at_once.provider.now = BEGIN + 60
    at_once.provider.end()
    assert at_once.settled() == {}


def test_a_change_of_plan_is_confirmed() -> None:
    reader = subscribed()
    dearer = Price(Money(1999, "USD"), Interval(1, Unit.MONTH))
    sale = Sale(
        "sale-2", SALE.reader, "all", "All of it", SALE.benefits, dearer, BEGIN + DAY, "Yes.", "7"
    )
    with reader.books.transaction() as books:
        books.sales.add(sale)
    reader.provider.now = BEGIN + DAY
    change(reader.provider, sale="sale-2", price=dearer, next_price=None)
    mail = one(reader.settled(), "changed:sale-2")
    says(mail, "From now on you have All of it.", "Price: $19.99 a month", "Renews on: February")
    with reader.books.reading() as books:
        kept = books.sales.get("sale-2")
    assert kept is not None
    assert kept.state is SaleState.MADE


@pytest.mark.parametrize(
    "happen",
    [
        lambda _: None,
        Provider.fail,
        Provider.cancel_at_end,
        Provider.end,
        lambda provider: provider.give_back(99),
    ],
)
def test_a_first_look_long_after_tells_nothing_old(happen: Callable[[Provider], None]) -> None:
    reader = Reader()
    reader.provider.sell()
    happen(reader.provider)
    assert reader.settled(later=TOLD_FOR + GRACE) == {}


def test_a_purchase_that_was_never_paid_tells_nothing() -> None:
    reader = Reader()
    reader.provider.sell()
    change(reader.provider, state=BillingState.INCOMPLETE, payments=())
    assert reader.settled() == {}
    change(reader.provider, state=BillingState.ENDED, ended=BEGIN)
    assert reader.settled() == {}


def test_a_dispute_is_between_the_reader_and_the_bank() -> None:
    reader = subscribed()
    reader.provider.dispute()
    assert reader.settled() == {}
    reader.provider.decide(DisputeState.LOST)
    assert reader.settled() == {}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", ["Zapłacono: 0,99 USD", "9,99 USD", "Zrezygnuj z prenumeraty"]),
        ("ar", ["المبلغ المدفوع", "إلغاء الاشتراك"]),
    ],
)
def test_the_reader_is_told_in_their_language(language: str, words: list[str]) -> None:
    reader = Reader(language=language)
    reader.provider.sell()
    change(reader.provider, card=VISA)
    mail = one(reader.settled(), f"welcome:{SUB}")
    plain = mail.text.replace("\u2068", "").replace("\u2069", "").replace("\u00a0", " ")
    for word in words:
        assert word in " ".join(plain.split())
    assert f"?language={language}" in mail.text
