"""Pages under the prefix speak the language of whoever is led there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.access import Decision
from presspass.core.edition import Edition
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.services.links import Links
from presspass.web.app import create
from presspass.web.languages import accepted

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("", ()),
        ("pl", ("pl",)),
        ("pl-PL,pl;q=0.9,en;q=0.8", ("pl-PL", "pl", "en")),
        ("en;q=0.5, ar", ("ar", "en")),
        ("en; Q=0.5 ,ar ; q=0.7", ("ar", "en")),
        ("*, pl;q=0, en;q=0.1", ("en",)),
        ("pl;q=lots, en;p=1, ar;q=", ()),
        (",;,", ()),
    ],
)
def test_what_a_browser_asks_for_is_in_its_order(header: str, tags: tuple[str, ...]) -> None:
    assert accepted(header) == tags


@given(st.text(max_size=200))
def test_no_header_is_too_odd(header: str) -> None:
    assert all(tag and tag != "*" for tag in accepted(header))


@pytest.mark.parametrize(
    ("target", "asked", "language", "direction"),
    [
        ("/presspass/offers", "pl-PL,pl;q=0.9", "pl", "ltr"),
        ("/presspass/offers", "xx, ar-EG;q=0.8, en;q=0.2", "ar", "rtl"),
        ("/presspass/offers", "xx", "en", "ltr"),
        ("/presspass/offers", "", "en", "ltr"),
        ("/presspass/offers?language=ar", "pl", "ar", "rtl"),
        ("/presspass/offers?language=en", "pl", "en", "ltr"),
        ("/presspass/offers?language=xx", "pl", "en", "ltr"),
        ("/presspass/why", "pl", "pl", "ltr"),
        ("/presspass/why?receipt=nonsense", "ar", "ar", "rtl"),
        ("/presspass/why?page=/a", "pl", "pl", "ltr"),
        ("/presspass/nowhere", "ar", "ar", "rtl"),
        ("/presspass/demo", "ar", "en", "ltr"),
    ],
)
def test_the_link_says_the_language_and_else_the_browser_and_else_the_publication(
    ask: Ask, target: str, asked: str, language: str, direction: str
) -> None:
    answer = ask(target, headers={"accept-language": asked})
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert answer.header("vary") == "Accept-Language"


def test_a_publication_in_another_language_speaks_it_to_whoever_asks_for_none(
    courier: Publication, selling: Edition, keyring: Keyring, clock: Any, links: Links, asking: Ask
) -> None:
    polish = replace(courier, language="pl-PL")
    app = create(polish, lambda: selling, keyring, clock, links)
    assert '<html lang="pl" dir="ltr">' in asking(app, "/presspass/offers").text


def test_a_page_hands_its_language_on(
    ask: Ask, spent: Decision, sealed: Callable[[Decision], str]
) -> None:
    told = ask("/presspass/why?page=/a&language=pl", presspass_receipt=sealed(spent)).text
    assert 'href="/presspass/offers?page=/a&amp;language=pl"' in told
    assert (
        '<input type="hidden" name="language" value="ar">' in ask("/presspass/why?language=ar").text
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("pl", "Co miesiąc można przeczytać bezpłatnie 5 takich artykułów; masz ich za sobą 5."),
        ("pl", "Kolejne bezpłatne artykuły będą dostępne od 1 sierpnia."),
        ("ar", "يمكنك قراءة 5 مقالات منها مجانًا كل شهر، وقد بلغ ما قرأته 5."),
        ("ar", "تتجدد مقالاتك المجانية في 1 أغسطس."),
    ],
)
def test_a_decision_is_explained_in_each_language(
    ask: Ask, spent: Decision, sealed: Callable[[Decision], str], language: str, said: str
) -> None:
    answer = ask(f"/presspass/why?page=/a&language={language}", presspass_receipt=sealed(spent))
    assert said in answer.text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("language", ["pl", "ar"])
@pytest.mark.parametrize("target", ["offers?", "why?", "why?receipt=x&", "why?page=/a&", "none?"])
def test_no_english_is_left_over(ask: Ask, language: str, target: str) -> None:
    text = ask(f"/presspass/{target}language={language}").text
    for said in ("Back to", "Skip", "Subscribe", "receipt of", "There is", "a month", "July"):
        assert said not in text
