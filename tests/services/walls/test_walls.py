"""What walls and notices say in each situation."""

from datetime import date

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import Instant, start_of_day
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import NOTICES, WALLS, Situation
from presspass.ports import View
from presspass.services.links import Links
from presspass.services.walls.walls import Walls
from tests.services.walls.reading import PAGE, Read, S, text_of


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


def test_a_failed_payment_leads_to_where_it_is_mended_if_subscriptions_are_paid_here(
    walls: Walls, courier: Publication, selling: Edition, now: Instant
) -> None:
    view = View(S.PAYMENT_FAILED, Standing.PAST_DUE)
    mend = 'href="/presspass/account/subscription?language=en">Update payment details</a>'
    html = walls.render(view, "en", PAGE, now).html
    assert mend in html
    assert html.index(mend) < html.index("Why am I seeing this?")
    unpaid = Walls(courier, selling, Links.with_accounts("/presspass"))
    assert "subscription" not in unpaid.render(view, "en", PAGE, now).html
    others = sorted(NOTICES - {S.PAYMENT_FAILED})
    assert not any(
        "Update payment" in walls.render(View(one, Standing.ANONYMOUS), "en", PAGE, now).html
        for one in others
    )


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.ANONYMOUS}))
@pytest.mark.parametrize("situation", sorted(WALLS - {S.REGISTRATION}))
def test_who_is_signed_in_is_led_to_their_account_and_not_asked_to_sign_in(
    walls: Walls,
    courier: Publication,
    selling: Edition,
    now: Instant,
    situation: Situation,
    standing: Standing,
) -> None:
    view = View(situation, standing, 0, 5)
    html = walls.render(view, "en", PAGE, now).html
    assert 'href="/presspass/account?language=en">Your account</a>' in html
    assert "/account/sign-in" not in html
    elsewhere = Walls(courier, selling, Links(sign_in="/in")).render(view, "en", PAGE, now).html
    assert "Your account" not in elsewhere
    assert "Sign in" not in elsewhere


def test_while_the_meter_is_away_the_fault_is_ours_and_nothing_is_sold(
    walls: Walls, now: Instant
) -> None:
    html = walls.render(View(S.METER_AWAY, Standing.ANONYMOUS), "en", PAGE, now).html
    assert "We can't check your free articles just now" in text_of(html)
    assert 'href="/politics/the-vote?edition=2">Try again</a>' in html
    assert "Try 1 month" not in html
    assert "/offers" not in html
