"""The ledger: a row for every money fact, each written once."""

from dataclasses import dataclass
from enum import StrEnum

from presspass.core.billing import Billing, DisputeState
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.money import Money


class Fact(StrEnum):
    """What happened to money."""

    PAID = "paid"
    REFUNDED = "refunded"
    REVERTED = "reverted"
    """A refund failed, and its money came back. When, nobody says: it counts from the refund."""
    DISPUTED = "disputed"
    REINSTATED = "reinstated"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact, named by its kind and the provider's own id. What left us is negative."""

    fact: Fact
    external: str
    subscription: str
    reader: ReaderId
    money: Money
    at: Instant


def entries(billing: Billing, reader: ReaderId) -> tuple[Entry, ...]:
    """The money facts of a subscription, as the provider has them, in the order of their times."""
    found = [
        Entry(Fact.PAID, each.id, billing.id, reader, each.money, each.at)
        for each in billing.payments
    ]
    found += [
        Entry(Fact.REFUNDED, each.id, billing.id, reader, _negative(each.money), each.at)
        for each in billing.refunds
    ]
    found += [
        Entry(Fact.REVERTED, each.id, billing.id, reader, each.money, each.at)
        for each in billing.refunds
        if each.failed
    ]
    for each in billing.disputes:
        found.append(
            Entry(Fact.DISPUTED, each.id, billing.id, reader, _negative(each.money), each.at)
        )
        if each.state is DisputeState.WON:
            closed = each.closed or each.at
            found.append(Entry(Fact.REINSTATED, each.id, billing.id, reader, each.money, closed))
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.fact, entry.external)))


def _negative(money: Money) -> Money:
    return Money(-money.minor, money.currency)
