"""The editorial file: TOML in which editors say what is read under which conditions, and how.

`docs/policy.md` describes it. A file is kept as it was written and read anew by whoever needs it.
"""

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from presspass.core.edition import Edition
from presspass.core.instants import Instant, moment
from presspass.core.policy import TEASER_PARAGRAPHS, Cookieless, Mode, OnMeterFailure, Policy
from presspass.services.editorial_meter import read_meter, read_rules
from presspass.services.editorial_sales import read_notices, read_offers, read_plans
from presspass.services.editorial_words import read_words, unused_words
from presspass.services.toml_table import Table
from presspass.services.toml_text import parsed

BUILT_IN = "built-in"
"""The version of the edition that is in force until the first one is applied."""

MAX_BYTES = 1_000_000
_MOST_PARAGRAPHS = 20


class _FileMode(StrEnum):
    ENFORCE = "enforce"
    OBSERVE = "observe"


class EditorialFileError(ValueError):
    """What is wrong with a file: every fault, each in one line that says what to write instead."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def read_edition(source: str, version: str, zone: ZoneInfo) -> Edition:
    """The edition that a file describes. `zone` is where its months and offers end.

    Raises `EditorialFileError`.
    """
    faults: list[str] = []
    table = Table(_parsed(source), "", faults)
    usual = read_meter(table.table("meter", "meter"), zone)
    policy = Policy(
        version,
        read_rules(table.tables("rules", "rule", "name"), usual, zone),
        usual,
        Mode(table.choice("mode", _FileMode) or Mode.ENFORCE),
        None,
        table.choice("on_meter_failure", OnMeterFailure) or OnMeterFailure.GRANT,
        table.choice("cookieless", Cookieless) or Cookieless.GRANT,
        table.count("teaser_paragraphs", TEASER_PARAGRAPHS, most=_MOST_PARAGRAPHS) or 0,
    )
    plans = read_plans(table.tables("plans", "plan", "key"))
    offers = read_offers(table.tables("offers", "offer", "key"), plans, zone)
    messages = read_words(table.table("messages", "messages"))
    notice = read_notices(table.table("notices", "notices"))
    table.finish()
    if faults:
        raise EditorialFileError(faults)
    return Edition(policy, messages, plans, offers, notice)


def _parsed(source: str) -> dict[str, object]:
    if len(source.encode()) > MAX_BYTES:
        raise EditorialFileError(
            (f"the file is longer than {MAX_BYTES} bytes; leave out what it repeats",)
        )
    try:
        return parsed(source)
    except tomllib.TOMLDecodeError as fault:
        raise EditorialFileError((f"this is not TOML: {fault}",)) from fault


def ended_offers(edition: Edition, at: Instant, zone: ZoneInfo) -> tuple[str, ...]:
    """A fault for each offer that nobody could take up any more at `at`."""
    return tuple(
        f"offer '{offer.key}', until: it ended on {moment(until - 1, zone):%Y-%m-%d}; "
        "give it a later day or drop it"
        for offer in edition.offers
        if (until := offer.on_sale.until) is not None and until <= at
    )


def warnings(edition: Edition) -> tuple[str, ...]:
    """What is allowed and yet without effect: rules that never match, messages nobody sees."""
    never = (
        f"rule '{rule.name}' never matches: rule '{shadow.name}' before it takes all it could"
        for rule, shadow in edition.policy.never_matching()
        if shadow is not None
    )
    return (*never, *unused_words(edition.messages, edition.plans))


def unplaced(edition: Edition) -> tuple[str, ...]:
    """What an edition asks of readers' countries in vain while none is known."""
    remedy = "no reader's is known; set gate.country_header (docs/settings.md)"
    rules = (
        f"rule '{rule.name}' never matches: it asks for the reader's country, and {remedy}"
        for rule in edition.policy.rules
        if rule.when.countries
    )
    offers = (
        f"offer '{offer.key}' is for readers of some countries, and {remedy}"
        for offer in edition.offers
        if offer.countries
    )
    return (*rules, *offers)


@cache
def built_in_source() -> str:
    """The file of the built-in edition."""
    return files("presspass.services").joinpath("built_in_edition.toml").read_text("utf-8")


def built_in(zone: ZoneInfo) -> Edition:
    """What is in force until the first edition is applied."""
    return read_edition(built_in_source(), BUILT_IN, zone)
