"""Reading the meter and the rules of an editorial file."""

from enum import StrEnum
from zoneinfo import ZoneInfo

from presspass.core.article import Tier
from presspass.core.periods import CalendarMonth, LastDays, Period
from presspass.core.policy import Effect, Metering, Rule, When
from presspass.core.reader import Standing
from presspass.services.editorial_countries import read_countries
from presspass.services.toml_table import Table, shown

MOST_ARTICLES = 1000
MOST_DAYS = 36_525
_UNLIMITED = "unlimited"


class _NamedPeriod(StrEnum):
    MONTH = "month"


def read_meter(table: Table | None, zone: ZoneInfo) -> Metering:
    """The meter that the default rules use; what the table leaves out is 5 articles a month."""
    usual = Metering(5, 5, CalendarMonth(zone))
    return usual if table is None else _metering(table, usual, zone)


def _metering(table: Table, usual: Metering, zone: ZoneInfo) -> Metering:
    found = Metering(
        _count(table, "anonymous", usual.anonymous),
        _registered(table, usual.registered),
        _period(table, usual.period, zone),
        table.text("pool", usual.pool),
    )
    table.finish()
    return found


def _count(table: Table, key: str, default: int) -> int:
    found = table.count(key, default, most=MOST_ARTICLES)
    return default if found is None else found


def _registered(table: Table, default: int | None) -> int | None:
    found = table.take("registered")
    if found == _UNLIMITED:
        return None
    if found is None:
        return default
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= MOST_ARTICLES:
        table.fault(
            "registered",
            f"{shown(found)} is neither a whole number from 0 to {MOST_ARTICLES} "
            f'nor "{_UNLIMITED}"',
        )
        return default
    return found


def _period(table: Table, default: Period, zone: ZoneInfo) -> Period:
    if table.has("period") and table.has("days"):
        table.fault(None, 'write either period = "month" or days = N, not both')
    named = table.choice("period", _NamedPeriod)
    days = table.count("days", None, least=1, most=MOST_DAYS)
    if days is not None:
        return LastDays(days)
    return default if named is None else CalendarMonth(zone)


def read_rules(tables: list[Table], usual: Metering, zone: ZoneInfo) -> tuple[Rule, ...]:
    """The rules, in order. Their own meters take from `usual` what they leave out."""
    found: list[Rule] = []
    names: set[str] = set()
    periods = {usual.pool: usual.period}
    for table in tables:
        name = table.text("name")
        if name in names:
            table.fault(None, "another rule has this name; receipts could not tell them apart")
        names.add(name)
        if not table.has("effect"):
            table.fault(None, f"needs an effect: {', '.join(Effect)}")
        effect = table.choice("effect", Effect)
        when = _when(table)
        metering = _own(table, effect, usual, zone)
        if metering and periods.setdefault(metering.pool, metering.period) != metering.period:
            table.fault(
                "meter", f"pool '{metering.pool}' has another period elsewhere; name another pool"
            )
        table.finish()
        if effect is not None:
            found.append(Rule(name, effect, when, metering))
    return tuple(found)


def _own(table: Table, effect: Effect | None, usual: Metering, zone: ZoneInfo) -> Metering | None:
    own = table.table("meter", f"{table.where}, meter")
    if own is None:
        return usual if effect is Effect.METERED else None
    if effect in (Effect.FREE, Effect.LOCKED):
        table.fault("meter", f'effect = "{effect}" counts nothing; drop it, or change the effect')
        return None
    if effect is Effect.REGISTER and own.has("anonymous"):
        own.fault("anonymous", 'effect = "register" lets nobody read without an account; drop it')
    found = _metering(own, usual, zone)
    return found if effect is not None else None


def _when(table: Table) -> When:
    found = When(
        table.choices("tiers", Tier),
        frozenset(table.texts("sections")),
        frozenset(table.texts("tags")),
        frozenset(table.texts("ids")),
        table.count("older_than_days", None, least=1, most=MOST_DAYS),
        table.count("newer_than_days", None, least=1, most=MOST_DAYS),
        table.choices("standings", Standing),
        read_countries(table),
        table.flag("new"),
    )
    if found.impossible:
        table.fault(
            None,
            f"no article is both older than {found.older_than} days and newer than "
            f"{found.newer_than}; change one of them",
        )
    return found
