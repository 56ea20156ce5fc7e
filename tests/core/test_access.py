from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.access import Decision, NeedsMeter, Reason, conclude, decide, without_meter
from presspass.core.article import Article, Tier
from presspass.core.ids import ArticleId, ArticleKey, ReaderId, article_key
from presspass.core.instants import DAY, Instant
from presspass.core.meter import Charge, Entry, Reading, charge
from presspass.core.periods import CalendarMonth, LastDays
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
from presspass.core.reader import LAPSED, Reader, Standing
from presspass.core.situations import Situation

NOW = 1_800_000_000
MONTH = CalendarMonth(ZoneInfo("UTC"))
POLICY = Policy("7", (), Metering(3, 5, MONTH)).compiled()
ANYONE = Reader(ReaderId(bytes(16)))
READER = Reader(ReaderId(bytes(16)), Standing.REGISTERED)
METERED = Article(ArticleId("urn:1"), Tier.METERED)
LOCKED = Article(ArticleId("urn:1"), Tier.LOCKED)
FREE = Article(ArticleId("urn:1"), Tier.FREE)

policies = st.from_type(Policy)
readers = st.from_type(Reader)
articles = st.from_type(Article)
used_up_to = st.integers(0, 8)


def charged(needed: NeedsMeter, used: int, *, again: bool = False) -> Reading:
    """What the meter answers a reader who has read so many others (and this one, if `again`)."""
    metering, now, this = needed.metering, needed.case.now, article_key(needed.case.article.id)
    entries = [Entry(ArticleKey(place), now - 1) for place in range(used)]
    if again:
        entries.append(Entry(this, now - 1))
    since = metering.period.since(now)
    return charge(entries, Charge(metering.pool, this, needed.limit, since, now))[1]


def settled(
    policy: Policy,
    reader: Reader,
    article: Article,
    used: int = 0,
    *,
    again: bool = False,
    now: Instant = NOW,
) -> Decision:
    answer = decide(policy, reader, article, now)
    if isinstance(answer, NeedsMeter):
        return conclude(answer, charged(answer, used, again=again))
    return answer


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
