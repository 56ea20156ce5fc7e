import logging
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Junk, Message
from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.core.money import Money
from presspass.services.messages import Day, Messages


def english() -> Messages:
    return Messages({}, "en")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (1, "July 1st"),
        (2, "July 2nd"),
        (3, "July 3rd"),
        (4, "July 4th"),
        (11, "July 11th"),
        (12, "July 12th"),
        (13, "July 13th"),
        (21, "July 21st"),
        (22, "July 22nd"),
        (23, "July 23rd"),
        (30, "July 30th"),
        (31, "July 31st"),
    ],
)
def test_days_are_written_as_english_writes_them(day: int, written: str) -> None:
    ends = Day(date(2026, 7, day))
    assert english().text("en", "offer-ends", ends=ends) == f"Offer ends {written}"


def test_a_day_whose_year_is_not_plain_names_it() -> None:
    ends = Day(date(2028, 7, 31), with_year=True)
    assert english().text("en", "offer-ends", ends=ends) == "Offer ends July 31st, 2028"


@pytest.mark.parametrize(
    ("money", "written"),
    [
        (Money(99, "USD"), "$0.99"),
        (Money(900, "USD"), "$9"),
        (Money(950, "USD"), "$9.50"),
        (Money(999, "EUR"), "€9.99"),
        (Money(120000, "GBP"), "£1,200"),
        (Money(1500, "JPY"), "¥1,500"),
        (Money(1250, "KWD"), "KWD\u00a01.250"),
        (Money(3000, "KWD"), "KWD\u00a03"),
    ],
)
def test_money_has_decimals_only_where_they_say_something(money: Money, written: str) -> None:
    text = english().text("en", "price-each", unit="month", count=1, price=money)
    assert text == f"{written} a month"


@pytest.mark.parametrize(
    ("count", "unit", "written"),
    [
        (1, "day", "Try 1 day for $9"),
        (14, "day", "Try 14 days for $9"),
        (1, "week", "Try 1 week for $9"),
        (6, "week", "Try 6 weeks for $9"),
        (1, "month", "Try 1 month for $9"),
        (3, "month", "Try 3 months for $9"),
        (1, "year", "Try 1 year for $9"),
        (2, "year", "Try 2 years for $9"),
    ],
)
def test_offers_have_the_right_plural(count: int, unit: str, written: str) -> None:
    price = Money(900, "USD")
    assert english().text("en", "offer-try", unit=unit, count=count, price=price) == written


@pytest.mark.parametrize(
    ("own", "default", "tag", "nearest"),
    [
        ({}, "en", "en-GB", "en"),
        ({}, "en", "EN_us", "en"),
        ({}, "en", "fr", "en"),
        ({}, "en", "", "en"),
        ({}, "fr-CA", "not a tag", "en"),
        ({"de": "wall-why = Warum?"}, "de", "pt", "de"),
        ({"de": "wall-why = Warum?"}, "de-AT", "pt", "de"),
        ({"de": "wall-why = Warum?"}, "en", "de-CH", "de"),
        ({"zh-Hant": "wall-why = 為什麼"}, "en", "zh-Hant-HK", "zh-Hant"),
    ],
)
def test_the_nearest_language_is_the_one_itself_its_parent_or_the_publications(
    own: dict[str, str], default: str, tag: str, nearest: str
) -> None:
    assert Messages(own, default).nearest(tag) == nearest


def test_the_publications_words_go_before_ours() -> None:
    messages = Messages({"en": "wall-why = What is this?"}, "en")
    assert messages.text("en-GB", "wall-why") == "What is this?"


def test_an_override_of_one_part_leaves_the_others_as_they_are() -> None:
    messages = Messages({"en": "locked =\n    .invitation = Join us."}, "en")
    assert messages.text("en", "locked.invitation") == "Join us."
    assert messages.text("en", "locked.heading") == english().text("en", "locked.heading")


def test_an_override_can_refer_to_our_messages_and_to_terms_of_its_own() -> None:
    own = {"en": "-brand = the Courier\nwall-why = { notice-offers } of { -brand }"}
    assert Messages(own, "en").text("en", "wall-why") == "See offers of the Courier"


def test_a_broken_override_gives_way_to_our_words_and_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    messages = Messages({"en": "wall-why = What is { $this }?\nnot fluent at all"}, "en")
    with caplog.at_level(logging.WARNING):
        texts = {messages.text("en", "wall-why") for _ in range(3)}
    assert texts == {english().text("en", "wall-why")}
    assert [record.message for record in caplog.records if "wall-why" in record.message] == [
        "message 'wall-why' (en) can't be used as written: Unknown external: this"
    ]
    assert sum("not fluent at all" in record.message for record in caplog.records) == 1


def test_words_in_a_language_that_nobody_speaks_are_passed_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    messages = Messages({"xq-zz": "wall-why = ?"}, "en")
    assert messages.nearest("xq-zz") == "en"
    assert "xq-zz" in caplog.text


def test_what_a_language_lacks_is_said_in_the_publications_and_then_in_english() -> None:
    own = {"de": "wall-why = Warum?", "fr": "notice-why = Pourquoi ?"}
    messages = Messages(own, "de")
    assert messages.text("fr", "notice-why") == "Pourquoi ?"
    assert messages.text("fr", "wall-why") == "Warum?"
    assert messages.text("fr", "notice-offers") == "See offers"


def test_several_plurals_and_the_locales_own_dates_and_money_need_only_words() -> None:
    own = {
        "pl": """meter-left =
    .text = { $left ->
        [one] Został Ci { $left } bezpłatny artykuł
        [few] Zostały Ci { $left } bezpłatne artykuły
       *[many] Zostało Ci { $left } bezpłatnych artykułów
    }
day = { $date }
offer-ends = Oferta ważna do { $ends }
price-each = { $price } miesięcznie
"""
    }
    messages = Messages(own, "en")
    said = [messages.text("pl", "meter-left.text", left=left) for left in (1, 3, 5, 22)]
    assert said == [
        "Został Ci 1 bezpłatny artykuł",
        "Zostały Ci 3 bezpłatne artykuły",
        "Zostało Ci 5 bezpłatnych artykułów",
        "Zostały Ci 22 bezpłatne artykuły",
    ]
    ends = Day(date(2026, 7, 31))
    assert messages.text("pl", "offer-ends", ends=ends) == "Oferta ważna do 31 lipca"
    price = messages.text("pl", "price-each", price=Money(999, "PLN"))
    assert price == "9,99\u00a0zł miesięcznie"


def test_directions_are_known_and_foreign_names_kept_apart_in_them() -> None:
    messages = Messages({"ar": "page-home = العودة إلى { $publication }"}, "en")
    assert (messages.direction("en"), messages.direction("ar")) == ("ltr", "rtl")
    assert "\u2068Courier\u2069" in messages.text("ar", "page-home", publication="Courier")
    assert "\u2068" not in messages.text("en", "page-home", publication="Courier")


def test_a_day_in_a_text_from_right_to_left_is_of_one_piece() -> None:
    said = Messages({}, "en").text("ar", "offer-ends", ends=Day(date(2026, 7, 31)))
    assert said.endswith("\u206831 يوليو\u2069")


def test_the_offset_of_a_time_keeps_its_sign_before_it() -> None:
    at = datetime(2026, 7, 31, 15, 4, 5, tzinfo=ZoneInfo("America/New_York"))
    assert Messages({}, "en").text("ar", "why-decided", at=at).endswith("\u200e-0400")


def test_a_message_that_nobody_wrote_is_a_fault_of_ours() -> None:
    with pytest.raises(LookupError, match="no-such-message"):
        english().text("en", "no-such-message")


@settings(deadline=None)  # the first of them reads the built-in texts, once for all
@given(st.text(max_size=200))
def test_no_override_whatsoever_keeps_a_wall_from_being_written(source: str) -> None:
    messages = Messages({"en": source}, "en")
    assert messages.text("en", "wall-see-offers")


@given(st.text(max_size=30))
def test_every_tag_has_a_language(tag: str) -> None:
    assert english().nearest(tag) == "en"


def _entries() -> Iterator[object]:
    for file in (files("presspass") / "locales" / "en").iterdir():
        yield from FluentResource(file.read_text(encoding="utf-8")).body


def test_our_own_messages_are_good_fluent_and_none_is_there_twice() -> None:
    entries = list(_entries())
    names = [entry.id.name for entry in entries if isinstance(entry, Message)]
    assert not [entry for entry in entries if isinstance(entry, Junk)]
    assert len(names) == len(set(names))
