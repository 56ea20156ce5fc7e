"""Our pages for people, as one ASGI application that the gate asks for all under the prefix."""

from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp

from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.ports import Clock
from presspass.services.links import Links
from presspass.web.console import Console, Demo
from presspass.web.files import static_file
from presspass.web.offers import Offers
from presspass.web.shell import CurrentEdition, Shell
from presspass.web.why import Why


def create(
    publication: Publication,
    edition: CurrentEdition,
    keyring: Keyring,
    clock: Clock,
    links: Links,
    demo: Demo | None = None,
) -> ASGIApp:
    """The application for all under `links.prefix`.

    It takes requests with their whole path, the prefix included, and an empty `root_path`.
    `edition` answers the edition in force each time it is called. For "Why?" of a page the caller
    leaves the sealed receipt in the scope as `presspass.receipt` (`None` where there is none).
    `demo` adds the demo console, which lets anyone be any reader: never give it on a real site.
    """
    shell = Shell(publication, edition, links)
    routes = [
        Route("/offers", Offers(shell, edition, clock).show),
        Route("/why", Why(shell, keyring).show),
        Route("/static/{name}", static_file),
        *(() if demo is None else Console(shell, keyring, demo).routes()),
        Route("/{path:path}", shell.missing),
    ]
    ours = Router(routes, redirect_slashes=False)
    bare = Route(links.prefix, shell.missing)
    return Router([Mount(links.prefix, ours), bare], redirect_slashes=False)
