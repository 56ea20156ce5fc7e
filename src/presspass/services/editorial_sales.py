"""Reading the plans and offers of an editorial file, and what subscribers are told ahead."""

import re
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from babel.numbers import is_currency

from presspass.core.instants import Window, end_of_day, start_of_day
from presspass.core.money import Money
from presspass.core.notice import Asked
from presspass.core.plans import USUAL_DEVICES, Benefit, Interval, Offer, Plan, Price, Unit
from presspass.core.reader import LAPSED, Standing
from presspass.services.editorial_countries import read_countries
from presspass.services.toml_table import Table, shown

_PRICE = re.compile(
    r"(?P<whole>\d{1,9})(?:\.(?P<decimals>\d+))? (?P<currency>[A-Z]{3}) "
    r"(?P<word>every|for) (?:(?P<count>[1-9]\d{0,2}) )?(?P<unit>day|week|month|year)s?"
)
_MOST_DEVICES = 1_000
_MOST_SOLD = 10_000_000
_MOST_DAYS_AHEAD = 60
_GROUPS: Mapping[str, frozenset[Standing]] = {
    "new": frozenset({Standing.ANONYMOUS, Standing.REGISTERED}),
    "lapsed": LAPSED,
    "returning": frozenset({Standing.LAPSED_SUBSCRIBER}),
}
"""Who never had anything, whose trial or subscription is over, and who once subscribed."""

_STANDINGS = frozenset(each.value for each in Standing)
_LONGEST = {Unit.DAY: 1095, Unit.WEEK: 156, Unit.MONTH: 36, Unit.YEAR: 3}
"""Stripe charges every three years at least; of three decimals it takes no last one but 0."""

_THOUSANDTHS = 3
_LONGEST_TRIAL = 730
"""Days; Stripe's own limit too."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_plans(tables: list[Table]) -> tuple[Plan, ...]:
    """The plans, in order. Those without a price that can be read have none."""
    found: dict[str, Plan] = {}
    for table in tables:
        key = _key(table, found)
        name = table.text("name")
        benefits = table.choices("benefits", Benefit)
        if not benefits:
            table.fault(None, f"needs benefits: some of {', '.join(Benefit)}")
        prices = tuple(
            price
            for written in table.texts("prices")
            if (price := _price(table, "prices", written, "every")) is not None
        )
        devices = table.count("devices", USUAL_DEVICES, least=1, most=_MOST_DEVICES)
        table.finish()
        found.setdefault(key, Plan(key, name, benefits, prices, devices or USUAL_DEVICES))
    return tuple(found.values())


def read_offers(tables: list[Table], plans: Sequence[Plan], zone: ZoneInfo) -> tuple[Offer, ...]:
    """The offers, in order. Faulty ones are left out."""
    found: dict[str, Offer] = {}
    for table in tables:
        key = _key(table, found)
        plan = _plan(table, plans)
        introductory = _price(table, "introductory", table.text("introductory"), "for")
        then = _price(table, "then", table.text("then"), "every")
        on_sale = _on_sale(table, zone)
        audience = _audience(table)
        countries = read_countries(table)
        code = table.text("code", "") or None
        limit = table.count("limit", None, least=1, most=_MOST_SOLD)
        once, card, ends = (table.flag(key) for key in ("once", "card", "ends"))
        table.finish()
        if plan is None or introductory is None or then is None:
            continue
        if plan.prices and then not in plan.prices:
            table.fault("then", f"plan '{plan.key}' has no such price; write one that it has")
        if introductory.amount.currency != then.amount.currency:
            table.fault(
                "introductory", f"write it in {then.amount.currency}, as the price after it"
            )
            continue
        if not introductory.amount.minor and _days(introductory.every) > _LONGEST_TRIAL:
            table.fault("introductory", f"a trial lasts {_LONGEST_TRIAL} days at most")
            continue
        if introductory.amount.minor and card is not None:
            table.fault("card", "only an offer that is free at first can do without a card")
        found.setdefault(
            key,
            Offer(
                key,
                plan.key,
                introductory,
                then,
                on_sale,
                audience,
                countries,
                code,
                limit,
                bool(once),
                card is not False,
                bool(ends),
            ),
        )
    return tuple(found.values())


def _audience(table: Table) -> frozenset[Standing]:
    """Whom an offer is made to: standings, or several of them in one word."""
    found: set[Standing] = set()
    for word in table.texts("audience"):
        if word in _GROUPS:
            found |= _GROUPS[word]
        elif word in _STANDINGS:
            found.add(Standing(word))
        else:
            known = ", ".join((*_GROUPS, *Standing))
            table.fault("audience", f"{shown(word)} is none of {known}")
    return frozenset(found)


def read_notices(table: Table | None) -> Asked:
    """What subscribers are told ahead of time."""
    if table is None:
        return Asked()
    renewal = table.count("renewal_days", None, least=1, most=_MOST_DAYS_AHEAD)
    least = table.choice("renewal_from", Unit)
    price = table.count("price_change_days", None, least=1, most=_MOST_DAYS_AHEAD)
    if least is not None and renewal is None:
        table.fault("renewal_from", "needs renewal_days = 30, or as many days ahead as you like")
    elif renewal is None and price is None:
        table.fault(
            None, "needs renewal_days = 30 or price_change_days = 7, or as many as you like"
        )
    table.finish()
    return Asked(renewal, least or Unit.YEAR, price)


def _key(table: Table, taken: dict[str, Plan] | dict[str, Offer]) -> str:
    key = table.text("key")
    if key and not _KEY.fullmatch(key):
        table.fault("key", f'write "{key}" in small letters and digits, with hyphens between words')
    if key in taken:
        table.fault("key", f'"{key}" is taken already; links could not tell them apart')
    return key


def _plan(table: Table, plans: Sequence[Plan]) -> Plan | None:
    wanted = table.text("plan")
    plan = next((plan for plan in plans if plan.key == wanted), None)
    if wanted and plan is None:
        known = ", ".join(plan.key for plan in plans) or "none"
        table.fault("plan", f'there is no plan "{wanted}"; the plans are: {known}')
    return plan


def _price(table: Table, key: str, written: str, word: str) -> Price | None:
    if not written:
        return None
    found = _PRICE.fullmatch(written)
    if found is None or found["word"] != word or not is_currency(found["currency"]):
        example = "9.00 USD every month" if word == "every" else "1.00 USD for 3 months"
        table.fault(key, f'"{written}" is no price; write it like "{example}"')
        return None
    decimals = found["decimals"] or ""
    amount = Money(int(found["whole"] + decimals), found["currency"])
    if len(decimals) != amount.exponent:
        table.fault(
            key, f'write "{written}" with {amount.exponent} decimals, as {amount.currency} has'
        )
        return None
    if amount.exponent == _THOUSANDTHS and amount.minor % 10:
        table.fault(key, f'write "{written}" with a last decimal of 0: no card is charged others')
        return None
    count, unit = int(found["count"] or 1), Unit(found["unit"])
    if count > _LONGEST[unit]:
        table.fault(key, f'"{written}" is of more than {_LONGEST[unit]} {unit}s')
        return None
    return Price(amount, Interval(count, unit))


def _days(interval: Interval) -> int:
    """How many days an interval has at most."""
    most = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}
    return interval.count * most[interval.unit]


def _on_sale(table: Table, zone: ZoneInfo) -> Window:
    first, last = table.day("from"), table.day("until")
    if first is not None and last is not None and last < first:
        table.fault("until", f"{last} is before {first}, when the offer begins")
        return Window()
    return Window(
        None if first is None else start_of_day(first, zone),
        None if last is None else end_of_day(last, zone),
    )
