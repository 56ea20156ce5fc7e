"""What is done about subscriptions, wired."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from presspass.core.edition import Edition
from presspass.core.subscription import Subscription
from presspass.jobs.jobs import Selling
from presspass.ports import Clock, Commerce, PaymentRefused, Payments, PaymentsAway, Snapshots
from presspass.services.accounts.vouching import AccountVouching
from presspass.services.checkout.buying import Buying
from presspass.services.checkout.offering import Offering
from presspass.services.checkout.returning import Returning
from presspass.services.checkout.showing import Showing
from presspass.services.links import Links
from presspass.services.mails import Mails
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.cancelling import Cancelling
from presspass.services.subscriptions.card import CardChange
from presspass.services.subscriptions.changing import Changing
from presspass.services.subscriptions.holding import Holding
from presspass.services.subscriptions.letters import Letters
from presspass.services.subscriptions.notices import Notices
from presspass.services.subscriptions.settling import Settling
from presspass.services.subscriptions.tidings import MailedTidings
from presspass.services.subscriptions.withdrawing import Withdrawing
from presspass.settings import Settings
from presspass.web.shop.sale_services import SaleServices

_STRIPE_PAGES = "https://checkout.stripe.com"

_AT_ONCE = 8
"""How many subscriptions the provider is asked about at once, where there are many. At a tenth of a
second for each request, these are some eighty a second, and Stripe takes a hundred."""

_LOOK_EVERY = 5
"""Seconds after which it is looked whether another edition is in force."""


class EditionInForce:
    """The edition in force, for a process without a gate. Safe from any thread.

    `snapshots` make those of which `shown` answers the last.
    """

    def __init__(self, snapshots: Snapshots, shown: Callable[[], Edition], clock: Clock) -> None:
        self._snapshots = snapshots
        self._shown = shown
        self._clock = clock
        self._version: str | None = None
        self._next = 0

    def __call__(self) -> Edition:
        """The edition. Raises `StoreAway`."""
        now = self._clock.now()
        if now >= self._next:
            newer = self._snapshots.latest(self._version, now)
            self._version = self._version if newer is None else newer.version
            self._next = now + _LOOK_EVERY
        return self._shown()


@dataclass(frozen=True, slots=True)
class Shop:
    """What is done about subscriptions: by pages through `services`, and by jobs."""

    payments: Payments
    services: SaleServices
    notices: Notices

    @property
    def jobs(self) -> Selling:
        """What the jobs work with."""
        return Selling(self.services.arrivals, self.notices)

    def end(self, subscription: Subscription) -> None:
        """End a subscription at once, for nobody is left to pay for it. Raises `Unavailable`."""
        try:
            self.payments.cancel(subscription.id, f"deleted:{subscription.id}", at_once=True)
        except PaymentRefused as refused:
            raise PaymentsAway(f"{subscription.id} can't be ended: {refused}") from refused


def shop_of(
    settings: Settings,
    links: Links,
    edition: Callable[[], Edition],
    books: Commerce,
    payments: Payments,
) -> Shop:
    """Wire it. Mails speak the words of the edition that is in force."""
    publication, keyring = settings.publication, settings.keyring
    mails = Mails(publication, edition)
    letters = Letters(mails, publication, links)
    asking = ThreadPoolExecutor(_AT_ONCE, "asking the payment provider")
    settling = Settling(books, payments, MailedTidings(letters), together=asking.map)
    returning = Returning(books, payments, settling, keyring)
    offering = Offering(edition, keyring)
    buying = Buying(
        commerce=books,
        payments=payments,
        offering=offering,
        returning=returning,
        settling=settling,
        zone=publication.zone,
    )
    services = SaleServices(
        offering,
        Showing(books, offering),
        buying,
        returning,
        Holding(books),
        Cancelling(books, payments, settling),
        Changing(books, payments, settling, offering),
        CardChange(books, payments, settling),
        Withdrawing(books, payments, settling, mails, publication.zone),
        Arrivals(books, payments, settling, returning),
        AccountVouching(books),
        _pay_at(settings),
    )
    return Shop(payments, services, Notices(books, letters, edition, publication))


def payments_of(settings: Settings) -> Payments | None:
    """The payment provider; `None` where nothing can be bought."""
    if settings.stripe is None:
        return None
    from presspass.adapters.stripe.payments import StripePayments  # noqa: PLC0415  # loads a library that not all need

    return StripePayments(settings.stripe, settings.publication)


def _pay_at(settings: Settings) -> tuple[str, ...]:
    """The origins of the provider's pages, where they are others than our own."""
    address = None if settings.stripe is None else settings.stripe.address
    if address is None:
        return (_STRIPE_PAGES,)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    return () if origin == settings.publication.url else (origin,)
