import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId
from presspass.core.reader import Standing
from presspass.core.seals import Keyring, Purpose
from presspass.core.situations import Situation

Ask = Callable[..., Any]
Sealed = Callable[[Decision], str]


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", html).replace("\u2019", "'")


def test_a_page_asked_about_is_explained_in_plain_words(
    ask: Ask, spent: Decision, sealed: Sealed
) -> None:
    answer = ask("/presspass/why?page=/politics/the-vote", presspass_receipt=sealed(spent))
    text = plain(answer.text)
    assert answer.status == 200
    assert "Why this article is closed to you" in text
    assert "You can read 5 of them free each month, and you have read 5." in text
    assert "Your free articles return on August 1st." in text
    assert "With a free account you could read 5 more." in text
    assert "default: metered articles" in text
    assert "<dd><bdi>7</bdi></dd>" in text
    assert sealed(spent) in text
    assert '<a href="/politics/the-vote">Back to the article</a>' in text


def test_an_article_is_shown_as_readers_know_it_and_its_id_as_an_id(
    ask: Ask, spent: Decision, sealed: Sealed
) -> None:
    def lines(article: str) -> list[tuple[str, str]]:
        decision = spent._replace(article=ArticleId(article))
        text = plain(ask(f"/presspass/why?receipt={sealed(decision)}").text)
        return re.findall(r"<dt>(Article[^<]*)</dt> <dd><bdi>([^<]*)</bdi></dd>", text)

    own = "https://localhost/politics/the-vote?edition=2"
    assert lines(own) == [("Article", "/politics/the-vote?edition=2"), ("Article's id", own)]
    assert lines("story-17") == [("Article's id", "story-17")]
    foreign = "https://elsewhere.example/a"
    assert lines(foreign) == [("Article's id", foreign)]


def test_staff_can_paste_a_receipt(ask: Ask, spent: Decision, sealed: Sealed) -> None:
    answer = ask(f"/presspass/why?receipt=%20{sealed(spent)}%0A")
    assert answer.status == 200
    assert "Why this article is closed to you" in answer.text


def test_without_a_page_or_a_receipt_one_is_asked_for(ask: Ask) -> None:
    answer = ask("/presspass/why")
    assert answer.status == 200
    assert 'name="receipt"' in answer.text


def test_a_page_that_is_not_gated_has_nothing_to_explain(ask: Ask) -> None:
    answer = ask("/presspass/why?page=/about", presspass_receipt=None)
    assert answer.status == 404
    assert "There is nothing to explain" in answer.text


def test_a_bad_receipt_is_refused_in_plain_words(
    ask: Ask, spent: Decision, sealed: Sealed, keyring: Keyring
) -> None:
    good = sealed(spent)
    foreign = Keyring((b"another secret of 32 bytes or so",)).seal(Purpose.RECEIPT, b"x")
    other_purpose = keyring.seal(Purpose.SESSION, b"x" * 60)
    unknown_version = keyring.seal(Purpose.RECEIPT, b"\xff" * 60)
    for bad in (good[:-4], good[:20] + "AAAA" + good[24:], foreign, other_purpose, unknown_version):
        answer = ask(f"/presspass/why?receipt={bad}")
        assert answer.status == 400
        assert "This is no receipt of ours" in plain(answer.text)
        assert bad not in answer.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(pasted=st.text(alphabet=st.characters(codec="ascii", categories=["L", "N"]), max_size=200))
def test_whatever_is_pasted_is_answered(ask: Ask, pasted: str) -> None:
    assert ask(f"/presspass/why?receipt={pasted}").status in (200, 400)


@pytest.mark.parametrize(
    ("situation", "reason", "said"),
    [
        (Situation.FREE, Reason.OPEN, "All articles are open to everyone"),
        (Situation.FREE, Reason.FREE, "This article is free for everyone."),
        (Situation.ENTITLED, Reason.ENTITLED, "Your subscription opens every article"),
        (Situation.PAYMENT_FAILED, Reason.GRACE, "We couldn't take your last payment."),
        (Situation.CRAWLER, Reason.CRAWLER, "You are a search engine"),
        (Situation.GIFT, Reason.GIFT, "Somebody made you a present"),
        (Situation.FREE, Reason.REGISTERED, "open to everyone who has an account"),
        (Situation.METER_LEFT, Reason.ALLOWANCE, "with this one you have read 5."),
        (Situation.METER_REREAD, Reason.REREAD, "opening it again wasn't counted"),
        (Situation.METER_SPENT, Reason.SPENT, "you have read 5."),
        (Situation.LOCKED, Reason.LOCKED, "keeps this article for its subscribers"),
        (Situation.REGISTRATION, Reason.REGISTRATION, "readers who have an account"),
        (Situation.REGISTRATION, Reason.COOKIELESS, "Your browser brought no cookie"),
        (Situation.FREE, Reason.METER_AWAY, "given to you uncounted"),
        (Situation.METER_AWAY, Reason.METER_AWAY, "The fault was ours, and nothing was counted."),
    ],
)
def test_every_reason_has_its_words(
    ask: Ask, spent: Decision, sealed: Sealed, situation: Situation, reason: Reason, said: str
) -> None:
    decision = spent._replace(situation=situation, reason=reason, offered=None)
    text = plain(ask(f"/presspass/why?receipt={sealed(decision)}").text)
    assert said in text
    granted = "closed" if decision.situation.walled else "open"
    assert f"Why this article is {granted} to you" in text


def test_a_meter_of_so_many_days_is_not_explained_as_a_month(
    ask: Ask, spent: Decision, sealed: Sealed
) -> None:
    text = plain(ask(f"/presspass/why?receipt={sealed(spent._replace(days=30))}").text)
    assert "You can read 5 of them free in any 30 days" in text
    assert "Your next free article comes on August 1st." in text
    assert "each month" not in text


def test_while_decisions_are_only_recorded_the_page_says_so(
    ask: Ask, spent: Decision, sealed: Sealed
) -> None:
    text = plain(ask(f"/presspass/why?receipt={sealed(spent._replace(binding=False))}").text)
    assert "Why this article is open to you" in text
    assert "For now this is only recorded" in text


def test_rules_and_articles_are_text_and_never_markup(
    ask: Ask, spent: Decision, sealed: Sealed
) -> None:
    evil = spent._replace(rule="<script>1</script>", policy='"><img src=x>')
    text = ask(f"/presspass/why?receipt={sealed(evil)}").text
    assert "<script" not in text
    assert "<img" not in text


def test_a_country_that_was_known_is_among_the_facts(
    ask: Ask, spent: Decision, sealed: Sealed
) -> None:
    assert "Country" not in ask(f"/presspass/why?receipt={sealed(spent)}").text
    answer = ask(f"/presspass/why?receipt={sealed(spent._replace(country='CA'))}")
    assert "<dt>Country</dt>" in answer.text
    assert "<dd><bdi>CA</bdi></dd>" in answer.text


@pytest.mark.parametrize("standing", sorted(Standing))
def test_every_reader_can_be_named(
    ask: Ask, spent: Decision, sealed: Sealed, standing: Standing
) -> None:
    assert ask(f"/presspass/why?receipt={sealed(spent._replace(standing=standing))}").status == 200
