"""What a worker stands in, and the edition that its pages show."""

from collections.abc import Callable
from dataclasses import dataclass

from presspass.bootstrap.selling import Shop
from presspass.core.edition import Edition
from presspass.core.publication import Publication
from presspass.ports import Clock, Commerce, Journal, Mailer, Origin, Payments, Unavailable
from presspass.services.links import Links
from presspass.services.walls.walls import Walls
from presspass.web.console import Demo
from presspass.web.door import ReaderServices


class Showcase:
    """The edition in force, for our own pages; the snapshots tell it of every change."""

    def __init__(self, publication: Publication, links: Links) -> None:
        self._publication = publication
        self._links = links
        self._edition: Edition | None = None

    def render(self, edition: Edition) -> Walls:
        """The walls of an edition that comes in force."""
        self._edition = edition
        return Walls(self._publication, edition, self._links)

    def edition(self) -> Edition:
        """The edition in force."""
        if self._edition is None:
            raise Unavailable("no edition is in force yet")
        return self._edition


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the demo's console reaches beside the pages that readers see."""

    journal: Journal
    books: Commerce
    readers: ReaderServices
    shop: Shop


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What differs between a real site and the demo.

    `alone` is true for the only worker: it does the jobs too, of which `mailer` sends the mails,
    and no other process charges its readers. Without `payments` nothing can be bought. `demo` plays
    with all of them, and needs all of them.
    """

    clock: Clock
    origin: Origin
    links: Links
    demo: Callable[[Backstage], Demo] | None = None
    alone: bool = False
    mailer: Mailer | None = None
    payments: Payments | None = None
