"""What a reader is, told by the one day that says most."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.entitlement import (
    FOREVER,
    Basis,
    Entitlement,
    EntitlementId,
    standing_of,
)
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.subscription import State, Subscription
from presspass.services.accounts.membership import Kind, Membership, membership

ANN, NOW = ReaderId(b"a" * 16), 1_800_000_000
PRICE = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
SUBSCRIPTION = Subscription(
    "sub", ANN, "s", "digital", "cus", State.ACTIVE, NOW, NOW + 30 * DAY, PRICE, PRICE
)


def held(basis: Basis, until: int | None, benefit: Benefit = Benefit.ARTICLES) -> Entitlement:
    name = EntitlementId(f"{basis}:{until}:{benefit}")
    return Entitlement(name, ANN, benefit, NOW - 90 * DAY, until, basis)


def test_a_subscription_is_told_by_the_provider_and_not_by_the_slack_of_its_renewal() -> None:
    entitlements = [held(Basis.SUBSCRIPTION, NOW + 32 * DAY)]
    found = membership(entitlements, [SUBSCRIPTION], NOW)
    assert (found.kind, found.day) == (Kind.RENEWS, NOW + 30 * DAY)
    ending = replace(SUBSCRIPTION, state=State.CANCELLING)
    found = membership(entitlements, [ending], NOW)
    assert (found.kind, found.day) == (Kind.ENDS, NOW + 30 * DAY - 1)


def test_a_trial_is_paid_from_its_end_on_unless_it_was_cancelled() -> None:
    entitlements = [held(Basis.TRIAL, NOW + 32 * DAY)]
    trial = replace(SUBSCRIPTION, state=State.TRIALING)
    assert membership(entitlements, [trial], NOW).kind is Kind.TRIAL_RENEWS
    cancelled = replace(SUBSCRIPTION, state=State.CANCELLING)
    assert membership(entitlements, [cancelled], NOW).kind is Kind.TRIAL
    assert membership(entitlements, [], NOW).kind is Kind.TRIAL


@pytest.mark.parametrize("state", [State.ENDED, State.INCOMPLETE])
def test_a_subscription_that_brings_nothing_says_nothing(state: State) -> None:
    over = replace(SUBSCRIPTION, state=state)
    assert membership([], [over], NOW).kind is Kind.REGISTERED
    found = membership([held(Basis.IMPORT, None)], [over], NOW)
    assert found == Membership(Kind.BROUGHT, None, frozenset({Benefit.ARTICLES}), entitled=True)


def test_a_failed_payment_goes_before_everything() -> None:
    late = replace(held(Basis.SUBSCRIPTION, NOW + DAY), fix_by=NOW + DAY)
    found = membership([late], [replace(SUBSCRIPTION, state=State.PAST_DUE)], NOW)
    assert (found.kind, found.day) == (Kind.PAST_DUE, NOW + DAY)


def test_a_benefit_beside_articles_is_named_and_opens_none() -> None:
    found = membership([held(Basis.COMPLIMENTARY, None, Benefit.PRINT)], [], NOW)
    assert found == Membership(
        Kind.REGISTERED, None, frozenset({Benefit.PRINT}), entitled=False, guest_until=FOREVER
    )


def test_who_was_only_ever_a_guest_is_told_of_no_subscription() -> None:
    over = held(Basis.COMPLIMENTARY, NOW)
    found = membership([over], [], NOW)
    assert found == Membership(Kind.LAPSED_GUEST, NOW, frozenset(), entitled=False)
    assert membership([over, held(Basis.IMPORT, NOW - DAY)], [], NOW).kind is Kind.LAPSED


def test_what_is_complimentary_is_told_once() -> None:
    gift, apps = held(Basis.COMPLIMENTARY, NOW + DAY), Benefit.APPS
    alone = membership([gift], [], NOW)
    assert (alone.kind, alone.day, alone.guest_until) == (Kind.GUEST, NOW + DAY - 1, None)
    paid = [gift, held(Basis.SUBSCRIPTION, NOW + 32 * DAY)]
    beside = membership(paid, [SUBSCRIPTION], NOW)
    assert (beside.kind, beside.guest_until) == (Kind.RENEWS, NOW + DAY)
    longer = [*paid, held(Basis.COMPLIMENTARY, NOW + 2 * DAY, apps)]
    assert membership(longer, [SUBSCRIPTION], NOW).guest_until == NOW + 2 * DAY
    over = [*paid, held(Basis.COMPLIMENTARY, NOW, apps)]
    assert membership(over, [SUBSCRIPTION], NOW).guest_until == NOW + DAY


entitlements = st.builds(
    held,
    st.sampled_from(Basis),
    st.none() | st.integers(-60, 60).map(lambda days: NOW + days * DAY),
    st.sampled_from(Benefit),
)


@given(
    st.lists(entitlements, max_size=4),
    st.lists(st.sampled_from(State).map(lambda it: replace(SUBSCRIPTION, state=it)), max_size=2),
)
def test_it_never_tells_of_more_or_less_than_the_gate_grants(
    entitlements: list[Entitlement], subscriptions: list[Subscription]
) -> None:
    found = membership(entitlements, subscriptions, NOW)
    granted = standing_of(entitlements, NOW)
    assert found.entitled is (granted.entitled_until is not None)
    closed = {Kind.REGISTERED, Kind.LAPSED, Kind.LAPSED_TRIAL, Kind.LAPSED_GUEST}
    assert found.entitled is (found.kind not in closed)
    assert found.benefits == granted.benefits
