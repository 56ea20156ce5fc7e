"""How Hypothesis makes readers, articles and policies: of few words, so that rules often match."""

from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from presspass.core.article import Article, Tier
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import DAY
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
from presspass.core.reader import Reader, Standing

NOW = 1_800_000_000

_COUNTED = (Effect.METERED, Effect.REGISTER)
_days = st.none() | st.integers(1, 4)


def _some(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


def _instants() -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(-5 * DAY, 5 * DAY).map(lambda age: NOW + age)


def _readers() -> st.SearchStrategy[Reader]:
    standings = st.sampled_from(Standing)
    countries = st.none() | st.sampled_from(["DE", "US"])
    return st.builds(
        lambda standing, until, country, new: Reader(
            ReaderId(bytes(16)), standing, until, until, country, new
        ),
        standings,
        _instants(),
        countries,
        st.booleans(),
    )


def _meterings() -> st.SearchStrategy[Metering]:
    periods = st.sampled_from([CalendarMonth(ZoneInfo("Europe/Berlin")), LastDays(3)])
    return st.builds(Metering, st.integers(0, 4), st.none() | st.integers(0, 6), periods)


def _rules() -> st.SearchStrategy[Rule]:
    return st.builds(
        lambda effect, when, metering, own: Rule(
            "a rule",
            effect,
            when,
            metering if effect is Effect.METERED or (own and effect in _COUNTED) else None,
        ),
        st.sampled_from(Effect),
        st.from_type(When),
        _meterings(),
        st.booleans(),
    )


def _policies() -> st.SearchStrategy[Policy]:
    return st.builds(
        lambda rules, *rest: Policy(
            "7",
            tuple(
                Rule(f"rule {place}", rule.effect, rule.when, rule.metering)
                for place, rule in enumerate(rules)
            ),
            *rest,
        ).compiled(),
        st.lists(_rules(), max_size=5),
        _meterings(),
        st.sampled_from([Mode.ENFORCE, Mode.OBSERVE]),
        _instants(),
        st.sampled_from(OnMeterFailure),
        st.sampled_from(Cookieless),
    )


def _articles() -> st.SearchStrategy[Article]:
    return st.builds(
        Article,
        st.sampled_from(["urn:1", "urn:2"]).map(ArticleId),
        st.sampled_from(Tier),
        st.just(""),
        st.none() | st.sampled_from(["News", "Sport"]),
        _some(["a", "b", "c"]),
        _instants(),
    )


def _whens() -> st.SearchStrategy[When]:
    return st.builds(
        When,
        st.frozensets(st.sampled_from(Tier), max_size=2),
        _some(["News", "Sport"]),
        _some(["a", "b", "c"]),
        _some(["urn:1", "urn:2"]),
        _days,
        _days,
        st.frozensets(st.sampled_from(Standing), max_size=3),
        _some(["DE", "US"]),
        st.none() | st.booleans(),
    )


st.register_type_strategy(When, _whens())
st.register_type_strategy(Reader, _readers())
st.register_type_strategy(Article, _articles())
st.register_type_strategy(Policy, _policies())
