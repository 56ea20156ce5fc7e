"""What was sold to whom, frozen at the moment of consent."""

from dataclasses import dataclass
from enum import StrEnum

from presspass.core.ids import ReaderId
from presspass.core.instants import MINUTE, Instant
from presspass.core.plans import Benefit, Price

CHECKOUT_OPEN = 60 * MINUTE
"""How long a checkout page stays open, in seconds."""


class SaleState(StrEnum):
    """What became of a sale: agreed to, paid at the provider, or given up before paying."""

    AGREED = "agreed"
    MADE = "made"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Sale:
    """A purchase that a reader agreed to, with all that was said beside the button.

    The reader pays `introductory` once, where there is such a price, then `price` each interval.
    `trial_days` are free before the first payment. `ends` marks a fixed term, after which nothing
    is charged. `text` is the sentence of consent, `version` the edition that it stood in. Changing
    plans and offers later changes nothing here.
    """

    id: str
    reader: ReaderId
    plan: str
    plan_name: str
    benefits: frozenset[Benefit]
    price: Price
    at: Instant
    text: str
    version: str
    offer: str | None = None
    introductory: Price | None = None
    trial_days: int = 0
    ends: bool = False
    state: SaleState = SaleState.AGREED
    checkout: str | None = None
    subscription: str | None = None
    return_to: str = "/"
