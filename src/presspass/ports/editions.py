"""Where what editors decide is kept: editions, gate openings, purges, and who did what when."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from presspass.core.instants import Instant
from presspass.ports.snapshots import Purge

PURGES_KEPT = 30
"""Days for which an order to purge is kept: no gate is away for longer and keeps its cache."""


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes something, when, and why in their own words."""

    actor: str
    at: Instant
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """One version of the editorial file, as it was written. Versions count up from 1."""

    version: int
    source: str
    effective_from: Instant
    change: Change


class Action(StrEnum):
    """What can be done, as the audit calls it."""

    APPLY = "policy.apply"
    OPEN = "gates.open"
    CLOSE = "gates.close"
    PURGE = "pages.purge"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that was done, kept for good.

    `subject` is the version applied, the instant until which gates are open, or the page purged
    (empty: every page).
    """

    change: Change
    action: Action
    subject: str


class InForce(NamedTuple):
    """What is in force at a time, in the fewest words.

    `version` is `None` before anything was published; `open_until` is `None` while the gates are
    not held open.
    """

    version: int | None
    open_until: Instant | None


class Editions(Protocol):
    """Keeps editions and what goes with them.

    A change and its audit entry are both kept, or neither is. All methods raise
    `StoreAway`, and then nothing was changed.

    At any time the edition that took effect last is in force; of two that took effect at the same
    time it is the one published later.
    """

    def publish(self, source: str, effective_from: Instant, change: Change) -> StoredEdition:
        """Keep a new version."""
        ...

    def edition(self, version: int) -> StoredEdition | None:
        """One version."""
        ...

    def effective(self, by: Instant, count: int) -> Sequence[StoredEdition]:
        """The last versions to have taken effect by then, the one in force first."""
        ...

    def history(self, count: int) -> Sequence[StoredEdition]:
        """The versions published last, newest first, those still to take effect among them."""
        ...

    def in_force(self, now: Instant) -> InForce:
        """What is in force, cheap enough to be asked every second."""
        ...

    def hold_open(self, until: Instant | None, change: Change) -> None:
        """Hold every gate open until then; `None` ends it."""
        ...

    def order_purge(self, url: str | None, change: Change) -> Purge:
        """Order a page dropped from every cache, or all (`None`).

        Later orders have higher numbers, and are never seen before earlier ones.
        """
        ...

    def purges(self, after: int) -> Sequence[Purge]:
        """The purges with a number higher than `after`, in order."""
        ...

    def audit(self, count: int) -> Sequence[AuditEntry]:
        """What was done last, newest first."""
        ...
