"""`ports.Editions` in memory, for tests: gone with the process."""

from collections.abc import Sequence
from threading import Lock

from presspass.core.instants import DAY, Instant
from presspass.ports import (
    PURGES_KEPT,
    Action,
    AuditEntry,
    Change,
    InForce,
    Purge,
    StoredEdition,
)


class MemoryEditions:
    """Editions in one process; safe from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._editions: list[StoredEdition] = []
        self._openings: list[tuple[Instant, Instant | None]] = []
        self._purges: list[tuple[Instant, Purge]] = []
        self._audit: list[AuditEntry] = []

    def publish(self, source: str, effective_from: Instant, change: Change) -> StoredEdition:
        """Keep a new version."""
        with self._lock:
            stored = StoredEdition(len(self._editions) + 1, source, effective_from, change)
            self._editions.append(stored)
            self._audit.append(AuditEntry(change, Action.APPLY, str(stored.version)))
        return stored

    def edition(self, version: int) -> StoredEdition | None:
        """One version."""
        return next((stored for stored in self._editions if stored.version == version), None)

    def effective(self, by: Instant, count: int) -> Sequence[StoredEdition]:
        """The last versions to have taken effect by then, the one in force first."""
        taken = [stored for stored in self._editions if stored.effective_from <= by]
        return sorted(taken, key=lambda it: (it.effective_from, it.version), reverse=True)[:count]

    def history(self, count: int) -> Sequence[StoredEdition]:
        """The versions published last, newest first."""
        return self._editions[::-1][:count]

    def in_force(self, now: Instant) -> InForce:
        """What is in force."""
        version = next((stored.version for stored in self.effective(now, 1)), None)
        until = next((until for at, until in reversed(self._openings) if at <= now), None)
        return InForce(version, until if until is not None and now < until else None)

    def hold_open(self, until: Instant | None, change: Change) -> None:
        """Hold every gate open until then; `None` ends it."""
        action = Action.CLOSE if until is None else Action.OPEN
        with self._lock:
            self._openings.append((change.at, until))
            self._audit.append(AuditEntry(change, action, "" if until is None else str(until)))

    def order_purge(self, url: str | None, change: Change) -> Purge:
        """Order a page dropped from every cache, or all."""
        before = change.at - PURGES_KEPT * DAY
        with self._lock:
            number = self._purges[-1][1].number + 1 if self._purges else 1
            kept = [(at, order) for at, order in self._purges if at >= before]
            self._purges = [*kept, (change.at, Purge(number, url))]
            self._audit.append(AuditEntry(change, Action.PURGE, "" if url is None else url))
        return self._purges[-1][1]

    def purges(self, after: int) -> Sequence[Purge]:
        """The purges with a number higher than `after`, in order."""
        return [order for _, order in self._purges if order.number > after]

    def audit(self, count: int) -> Sequence[AuditEntry]:
        """What was done last, newest first."""
        return self._audit[::-1][:count]
