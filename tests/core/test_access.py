from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from presspass.core.access import NeedsMeter, Reason, conclude, decide
from presspass.core.article import Article
from presspass.core.instants import DAY
from presspass.core.periods import LastDays
from presspass.core.policy import Metering, Mode, Policy
from presspass.core.reader import LAPSED, Reader, Standing
from presspass.core.situations import Situation
from tests.core.deciding import (
    ANYONE,
    METERED,
    MONTH,
    NOW,
    POLICY,
    READER,
    articles,
    charged,
    policies,
    readers,
    settled,
    used_up_to,
)


@given(policies, readers, articles, used_up_to, st.booleans())
def test_every_reader_and_article_has_exactly_one_decision(
    policy: Policy,
    reader: Reader,
    article: Article,
    used: int,
    again: bool,  # noqa: FBT001  # Hypothesis gives it by place
) -> None:
    decision = settled(policy, reader, article, used, again=again)
    assert decision == settled(policy, reader, article, used, again=again)
    assert decision.article == article.id
    assert decision.at == NOW
    assert decision.standing is reader.standing
    assert decision.policy == policy.version
    assert decision.rule == policy.rule_for(article, reader, NOW).name


@given(policies, readers, articles, used_up_to)
def test_the_paid_part_is_withheld_exactly_where_a_binding_wall_stands(
    policy: Policy, reader: Reader, article: Article, used: int
) -> None:
    decision = settled(policy, reader, article, used)
    assert decision.granted != (decision.binding and decision.situation.walled)
    assert decision.shown.walled != decision.granted
    assert decision.binding == (policy.mode is Mode.ENFORCE)


@given(policies, readers, articles, used_up_to, st.booleans())
def test_a_meters_answer_is_the_decision(
    policy: Policy,
    reader: Reader,
    article: Article,
    used: int,
    again: bool,  # noqa: FBT001  # as above
) -> None:
    needed = decide(policy, reader, article, NOW)
    if not isinstance(needed, NeedsMeter):
        return
    reading = charged(needed, used, again=again)
    decision = conclude(needed, reading)
    assert decision.situation.walled != reading.granted
    assert (decision.limit, decision.used) == (needed.limit, reading.used)
    assert decision.left == max(0, needed.limit - reading.used)
    assert decision.newly_charged == reading.newly_charged
    assert decision.resets_at is not None
    assert decision.resets_at > NOW
    assert decision.days == needed.metering.period.days


@given(policies, readers, articles, used_up_to)
def test_an_entitled_reader_never_meets_a_wall_nor_the_meter(
    policy: Policy, reader: Reader, article: Article, used: int
) -> None:
    if not reader.entitled(NOW):
        return
    decision = settled(policy, reader, article, used)
    assert decision.granted
    assert not decision.situation.walled
    assert decision.limit is None


@given(policies, readers, articles, used_up_to)
def test_lapsed_readers_meet_the_wall_of_what_they_had(
    policy: Policy, reader: Reader, article: Article, used: int
) -> None:
    decision = settled(policy, reader, article, used)
    walls = {
        Standing.LAPSED_TRIAL: Situation.TRIAL_EXPIRED,
        Standing.LAPSED_SUBSCRIBER: Situation.ACCESS_EXPIRED,
    }
    if decision.situation.walled and reader.standing in LAPSED:
        assert decision.situation is walls[reader.standing]
    else:
        assert decision.situation not in walls.values()


@given(policies, readers, articles, used_up_to)
def test_nobody_with_an_account_is_asked_to_register(
    policy: Policy, reader: Reader, article: Article, used: int
) -> None:
    if reader.known:
        decision = settled(policy, reader, article, used)
        assert decision.situation is not Situation.REGISTRATION
        assert decision.offered is None


@given(policies, readers, articles, used_up_to)
def test_registering_is_offered_where_it_opens_articles_and_for_as_many_as_it_does(
    policy: Policy, reader: Reader, article: Article, used: int
) -> None:
    decision = settled(policy, reader, article, used)
    if decision.reason is not Reason.SPENT or reader.known:
        return
    metering = policy.rule_for(article, reader, NOW).metering
    assert metering is not None
    assert decision.used is not None
    if metering.registered is None:
        assert (decision.situation, decision.offered) == (Situation.REGISTRATION, None)
        return
    assert decision.offered == max(0, metering.registered - decision.used)
    asked = decision.situation is Situation.REGISTRATION
    assert asked == (decision.offered > 0)
    registered = settled(policy, replace(reader, standing=Standing.REGISTERED), article, used)
    if registered.rule == decision.rule:
        assert registered.situation.walled != asked


def test_an_account_that_would_open_no_more_is_not_offered() -> None:
    lesser = Policy("1", (), Metering(3, 1, MONTH)).compiled()
    decision = settled(lesser, ANYONE, METERED, 3)
    assert (decision.situation, decision.offered) == (Situation.METER_SPENT, 0)


def test_a_month_of_reading_counts_down_to_the_wall_and_keeps_what_was_read_open() -> None:
    seen = [settled(POLICY, READER, METERED, used) for used in range(7)]
    assert [decision.situation for decision in seen] == [
        *(Situation.METER_LEFT,) * 4,
        Situation.METER_LAST,
        Situation.METER_SPENT,
        Situation.METER_SPENT,
    ]
    assert [decision.left for decision in seen] == [4, 3, 2, 1, 0, 0, 0]
    assert settled(POLICY, READER, METERED, 1, again=True).situation is Situation.METER_LEFT
    again = settled(POLICY, READER, METERED, 4, again=True)
    assert (again.situation, again.reason) == (Situation.METER_REREAD, Reason.REREAD)


def test_a_rolling_allowance_comes_back_when_its_oldest_charge_has_aged() -> None:
    rolling = Policy("1", (), Metering(1, 1, LastDays(30))).compiled()
    decision = settled(rolling, READER, METERED, 1)
    assert decision.resets_at == NOW - 1 + 30 * DAY
    assert decision.days == 30
