"""What walls and notices are made of."""

import re
from dataclasses import replace

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import Instant
from presspass.core.plans import Offer, Plan
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import NOTICES, WALLS, Situation
from presspass.ports import View
from presspass.services.links import Links
from presspass.services.walls.walls import Walls
from tests.services.walls.reading import PAGE, S, text_of


@pytest.mark.parametrize("situation", sorted(WALLS))
def test_a_publication_that_sells_nothing_has_good_walls(
    courier: Publication, selling: Edition, now: Instant, situation: Situation
) -> None:
    bare = Walls(courier, Edition(selling.policy), Links())
    html = bare.render(View(situation, Standing.ANONYMOUS, 0, 5), "en", PAGE, now).html
    assert "offers" not in html
    assert "<img" not in html
    assert "<ul" not in html
    assert "sign" not in html.lower().replace("sign in and read on", "")
    assert not text_of(html).split(" Why am")[0].endswith(":")
    assert "subscription to:" not in html


@pytest.mark.parametrize("situation", sorted(WALLS | NOTICES))
def test_every_fragment_stands_under_a_strict_policy_and_knows_no_reader(
    walls: Walls, resets: Instant, now: Instant, situation: Situation
) -> None:
    view = View(situation, Standing.ANONYMOUS, 2, 5, 5, resets, resets)
    fragment = walls.render(view, "en", PAGE, now)
    html = fragment.html
    assert html == walls.render(view, "en-US", PAGE, now).html
    assert re.fullmatch(
        r'<script src="/presspass/static/presspass\.[0-9a-f]+\.js" defer></script>\n',
        fragment.script,
    )
    assert re.match(
        r'<link rel="stylesheet" href="/presspass/static/presspass\.[0-9a-f]+\.css">', html
    )
    assert not re.search(r"\s(style|on\w+)\s*=", html)
    assert not re.search(r"<(script|style|form|input|button|iframe|object)\b", html)
    assert not re.search(r'(href|src)="(?!/)', html)
    classes = " ".join(re.findall(r'class="([^"]*)"', html)).split()
    assert all(one == "presspass" or one.startswith("presspass-") for one in classes)
    assert all(one.startswith("presspass-") for one in re.findall(r'\sid="([^"]*)"', html))
    assert "/presspass/why?page=/politics/the-vote%3Fedition%3D2" in html


@pytest.mark.parametrize("situation", sorted(WALLS))
def test_a_wall_is_a_section_named_by_its_heading(
    walls: Walls, now: Instant, situation: Situation
) -> None:
    html = walls.render(View(situation, Standing.ANONYMOUS, 0, 5), "en", PAGE, now).html
    assert 'aria-labelledby="presspass-heading"' in html
    assert html.count('id="presspass-heading"') == 1
    assert 'lang="en" dir="ltr"' in html
    assert "Already a subscriber? Sign in" in html
    assert "/account/sign-in?back=%2Fpolitics%2Fthe-vote%3Fedition%3D2" in html


@pytest.mark.parametrize("situation", sorted(NOTICES))
def test_a_notice_says_its_sentence_before_its_links_and_its_closing_button(
    walls: Walls, now: Instant, situation: Situation
) -> None:
    html = walls.render(View(situation, Standing.ANONYMOUS, 2, 5), "en", PAGE, now).html
    order = [html.index(it) for it in ('role="status"', "<strong", "<a ", "Dismiss this notice")]
    assert order == sorted(order)


@pytest.mark.parametrize("situation", sorted(set(Situation) - WALLS - NOTICES))
def test_where_nothing_is_said_nothing_is_rendered(
    walls: Walls, now: Instant, situation: Situation
) -> None:
    with pytest.raises(ValueError, match="nothing is said"):
        walls.render(View(situation, Standing.ANONYMOUS), "en", PAGE, now)


def test_names_and_words_are_text_and_never_markup(
    courier: Publication, selling: Edition, now: Instant
) -> None:
    evil = '<script>alert("x")</script>\'"'
    plan = Plan("digital", evil, selling.plans[0].benefits, selling.plans[0].prices)
    offer = Offer("a", "digital", selling.offers[0].introductory, selling.offers[0].then)
    words = {"en": "locked =\n    .invitation = <b onclick=x>" + "{ $publication }</b>"}
    edition = Edition(selling.policy, words, (plan,), (offer,))
    walls = Walls(
        replace(courier, name=evil), edition, Links("/presspass", '/in"><script>?p={page}')
    )
    for situation in sorted(WALLS | NOTICES):
        view = View(situation, Standing.ANONYMOUS, 2, 5)
        html = walls.render(view, "en", '/"><script>alert(1)</script>', now).html
        assert "<script" not in html
        assert "<b onclick" not in html
    assert "&lt;script&gt;" in walls.render(View(S.LOCKED, Standing.ANONYMOUS), "en", "/", now).html


def test_the_publications_own_invitation_stands_above_its_offers(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    words = {"en": "locked =\n    .invitation = Get trusted insights from experts"}
    walls = Walls(courier, replace(selling, messages=words), links)
    html = walls.render(View(S.LOCKED, Standing.ANONYMOUS), "en", PAGE, now).html
    assert html.index("This article is for") < html.index("Get trusted insights from experts")
    assert html.index("Get trusted insights from experts") < html.index("Try 1 month")


def test_a_page_in_another_language_gets_its_words_and_its_direction(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    words = {"ar": "locked =\n    .heading = للمشتركين فقط"}
    walls = Walls(courier, replace(selling, messages=words), links)
    html = walls.render(View(S.LOCKED, Standing.ANONYMOUS), "ar-EG", PAGE, now).html
    assert 'lang="ar" dir="rtl"' in html
    assert "للمشتركين فقط" in html
    offers = links.offers("ar", PAGE).replace("&", "&amp;")
    assert f'href="{offers}"' in html
    assert f'href="{offers}#offer-month"' in html
