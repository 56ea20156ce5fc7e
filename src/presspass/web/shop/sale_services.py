"""What the pages of buying work with."""

from dataclasses import dataclass

from presspass.ports import Vouching
from presspass.services.checkout.buying import Buying
from presspass.services.checkout.offering import Offering
from presspass.services.checkout.returning import Returning
from presspass.services.checkout.showing import Showing
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.cancelling import Cancelling
from presspass.services.subscriptions.card import CardChange
from presspass.services.subscriptions.changing import Changing
from presspass.services.subscriptions.holding import Holding
from presspass.services.subscriptions.withdrawing import Withdrawing


@dataclass(frozen=True, slots=True)
class SaleServices:
    """A service for each thing that readers do with their money.

    `pay_at` holds the origins of the provider's pages, such as `https://checkout.stripe.com`:
    browsers lead from our forms to no others.
    """

    offering: Offering
    showing: Showing
    buying: Buying
    returning: Returning
    holding: Holding
    cancelling: Cancelling
    changing: Changing
    card: CardChange
    withdrawing: Withdrawing
    arrivals: Arrivals
    vouching: Vouching
    pay_at: tuple[str, ...]
