import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import DAY, Instant, Window, end_of_day, moment, start_of_day
from presspass.core.money import Money
from presspass.core.plans import Interval, Offer, Plan, Price, Unit
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import NOTICES, WALLS, Situation
from presspass.ports import View
from presspass.services.links import Links
from presspass.services.walls.walls import Walls

S = Situation
RESETS = date(2026, 8, 1)
PAGE = "/politics/the-vote?edition=2"

Read = Callable[..., str]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def text_of(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return re.sub(r"\s+", " ", "".join(parser.pieces)).strip().replace("\u2019", "'")


@pytest.fixture
def now(courier: Publication) -> Instant:
    return start_of_day(date(2026, 7, 12), courier.zone)


@pytest.fixture
def resets(courier: Publication) -> Instant:
    return start_of_day(RESETS, courier.zone)


@pytest.fixture
def walls(courier: Publication, selling: Edition, links: Links) -> Walls:
    return Walls(courier, selling, links)


@pytest.fixture
def read(walls: Walls, now: Instant) -> Read:
    """The text of a wall or notice as a reader reads it."""
    return lambda view: text_of(walls.render(view, "en", PAGE, now).html)


@pytest.mark.parametrize(
    ("left", "days", "said"),
    [
        (4, None, "You have 4 free articles left this month."),
        (1, None, "You have 1 free article left this month."),
        (3, 30, "You have 3 free articles left in your 30-day allowance."),
        (1, 7, "You have 1 free article left in your 7-day allowance."),
        (1200, None, "You have 1,200 free articles left this month."),
    ],
)
def test_what_is_left_is_counted_and_this_month_said_only_where_it_is_one(
    read: Read, left: int, days: int | None, said: str
) -> None:
    assert said in read(View(S.METER_LEFT, Standing.ANONYMOUS, left=left, limit=5, days=days))


@pytest.mark.parametrize(
    ("situation", "days", "said"),
    [
        (S.METER_LAST, None, "This is your last free article this month."),
        (S.METER_LAST, 30, "This is your last free article in your 30-day allowance."),
        (S.METER_LAST, None, "Your free articles return on August 1st."),
        (S.METER_LAST, 30, "Your next free article comes on August 1st."),
        (S.METER_REREAD, None, "This one is among them, so it stays open for you."),
        (S.METER_REREAD, 30, "You've used your free articles for now."),
        (S.METER_REREAD, None, "Your free articles return on August 1st."),
        (S.METER_SPENT, None, "You've read your 5 free articles this month"),
        (S.METER_SPENT, None, "Your free articles return on August 1st."),
        (S.METER_SPENT, 30, "You've read the 5 free articles of your 30-day allowance"),
        (S.METER_SPENT, 30, "Your next free article comes on August 1st."),
    ],
)
def test_the_last_the_reread_and_the_spent_article_say_when_more_come(
    read: Read, resets: Instant, situation: Situation, days: int | None, said: str
) -> None:
    view = View(situation, Standing.ANONYMOUS, 0, 5, resets_on=resets, days=days)
    text = read(view)
    assert said in text
    assert ("month" in text.split("Subscribers make")[0]) is (days is None)


def test_one_free_article_is_one(read: Read, resets: Instant) -> None:
    view = View(S.METER_SPENT, Standing.ANONYMOUS, 0, 1, resets_on=resets)
    assert "You've read your free article this month" in read(view)


def test_where_nothing_is_free_nobody_is_told_to_have_read_it(read: Read, resets: Instant) -> None:
    view = View(S.METER_SPENT, Standing.ANONYMOUS, 0, 0, resets_on=resets)
    text = read(view)
    assert "This article is for subscribers" in text
    assert "August" not in text


def test_a_spent_meter_that_does_not_say_when_it_resets_has_a_wall_all_the_same(read: Read) -> None:
    text = read(View(S.METER_SPENT, Standing.ANONYMOUS, 0, 5))
    assert "You've read your 5 free articles this month" in text
    assert "return on" not in text


@pytest.mark.parametrize(
    ("offered", "limit", "said"),
    [
        (5, 5, "Register free and read 5 more articles"),
        (1, 5, "Register free and read 1 more article "),
        (None, 5, "Register free to read on"),
        (None, None, "Register free to read on"),
        (5, 5, "You've read the 5 free articles that are open to everyone."),
        (5, 1, "You've read the free article that is open to everyone."),
        (10, None, "An account costs nothing."),
    ],
)
def test_registering_says_how_much_more_it_opens(
    read: Read, offered: int | None, limit: int | None, said: str
) -> None:
    view = View(S.REGISTRATION, Standing.ANONYMOUS, limit=limit, offered=offered)
    assert said in read(view)


def test_nobody_who_has_read_nothing_is_told_otherwise(read: Read) -> None:
    assert "read the" not in read(View(S.REGISTRATION, Standing.ANONYMOUS, offered=10))


@pytest.mark.parametrize(
    ("limit", "said"), [(5, "You've read your 5 free articles"), (None, "for subscribers")]
)
def test_nobody_is_sent_to_register_where_they_can_not(
    courier: Publication, selling: Edition, now: Instant, limit: int | None, said: str
) -> None:
    view = View(S.REGISTRATION, Standing.ANONYMOUS, limit=limit, offered=5)
    text = text_of(Walls(courier, selling, Links()).render(view, "en", PAGE, now).html)
    assert said in text
    assert "egister" not in text


@pytest.mark.parametrize(
    ("situation", "standing", "said"),
    [
        (S.LOCKED, Standing.ANONYMOUS, "This article is for subscribers"),
        (S.LOCKED, Standing.ANONYMOUS, "Read what our subscribers read."),
        (S.TRIAL_EXPIRED, Standing.LAPSED_TRIAL, "Your trial period has expired"),
        (S.TRIAL_EXPIRED, Standing.LAPSED_TRIAL, "Pick up where you left off."),
        (
            S.ACCESS_EXPIRED,
            Standing.LAPSED_SUBSCRIBER,
            "Your full access to The Harbour Courier has expired",
        ),
        (S.ACCESS_EXPIRED, Standing.LAPSED_SUBSCRIBER, "We'd be glad to have you back."),
    ],
)
def test_walls_say_what_is_so_and_invite_in_their_own_words(
    read: Read, situation: Situation, standing: Standing, said: str
) -> None:
    assert said in read(View(situation, standing))


@pytest.mark.parametrize("situation", [S.TRIAL_EXPIRED, S.ACCESS_EXPIRED])
def test_a_lapsed_reader_is_told_what_a_subscription_brings_and_when_free_articles_return(
    read: Read, resets: Instant, situation: Situation
) -> None:
    text = read(View(situation, Standing.LAPSED_TRIAL, 0, 5, resets_on=resets))
    assert (
        "You need a subscription to: Read all stories with unlimited access "
        "Use our mobile and tablet apps Editions on print, phone and tablet "
        "Your free articles return on August 1st." in text
    )


def test_a_failed_payment_says_until_when_it_can_be_mended(
    read: Read, courier: Publication
) -> None:
    fix_by = start_of_day(date(2026, 7, 19), courier.zone)
    text = read(View(S.PAYMENT_FAILED, Standing.PAST_DUE, fix_by=fix_by))
    assert "We couldn't take your last payment." in text
    assert "Update your payment details before July 19th to keep your access." in text
    assert "See offers" not in text


def test_while_the_meter_is_away_the_fault_is_ours_and_nothing_is_sold(
    walls: Walls, now: Instant
) -> None:
    html = walls.render(View(S.METER_AWAY, Standing.ANONYMOUS), "en", PAGE, now).html
    assert "We can't check your free articles just now" in text_of(html)
    assert 'href="/politics/the-vote?edition=2">Try again</a>' in html
    assert "Try 1 month" not in html
    assert "/offers" not in html


def test_offers_show_both_prices_and_their_true_last_day(read: Read) -> None:
    text = read(View(S.LOCKED, Standing.ANONYMOUS))
    assert "Try 1 month for $0.99 then $9.99 a month" in text
    assert "Try 3 months for $9 · Offer ends July 31st then $19.99 a month" in text
    assert "See all offers and subscribe" in text


def test_an_offer_goes_with_its_last_second_and_the_fragment_with_it(
    walls: Walls, courier: Publication, now: Instant
) -> None:
    end = end_of_day(date(2026, 7, 31), courier.zone)
    view = View(S.LOCKED, Standing.ANONYMOUS)
    assert walls.render(view, "en", PAGE, now).until == end
    last = walls.render(view, "en", PAGE, end - 1)
    after = walls.render(view, "en", PAGE, end)
    assert "Offer ends July 31st" in last.html
    assert last.until == end
    assert "Offer ends" not in after.html
    assert "Try 1 month for $0.99" in after.html
    assert after.until is None


@pytest.mark.parametrize(
    ("last_day", "written", "end"),
    [
        # The ends of daylight saving: these days have 23 and 25 hours in Berlin.
        (date(2027, 3, 28), "March 28th", "2027-03-28T22:00Z"),
        (date(2026, 10, 25), "October 25th", "2026-10-25T23:00Z"),
        (date(2026, 12, 31), "December 31st", "2026-12-31T23:00Z"),
    ],
)
def test_the_last_day_of_an_offer_is_the_publications_whatever_its_length(
    courier: Publication, selling: Edition, links: Links, last_day: date, written: str, end: str
) -> None:
    until = end_of_day(last_day, courier.zone)
    offer = replace(selling.offers[0], on_sale=Window(until=until))
    fragment = Walls(courier, replace(selling, offers=(offer,)), links).render(
        View(S.LOCKED, Standing.ANONYMOUS), "en", PAGE, until - DAY
    )
    assert f"Offer ends {written}<" in fragment.html
    assert fragment.until == until
    assert f"{moment(until):%Y-%m-%dT%H:%MZ}" == end


def test_an_offer_that_ends_next_year_names_the_year_until_it_is_near(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    until = end_of_day(date(2027, 7, 31), courier.zone)
    offer = replace(selling.offers[0], on_sale=Window(until=until))
    walls = Walls(courier, replace(selling, offers=(offer,)), links)
    view = View(S.LOCKED, Standing.ANONYMOUS)
    far = walls.render(view, "en", PAGE, now)
    assert "Offer ends July 31st, 2027<" in far.html
    assert far.until is not None
    assert "Offer ends July 31st, 2027<" in walls.render(view, "en", PAGE, far.until - 1).html
    near = walls.render(view, "en", PAGE, far.until)
    assert "Offer ends July 31st<" in near.html
    assert near.until == until


def test_a_fragment_is_no_longer_true_when_the_meter_resets(
    walls: Walls, courier: Publication, now: Instant
) -> None:
    view = View(
        S.METER_LAST,
        Standing.ANONYMOUS,
        0,
        5,
        resets_on=start_of_day(date(2026, 7, 20), courier.zone),
    )
    assert walls.render(view, "en", PAGE, now).until == view.resets_on
    assert walls.render(view, "en", PAGE, now + 30 * DAY).until != view.resets_on


def test_offers_are_shown_to_those_they_are_made_to(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    back = replace(selling.offers[0], audience=frozenset({Standing.LAPSED_SUBSCRIBER}))
    walls = Walls(courier, replace(selling, offers=(back,)), links)
    shown = View(S.ACCESS_EXPIRED, Standing.LAPSED_SUBSCRIBER)
    assert "Try 1 month" in walls.render(shown, "en", PAGE, now).html
    kept = walls.render(View(S.LOCKED, Standing.ANONYMOUS), "en", PAGE, now).html
    assert "Try 1 month" not in kept
    assert "See all offers and subscribe" in kept


def test_a_first_interval_that_costs_nothing_is_free(
    courier: Publication, selling: Edition, links: Links, now: Instant
) -> None:
    first = Price(Money(0, "USD"), Interval(2, Unit.WEEK))
    offer = replace(selling.offers[0], introductory=first)
    walls = Walls(courier, replace(selling, offers=(offer,)), links)
    text = text_of(walls.render(View(S.LOCKED, Standing.ANONYMOUS), "en", PAGE, now).html)
    assert "Try 2 weeks free then $9.99 a month" in text


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
    html = walls.render(view, "en", PAGE, now).html
    assert html == walls.render(view, "en-US", PAGE, now).html
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
    assert 'href="/presspass/offers?language=ar"' in html
    assert 'href="/presspass/offers?language=ar#offer-month"' in html
