"""Amounts of money: integer minor units with their currency."""

import re
from dataclasses import dataclass

_CODE = re.compile(r"[A-Z]{3}")
_NO_MINOR = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"}
    | {"RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


@dataclass(frozen=True, slots=True)
class Money:
    """An amount such as `Money(99, "USD")`, ninety-nine cents. Never negative for a price."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        """Refuse what is not an ISO 4217 alphabetic code."""
        if not _CODE.fullmatch(self.currency):
            raise ValueError(f"'{self.currency}' is no currency; write a code such as USD or EUR")

    @property
    def exponent(self) -> int:
        """How many decimals the currency writes (ISO 4217)."""
        if self.currency in _NO_MINOR:
            return 0
        return 3 if self.currency in _THREE_DECIMALS else 2
