from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.edition import Edition
from presspass.services.editorial_file import (
    MAX_BYTES,
    EditorialFileError,
)
from tests.services.editorial_files import GOOD_OFFER, PLANS, faults, offer, read, rule


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("mode = ", "this is not TOML"),
        pytest.param("a = " + "[" * 100_000, "this is not TOML: more than 100 lists", id="deep"),
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
            offer(GOOD_OFFER + "\ncard = false"),
            "only an offer that is free at first can do without",
        ),
        (offer(GOOD_OFFER + "\nlimit = 0"), "offer 'o', limit"),
        (offer(GOOD_OFFER + '\ncountries = ["usa"]'), '"usa" is no country'),
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
        (
            offer(GOOD_OFFER.replace("for 3 months", "for 37 months")),
            "offer 'o', introductory: \"1.00 USD for 37 months\" is of more than 36 months",
        ),
        (
            offer(GOOD_OFFER.replace("1.00 USD for 3 months", "0.00 USD for 2 years")),
            "offer 'o', introductory: a trial lasts 730 days at most",
        ),
        (
            offer(GOOD_OFFER.replace("1.00 USD", "1.005 KWD")),
            "offer 'o', introductory: write \"1.005 KWD for 3 months\" with a last decimal of 0",
        ),
        (offer(f'{GOOD_OFFER}\naudience = ["all"]'), "offer 'o', audience: \"all\" is none of"),
        (
            offer(GOOD_OFFER) + f'\n[[offers]]\nkey = "o"\n{GOOD_OFFER}',
            "offer 'o', key: \"o\" is taken already",
        ),
        ("[notices]\nrenewal_days = 0", "notices, renewal_days: 0 is not a whole number from 1"),
        ("[notices]", "notices: needs renewal_days = 30 or price_change_days = 7"),
        ('[notices]\nrenewal_from = "month"', "notices, renewal_from: needs renewal_days = 30"),
        ("[notices]\nprice_change_days = 61", "price_change_days: 61 is not a whole number"),
        ('[notices]\nrenewal_days = 3\nrenewal_from = "months"', "notices, renewal_from"),
        ("[notices]\nrenewal_days = 3\ntrial_days = 3", "trial_days"),
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
