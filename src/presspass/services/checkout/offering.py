"""What a reader may buy: found by the names in a form, and refused with a reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from presspass.core.account import Account
from presspass.core.edition import Edition
from presspass.core.entitlement import standing_of
from presspass.core.instants import Instant
from presspass.core.plans import Offer, Plan, Price
from presspass.core.sale import CHECKOUT_OPEN, Sale, SaleState
from presspass.core.seals import Keyring
from presspass.ports import Books
from presspass.services.checkout import persons


class Reason(Enum):
    """Why something can't be bought."""

    UNKNOWN = "unknown"
    ENDED = "ended"
    NOT_YET = "not_yet"
    NOT_FOR_YOU = "not_for_you"
    SOLD_OUT = "sold_out"
    TAKEN_BEFORE = "taken_before"
    TRIAL_HAD = "trial_had"
    SUBSCRIBED = "subscribed"
    OTHER_CURRENCY = "other_currency"


class NotSold(Exception):  # noqa: N818  # it names a state of things, not a fault of ours
    """What was chosen can't be bought, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Choice:
    """What a form names: an offer by its key, or a plan with one of its prices by theirs.

    `code` is the one that was typed for an offer that is shown with it alone.
    """

    offer: str | None = None
    plan: str | None = None
    price: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is sold: a plan at a price, after an offer's introduction where there is one."""

    plan: Plan
    price: Price
    offer: Offer | None = None


class Offering:
    """Finds what was chosen in the edition in force, and whether the reader may have it."""

    def __init__(self, edition: Callable[[], Edition], keyring: Keyring) -> None:
        self._edition = edition
        self._keyring = keyring

    def find(self, choice: Choice) -> Chosen:
        """What a choice means. Raises `NotSold` where it means nothing."""
        edition = self._edition()
        if choice.offer is not None:
            offer = next((each for each in edition.offers if each.key == choice.offer), None)
            plan = next((each for each in edition.plans if offer and each.key == offer.plan), None)
            if offer is None or plan is None or not opened_by(offer, choice.code):
                raise NotSold(Reason.UNKNOWN)
            return Chosen(plan, offer.then, offer)
        plan = next((each for each in edition.plans if each.key == choice.plan), None)
        price = None if plan is None else plan.price(choice.price or "")
        if plan is None or price is None:
            raise NotSold(Reason.UNKNOWN)
        return Chosen(plan, price)

    def check(
        self, books: Books, account: Account, chosen: Chosen, now: Instant, country: str | None
    ) -> None:
        """Raises `NotSold` where the reader may not buy it at `now`."""
        held = books.subscriptions.of(account.reader)
        if any(each.live and not each.lapsed(now) for each in held):
            raise NotSold(Reason.SUBSCRIBED)
        offer = chosen.offer
        if offer is None:
            return
        _check_time(offer, now)
        standing = standing_of(books.entitlements.of(account.reader), now).standing
        if not offer.open_to(standing, now, country):
            raise NotSold(Reason.NOT_FOR_YOU)
        sales = books.sales.of(account.reader)
        since = offer.on_sale.since or 0
        if offer.limit is not None:
            others = books.sales.count(offer.key, since, now) - _held_for(sales, offer, now)
            if others >= offer.limit:
                raise NotSold(Reason.SOLD_OUT)
        if offer.once and any(
            sale.offer == offer.key and sale.state is SaleState.MADE for sale in sales
        ):
            raise NotSold(Reason.TAKEN_BEFORE)
        if offer.trial and books.trials.used(persons.by_mailbox(self._keyring, account.mailbox)):
            raise NotSold(Reason.TRIAL_HAD)


def _held_for(sales: Iterable[Sale], offer: Offer, now: Instant) -> int:
    """How often an offer is kept for the reader already, by pages that are open."""
    return sum(
        sale.offer == offer.key
        and sale.state is SaleState.AGREED
        and max(now - CHECKOUT_OPEN, (offer.on_sale.since or 0) - 1) < sale.at
        for sale in sales
    )


def opened_by(offer: Offer, code: str | None) -> bool:
    """Whether an offer is shown to who typed a code; spaces and capitals don't matter in it."""
    return offer.code is None or _bare(offer.code) == _bare(code or "")


def _bare(code: str) -> str:
    return "".join(code.split()).casefold()


def _check_time(offer: Offer, now: Instant) -> None:
    since, until = offer.on_sale.since, offer.on_sale.until
    if since is not None and now < since:
        raise NotSold(Reason.NOT_YET)
    if until is not None and until <= now:
        raise NotSold(Reason.ENDED)
