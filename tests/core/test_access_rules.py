"""What each part of a policy does to the decision."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.access import Decision, NeedsMeter, Reason, decide, without_meter
from presspass.core.article import Article, Tier
from presspass.core.policy import (
    Cookieless,
    Effect,
    Metering,
    Mode,
    OnMeterFailure,
    Policy,
    Rule,
    When,
)
from presspass.core.reader import Reader, Standing
from presspass.core.situations import Situation
from tests.core.deciding import (
    ANYONE,
    FREE,
    LOCKED,
    METERED,
    MONTH,
    NOW,
    POLICY,
    READER,
    articles,
    policies,
    readers,
    settled,
    used_up_to,
)


@given(policies, readers, articles, used_up_to)
def test_observing_denies_nobody_and_records_what_enforcing_would_do(
    policy: Policy, reader: Reader, article: Article, used: int
) -> None:
    observed = settled(replace(policy, mode=Mode.OBSERVE), reader, article, used)
    enforced = settled(replace(policy, mode=Mode.ENFORCE), reader, article, used)
    assert observed.granted
    assert not observed.shown.walled
    assert observed._replace(binding=True) == enforced


@given(policies, readers, articles)
def test_open_gates_grant_everything_and_charge_nothing(
    policy: Policy, reader: Reader, article: Article
) -> None:
    decision = decide(replace(policy, open_until=NOW + 1), reader, article, NOW)
    assert isinstance(decision, Decision)
    assert decision.granted
    assert (decision.situation, decision.reason) == (Situation.FREE, Reason.OPEN)


@given(policies, readers, articles)
def test_while_the_meter_is_away_the_policy_says_what_readers_get(
    policy: Policy, reader: Reader, article: Article
) -> None:
    needed = decide(policy, reader, article, NOW)
    if isinstance(needed, NeedsMeter):
        decision = without_meter(needed)
        assert decision.situation.walled == (policy.on_meter_failure is OnMeterFailure.WALL)
        assert decision.reason is Reason.METER_AWAY
        assert decision.limit is None


@given(policies, readers, articles, st.booleans(), st.booleans())
def test_a_proved_crawler_and_a_gift_lift_every_rule(
    policy: Policy,
    reader: Reader,
    article: Article,
    crawler: bool,  # noqa: FBT001  # as above
    gift: bool,  # noqa: FBT001  # as above
) -> None:
    if crawler or gift:
        decision = decide(policy, reader, article, NOW, crawler=crawler, gift=gift)
        assert isinstance(decision, Decision)
        assert decision.granted
        assert not decision.situation.walled


@pytest.mark.parametrize(
    ("reader", "article", "situation", "reason"),
    [
        (ANYONE, FREE, Situation.FREE, Reason.FREE),
        (ANYONE, LOCKED, Situation.LOCKED, Reason.LOCKED),
        (READER, LOCKED, Situation.LOCKED, Reason.LOCKED),
        (replace(READER, entitled_until=NOW + 1), LOCKED, Situation.ENTITLED, Reason.ENTITLED),
        (replace(READER, entitled_until=NOW), LOCKED, Situation.LOCKED, Reason.LOCKED),
        (
            replace(READER, standing=Standing.PAST_DUE, entitled_until=NOW + 1),
            METERED,
            Situation.PAYMENT_FAILED,
            Reason.GRACE,
        ),
        (
            replace(READER, standing=Standing.LAPSED_TRIAL),
            LOCKED,
            Situation.TRIAL_EXPIRED,
            Reason.LOCKED,
        ),
        (
            replace(READER, standing=Standing.LAPSED_SUBSCRIBER),
            LOCKED,
            Situation.ACCESS_EXPIRED,
            Reason.LOCKED,
        ),
    ],
)
def test_what_the_default_rules_do(
    reader: Reader, article: Article, situation: Situation, reason: Reason
) -> None:
    decision = decide(POLICY, reader, article, NOW)
    assert isinstance(decision, Decision)
    assert (decision.situation, decision.reason) == (situation, reason)


def test_a_rule_that_asks_for_an_account_lets_those_with_one_read() -> None:
    rule = Rule("archive", Effect.REGISTER)
    policy = replace(POLICY, rules=(rule, *POLICY.rules))
    assert settled(policy, READER, LOCKED).reason is Reason.REGISTERED
    asked = settled(policy, ANYONE, LOCKED)
    assert (asked.situation, asked.offered) == (Situation.REGISTRATION, None)
    metered = replace(policy, rules=(replace(rule, metering=Metering(0, 2, MONTH)),))
    assert settled(metered, ANYONE, LOCKED).offered == 2
    assert settled(metered, READER, LOCKED, 2).situation is Situation.METER_SPENT


def test_first_visits_get_what_the_policy_says() -> None:
    new = replace(ANYONE, new=True)
    assert isinstance(decide(POLICY, new, METERED, NOW), NeedsMeter)
    strict = replace(POLICY, cookieless=Cookieless.REGISTER)
    asked = settled(strict, new, METERED)
    assert (asked.situation, asked.reason, asked.offered) == (
        Situation.REGISTRATION,
        Reason.COOKIELESS,
        5,
    )
    assert isinstance(decide(strict, replace(new, new=False), METERED, NOW), NeedsMeter)
    assert isinstance(decide(strict, replace(READER, new=True), METERED, NOW), NeedsMeter)


def test_a_free_article_says_nothing_even_to_those_who_pay() -> None:
    rule = Rule("free for all", Effect.FREE, When(tiers=frozenset({Tier.LOCKED})))
    policy = replace(POLICY, rules=(rule, *POLICY.rules))
    paying = replace(READER, entitled_until=NOW + 1)
    assert settled(policy, paying, LOCKED).situation is Situation.FREE
