"""Our pages for people, as one ASGI application that the gate asks for all under the prefix."""

from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp

from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.ports import Clock
from presspass.services.links import Links
from presspass.web.account.data import OwnFile
from presspass.web.account.deletion import Deletion
from presspass.web.account.delivery import OwnDelivery
from presspass.web.account.desk import Desk
from presspass.web.account.email import OwnEmail
from presspass.web.account.email_mails import EmailMails
from presspass.web.account.overview import Overview
from presspass.web.account.password import OwnPassword
from presspass.web.account.preferences import Preferences
from presspass.web.account.sessions import OwnSessions
from presspass.web.console import Console, Demo
from presspass.web.cookies import Cookies
from presspass.web.csrf import Csrf
from presspass.web.dead_ends import DeadEnds
from presspass.web.devices import Devices
from presspass.web.door import Door, ReaderServices
from presspass.web.files import static_file
from presspass.web.forms import Forms
from presspass.web.offers import Offers
from presspass.web.shell import CurrentEdition, Shell
from presspass.web.shop.cancelling import OwnCancelling
from presspass.web.shop.card import OwnCard
from presspass.web.shop.changing import OwnChanging
from presspass.web.shop.checkout import Checkout
from presspass.web.shop.coming_back import ComingBack
from presspass.web.shop.overview import Subscription
from presspass.web.shop.receipts import Receipts
from presspass.web.shop.sale_services import SaleServices
from presspass.web.shop.till import Till
from presspass.web.shop.webhooks import Webhooks
from presspass.web.shop.withdrawing import OwnWithdrawing
from presspass.web.sign_in import SignIn
from presspass.web.sign_in_link import SignInLink
from presspass.web.sign_in_password import SignInPassword
from presspass.web.sign_out import SignOut
from presspass.web.why import Why


def create(  # noqa: PLR0913, PLR0917  # one for each thing that pages are made of
    publication: Publication,
    edition: CurrentEdition,
    keyring: Keyring,
    clock: Clock,
    links: Links,
    demo: Demo | None = None,
    readers: ReaderServices | None = None,
    sales: SaleServices | None = None,
) -> ASGIApp:
    """The application for all under `links.prefix`.

    It takes requests with their whole path, the prefix included, and an empty `root_path`.
    `edition` answers the edition in force each time it is called. For "Why?" of a page the caller
    leaves the sealed receipt in the scope as `presspass.receipt` (`None` where there is none), and
    for what is sold in some countries alone the reader's as `presspass.country`.
    `demo` adds the demo console, which lets anyone be any reader: never give it on a real site.
    Without `readers` nobody can sign in, and the pages for it say so; without `sales` nobody can
    buy anything, for which it takes `readers` too.
    """
    shell = Shell(publication, edition, links)
    cookies = None if readers is None else Cookies(keyring, readers.jar)
    door = _door(shell, keyring, cookies, readers, clock)
    till = Till(door, cookies, sales, edition) if door and cookies and sales else None
    routes = [
        Route("/offers", Offers(shell, edition, clock, till).show),
        Route("/why", Why(shell, keyring).show),
        Route("/static/{name}", static_file),
        *(() if demo is None else Console(shell, keyring, demo).routes()),
        *_reader_pages(shell, door, demo),
        *(() if till is None else _sale_pages(till)),
        Route("/{path:path}", shell.missing),
    ]
    ours = Router(routes, redirect_slashes=False)
    bare = Route(links.prefix, shell.missing)
    return Router([Mount(links.prefix, ours), bare], redirect_slashes=False)


def _door(
    shell: Shell,
    keyring: Keyring,
    cookies: Cookies | None,
    readers: ReaderServices | None,
    clock: Clock,
) -> Door | None:
    """Where readers with accounts come in."""
    if readers is None or cookies is None:
        return None
    return Door(Forms(shell, Csrf(keyring, cookies)), cookies, readers, clock)


def _reader_pages(shell: Shell, door: Door | None, demo: Demo | None) -> list[Route]:
    """The pages of readers with accounts."""
    if door is None:
        return [Route("/sign-in", shell.closed), Route("/account", shell.closed)]
    dead_ends, desk = DeadEnds(door), Desk(door)
    mails_at = None if demo is None else f"{shell.links.prefix}/demo/mails"
    email_ends = DeadEnds(door, "/account/email")
    pages = (
        SignIn(door, dead_ends, mails_at),
        SignInLink(door, dead_ends),
        SignInPassword(door),
        Devices(door, dead_ends),
        SignOut(door),
        Overview(desk),
        OwnSessions(desk),
        OwnEmail(desk, email_ends, mails_at),
        EmailMails(desk, email_ends),
        OwnPassword(desk),
        Preferences(desk),
        OwnDelivery(desk),
        OwnFile(desk),
        Deletion(desk),
    )
    return [route for page in pages for route in page.routes()]


def _sale_pages(till: Till) -> list[Route]:
    """The pages of buying, and of what was bought."""
    pages = (
        Checkout(till),
        ComingBack(till),
        Subscription(till),
        OwnCancelling(till),
        OwnChanging(till),
        OwnCard(till),
        OwnWithdrawing(till),
        Receipts(till),
        Webhooks(till.services.arrivals, till.door.clock),
    )
    return [route for page in pages for route in page.routes()]
