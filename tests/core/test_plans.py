from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.instants import Window
from presspass.core.money import Money
from presspass.core.plans import (
    Benefit,
    Interval,
    Offer,
    Plan,
    Price,
    Unit,
    in_order,
    next_change,
    on_sale,
    regions,
)
from presspass.core.reader import Standing

MONTH = Interval(1, Unit.MONTH)
ONE, NINE = Price(Money(100, "USD"), MONTH), Price(Money(900, "USD"), MONTH)

windows = st.tuples(st.none() | st.integers(0, 20), st.none() | st.integers(21, 40)).map(
    lambda ends: Window(*ends)
)
offers = st.lists(
    st.builds(
        Offer,
        st.sampled_from(["a", "b"]),
        st.just("digital"),
        st.just(ONE),
        st.just(NINE),
        windows,
        st.frozensets(st.sampled_from(Standing), max_size=2),
    ),
    max_size=4,
).map(tuple)


def offer(window: Window, *audience: Standing) -> Offer:
    return Offer("o", "digital", ONE, NINE, window, frozenset(audience))


def test_benefits_have_one_order_however_they_are_given() -> None:
    assert in_order([Benefit.PRINT, Benefit.ARTICLES]) == (Benefit.ARTICLES, Benefit.PRINT)
    assert in_order({"print", "apps", "nothing of ours"}) == (Benefit.APPS, Benefit.PRINT)
    assert in_order(()) == ()


def test_an_offer_with_a_code_or_for_other_countries_is_not_shown() -> None:
    offer = Offer("o", "digital", ONE, NINE)
    hidden = replace(offer, code="FESTIVAL")
    abroad = replace(offer, countries=frozenset({"CA"}))
    assert on_sale((offer, hidden, abroad), Standing.ANONYMOUS, 5) == (offer,)
    assert hidden.open_to(Standing.ANONYMOUS, 5)
    assert abroad.open_to(Standing.ANONYMOUS, 5, "CA")
    assert not abroad.open_to(Standing.ANONYMOUS, 5, "US")


@given(
    st.lists(st.frozensets(st.sampled_from("ABCDE"), max_size=3), max_size=4),
    st.sampled_from(Standing),
)
def test_countries_of_one_region_have_the_same_offers_and_those_of_two_have_not(
    limits: list[frozenset[str]], standing: Standing
) -> None:
    offers = tuple(
        replace(offer(Window()), key=str(place), countries=named)
        for place, named in enumerate(limits)
    )
    found = regions(offers)
    assert set(found) == set().union(*limits)
    for one, its in found.items():
        for other, others in found.items():
            same = on_sale(offers, standing, 0, one) == on_sale(offers, standing, 0, other)
            assert same is (its == others)
    unnamed = on_sale(offers, standing, 0, "Z")
    assert unnamed == on_sale(offers, standing, 0) == on_sale(offers, standing, 0, found.get("Z"))


def test_a_plan_finds_its_prices_by_their_names() -> None:
    assert NINE.key == f"{NINE.amount.minor}-usd-1-month"
    plan = Plan("digital", "Digital", frozenset({Benefit.ARTICLES}), (ONE, NINE))
    assert plan.price(NINE.key) == NINE
    assert plan.price("1-eur-1-month") is None


def test_an_offer_is_on_sale_from_its_first_moment_to_before_its_last() -> None:
    summer = offer(Window(10, 20))
    assert [summer.open_to(Standing.ANONYMOUS, at) for at in (9, 10, 19, 20)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_offer_is_made_to_its_audience_alone() -> None:
    back = offer(Window(), Standing.LAPSED_TRIAL)
    assert back.open_to(Standing.LAPSED_TRIAL, 0)
    assert not back.open_to(Standing.ANONYMOUS, 0)


def test_an_offer_that_changes_currency_is_refused() -> None:
    with pytest.raises(ValueError, match="currency"):
        Offer("o", "digital", Price(Money(100, "EUR"), MONTH), NINE)


def test_an_interval_holds_time() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Interval(0, Unit.DAY)


@given(offers, st.sampled_from(Standing), st.integers(0, 45))
def test_offers_on_sale_keep_the_editors_order(
    all_offers: tuple[Offer, ...], standing: Standing, now: int
) -> None:
    found = on_sale(all_offers, standing, now)
    assert found == tuple(it for it in all_offers if it.open_to(standing, now))


@given(offers, st.sampled_from(Standing), st.integers(0, 45))
def test_what_is_on_sale_stays_so_until_the_next_change(
    all_offers: tuple[Offer, ...], standing: Standing, now: int
) -> None:
    change = next_change(all_offers, now)
    for at in range(now, change or 50):
        assert on_sale(all_offers, standing, at) == on_sale(all_offers, standing, now)
    assert change is None or change > now


def test_the_next_change_is_the_nearest_edge_ahead() -> None:
    both = (offer(Window(10, 20)), offer(Window(15, None)))
    assert [next_change(both, at) for at in (0, 10, 15, 20)] == [10, 15, 20, None]
