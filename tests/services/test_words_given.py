"""A publication can say everything in its own words, and is told where it can't."""

import logging
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from presspass.core.edition import Edition
from presspass.services.editorial_file import read_edition, warnings
from presspass.services.messages import Messages, Value
from presspass.services.words_given import given, unsayable_words

PARIS = ZoneInfo("Europe/Paris")
VALUES: dict[str, Value] = {"at": datetime(2026, 7, 12, tzinfo=UTC)}
LANGUAGES = ["en", "pl", "ar", "cy", "pt-BR"]


def edition(words: str) -> Edition:
    source = f'[meter]\nperiod = "month"\nanonymous = 5\nregistered = 5\n{words}'
    return read_edition(source, "draft", PARIS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_said_in_other_words_in_every_language(
    language: str, caplog: pytest.LogCaptureFixture
) -> None:
    lines = [f"[messages.{language}]"]
    for name, variables in given().items():
        named = " ".join(f"{{ ${one} }}" for one in sorted(variables))
        lines.append(f'{name} = "<{name}> {named}"')
    made = edition("\n".join(lines))
    assert warnings(made) == ()
    assert list(unsayable_words(made.messages)) == []
    messages = Messages(made.messages, "en")
    with caplog.at_level(logging.WARNING):
        for name, variables in given().items():
            values = {one: VALUES.get(one, one) for one in variables}
            said = messages.text(language, name, **values)
            assert said.startswith(f"<{name}> "), said
            assert "$" not in said
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            '[messages.pl]\nwall-why = "Co to jest { $this }?"',
            "messages, pl: wall-why names $this, which it isn't given; it is given $publication",
        ),
        (
            '[messages.ar]\nmeter-last.text = "{ $lef }"',
            (
                "messages, ar: meter-last.text names $lef, which it isn't given; "
                "it is given $days, $left, $limit, $offered, $period, $publication, $read"
            ),
        ),
        (
            '[messages.cy]\nwall-why = "{ notice-wyh }"',
            "messages, cy: wall-why is made of 'notice-wyh', which isn't there",
        ),
        (
            '[messages.pl]\nwall-why = "{ notice-wyh }"',
            (
                "messages, pl: wall-why is made of 'notice-wyh', which isn't there; "
                "did you mean notice-why?"
            ),
        ),
        (
            '[messages.en]\nwall-why = "{ -brand }"',
            "messages, en: wall-why is made of '-brand', which isn't there",
        ),
        (
            '[messages.en]\nwall-why = "{ UPPER($publication) }"',
            "messages, en: wall-why calls UPPER(), and there are only DATETIME, NUMBER, ORDINAL",
        ),
    ],
)
def test_a_text_that_could_not_be_shown_is_told(words: str, told: str) -> None:
    assert list(unsayable_words(edition(words).messages)) == [told]


def test_texts_may_be_made_of_ours_and_of_ones_own() -> None:
    own = {"en": "-brand = the Courier\nmine = { $left }\nwall-why = { notice-why } { -brand }"}
    assert list(unsayable_words(own)) == []


def test_the_name_of_a_plan_is_a_message_where_there_is_such_a_plan() -> None:
    plan = '[[plans]]\nkey = "web"\nname = "Web"\nbenefits = ["articles"]\n'
    plan += 'prices = ["9.99 USD every month"]\n'
    named = '[messages.pl]\nplan-web = "Sieć"'
    assert warnings(edition(plan + named)) == ()
    assert warnings(edition(named)) == ("messages, pl: nothing shows 'plan-web'",)
