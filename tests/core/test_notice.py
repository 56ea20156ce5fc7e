"""What falls due ahead of time, and that it is told shortly after it does or not at all."""

from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.billing import Card
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.core.money import Money
from presspass.core.notice import TOLD_FOR, Asked, Notice, due, expires
from presspass.core.plans import Interval, Price, Unit
from presspass.core.subscription import GRACE, State, Subscription

NOW = 1_800_000_000  # 2027-01-15
YEARLY = Price(Money(9900, "USD"), Interval(1, Unit.YEAR))
MONTHLY = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
NOTHING, WEEK_AHEAD = Asked(), Asked(7)
OLD, GOOD = Card("visa", "4242", (2027, 1)), Card("visa", "4242", (2030, 12))
HELD = Subscription(
    "sub_1",
    ReaderId(b"a" * 16),
    "s1",
    "digital",
    "cus_1",
    State.ACTIVE,
    NOW - 300 * DAY,
    NOW,
    YEARLY,
    YEARLY,
    card=GOOD,
)


def told(subscription: Subscription, now: int, asked: Asked = NOTHING) -> list[Notice]:
    return [each.notice for each in due(subscription, asked, UTC, now)]


def test_half_way_through_grace_and_a_day_before_its_end_it_is_told() -> None:
    owing = replace(HELD, state=State.PAST_DUE, fix_by=NOW + GRACE)
    half, last = NOW + GRACE // 2, NOW + GRACE - DAY
    assert told(owing, half - 1) == []
    assert told(owing, half) == told(owing, last - 1) == [Notice.HALF_WAY]
    assert told(owing, last) == told(owing, NOW + GRACE - 1) == [Notice.LAST_DAY]
    assert told(owing, NOW + GRACE) == []


def test_renewals_are_told_where_it_is_asked_for_and_of_long_intervals_alone() -> None:
    at = NOW - 7 * DAY
    assert told(HELD, at) == []
    assert told(HELD, at, WEEK_AHEAD) == [Notice.RENEWAL]
    assert told(HELD, at - 1, WEEK_AHEAD) == []
    monthly = replace(HELD, price=MONTHLY)
    assert told(monthly, at, WEEK_AHEAD) == []
    assert told(monthly, at, Asked(7, Unit.MONTH)) == [Notice.RENEWAL]


def test_another_price_is_told_where_it_is_asked_for_and_takes_the_place_of_the_renewal() -> None:
    at = NOW - 7 * DAY
    introduced = replace(HELD, price=MONTHLY)
    asked = Asked(7, Unit.MONTH, 7)
    assert told(introduced, at, asked) == [Notice.PRICE_CHANGES]
    assert told(introduced, at - 1, asked) == []
    assert told(HELD, at, asked) == [Notice.RENEWAL]
    assert told(introduced, at, Asked(7, Unit.MONTH)) == [Notice.RENEWAL]
    assert told(replace(introduced, state=State.CANCELLING), at, asked) == []


@pytest.mark.parametrize(
    ("interval", "long_enough"),
    [
        (Interval(12, Unit.MONTH), True),
        (Interval(52, Unit.WEEK), True),
        (Interval(6, Unit.MONTH), False),
        (Interval(2, Unit.YEAR), True),
    ],
)
def test_a_year_is_a_year_however_it_is_written(interval: Interval, *, long_enough: bool) -> None:
    assert WEEK_AHEAD.concerns(interval) is long_enough


@pytest.mark.parametrize("state", [State.CANCELLING, State.ENDED, State.INCOMPLETE])
def test_what_does_not_go_on_is_told_nothing(state: State) -> None:
    quiet = replace(HELD, state=state, card=OLD, fix_by=NOW, trial_ends=NOW)
    assert [told(quiet, NOW - ahead * DAY, WEEK_AHEAD) for ahead in range(15)] == [[]] * 15


def test_the_end_of_a_trial_is_told_three_days_before_but_not_of_one_that_short() -> None:
    trial = replace(HELD, state=State.TRIALING, started=NOW - 14 * DAY, trial_ends=NOW)
    assert told(trial, NOW - 3 * DAY) == [Notice.TRIAL_ENDS]
    assert told(trial, NOW - 3 * DAY - 1) == told(trial, NOW) == []
    short = replace(trial, started=NOW - 3 * DAY)
    assert told(short, NOW - 3 * DAY) == told(short, NOW - DAY) == []


def test_a_card_that_expires_before_the_renewal_is_told_two_weeks_ahead() -> None:
    renews = replace(HELD, until=expires(OLD, UTC))
    old = replace(renews, card=OLD)
    at = expires(OLD, UTC) - 14 * DAY
    assert told(old, at) == [Notice.CARD_EXPIRES]
    assert told(old, at - 1) == []
    assert told(renews, at) == []
    assert told(replace(renews, card=OLD, until=expires(OLD, UTC) - 1), at) == []
    weekly = replace(old, price=replace(MONTHLY, every=Interval(1, Unit.WEEK)))
    assert told(weekly, at) == []
    assert told(weekly, expires(OLD, UTC) - 3 * DAY) == [Notice.CARD_EXPIRES]


def test_a_card_is_good_to_the_end_of_its_month() -> None:
    assert expires(Card("visa", "1", (2027, 12)), UTC) == 1_830_297_600  # 2028-01-01
    berlin = ZoneInfo("Europe/Berlin")
    assert expires(Card("visa", "1", (2027, 1)), berlin) == 1_801_436_400  # 2027-02-01 there


@given(
    state=st.sampled_from(State),
    lies=st.integers(-40 * DAY, 40 * DAY),
    card=st.sampled_from([None, OLD, GOOD]),
    asked=st.sampled_from([NOTHING, WEEK_AHEAD, Asked(60, Unit.DAY), Asked(7, price=5)]),
    price=st.sampled_from([YEARLY, MONTHLY]),
)
def test_the_same_fact_has_one_key_and_is_told_for_three_days_at_most(
    state: State, lies: int, card: Card | None, asked: Asked, price: Price
) -> None:
    until = NOW + lies
    held = replace(HELD, state=state, until=until, trial_ends=until, fix_by=until, card=card)
    held = replace(held, price=price)
    times: dict[str, list[int]] = {}
    for now in range(until - 70 * DAY, until + 10 * DAY, DAY // 2):
        for each in due(held, asked, UTC, now):
            times.setdefault(each.key, []).append(now)
    for found in times.values():
        assert max(found) < until
        assert max(found) - min(found) < TOLD_FOR
