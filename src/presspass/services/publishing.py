"""Putting in force what editors decide, and keeping who did it, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from presspass.core.edition import Edition
from presspass.core.instants import Instant
from presspass.core.publication import Publication
from presspass.ports import AuditEntry, Change, Editions, Purge, StoredEdition
from presspass.services.editorial_file import (
    BUILT_IN,
    EditorialFileError,
    built_in,
    built_in_source,
    ended_offers,
    read_edition,
    unplaced,
    warnings,
)
from presspass.services.explaining import clock
from presspass.services.web_address import NoAddressError, parted, target
from presspass.services.words_given import unsayable_words

_HISTORY = 1000


class RefusedError(ValueError):
    """Something that can't be done as asked; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Published:
    """A version that was just applied.

    `warnings` are what its author should know; `later` are the scheduled versions that will
    replace it.
    """

    stored: StoredEdition
    warnings: tuple[str, ...]
    later: tuple[StoredEdition, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One version: its file as it was written, and how it came about where it wasn't built in."""

    version: str
    source: str
    stored: StoredEdition | None


class Publishing:
    """What editors and operators do to a publication. All methods raise `ports.StoreAway`.

    `locates` says whether readers' countries are known to its gates.
    """

    def __init__(
        self, editions: Editions, publication: Publication, *, locates: bool = False
    ) -> None:
        self._editions = editions
        self._publication = publication
        self._locates = locates

    def check(self, source: str, at: Instant) -> tuple[Edition, tuple[str, ...]]:
        """The edition that a file would be at `at`, and warnings. Raises `EditorialFileError`."""
        zone = self._publication.zone
        edition = read_edition(source, "draft", zone)
        if faults := (*ended_offers(edition, at, zone), *unsayable_words(edition.messages)):
            raise EditorialFileError(faults)
        return edition, self.noted(edition)

    def noted(self, edition: Edition) -> tuple[str, ...]:
        """What the author of an edition should know: what of it has no effect."""
        return (*warnings(edition), *(() if self._locates else unplaced(edition)))

    def apply(
        self, source: str, change: Change, effective_from: Instant | None = None
    ) -> Published:
        """Make a file the next version, in force at once or from a later time.

        Raises `EditorialFileError`, and `RefusedError` for a time that has passed: what was in
        force then can't be changed any more.
        """
        takes_effect = change.at if effective_from is None else effective_from
        if takes_effect < change.at:
            passed = clock(takes_effect, self._publication.zone)
            raise RefusedError(f"{passed} has passed; a version takes effect now or later")
        _, noted = self.check(source, takes_effect)
        stored = self._editions.publish(source, takes_effect, change)
        scheduled = (
            other
            for other in self._editions.history(_HISTORY)
            if other.effective_from > takes_effect
        )
        later = tuple(sorted(scheduled, key=lambda other: other.effective_from))
        return Published(stored, noted, later)

    def show(self, version: str | None, now: Instant) -> Shown:
        """A version, or the one in force. Raises `RefusedError` where there is no such version."""
        if version is None:
            in_force = self._editions.in_force(now).version
            version = BUILT_IN if in_force is None else str(in_force)
        if version == BUILT_IN:
            return Shown(BUILT_IN, built_in_source(), None)
        stored = self._editions.edition(int(version)) if _is_number(version) else None
        if stored is None:
            raise RefusedError(
                f"there is no version '{version}'; `presspass policy history` lists them"
            )
        return Shown(version, stored.source, stored)

    def edition(self, version: str | None, now: Instant) -> Edition:
        """A version, or the one in force, as its file describes it.

        Raises `RefusedError`, and `EditorialFileError` for one that this Presspass can't read any
        more.
        """
        shown = self.show(version, now)
        if shown.stored is None:
            return built_in(self._publication.zone)
        return read_edition(shown.source, shown.version, self._publication.zone)

    def history(self) -> Sequence[StoredEdition]:
        """The last thousand versions, the one published last first."""
        return self._editions.history(_HISTORY)

    def open_gates(self, until: Instant, change: Change) -> None:
        """Hold every gate open until then. Raises `RefusedError` for a time that has passed."""
        if until <= change.at:
            raise RefusedError(
                f"{clock(until, self._publication.zone)} has passed; name a later time"
            )
        self._editions.hold_open(until, change)

    def close_gates(self, change: Change) -> bool:
        """Let the policy rule again; answers whether the gates were held open at all."""
        if self._editions.in_force(change.at).open_until is None:
            return False
        self._editions.hold_open(None, change)
        return True

    def purge(self, url: str | None, change: Change) -> Purge:
        """Drop a page from every cache within seconds, or all pages.

        `url` is the page's address, or its path with its query. Raises `RefusedError` for an
        address on another host.
        """
        return self._editions.order_purge(None if url is None else self._path(url), change)

    def audit(self, count: int) -> Sequence[AuditEntry]:
        """What was done last, newest first."""
        return self._editions.audit(count)

    def _path(self, url: str) -> str:
        ours = urlsplit(self._publication.url)
        try:
            wanted = parted(url)
        except NoAddressError as fault:
            raise RefusedError(str(fault)) from fault
        if wanted.netloc and wanted.netloc.lower() != ours.netloc.lower():
            raise RefusedError(f"{url} is not on {self._publication.url}; write an address that is")
        if not wanted.netloc and not wanted.path.startswith("/"):
            raise RefusedError(
                f"'{url}' is no page; write {self._publication.url}/... or a path, /..."
            )
        return target(wanted)


def _is_number(version: str) -> bool:
    return version.isascii() and version.isdigit() and len(version) < 10  # noqa: PLR2004  # else SQL's integer can't hold it
