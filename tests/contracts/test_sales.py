"""What every `ports.Commerce` promises of sales, subscriptions, money, events and trials."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from presspass.core.billing import Card
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.core.ledger import Entry, Fact
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.sale import CHECKOUT_OPEN, Sale, SaleState
from presspass.core.subscription import Ending, State, Subscription
from presspass.ports import Books, Commerce, PaymentEvent

NOW = 1_800_000_000
ANN, BEA = (ReaderId(bytes([number]) * 16) for number in (1, 0xFE))
PRICE = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
SALE = Sale(
    "s1",
    ANN,
    "digital",
    "Digital „Ärger“",
    frozenset({Benefit.ARTICLES, Benefit.PRINT}),
    PRICE,
    NOW,
    "I agree to pay.",
    "7",
    "summer",
    Price(Money(900, "USD"), Interval(3, Unit.MONTH)),
    return_to="/a?b=1",
)
HELD = Subscription(
    "sub_1",
    ANN,
    "s1",
    "digital",
    "cus_1",
    State.ACTIVE,
    NOW,
    NOW + 30 * DAY,
    PRICE,
    PRICE,
    card=Card("visa", "4242", (2030, 1)),
)
PAID = Entry(Fact.PAID, "in_1", "sub_1", ANN, Money(900, "USD"), NOW)
EVENT = PaymentEvent("evt_1", "invoice.paid", NOW - 5, "sub_1")


def keep(commerce: Commerce, change: Callable[[Books], Any]) -> Any:
    with commerce.transaction() as books:
        return change(books)


def look(commerce: Commerce, question: Callable[[Books], Any]) -> Any:
    with commerce.reading() as books:
        return question(books)


def _add(sale: Sale, books: Books) -> None:
    books.sales.add(sale)


def _arrive(event: PaymentEvent, books: Books) -> bool:
    return books.inbox.add(event, NOW)


def _ask(until: int, books: Books) -> None:
    books.inbox.ask(until)


def settled(commerce: Commerce, subscription: Subscription) -> bool:
    asked = keep(commerce, lambda books: books.subscriptions.ask(subscription.id))
    kept: bool = keep(commerce, lambda books: books.subscriptions.put(subscription, asked))
    return kept


def test_a_sale_is_kept_as_it_was_agreed_to(commerce: Commerce) -> None:
    keep(commerce, lambda books: books.sales.add(SALE))
    keep(commerce, lambda books: books.sales.add(replace(SALE, text="Something else.")))
    assert look(commerce, lambda books: books.sales.get("s1")) == SALE
    made = replace(SALE, text="x", state=SaleState.MADE, checkout="cs_1", subscription="sub_1")
    keep(commerce, lambda books: books.sales.update(made))
    kept = look(commerce, lambda books: books.sales.get("s1"))
    assert kept == replace(made, text=SALE.text)
    assert look(commerce, lambda books: books.sales.get("s2")) is None
    keep(commerce, lambda books: books.sales.update(replace(SALE, id="unknown")))


def test_a_readers_sales_are_in_order(commerce: Commerce) -> None:
    first = replace(SALE, id="s0", at=NOW - 1)
    for each in (SALE, first, replace(SALE, id="s9", reader=BEA)):
        keep(commerce, partial(_add, each))
    assert look(commerce, lambda books: books.sales.of(ANN)) == [first, SALE]


def test_an_offer_counts_what_was_taken_up_and_for_an_hour_what_may_be(commerce: Commerce) -> None:
    some = [
        SALE,
        replace(SALE, id="s2", state=SaleState.MADE),
        replace(SALE, id="s3", state=SaleState.GIVEN_UP),
        replace(SALE, id="s4", offer="other"),
        replace(SALE, id="s5", at=NOW - DAY, state=SaleState.MADE),
    ]
    for each in some:
        keep(commerce, partial(_add, each))
    assert look(commerce, lambda books: books.sales.count("summer", 0, NOW)) == 3
    assert look(commerce, lambda books: books.sales.count("summer", NOW, NOW)) == 2
    later = NOW + CHECKOUT_OPEN
    assert look(commerce, lambda books: books.sales.count("summer", 0, later)) == 2


def test_sales_only_agreed_to_can_be_asked_after(commerce: Commerce) -> None:
    other = replace(SALE, id="s2")
    for each in (SALE, other, replace(SALE, id="s3", state=SaleState.MADE)):
        keep(commerce, partial(_add, each))
    assert look(commerce, lambda books: books.sales.pending(NOW, "", 9)) == []
    assert look(commerce, lambda books: books.sales.pending(NOW + 1, "", 9)) == [SALE, other]
    assert look(commerce, lambda books: books.sales.pending(NOW + 1, "s1", 1)) == [other]


def test_a_subscription_is_kept_as_the_latest_look_found_it(commerce: Commerce) -> None:
    early = keep(commerce, lambda books: books.subscriptions.ask("sub_1"))
    late = keep(commerce, lambda books: books.subscriptions.ask("sub_1"))
    assert early < late
    ended = replace(HELD, state=State.ENDED, ended=NOW, ending=Ending.CANCELLED)
    assert keep(commerce, lambda books: books.subscriptions.put(ended, late))
    assert not keep(commerce, lambda books: books.subscriptions.put(HELD, early))
    assert not keep(commerce, lambda books: books.subscriptions.put(HELD, late))
    assert look(commerce, lambda books: books.subscriptions.get("sub_1")) == ended


def test_a_subscription_only_asked_about_is_none(commerce: Commerce) -> None:
    keep(commerce, lambda books: books.subscriptions.ask("sub_1"))
    assert look(commerce, lambda books: books.subscriptions.get("sub_1")) is None
    assert look(commerce, lambda books: books.subscriptions.live("", 9)) == []
    assert look(commerce, lambda books: books.subscriptions.of(ANN)) == []


def test_looks_at_once_have_numbers_of_their_own(
    commerce: Commerce, at_once: Callable[..., list[Any]]
) -> None:
    numbers = at_once(16, lambda: keep(commerce, lambda books: books.subscriptions.ask("sub_1")))
    assert sorted(numbers) == list(range(1, 17))


def test_subscriptions_are_found_by_reader_and_by_being_live(
    commerce: Commerce,
) -> None:
    older = replace(HELD, id="sub_0", started=NOW - DAY, until=NOW + DAY)
    failed = replace(HELD, id="sub_2", reader=BEA, state=State.PAST_DUE, fix_by=NOW + 2 * DAY)
    ended = replace(HELD, id="sub_3", state=State.ENDED, ended=NOW, until=NOW)
    for each in (HELD, older, failed, ended):
        assert settled(commerce, each)
    assert look(commerce, lambda books: books.subscriptions.of(ANN)) == [HELD, ended, older]
    assert look(commerce, lambda books: books.subscriptions.live("", 9)) == [older, HELD, failed]
    assert look(commerce, lambda books: books.subscriptions.live("sub_0", 1)) == [HELD]
    assert look(commerce, lambda books: books.subscriptions.due(NOW + DAY - 1, None, 9)) == []


def test_subscriptions_that_are_due_come_in_the_order_of_when_they_are(commerce: Commerce) -> None:
    later = replace(HELD, id="sub_0", until=NOW + 2 * DAY)
    failed = replace(HELD, id="sub_2", state=State.PAST_DUE, fix_by=NOW + DAY)
    equal = replace(failed, id="sub_3")
    ended = replace(HELD, id="sub_4", state=State.ENDED, ended=NOW, until=NOW)
    for each in (HELD, later, equal, failed, ended):
        assert settled(commerce, each)

    def due(now: int, after: Subscription | None, size: int = 9) -> Any:
        return look(commerce, lambda books: books.subscriptions.due(now, after, size))

    assert due(NOW + 2 * DAY, None) == [failed, equal, later]
    assert due(NOW + 2 * DAY - 1, None) == [failed, equal]
    assert due(NOW + 2 * DAY, None, 1) == [failed]
    assert due(NOW + 2 * DAY, failed, 1) == [equal]
    assert due(NOW + 2 * DAY, later) == []


def test_a_money_fact_has_one_row(commerce: Commerce) -> None:
    refund = Entry(Fact.REFUNDED, "in_1", "sub_1", ANN, Money(-100, "USD"), NOW + 5)
    euros = Entry(Fact.PAID, "in_2", "sub_2", BEA, Money(5, "EUR"), NOW)
    assert keep(commerce, lambda books: books.ledger.add([PAID, refund])) == [PAID, refund]
    assert keep(commerce, lambda books: books.ledger.add([PAID, euros])) == [euros]
    assert look(commerce, lambda books: books.ledger.of(ANN)) == [refund, PAID]
    assert look(commerce, lambda books: books.ledger.of(BEA)) == [euros]


def test_an_event_is_kept_once_until_it_is_handled(commerce: Commerce) -> None:
    assert look(commerce, lambda books: books.inbox.asked()) is None
    for until in (NOW, NOW + 5):
        keep(commerce, partial(_ask, until))
        assert look(commerce, lambda books: books.inbox.asked()) == until
    assert keep(commerce, lambda books: books.inbox.add(EVENT, NOW))
    assert not keep(commerce, lambda books: books.inbox.add(EVENT, NOW + 5))
    [waiting] = look(commerce, lambda books: books.inbox.due(NOW, 9))
    assert (waiting.event, waiting.attempts) == (EVENT, 0)
    keep(commerce, lambda books: books.inbox.retry(["evt_1"], NOW + 60, "away"))
    assert look(commerce, lambda books: books.inbox.due(NOW + 59, 9)) == []
    assert look(commerce, lambda books: books.inbox.due(NOW + 60, 9))[0].attempts == 1
    assert look(commerce, lambda books: books.inbox.waiting()) == 1
    keep(commerce, lambda books: books.inbox.handled(["evt_1"], NOW + 60))
    keep(commerce, lambda books: books.inbox.retry(["evt_1"], NOW, "too late"))
    assert look(commerce, lambda books: books.inbox.due(NOW + DAY, 9)) == []
    assert look(commerce, lambda books: books.inbox.waiting()) == 0
    assert not keep(commerce, lambda books: books.inbox.add(EVENT, NOW))


def test_events_come_out_oldest_first_and_are_forgotten_once_handled(commerce: Commerce) -> None:
    late = PaymentEvent("evt_0", "x", NOW + 1, None, "cs_1")
    for each in (late, EVENT):
        keep(commerce, partial(_arrive, each))
    due = look(commerce, lambda books: books.inbox.due(NOW, 9))
    assert [each.event for each in due] == [EVENT, late]
    assert len(look(commerce, lambda books: books.inbox.due(NOW, 1))) == 1
    keep(commerce, lambda books: books.inbox.handled(["evt_1"], NOW))
    assert keep(commerce, lambda books: books.inbox.prune(NOW)) == 0
    assert keep(commerce, lambda books: books.inbox.prune(NOW + 1)) == 1
    assert look(commerce, lambda books: books.inbox.waiting()) == 1


def test_a_trial_is_had_once_by_whatever_makes_a_person(commerce: Commerce) -> None:
    assert not look(commerce, lambda books: books.trials.used([b"address", b"card"]))
    assert not look(commerce, lambda books: books.trials.used([]))
    for _ in range(2):
        keep(commerce, lambda books: books.trials.use([b"address", b"card"], NOW))
    assert look(commerce, lambda books: books.trials.used([b"other", b"card"]))
    assert not look(commerce, lambda books: books.trials.used([b"other"]))


def test_the_books_of_money_outlive_the_account(commerce: Commerce) -> None:
    keep(commerce, lambda books: books.sales.add(SALE))
    keep(commerce, lambda books: books.ledger.add([PAID]))
    settled(commerce, HELD)
    keep(commerce, lambda books: books.accounts.delete(ANN, NOW))
    assert look(commerce, lambda books: books.sales.get("s1")) == SALE
    assert look(commerce, lambda books: books.ledger.of(ANN)) == [PAID]
    assert look(commerce, lambda books: books.subscriptions.get("sub_1")) == HELD
