from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.entitlement import (
    FOREVER,
    Basis,
    Entitlement,
    EntitlementId,
    Held,
    brought_by,
    standing_of,
)
from presspass.core.ids import ReaderId
from presspass.core.plans import Benefit
from presspass.core.reader import LAPSED, Reader, Standing

ANN = ReaderId(b"a" * 16)
NOW = 100
NOTHING: frozenset[Benefit] = frozenset()
ARTICLES = frozenset({Benefit.ARTICLES})


def held(
    since: int,
    until: int | None,
    basis: Basis = Basis.SUBSCRIPTION,
    benefit: Benefit = Benefit.ARTICLES,
    fix_by: int | None = None,
) -> Entitlement:
    return Entitlement(
        EntitlementId("e"), ANN, benefit, since, until, basis, "digital", fix_by=fix_by
    )


@given(st.text(), st.sampled_from(Benefit))
def test_its_name_says_which_subscription_brings_it(subscription: str, benefit: Benefit) -> None:
    named = replace(held(0, None), id=brought_by(subscription, benefit))
    assert named.subscription == subscription


@pytest.mark.parametrize("name", ["import:00ff:articles", "complimentary:00ff:print", "e", ""])
def test_no_other_name_says_that_a_subscription_brings_it(name: str) -> None:
    assert replace(held(0, None), id=EntitlementId(name)).subscription is None


several = st.lists(
    st.builds(
        lambda since, length, basis, benefit, fix_by: held(
            since, None if length is None else since + length, basis, benefit, fix_by
        ),
        st.integers(0, 200),
        st.none() | st.integers(0, 100),
        st.sampled_from(Basis),
        st.sampled_from(Benefit),
        st.none() | st.integers(0, 300),
    ),
    max_size=5,
)


@pytest.mark.parametrize(
    ("entitlements", "answer"),
    [
        ([], Held(Standing.REGISTERED, None, None, NOTHING)),
        ([held(50, 150)], Held(Standing.SUBSCRIBED, 150, None, ARTICLES)),
        ([held(100, 101)], Held(Standing.SUBSCRIBED, 101, None, ARTICLES)),
        ([held(50, None)], Held(Standing.SUBSCRIBED, FOREVER, None, ARTICLES)),
        ([held(50, 150, Basis.IMPORT)], Held(Standing.SUBSCRIBED, 150, None, ARTICLES)),
        ([held(50, 150, Basis.COMPLIMENTARY)], Held(Standing.SUBSCRIBED, 150, None, ARTICLES)),
        ([held(50, 150, Basis.TRIAL)], Held(Standing.TRIALING, 150, None, ARTICLES)),
        (
            [held(50, 150, Basis.TRIAL), held(60, 120, Basis.IMPORT)],
            Held(Standing.SUBSCRIBED, 150, None, ARTICLES),
        ),
        ([held(50, 150, fix_by=130)], Held(Standing.PAST_DUE, 150, 130, ARTICLES)),
        (
            [held(50, 150, fix_by=130), held(50, 140, fix_by=135)],
            Held(Standing.PAST_DUE, 150, 135, ARTICLES),
        ),
        (
            [held(50, 150, fix_by=130), held(50, 120)],
            Held(Standing.SUBSCRIBED, 150, None, ARTICLES),
        ),
        ([held(50, 100)], Held(Standing.LAPSED_SUBSCRIBER, None, None, NOTHING)),
        ([held(50, 100, Basis.TRIAL)], Held(Standing.LAPSED_TRIAL, None, None, NOTHING)),
        (
            [held(50, 60, Basis.TRIAL), held(60, 100)],
            Held(Standing.LAPSED_SUBSCRIBER, None, None, NOTHING),
        ),
        ([held(101, 150)], Held(Standing.REGISTERED, None, None, NOTHING)),
        (
            [held(50, 60, Basis.TRIAL), held(101, 150)],
            Held(Standing.LAPSED_TRIAL, None, None, NOTHING),
        ),
        (
            [held(50, None, benefit=Benefit.PRINT)],
            Held(Standing.REGISTERED, None, None, frozenset({Benefit.PRINT})),
        ),
        (
            [held(50, 90), held(50, 150, benefit=Benefit.APPS)],
            Held(Standing.LAPSED_SUBSCRIBER, None, None, frozenset({Benefit.APPS})),
        ),
    ],
)
def test_a_reader_is_what_their_entitlements_make_them(
    entitlements: list[Entitlement], answer: Held
) -> None:
    assert standing_of(entitlements, NOW) == answer
    assert standing_of(reversed(entitlements), NOW) == answer


def test_one_that_begins_where_another_ends_goes_on_from_it() -> None:
    chain = [held(50, 120), held(120, 140), held(139, 160), held(161, 200)]
    assert standing_of(chain, NOW).entitled_until == 160


def test_an_end_before_the_beginning_is_refused_and_one_at_it_is_not() -> None:
    assert not held(100, 100).current(NOW)
    with pytest.raises(ValueError, match="dates"):
        held(101, 100)


@given(several, st.integers(0, 400))
def test_who_holds_articles_now_may_read_them_and_nobody_else(
    entitlements: list[Entitlement], now: int
) -> None:
    found = standing_of(entitlements, now)
    reader = Reader(ANN, found.standing, found.entitled_until, found.fix_by)
    assert reader.entitled(now) == (Benefit.ARTICLES in found.benefits)
    assert (found.fix_by is not None) == (found.standing is Standing.PAST_DUE)
    assert reader.known


@given(several, st.integers(0, 300))
def test_the_right_to_read_lasts_exactly_as_long_as_it_says(
    entitlements: list[Entitlement], now: int
) -> None:
    until = standing_of(entitlements, now).entitled_until
    if until is None:
        return
    for at in range(now, min(until, 410)):
        assert standing_of(entitlements, at).entitled_until is not None
    if until < FOREVER:
        assert standing_of(entitlements, until).entitled_until is None


@given(several, st.integers(0, 300), st.integers(0, 300))
def test_who_once_read_with_a_right_is_never_merely_registered_again(
    entitlements: list[Entitlement], now: int, later: int
) -> None:
    if standing_of(entitlements, now).entitled_until is not None:
        assert standing_of(entitlements, now + later).standing is not Standing.REGISTERED


@given(several)
def test_a_trial_beside_anything_else_makes_nobody_a_lapsed_trial(
    entitlements: list[Entitlement],
) -> None:
    paid = replace(held(0, 10), basis=Basis.SUBSCRIPTION)
    standing = standing_of([*entitlements, paid], 400).standing
    assert standing not in LAPSED - {Standing.LAPSED_SUBSCRIBER}
