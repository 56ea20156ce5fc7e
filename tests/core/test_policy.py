from dataclasses import fields, replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.core.article import Article, Tier
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import DAY
from presspass.core.periods import CalendarMonth
from presspass.core.policy import Effect, Metering, Mode, Policy, Rule, When
from presspass.core.reader import Reader, Standing

NOW = 1_800_000_000
METERING = Metering(3, 6, CalendarMonth(ZoneInfo("UTC")))
ARTICLE = Article(ArticleId("urn:1"), Tier.METERED, "", "News", frozenset({"a"}), NOW - 10 * DAY)
READER = Reader(ReaderId(bytes(16)), Standing.REGISTERED, country="DE")

whens = st.from_type(When)
articles = st.from_type(Article)
readers = st.from_type(Reader)
policies = st.from_type(Policy)


def policy(*rules: Rule) -> Policy:
    return Policy("1", rules, METERING)


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        (When(), True),
        (When(tiers=frozenset({Tier.METERED, Tier.LOCKED})), True),
        (When(tiers=frozenset({Tier.FREE})), False),
        (When(sections=frozenset({"News"})), True),
        (When(sections=frozenset({"news"})), False),
        (When(tags=frozenset({"a", "z"})), True),
        (When(tags=frozenset({"z"})), False),
        (When(ids=frozenset({"urn:1"})), True),
        (When(ids=frozenset({"urn:2"})), False),
        (When(older_than=10), True),
        (When(older_than=11), False),
        (When(newer_than=11), True),
        (When(newer_than=10), False),
        (When(older_than=10, newer_than=11), True),
        (When(standings=frozenset({Standing.REGISTERED})), True),
        (When(standings=frozenset({Standing.ANONYMOUS})), False),
        (When(countries=frozenset({"DE"})), True),
        (When(countries=frozenset({"US"})), False),
        (When(new=False), True),
        (When(new=True), False),
        (When(sections=frozenset({"News"}), countries=frozenset({"US"})), False),
    ],
)
def test_all_conditions_of_a_rule_have_to_hold(when: When, holds: bool) -> None:  # noqa: FBT001  # a parameter of the table
    assert when.holds(ARTICLE, READER, NOW) is holds


@pytest.mark.parametrize("when", [When(older_than=1), When(newer_than=1)])
def test_an_article_without_a_date_fits_no_condition_on_age(when: When) -> None:
    assert not when.holds(replace(ARTICLE, published=None), READER, NOW)


def test_a_reader_of_unknown_country_fits_no_condition_on_country() -> None:
    assert not When(countries=frozenset({"DE"})).suits(replace(READER, country=None))


@given(whens, articles, readers)
def test_a_condition_is_one_on_the_article_and_one_on_the_reader(
    when: When, article: Article, reader: Reader
) -> None:
    assert when.holds(article, reader, NOW) == (when.fits(article, NOW) and when.suits(reader))
    assert when.about_reader or when.suits(reader)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[When, When]:
    """Two conditions that differ in few of their parts, so that one often covers the other."""
    one, other = draw(whens), draw(whens)
    parts = draw(
        st.sets(st.sampled_from([part.name for part in fields(When)]), min_size=1, max_size=2)
    )
    return replace(one, **{part: getattr(other, part) for part in parts}), one


def _one(draw: st.DrawFn, wanted: frozenset[str]) -> str | None:
    return draw(st.sampled_from(sorted(wanted))) if wanted else None


@st.composite
def cases(draw: st.DrawFn, when: When) -> tuple[Article, Reader]:
    """An article and a reader that a condition holds for, if it can hold at all."""
    article, reader = draw(articles), draw(readers)
    tags = article.tags | {draw(st.sampled_from(sorted(when.tags)))} if when.tags else article.tags
    oldest = 5 if when.newer_than is None else when.newer_than
    age = draw(st.integers((when.older_than or 0) * DAY, max(oldest, when.older_than or 0) * DAY))
    aged = when.older_than is not None or when.newer_than is not None
    return (
        Article(
            ArticleId(draw(st.sampled_from(sorted(when.ids) or [article.id]))),
            draw(st.sampled_from([*when.tiers] or [article.tier])),
            "",
            _one(draw, when.sections) or article.section,
            tags,
            NOW - age if aged else article.published,
        ),
        replace(
            reader,
            standing=draw(st.sampled_from(sorted(when.standings) or [reader.standing])),
            country=_one(draw, when.countries) or reader.country,
            new=reader.new if when.new is None else when.new,
        ),
    )


@settings(max_examples=400)
@given(st.data(), neighbours())
def test_what_covers_another_condition_holds_wherever_that_does(
    data: st.DataObject, pair: tuple[When, When]
) -> None:
    wide, narrow = pair
    article, reader = data.draw(cases(narrow))
    if wide.covers(narrow) and narrow.holds(article, reader, NOW):
        assert wide.holds(article, reader, NOW)


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        (When(older_than=3), When(older_than=3), True),
        (When(older_than=3), When(older_than=4), True),
        (When(older_than=3), When(older_than=2), False),
        (When(older_than=3), When(), False),
        (When(newer_than=3), When(newer_than=2), True),
        (When(newer_than=3), When(newer_than=4), False),
        (When(newer_than=3), When(older_than=1), False),
        (When(new=True), When(new=False), False),
        (When(new=True), When(), False),
        (When(countries=frozenset({"DE"})), When(), False),
        (When(countries=frozenset({"DE"})), When(countries=frozenset({"DE", "US"})), False),
        (When(countries=frozenset({"DE", "US"})), When(countries=frozenset({"DE"})), True),
    ],
)
def test_a_condition_covers_what_asks_for_no_less(
    wide: When,
    narrow: When,
    covers: bool,  # noqa: FBT001  # a parameter of the table
) -> None:
    assert wide.covers(narrow) is covers


@given(whens)
def test_every_condition_covers_itself_and_is_covered_by_the_empty_one(when: When) -> None:
    assert when.covers(when)
    assert When().covers(when)


@given(whens, articles, readers)
def test_an_impossible_condition_holds_nowhere(
    when: When, article: Article, reader: Reader
) -> None:
    if when.impossible:
        assert not when.holds(article, reader, NOW)


@given(policies, articles, readers)
def test_the_first_rule_that_matches_is_the_one(
    policy: Policy, article: Article, reader: Reader
) -> None:
    matching = [rule for rule in policy.rules if rule.when.holds(article, reader, NOW)]
    assert policy.rule_for(article, reader, NOW) == matching[0]


@given(policies, articles, readers)
def test_a_rule_said_never_to_match_never_does(
    policy: Policy, article: Article, reader: Reader
) -> None:
    never = {rule.name for rule, _ in policy.never_matching()}
    assert policy.rule_for(article, reader, NOW).name not in never


@given(policies)
def test_a_rule_said_never_to_match_is_put_down_to_one_before_it(policy: Policy) -> None:
    for rule, shadow in policy.never_matching():
        if shadow is None:
            assert rule.when.impossible
        else:
            assert policy.rules.index(shadow) < policy.rules.index(rule)
            assert shadow.when.covers(rule.when)


def test_rules_that_never_match_are_found() -> None:
    news = Rule("news", Effect.FREE, When(sections=frozenset({"News", "Sport"})))
    old_news = Rule("old", Effect.LOCKED, When(sections=frozenset({"News"}), older_than=9))
    nowhen = Rule("never", Effect.LOCKED, When(older_than=9, newer_than=9))
    other = Rule("other", Effect.LOCKED, When(sections=frozenset({"Arts"})))
    assert policy(news, old_news, nowhen, other).never_matching() == (
        (old_news, news),
        (nowhen, None),
    )


@given(policies, articles, st.lists(readers, max_size=5))
def test_an_article_free_for_all_is_free_for_each(
    policy: Policy, article: Article, some: list[Reader]
) -> None:
    if policy.free_for_all(article, NOW):
        assert {policy.rule_for(article, reader, NOW).effect for reader in some} <= {Effect.FREE}


def test_an_article_free_for_some_is_not_free_for_all() -> None:
    some = Rule("some", Effect.FREE, When(countries=frozenset({"DE"})))
    assert not policy(some).compiled().free_for_all(ARTICLE, NOW)
    assert policy(some, Rule("all", Effect.FREE)).compiled().free_for_all(ARTICLE, NOW)


@pytest.mark.parametrize(
    ("tier", "effect"),
    [(Tier.FREE, Effect.FREE), (Tier.METERED, Effect.METERED), (Tier.LOCKED, Effect.LOCKED)],
)
def test_what_no_rule_matches_falls_to_the_articles_own_tier(tier: Tier, effect: Effect) -> None:
    rule = policy().compiled().rule_for(replace(ARTICLE, tier=tier), READER, NOW)
    assert rule.effect is effect
    assert rule.metering == (METERING if effect is Effect.METERED else None)


def test_a_policy_that_was_not_compiled_says_so() -> None:
    with pytest.raises(LookupError, match="not compiled"):
        policy().rule_for(ARTICLE, READER, NOW)
    with pytest.raises(LookupError, match="not compiled"):
        policy().free_for_all(ARTICLE, NOW)


def test_gates_are_open_until_their_time_and_not_at_it() -> None:
    opened = replace(policy(), open_until=NOW, mode=Mode.OBSERVE)
    assert [opened.mode_at(NOW + after) for after in (-1, 0)] == [Mode.OPEN, Mode.OBSERVE]


def test_a_meter_without_an_allowance_and_an_allowance_without_a_meter_are_refused() -> None:
    with pytest.raises(ValueError, match="needs a limit"):
        Rule("r", Effect.METERED)
    for effect in (Effect.FREE, Effect.LOCKED):
        with pytest.raises(ValueError, match="can't have a limit"):
            Rule("r", effect, metering=METERING)


def test_readers_with_an_account_have_its_allowance() -> None:
    assert METERING.limit(READER) == 6
    assert METERING.limit(replace(READER, standing=Standing.LAPSED_SUBSCRIBER)) == 6
    assert METERING.limit(replace(READER, standing=Standing.ANONYMOUS)) == 3
