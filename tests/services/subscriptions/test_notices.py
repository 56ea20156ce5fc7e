"""Notices go through all subscriptions, and mail each notice once."""

from dataclasses import replace
from typing import Any

from presspass.core.account import Account
from presspass.core.billing import BillingState, Card
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Window
from presspass.core.mailbox import Mailbox
from presspass.core.notice import Asked
from presspass.core.plans import Unit
from presspass.core.subscription import GRACE, Subscription
from presspass.ports import Books
from tests.services.subscriptions.provider import ANN, BEGIN, PERIOD, PRICE, SUB
from tests.services.subscriptions.told import SUBSCRIPTION_PAGE, Reader

ENDS = BEGIN + PERIOD
MANY = 1_100


def reader(**facts: Any) -> Reader:
    """A reader with a subscription that everything about it has been told of."""
    made = Reader(asked=Asked(7, Unit.MONTH, 7))
    made.provider.sell()
    assert made.provider.stands is not None
    made.provider.stands = replace(made.provider.stands, **facts)
    made.settled()
    return made


def test_half_way_through_grace_and_on_its_last_day_the_reader_is_reminded() -> None:
    ann = reader()
    ann.provider.fail()
    ann.settled()
    assert ann.noticed(BEGIN + DAY) == {}
    [half] = ann.noticed(BEGIN + GRACE // 2).values()
    assert half.subject == "Your payment still hasn\u2019t come in"
    assert "before January 22nd, 2027" in " ".join(half.text.split())
    assert SUBSCRIPTION_PAGE in half.text
    assert ann.noticed(BEGIN + GRACE // 2 + 3600) == {}
    [last] = ann.noticed(BEGIN + GRACE - DAY).values()
    assert last.subject == "Your access ends on January 22nd, 2027"
    assert ann.noticed(BEGIN + GRACE - 60) == {}


def test_a_renewal_is_told_with_its_price_and_day() -> None:
    ann = reader(price=PRICE, next_price=PRICE)
    [mail] = ann.noticed(ENDS - 7 * DAY).values()
    assert mail.subject == "Your subscription renews on February 14th, 2027"
    assert "Next payment: $9.99 on February 14th, 2027" in mail.text
    assert "“Cancel the subscription”" in " ".join(mail.text.split())
    assert ann.noticed(ENDS - 6 * DAY) == {}


def test_another_price_is_told_with_both_prices_and_the_day() -> None:
    ann = reader()
    [mail] = ann.noticed(ENDS - 7 * DAY).values()
    text = " ".join(mail.text.split())
    assert mail.subject == "Your price changes on February 14th, 2027"
    assert "Price after that: $9.99 a month, from February 14th, 2027" in text
    assert "$0.99" in text
    assert ann.noticed(ENDS - 6 * DAY) == {}


def test_the_end_of_a_trial_is_told_with_the_price_that_follows_or_that_none_does() -> None:
    trial: dict[str, Any] = {
        "state": BillingState.TRIALING,
        "period": Window(BEGIN, ENDS),
        "trial_ends": ENDS,
        "payments": (),
    }
    [paying] = reader(**trial, card=Card("visa", "4242", (2030, 1))).noticed(ENDS - DAY).values()
    assert "Price after that: $9.99 a month, from February 14th, 2027" in " ".join(
        paying.text.split()
    )
    assert "cancel before that day" in " ".join(paying.text.split())
    [free] = reader(**trial).noticed(ENDS - DAY).values()
    assert "nothing is charged" in " ".join(free.text.split())
    assert "$9.99" not in free.text


def test_a_card_that_will_have_expired_is_told() -> None:
    ann = reader(card=Card("mastercard", "4444", (2027, 1)))
    [mail] = ann.noticed(ENDS - 14 * DAY).values()
    assert "Card: Mastercard ending in 4444" in mail.text
    assert mail.subject == "Your card expires before the next payment"


def test_who_is_gone_is_told_nothing() -> None:
    ann = reader()
    with ann.books.transaction() as books:
        books.accounts.delete(ANN, BEGIN)
    assert ann.noticed(ENDS - 7 * DAY) == {}


def test_every_one_of_many_is_told_and_the_work_can_be_broken_off() -> None:
    ann = reader()
    with ann.books.transaction() as books:
        held = books.subscriptions.get(SUB)
        assert held is not None
        for number in range(MANY):
            _begin(books, number, held)
    steps: list[int] = []

    def one_step(more: int) -> bool:
        steps.append(more)
        return False

    assert ann.notices.tell(ENDS - 7 * DAY, one_step) == 500
    assert steps == [500]
    assert ann.notices.tell(ENDS - 7 * DAY) == MANY + 1 - 500
    assert ann.notices.tell(ENDS - 7 * DAY) == 0


def _begin(books: Books, number: int, like: Subscription) -> None:
    reader = ReaderId(number.to_bytes(16, "big"))
    account = Account(reader, Mailbox.parse(f"r{number}@example.org"), "en", BEGIN)
    held = replace(like, id=f"sub_{number:05}", reader=reader)
    books.accounts.create(account)
    books.subscriptions.put(held, books.subscriptions.ask(held.id))
