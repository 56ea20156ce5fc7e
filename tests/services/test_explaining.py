import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId
from presspass.core.reader import Standing
from presspass.core.receipts import pack, unpack
from presspass.core.situations import Situation
from presspass.services.explaining import as_data, explain

BERLIN = ZoneInfo("Europe/Berlin")
SPENT = Decision(
    ArticleId("https://example.com/a"),
    1_800_000_000,
    Standing.ANONYMOUS,
    Situation.REGISTRATION,
    "default: metered articles",
    "7",
    Reason.SPENT,
    limit=5,
    used=5,
    resets_at=1_801_436_400,
    offered=3,
)


def test_a_wall_is_explained_with_rule_version_reading_reason_and_remedy() -> None:
    assert explain(SPENT, BERLIN) == [
        (
            "On 2027-01-15 09:00 CET a reader without an account asked for https://example.com/a "
            "and met the registration wall."
        ),
        "Rule 'default: metered articles' of policy version 7 decided it.",
        "The reader's allowance was used up, and the article was not among those read.",
        "Meter: 5 of 5 articles counted this month.",
        "The allowance comes back on 2027-02-01 00:00 CET.",
        "An account opens 3 more articles; a subscription opens everything.",
    ]


def test_a_grant_says_what_was_counted() -> None:
    decision = SPENT._replace(
        situation=Situation.METER_LEFT,
        reason=Reason.ALLOWANCE,
        used=2,
        newly_charged=True,
        days=30,
        offered=None,
    )
    told = explain(decision, BERLIN)
    assert told[0].endswith("and got the whole article.")
    assert "Meter: 2 of 5 articles counted in the last 30 days, this one newly." in told
    assert "The next article comes back on 2027-02-01 00:00 CET." in told


def test_what_was_only_observed_is_told_as_granted() -> None:
    told = explain(SPENT._replace(binding=False), BERLIN)
    assert "got the whole article" in told[0]
    assert told[-1] == (
        "The policy only observed: enforced, it would have shown the registration wall."
    )


def test_a_first_visit_is_told_what_would_help() -> None:
    told = explain(SPENT._replace(reason=Reason.COOKIELESS, limit=None, used=None), BERLIN)
    assert told[-1].startswith("A browser that sends our cookie back")


def test_a_known_country_is_told() -> None:
    abroad = SPENT._replace(country="CA")
    assert "a reader without an account in CA asked for" in explain(abroad, BERLIN)[0]
    assert as_data(abroad, BERLIN)["country"] == "CA"
    assert as_data(SPENT, BERLIN)["country"] is None


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("standing", Standing)
def test_every_reason_and_standing_has_its_words(reason: Reason, standing: Standing) -> None:
    told = explain(SPENT._replace(reason=reason, standing=standing), BERLIN)
    assert all(sentence.endswith(".") for sentence in told)


@given(
    st.builds(
        Decision,
        st.text(max_size=30).map(ArticleId),
        st.integers(0, 4_000_000_000),
        st.sampled_from(Standing),
        st.sampled_from(Situation),
        st.text(st.characters(exclude_characters="\x1f", codec="utf-8"), max_size=20),
        st.just("7"),
        st.sampled_from(Reason),
        binding=st.booleans(),
        limit=st.none() | st.integers(0, 1000),
        used=st.none() | st.integers(0, 1000),
        resets_at=st.none() | st.integers(1, 4_000_000_000),
    )
)
def test_every_walled_reader_is_told_what_would_open_the_article(decision: Decision) -> None:
    told = explain(decision, BERLIN)
    data = as_data(decision, BERLIN)
    assert json.loads(json.dumps(data)) == data
    assert data["explanation"] == told
    assert data["granted"] == decision.granted
    if decision.situation.walled:
        assert any(word in " ".join(told[2:]) for word in ("open", "reads on"))


def test_a_receipt_explains_as_the_decision_did() -> None:
    kept = unpack(pack(SPENT))
    assert kept is not None
    assert as_data(kept, BERLIN) == as_data(SPENT, BERLIN)
    assert as_data(SPENT, BERLIN)["meter"] == {
        "limit": 5,
        "used": 5,
        "left": 0,
        "newly_charged": False,
        "days": None,
        "resets_at": "2027-02-01T00:00:00+01:00",
    }
