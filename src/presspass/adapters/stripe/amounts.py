"""Amounts as Stripe writes them (docs.stripe.com/currencies), where ISO 4217 has it otherwise."""

from presspass.core.money import Money
from presspass.ports import PaymentRefused

_HUNDREDTHS = frozenset({"ISK", "UGX"})
"""They have no minor unit, and Stripe goes on writing the two decimals that they had once."""

_WHOLE = frozenset({"MGA"})
"""It has two decimals, and Stripe writes none."""


def written(money: Money) -> int:
    """An amount in Stripe's units. Raises `PaymentRefused` for one that they can't tell."""
    if money.currency in _HUNDREDTHS:
        return money.minor * 100
    if money.currency not in _WHOLE:
        return money.minor
    whole, rest = divmod(money.minor, 100)
    if rest:
        raise PaymentRefused(f"Stripe takes whole {money.currency} alone; change the price")
    return whole


def read(units: int, currency: str) -> Money:
    """An amount of Stripe's; parts of a minor unit, which are never charged, are left out."""
    code = currency.upper()
    if code in _HUNDREDTHS:
        return Money(int(units / 100), code)
    return Money(units * 100 if code in _WHOLE else units, code)
