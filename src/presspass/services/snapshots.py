"""The snapshots that gates work from, made of what is stored."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from presspass.core.edition import Edition
from presspass.core.instants import Instant, moment
from presspass.core.plans import regions
from presspass.ports import Editions, Fragments, InForce, Purge, Snapshot
from presspass.services.editorial_file import BUILT_IN, built_in, read_edition

_log = logging.getLogger(__name__)

_TRIED = 10  # how far to go back for an edition that can be read

Render = Callable[[Edition], Fragments]
"""Makes the walls and notices of an edition."""


class EditionSnapshots:
    """`ports.Snapshots` over stored editions.

    An edition that can't be made into a snapshot is passed over for the one that was in force
    before it, and the log says so: readers never pay for it.
    """

    def __init__(self, editions: Editions, render: Render, zone: ZoneInfo) -> None:
        self._editions = editions
        self._render = render
        self._zone = zone

    def latest(self, known: str | None, now: Instant) -> Snapshot | None:
        """The snapshot in force at `now`, or `None` if that is still the one at `known`."""
        in_force = self._editions.in_force(now)
        version = _named(in_force)
        if version == known:
            return None
        edition, fragments = self._readable(now)
        policy = replace(edition.policy, open_until=in_force.open_until)
        return Snapshot(
            version,
            policy.compiled(),
            fragments,
            edition.asks_country,
            regions(edition.offers),
        )

    def purges(self, after: int) -> Sequence[Purge]:
        """The purges with a number higher than `after`, in order."""
        return self._editions.purges(after)

    def _readable(self, now: Instant) -> tuple[Edition, Fragments]:
        for stored in self._editions.effective(now, _TRIED):
            try:
                edition = read_edition(stored.source, str(stored.version), self._zone)
                return edition, self._render(edition)
            except Exception:  # noqa: BLE001  # whatever is wrong with an edition, readers get pages
                _log.exception(
                    "edition %s can't be used, the one before it stays in force", stored.version
                )
        edition = built_in(self._zone)
        return edition, self._render(edition)


def _named(in_force: InForce) -> str:
    version = BUILT_IN if in_force.version is None else str(in_force.version)
    if in_force.open_until is None:
        return version
    return f"{version}, open until {moment(in_force.open_until):%Y-%m-%dT%H:%M:%SZ}"
