import tomllib
from datetime import date

import pytest

from presspass.core.article import Tier
from presspass.core.instants import DAY, Window, end_of_day, start_of_day
from presspass.core.money import Money
from presspass.core.notice import Asked
from presspass.core.periods import LastDays
from presspass.core.plans import Benefit, Interval, Offer, Plan, Price, Unit
from presspass.core.policy import (
    Cookieless,
    Effect,
    Metering,
    Mode,
    OnMeterFailure,
    Rule,
    When,
)
from presspass.core.reader import Standing
from presspass.services.editorial_file import (
    built_in,
    built_in_source,
    ended_offers,
    read_edition,
    warnings,
)
from tests.services.editorial_files import (
    BERLIN,
    GOOD_OFFER,
    MONTH,
    PLANS,
    offer,
    read,
    rule,
)


def test_an_empty_file_is_the_built_in_edition() -> None:
    empty, usual = read_edition("", "built-in", BERLIN), built_in(BERLIN)
    assert empty == usual
    assert usual.version == "built-in"
    assert usual.policy.mode is Mode.ENFORCE
    assert usual.policy.on_meter_failure is OnMeterFailure.GRANT
    assert usual.policy.cookieless is Cookieless.GRANT
    assert usual.policy.teaser_paragraphs == 2
    assert usual.policy.default_metering == Metering(5, 5, MONTH)
    assert usual.policy.rules == ()


def test_the_built_in_file_states_every_default() -> None:
    stated = tomllib.loads(built_in_source())
    assert set(stated) == {"mode", "on_meter_failure", "cookieless", "teaser_paragraphs", "meter"}
    assert set(stated["meter"]) == {"period", "anonymous", "registered"}


def test_the_general_settings_are_read() -> None:
    policy = read(
        'mode = "observe"\non_meter_failure = "wall"\ncookieless = "register"\n'
        'teaser_paragraphs = 0\n[meter]\ndays = 30\nanonymous = 2\nregistered = "unlimited"\n'
        'pool = "all"'
    ).policy
    assert policy.version == "7"
    assert policy.mode is Mode.OBSERVE
    assert policy.on_meter_failure is OnMeterFailure.WALL
    assert policy.cookieless is Cookieless.REGISTER
    assert policy.teaser_paragraphs == 0
    assert policy.default_metering == Metering(2, None, LastDays(30), "all")


def test_rules_are_read_in_order_with_all_their_conditions() -> None:
    source = """
    [[rules]]
    name = "first"
    effect = "metered"
    tiers = ["metered", "locked"]
    sections = ["News"]
    tags = ["a", "b"]
    ids = ["https://example.com/1"]
    older_than_days = 2
    newer_than_days = 9
    standings = ["lapsed_trial"]
    countries = ["DE", "AT"]
    new = false
    [[rules]]
    name = "second"
    effect = "free"
    """
    assert read(source).policy.rules == (
        Rule(
            "first",
            Effect.METERED,
            When(
                frozenset({Tier.METERED, Tier.LOCKED}),
                frozenset({"News"}),
                frozenset({"a", "b"}),
                frozenset({"https://example.com/1"}),
                2,
                9,
                frozenset({Standing.LAPSED_TRIAL}),
                frozenset({"DE", "AT"}),
                new=False,
            ),
            Metering(5, 5, MONTH),
        ),
        Rule("second", Effect.FREE),
    )


@pytest.mark.parametrize(
    ("lines", "metering"),
    [
        ('effect = "metered"', Metering(3, 6, MONTH)),
        ('effect = "metered"\nmeter = { anonymous = 1 }', Metering(1, 6, MONTH)),
        (
            'effect = "metered"\nmeter = { days = 7, registered = "unlimited", pool = "own" }',
            Metering(3, None, LastDays(7), "own"),
        ),
        ('effect = "register"', None),
        ('effect = "register"\nmeter = { registered = 9 }', Metering(3, 9, MONTH)),
        ('effect = "locked"', None),
    ],
)
def test_a_rules_meter_takes_what_it_leaves_out_from_the_usual_one(
    lines: str, metering: Metering | None
) -> None:
    found = read("[meter]\nanonymous = 3\nregistered = 6\n" + rule(lines)).policy.rules
    assert [it.metering for it in found] == [metering]


def test_plans_are_read_with_prices_in_minor_units() -> None:
    source = (
        PLANS
        + """
    [[plans]]
    key = "tokyo"
    name = "東京"
    benefits = ["print"]
    prices = ["1500 JPY every 3 months", "1.250 KWD every week"]
    """
    )
    monthly, yearly = Interval(1, Unit.MONTH), Interval(1, Unit.YEAR)
    assert read(source).plans == (
        Plan(
            "digital",
            "Digital",
            frozenset({Benefit.ARTICLES, Benefit.APPS}),
            (Price(Money(900, "USD"), monthly), Price(Money(10_000, "USD"), yearly)),
        ),
        Plan(
            "tokyo",
            "東京",
            frozenset({Benefit.PRINT}),
            (
                Price(Money(1500, "JPY"), Interval(3, Unit.MONTH)),
                Price(Money(1250, "KWD"), Interval(1, Unit.WEEK)),
            ),
        ),
    )


def test_a_plan_says_in_how_many_browsers_its_reader_can_be_signed_in() -> None:
    assert read(PLANS).plans[0].devices == 10
    assert read(PLANS + "devices = 3\n").plans[0].devices == 3


def test_offers_run_from_the_first_to_the_last_moment_of_their_days_in_the_publications_zone() -> (
    None
):
    lines = f'{GOOD_OFFER}\nfrom = 2027-03-28\nuntil = 2027-10-31\naudience = ["anonymous"]'
    found = read(offer(lines)).offers
    window = Window(start_of_day(date(2027, 3, 28), BERLIN), end_of_day(date(2027, 10, 31), BERLIN))
    assert found == (
        Offer(
            "o",
            "digital",
            Price(Money(100, "USD"), Interval(3, Unit.MONTH)),
            Price(Money(900, "USD"), Interval(1, Unit.MONTH)),
            window,
            frozenset({Standing.ANONYMOUS}),
        ),
    )


def test_an_offer_may_be_limited_in_many_ways() -> None:
    lines = f"""{GOOD_OFFER}
    code = "FESTIVAL"
    limit = 500
    once = true
    countries = ["US", "CA"]
    ends = true
    """
    [found] = read(offer(lines)).offers
    assert (found.code, found.limit, found.once, found.ends) == ("FESTIVAL", 500, True, True)
    assert found.countries == {"US", "CA"}
    [usual] = read(offer(GOOD_OFFER)).offers
    assert (usual.code, usual.limit, usual.once, usual.card, usual.ends) == (
        None,
        None,
        False,
        True,
        False,
    )


def test_what_costs_nothing_at_first_is_a_trial_that_may_do_without_a_card() -> None:
    free = GOOD_OFFER.replace("1.00 USD", "0.00 USD")
    [found] = read(offer(free + "\ncard = false")).offers
    assert found.trial
    assert not found.card


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('["new"]', {Standing.ANONYMOUS, Standing.REGISTERED}),
        ('["lapsed"]', {Standing.LAPSED_TRIAL, Standing.LAPSED_SUBSCRIBER}),
        ('["returning"]', {Standing.LAPSED_SUBSCRIBER}),
        ('["returning", "registered"]', {Standing.LAPSED_SUBSCRIBER, Standing.REGISTERED}),
    ],
)
def test_an_audience_is_named_by_standings_or_in_one_word(
    written: str, meant: set[Standing]
) -> None:
    [found] = read(offer(f"{GOOD_OFFER}\naudience = {written}")).offers
    assert found.audience == meant


def test_renewals_and_other_prices_are_told_ahead_where_it_is_written() -> None:
    assert read("").notices == Asked()
    assert read("[notices]\nrenewal_days = 30").notices == Asked(30, Unit.YEAR)
    assert read("[notices]\nprice_change_days = 7").notices == Asked(price=7)
    asked = '[notices]\nrenewal_days = 3\nrenewal_from = "month"\nprice_change_days = 1'
    assert read(asked).notices == Asked(3, Unit.MONTH, 1)


def test_words_are_read_as_lines_as_attributes_or_as_one_text() -> None:
    source = '''
    [messages]
    de = """
    notice-offers = Angebote
    meter-left =
        .text = Noch { $left }
    """
    [messages.en]
    notice-offers = "Offers"
    meter-left.text = """
    { $left ->
        [one] One more
       *[other] { $left } more
    }"""
    '''
    messages = read(source.replace("\n    ", "\n")).messages
    assert messages["de"].startswith("notice-offers = Angebote")
    assert "    .text = { $left ->\n" in messages["en"]
    assert warnings(read(source.replace("\n    ", "\n"))) == ()


def test_an_offer_that_has_ended_is_a_fault_from_its_last_moment_on() -> None:
    edition = read(offer(f"{GOOD_OFFER}\nuntil = 2027-07-31"))
    end = edition.offers[0].on_sale.until
    assert end is not None
    assert ended_offers(edition, end - 1, BERLIN) == ()
    (told,) = ended_offers(edition, end, BERLIN)
    assert told.startswith("offer 'o', until: it ended on 2027-07-31;")


def test_what_has_no_effect_is_a_warning() -> None:
    edition = read(
        '[[rules]]\nname = "all news"\neffect = "free"\nsections = ["News"]\n'
        '[[rules]]\nname = "old news"\neffect = "locked"\nsections = ["News"]\n'
        "older_than_days = 9\n"
        '[messages.en]\nnotice-ofers = "x"\nhelper = "h"\nnotice-why = "{ helper }"'
    )
    assert warnings(edition) == (
        "rule 'old news' never matches: rule 'all news' before it takes all it could",
        "messages, en: nothing shows 'notice-ofers'; did you mean notice-offers?",
    )


def test_days_are_those_of_the_publications_zone() -> None:
    edition = read(offer(f"{GOOD_OFFER}\nfrom = 2027-03-28\nuntil = 2027-03-28"))
    window = edition.offers[0].on_sale
    assert window.since is not None
    assert window.until is not None
    assert window.until - window.since == DAY - 3600  # clocks go forward that night
