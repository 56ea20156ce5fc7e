"""To whom the paper goes on a day."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.address import DeliveryAddress
from presspass.core.billing import Card
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant, start_of_day
from presspass.core.mailbox import Mailbox
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.subscription import RENEWAL_SLACK, State, Subscription
from presspass.ports import Commerce, Delivery
from presspass.services.deliveries.copies import Copy, copies

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 7, 12)
START = start_of_day(TODAY, BERLIN)
END = START + DAY
NOON = START + DAY // 2
HOME = DeliveryAddress("Ann Lee", "Kaistraße 7", "", "20457", "Hamburg", "", "DE")
PRICE = Price(Money(1999, "EUR"), Interval(1, Unit.MONTH))
ANN, BEA = (ReaderId(bytes([number]) * 16) for number in (1, 2))


@pytest.fixture
def commerce() -> Commerce:
    return MemoryCommerce()


def register(commerce: Commerce, *readers: ReaderId) -> None:
    with commerce.transaction() as books:
        for reader in readers:
            mailbox = Mailbox.parse(f"{reader.hex()}@example.com")
            books.accounts.create(Account(reader, mailbox, "en", 0))


def hold(
    commerce: Commerce,
    reader: ReaderId,
    since: Instant,
    until: Instant | None,
    plan: str | None = None,
    benefit: Benefit = Benefit.PRINT,
) -> None:
    name = EntitlementId(f"{reader.hex()} {plan} {since} {benefit}")
    with commerce.transaction() as books:
        held = Entitlement(name, reader, benefit, since, until, Basis.COMPLIMENTARY, plan)
        books.entitlements.put(held)


def subscribe(commerce: Commerce, state: State, card: Card | None = None) -> None:
    """Ann's subscription, whose period ends tomorrow at noon."""
    until = NOON + DAY
    bought = Subscription(
        "sub_1", ANN, "s", "complete", "c", state, 0, until, PRICE, PRICE, card=card
    )
    register(commerce, ANN)
    with commerce.transaction() as books:
        books.subscriptions.put(bought, books.subscriptions.ask("sub_1"))
        held = Entitlement(
            EntitlementId("subscription:sub_1:print"),
            ANN,
            Benefit.PRINT,
            0,
            until if state is State.CANCELLING else until + RENEWAL_SLACK,
            Basis.SUBSCRIPTION,
            "complete",
        )
        books.entitlements.put(held)


def on(commerce: Commerce, day: date, now: Instant = NOON) -> list[Copy]:
    return list(copies(commerce, day, BERLIN, now))


@pytest.mark.parametrize(
    ("since", "until", "due"),
    [
        (0, None, True),
        (START, END, True),
        (END - 1, None, True),
        (END, None, False),
        (0, START + 1, True),
        (0, START, False),
        (NOON, NOON, False),
    ],
)
def test_who_is_entitled_at_any_time_of_the_day_gets_a_paper(
    commerce: Commerce, since: Instant, until: Instant | None, *, due: bool
) -> None:
    register(commerce, ANN)
    hold(commerce, ANN, since, until)
    hold(commerce, ANN, 0, None, benefit=Benefit.ARTICLES)
    assert on(commerce, TODAY) == ([Copy(ANN, (), None)] if due else [])


def test_each_reader_gets_one_paper_whatever_brings_it(commerce: Commerce) -> None:
    register(commerce, BEA, ANN)
    for plan in ("weekend", "complete", None):
        hold(commerce, ANN, 0, None, plan)
    hold(commerce, BEA, 0, END)
    with commerce.transaction() as books:
        books.deliveries.put(Delivery(ANN, HOME, 0))
    assert on(commerce, TODAY) == [
        Copy(ANN, ("complete", "weekend"), HOME),
        Copy(BEA, (), None),
    ]


@pytest.mark.parametrize(
    ("state", "card", "goes_on"),
    [
        (State.ACTIVE, None, True),
        (State.TRIALING, Card("visa", "4242", (2030, 1)), True),
        (State.TRIALING, None, False),
        (State.CANCELLING, None, False),
        (State.PAST_DUE, None, False),
        (State.ENDED, None, False),
    ],
)
def test_on_a_day_to_come_what_renews_by_itself_counts_as_renewed(
    commerce: Commerce, state: State, card: Card | None, *, goes_on: bool
) -> None:
    subscribe(commerce, state, card)
    expected = [Copy(ANN, ("complete",), None)]
    assert on(commerce, date(2026, 7, 13)) == expected
    assert on(commerce, date(2026, 9, 1)) == (expected if goes_on else [])


def test_a_subscription_answers_only_for_what_it_brings(commerce: Commerce) -> None:
    subscribe(commerce, State.ACTIVE)
    with commerce.transaction() as books:
        books.entitlements.remove(EntitlementId("subscription:sub_1:print"))
    hold(commerce, ANN, 0, END + DAY, "gift")
    assert on(commerce, TODAY) == [Copy(ANN, ("gift",), None)]
    assert on(commerce, date(2026, 9, 1)) == []


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40), st.booleans()), max_size=12))
def test_nobody_who_is_entitled_gets_lost(spans: list[tuple[int, int, bool]]) -> None:
    commerce = MemoryCommerce()
    due = set()
    for number, (begins, lasts, prints) in enumerate(spans):
        reader = ReaderId(bytes([number]) * 16)
        register(commerce, reader)
        since = START - 20 * DAY + begins * DAY + 60
        until = since + lasts * DAY
        hold(commerce, reader, since, until, None, Benefit.PRINT if prints else Benefit.APPS)
        if prints and since < END and until > START:
            due.add(reader)
    found = [each.reader for each in on(commerce, TODAY)]
    assert found == sorted(due)


def test_more_readers_than_are_read_at_once_are_all_there(
    commerce: Commerce, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presspass.services.deliveries.copies._CHUNK", 2)
    readers = [ReaderId(bytes([number]) * 16) for number in range(7)]
    register(commerce, *readers)
    for reader in readers:
        if reader[0] not in (2, 3):
            hold(commerce, reader, 0, None)
    found = [each.reader[0] for each in on(commerce, TODAY)]
    assert found == [0, 1, 4, 5, 6]
