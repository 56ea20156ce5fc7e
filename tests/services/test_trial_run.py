from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.access import Reason
from presspass.core.article import Article, Tier
from presspass.core.ids import ArticleId
from presspass.core.policy import Policy
from presspass.core.reader import Standing
from presspass.core.situations import Situation
from presspass.services.editorial_file import read_edition
from presspass.services.trial_run import Try, attempt, reader_of, survey

NOON = 1_800_000_000
ARTICLE = Article(ArticleId("https://example.com/a"), Tier.METERED)


def policy(source: str = "") -> Policy:
    return read_edition(source, "1", ZoneInfo("UTC")).policy.compiled()


@given(st.integers(0, 12), st.booleans())
def test_a_trial_counts_as_the_meter_does(used: int, again: bool) -> None:  # noqa: FBT001  # Hypothesis gives it by place
    case = Try(ARTICLE, reader_of(Standing.REGISTERED, NOON), used, again)
    decision = attempt(policy("[meter]\nregistered = 10"), case, NOON)
    assert decision.granted == (again or used < 10)
    assert decision.newly_charged == (not again and used < 10)
    assert decision.used == (max(used, 1) if again else min(used + 1, max(used, 10)))


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing.TRIALING, Reason.ENTITLED),
        (Standing.SUBSCRIBED, Reason.ENTITLED),
        (Standing.PAST_DUE, Reason.GRACE),
        (Standing.ANONYMOUS, Reason.LOCKED),
    ],
)
def test_readers_hold_what_their_standing_brings(standing: Standing, reason: Reason) -> None:
    locked = Article(ARTICLE.id, Tier.LOCKED)
    assert attempt(policy(), Try(locked, reader_of(standing, NOON)), NOON).reason is reason


def test_a_survey_has_a_row_for_every_tier_and_standing() -> None:
    rows = survey(policy("[meter]\nanonymous = 2\nregistered = 4"), ARTICLE, NOON)
    assert [(row.tier, row.standing) for row in rows] == [(t, s) for t in Tier for s in Standing]
    found = {(row.tier, row.standing): row for row in rows}
    anonymous = found[Tier.METERED, Standing.ANONYMOUS]
    assert (anonymous.fresh.situation, anonymous.fresh.left) == (Situation.METER_LEFT, 1)
    assert (anonymous.spent.situation, anonymous.spent.offered) == (Situation.REGISTRATION, 2)
    lapsed = found[Tier.METERED, Standing.LAPSED_TRIAL]
    assert lapsed.spent.situation is Situation.TRIAL_EXPIRED
    free = found[Tier.FREE, Standing.ANONYMOUS]
    assert free.fresh == free.spent


def test_a_survey_tries_the_readers_that_were_asked_about() -> None:
    rules = policy(
        '[[rules]]\nname = "home"\neffect = "free"\ncountries = ["DE"]\n'
        '[[rules]]\nname = "first"\neffect = "locked"\nnew = true'
    )
    assert {row.fresh.rule for row in survey(rules, ARTICLE, NOON, country="DE")} == {"home"}
    assert {row.fresh.rule for row in survey(rules, ARTICLE, NOON, new=True)} == {"first"}
