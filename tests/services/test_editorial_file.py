import tomllib
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.article import Tier
from presspass.core.edition import Edition
from presspass.core.instants import DAY, Window, end_of_day, start_of_day
from presspass.core.money import Money
from presspass.core.periods import CalendarMonth, LastDays
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
    MAX_BYTES,
    EditorialFileError,
    built_in,
    built_in_source,
    ended_offers,
    read_edition,
    warnings,
)

BERLIN = ZoneInfo("Europe/Berlin")
MONTH = CalendarMonth(BERLIN)


def read(source: str) -> Edition:
    return read_edition(source, "7", BERLIN)


def faults(source: str) -> list[str]:
    with pytest.raises(EditorialFileError) as caught:
        read(source)
    return list(caught.value.faults)


PLANS = """
[[plans]]
key = "digital"
name = "Digital"
benefits = ["articles", "apps"]
prices = ["9.00 USD every month", "100.00 USD every year"]
"""


def offer(lines: str) -> str:
    return f'{PLANS}\n[[offers]]\nkey = "o"\n{lines}'


GOOD_OFFER = (
    'plan = "digital"\nintroductory = "1.00 USD for 3 months"\nthen = "9.00 USD every month"'
)


def rule(lines: str) -> str:
    return f'[[rules]]\nname = "R"\n{lines}'


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


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("mode = ", "this is not TOML"),
        ('mode = "open"', 'mode: "open" is none of enforce, observe'),
        ('mdoe = "enforce"', "there is no key 'mdoe'; did you mean mode?"),
        ("zzz = 1", "there is no key 'zzz'; known are meter, rules, mode"),
        ("teaser_paragraphs = true", "teaser_paragraphs: true is not a whole number from 0 to 20"),
        ("teaser_paragraphs = 99", "teaser_paragraphs: 99 is not a whole number from 0 to 20"),
        ("meter = 5", "meter: 5 is no table of key = value lines"),
        ("[meter]\nanonymous = -1", "meter, anonymous: -1 is not a whole number from 0 to 1000"),
        ("[meter]\nanonymous = 2.5", "meter, anonymous: 2.5 is not a whole number"),
        ("[meter]\nregistered = true", "meter, registered: true is neither a whole number"),
        ('[meter]\nregistered = "all"', 'meter, registered: "all" is neither a whole number'),
        ('[meter]\nperiod = "week"', 'meter, period: "week" is none of month'),
        ("[meter]\ndays = 0", "meter, days: 0 is not a whole number from 1 to"),
        ('[meter]\nperiod = "month"\ndays = 3', 'meter: write either period = "month" or days'),
        ('[meter]\npool = ""', 'meter, pool: "" is no text'),
        ("[meter]\nlimit = 5", "meter: there is no key 'limit'"),
        ("rules = 5", "rules: write each rule under a [[rules]] line"),
        ("[rules]\nname = 'x'", "rules: write each rule under a [[rules]] line"),
        ('[[rules]]\neffect = "free"', 'rule number 1: needs name = "..."'),
        (rule(""), "rule 'R': needs an effect: free, metered, register, locked"),
        (rule('effect = "fre"'), "rule 'R', effect: \"fre\" is none of free, metered"),
        (rule('effect = ["free"]'), "rule 'R', effect: [\"free\"] is none of free, metered"),
        (rule('effect = "free"\ntiers = ["gold"]'), "rule 'R', tiers: \"gold\" is none of"),
        (rule('effect = "free"\ntags = "x"'), "rule 'R', tags: \"x\" is no list"),
        (rule('effect = "free"\ntags = []'), "rule 'R', tags: [] is no list"),
        (rule('effect = "free"\ntags = [1]'), "rule 'R', tags: 1 is no text"),
        (rule('effect = "free"\nnew = "yes"'), "rule 'R', new: \"yes\" is neither true nor false"),
        (rule('effect = "free"\ncountries = ["de"]'), "rule 'R', countries: \"de\" is no country"),
        (
            rule('effect = "free"\ntag = ["x"]'),
            "rule 'R': there is no key 'tag'; did you mean tags?",
        ),
        (
            rule('effect = "free"\nolder_than_days = 9\nnewer_than_days = 9'),
            "rule 'R': no article is both older than 9 days and newer than 9;",
        ),
        (rule('effect = "free"\nmeter = { anonymous = 1 }'), "rule 'R', meter: effect = \"free\""),
        (rule('effect = "locked"\nmeter = { anonymous = 1 }'), "rule 'R', meter: effect = \"lock"),
        (
            rule('effect = "register"\nmeter = { anonymous = 1 }'),
            "rule 'R', meter, anonymous: effect = \"register\" lets nobody read without",
        ),
        (
            rule('effect = "metered"\nmeter = { days = 7 }'),
            "rule 'R', meter: pool 'articles' has another period elsewhere",
        ),
        (
            rule('effect = "metered"\nmeter = { pool = "own" }\n')
            + '[[rules]]\nname = "S"\neffect = "metered"\nmeter = { pool = "own", days = 7 }',
            "rule 'S', meter: pool 'own' has another period elsewhere",
        ),
        (
            rule('effect = "free"\n') + rule('effect = "locked"'),
            "rule 'R': another rule has this name",
        ),
        (PLANS + PLANS, "plan 'digital', key: \"digital\" is taken already"),
        (PLANS.replace("digital", "Di gital"), "plan 'Di gital', key: write \"Di gital\" in small"),
        (
            PLANS.replace('["articles", "apps"]', '["tv"]'),
            "plan 'digital', benefits: \"tv\" is none",
        ),
        (PLANS + "devices = 0\n", "devices: 0 is not a whole number from 1 to 1000"),
        (PLANS.replace("9.00 USD", "9 USD"), 'prices: write "9 USD every month" with 2 decimals'),
        (PLANS.replace("9.00 USD", "9.00 JPY"), 'write "9.00 JPY every month" with 0 decimals'),
        (PLANS.replace("9.00 USD", "$9.00"), '"$9.00 every month" is no price'),
        (PLANS.replace("9.00 USD", "-9.00 USD"), '"-9.00 USD every month" is no price'),
        (PLANS.replace("9.00 USD", "9.00 UDS"), '"9.00 UDS every month" is no price'),
        (PLANS.replace("every month", "for 1 month"), '"9.00 USD for 1 month" is no price'),
        (
            offer(GOOD_OFFER.replace('"digital"', '"print"')),
            'there is no plan "print"; the plans are',
        ),
        (
            offer(GOOD_OFFER.replace("9.00", "8.00")),
            "offer 'o', then: plan 'digital' has no such price",
        ),
        (
            offer(GOOD_OFFER.replace("1.00 USD", "1.00 EUR")),
            "offer 'o', introductory: write it in USD",
        ),
        (
            offer(GOOD_OFFER.replace("for 3", "every 3")),
            "offer 'o', introductory: \"1.00 USD every",
        ),
        (
            offer(f'{GOOD_OFFER}\nuntil = "2027-07-31"'),
            "offer 'o', until: \"2027-07-31\" is no day",
        ),
        (
            offer(f"{GOOD_OFFER}\nuntil = 2027-07-31T10:00:00"),
            "offer 'o', until: 2027-07-31 10:00:00",
        ),
        (
            offer(f"{GOOD_OFFER}\nfrom = 2027-08-01\nuntil = 2027-07-31"),
            "offer 'o', until: 2027-07-31 is before 2027-08-01",
        ),
        (offer(f'{GOOD_OFFER}\naudience = ["all"]'), "offer 'o', audience: \"all\" is none of"),
        (
            offer(GOOD_OFFER) + f'\n[[offers]]\nkey = "o"\n{GOOD_OFFER}',
            "offer 'o', key: \"o\" is taken already",
        ),
        ("[messages]\nenglish = 1", "messages, english: is no language"),
        ("[messages]\nen = 1", 'messages, en: write name = "text" lines'),
        ("[messages.en]\nnotice-why = 1", "messages, en: notice-why is no text"),
        ('[messages.en]\n"9" = "x"', 'messages, en: "9" is no name of a message'),
        ('[messages.en]\n"a.b.c" = "x"', 'messages, en: "a.b.c" is no name of a message'),
        ("[messages]\nen = '''\nok = fine\nbad { line\n'''", 'line 2 of its text, "bad { line"'),
        ("[messages]\nen = 'a = 1\n a = {'", "this is not TOML"),
        ("[messages]\nen = '''a = x\na = y\n'''", "messages, en: a is there twice"),
        ('[messages.en]\nnotice-why = "{ $x"', "messages, en: line"),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_write(source: str, told: str) -> None:
    assert any(told in fault for fault in faults(source)), faults(source)


def test_all_faults_are_told_at_once() -> None:
    source = (
        'mode = "x"\n[meter]\nanonymous = "five"\n'
        + rule('effect = "y"\ntiers = ["z"]')
        + offer('plan = "none"')
        + '\n[messages.en]\nnotice-why = "{"'
    )
    found = faults(source)
    for place in ("mode", "meter, anonymous", "rule 'R', effect", "rule 'R', tiers", "offer 'o'"):
        assert any(fault.startswith(place) for fault in found), place
    assert any(fault.startswith("messages, en") for fault in found)


def test_a_file_too_long_to_be_one_is_refused() -> None:
    assert "longer" in faults("#" * (MAX_BYTES + 1))[0]


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


TOML_VALUES = st.recursive(
    st.booleans()
    | st.integers(-5, 2000)
    | st.sampled_from(["", "free", "metered", "month", "unlimited", "9.00 USD every month", "en"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "effect", "meter", "key", "prices", "en"]), inner
        )
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["mode", "meter", "rules", "plans", "offers", "messages", "teaser_paragraphs", "x"]
)


def as_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(as_toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(it)}" for key, it in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) else str(value)


def outcome(source: str) -> Edition | EditorialFileError:
    try:
        return read(source)
    except EditorialFileError as fault:
        return fault


@given(st.dictionaries(KEYS, TOML_VALUES, max_size=4))
def test_whatever_a_file_holds_it_is_read_or_its_faults_are_told(values: dict[str, Any]) -> None:
    found = outcome("\n".join(f"{key} = {as_toml(value)}" for key, value in values.items()))
    if isinstance(found, EditorialFileError):
        assert found.faults
        assert all(line and "\n" not in line for line in found.faults)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_whatever_words_are_written_they_are_read_or_their_faults_are_told(text: str) -> None:
    escaped = "".join(f"\\U{ord(letter):08X}" for letter in text)
    found = outcome(f'[messages]\nen = "{escaped}"')
    if isinstance(found, Edition):
        assert found.messages == {"en": text}
    else:
        assert all(fault.startswith("messages, en: ") for fault in found.faults)


def test_days_are_those_of_the_publications_zone() -> None:
    edition = read(offer(f"{GOOD_OFFER}\nfrom = 2027-03-28\nuntil = 2027-03-28"))
    window = edition.offers[0].on_sale
    assert window.since is not None
    assert window.until is not None
    assert window.until - window.since == DAY - 3600  # clocks go forward that night
