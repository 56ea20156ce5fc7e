"""Our pages for people, as one ASGI application that the gate asks for all under the prefix."""

from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp

from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.ports import Clock
from presspass.services.links import Links
from presspass.web.account.data import OwnFile
from presspass.web.account.deletion import Deletion
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
) -> ASGIApp:
    """The application for all under `links.prefix`.

    It takes requests with their whole path, the prefix included, and an empty `root_path`.
    `edition` answers the edition in force each time it is called. For "Why?" of a page the caller
    leaves the sealed receipt in the scope as `presspass.receipt` (`None` where there is none).
    `demo` adds the demo console, which lets anyone be any reader: never give it on a real site.
    Without `readers` nobody can sign in, and the pages for it say so.
    """
    shell = Shell(publication, edition, links)
    routes = [
        Route("/offers", Offers(shell, edition, clock).show),
        Route("/why", Why(shell, keyring).show),
        Route("/static/{name}", static_file),
        *(() if demo is None else Console(shell, keyring, demo).routes()),
        *_reader_pages(shell, keyring, clock, readers, demo),
        Route("/{path:path}", shell.missing),
    ]
    ours = Router(routes, redirect_slashes=False)
    bare = Route(links.prefix, shell.missing)
    return Router([Mount(links.prefix, ours), bare], redirect_slashes=False)


def _reader_pages(
    shell: Shell,
    keyring: Keyring,
    clock: Clock,
    readers: ReaderServices | None,
    demo: Demo | None,
) -> list[Route]:
    """The pages of readers with accounts."""
    if readers is None:
        return [Route("/sign-in", shell.closed), Route("/account", shell.closed)]
    cookies = Cookies(keyring, readers.jar)
    door = Door(Forms(shell, Csrf(keyring, cookies)), cookies, readers, clock)
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
        OwnFile(desk),
        Deletion(desk),
    )
    return [route for page in pages for route in page.routes()]
