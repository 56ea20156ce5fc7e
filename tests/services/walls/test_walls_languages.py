"""Walls and notices in every language, in whatever page they stand."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import Instant, start_of_day
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import NOTICES, WALLS, Situation
from presspass.ports import View
from presspass.services.links import Links
from presspass.services.walls.walls import Walls

S = Situation
NAMES = r"The Harbour Courier|Digital|Complete|US\$|USD"
DIRECTIONS = {"en": "ltr", "pl": "ltr", "ar": "rtl"}

Spoken = Callable[[Situation, str], str]


@pytest.fixture
def now(courier: Publication) -> Instant:
    return start_of_day(date(2026, 7, 12), courier.zone)


@pytest.fixture
def walls(courier: Publication, selling: Edition, links: Links) -> Walls:
    return Walls(courier, selling, links)


@pytest.fixture
def spoken(walls: Walls, courier: Publication, now: Instant) -> Spoken:
    """What is said in a situation in a page of some language, as HTML."""
    resets = start_of_day(date(2026, 8, 1), courier.zone)

    def render(situation: Situation, language: str) -> str:
        view = View(situation, Standing.ANONYMOUS, 3, 5, 11, resets, resets)
        return walls.render(view, language, "/a", now).html

    return render


def words(html: str) -> str:
    """All that is read or read out, without the marks that keep directions apart."""
    described = " ".join(re.findall(r' (?:alt|aria-label)="([^"]*)"', html))
    text = unescape(f"{re.sub(r'<[^>]+>', ' ', html)} {described}")
    return re.sub(r"\s+", " ", re.sub("[\u2068\u2069\u200e\u200f]", "", text))


@pytest.mark.parametrize("situation", sorted(WALLS | NOTICES))
@pytest.mark.parametrize("language", DIRECTIONS)
def test_each_says_its_language_and_direction_and_leads_on_in_it(
    spoken: Spoken, situation: Situation, language: str
) -> None:
    html = spoken(situation, language)
    assert f'lang="{language}" dir="{DIRECTIONS[language]}"' in html
    ours = re.findall(r'href="(/presspass/(?:offers|why)[^"]*)"', html)
    assert ours
    assert all(f"language={language}" in link for link in ours)


@pytest.mark.parametrize("situation", sorted(WALLS | NOTICES))
def test_nothing_latin_is_left_in_arabic_but_names(spoken: Spoken, situation: Situation) -> None:
    assert re.findall("[A-Za-z]+", re.sub(NAMES, "", words(spoken(situation, "ar")))) == []


@pytest.mark.parametrize("situation", sorted(WALLS | NOTICES))
def test_nothing_english_is_left_in_polish(spoken: Spoken, situation: Situation) -> None:
    def of(language: str) -> set[str]:
        said = re.sub(NAMES, "", words(spoken(situation, language)))
        return set(re.findall(r"[a-z]{3,}", said.lower()))

    assert of("pl") & of("en") <= {"tablet"}


@pytest.mark.parametrize(
    ("language", "situation", "said"),
    [
        ("pl", S.METER_LEFT, "W tym miesiącu możesz jeszcze przeczytać bezpłatnie 3 artykuły."),
        ("pl", S.METER_LAST, "Kolejne bezpłatne artykuły będą dostępne od 1 sierpnia."),
        ("pl", S.METER_SPENT, "Masz już za sobą 5 bezpłatnych artykułów na ten miesiąc"),
        ("pl", S.REGISTRATION, "Zarejestruj się bezpłatnie i przeczytaj jeszcze 11 artykułów"),
        ("pl", S.LOCKED, "Wypróbuj przez 3 miesiące za 9\u00a0USD · Oferta ważna do 31 lipca"),
        ("pl", S.LOCKED, "potem 9,99\u00a0USD miesięcznie"),
        ("pl", S.PAYMENT_FAILED, "zaktualizuj dane płatności przed 1 sierpnia."),
        ("ar", S.METER_LEFT, "بقيت لك 3 مقالات مجانية هذا الشهر."),
        ("ar", S.METER_LAST, "تتجدد مقالاتك المجانية في 1 أغسطس."),
        ("ar", S.METER_SPENT, "قرأت 5 مقالات مجانية هذا الشهر، وهي كل رصيدك"),
        ("ar", S.REGISTRATION, "التسجيل المجاني يتيح لك 11 مقالة أخرى"),
        ("ar", S.LOCKED, "للتجربة 3 أشهر مقابل 9\u00a0US$ · ينتهي العرض في 31 يوليو"),
        ("ar", S.ACCESS_EXPIRED, "انتهت صلاحية اطّلاعك الكامل على The Harbour Courier"),
    ],
)
def test_what_is_said_is_said_as_the_language_says_it(
    spoken: Spoken, language: str, situation: Situation, said: str
) -> None:
    assert re.sub(r"\s", " ", said) in words(spoken(situation, language))


def test_names_and_prices_keep_their_direction_in_a_sentence_from_right_to_left(
    spoken: Spoken,
) -> None:
    assert "\u2068The Harbour Courier\u2069" in spoken(S.ACCESS_EXPIRED, "ar")
    html = spoken(S.LOCKED, "ar")
    assert "\u2068\u200f9\u00a0US$\u200e\u2069" in html
    assert "<bdi>Digital</bdi>" in html
    assert "\u2068" not in spoken(S.ACCESS_EXPIRED, "en") + spoken(S.ACCESS_EXPIRED, "pl")


def test_a_name_from_right_to_left_keeps_its_direction_in_a_sentence_from_left_to_right(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    walls = Walls(replace(courier, name="صحيفة الميناء"), selling, links)
    view = View(S.ACCESS_EXPIRED, Standing.LAPSED_SUBSCRIBER)
    html = walls.render(view, "en", "/a", now).html
    assert "Your full access to \u2068صحيفة الميناء\u2069 has expired" in html


def test_a_plan_has_the_name_that_the_publication_gives_it_in_the_language(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    named = replace(selling, messages={"pl": "plan-digital = Cyfrowy"})
    walls = Walls(courier, named, links)
    view = View(S.LOCKED, Standing.ANONYMOUS)
    assert "<bdi>Cyfrowy</bdi>" in walls.render(view, "pl", "/a", now).html
    assert "<bdi>Complete</bdi>" in walls.render(view, "pl", "/a", now).html
    assert "<bdi>Digital</bdi>" in walls.render(view, "ar", "/a", now).html
