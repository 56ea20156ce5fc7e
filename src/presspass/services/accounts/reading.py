"""What a reader has read, as far as it is kept, and how many articles are left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from presspass.core.access import Decision
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant
from presspass.ports import DECISIONS_KEPT, Journal


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a reader with an account but no entitlement may read.

    `limit` is `None` where that is everything. `used` articles were counted since `since`;
    `resets_at` is when more come. `days` is the period's length, `None` for a month. `rules` are
    the names of the rules that count in it.
    """

    limit: int | None
    used: int
    since: Instant
    resets_at: Instant
    days: int | None
    rules: frozenset[str] = frozenset()

    @property
    def left(self) -> int | None:
        """How many more there are; `None` where there is no limit."""
        return None if self.limit is None else max(0, self.limit - self.used)


FindAllowance: TypeAlias = Callable[[ReaderId, Instant], Allowance]
"""What a reader may read, of the publication's usual meter. Blocks; raises `StoreAway`."""

ForgetCharges: TypeAlias = Callable[[ReaderId], None]
"""Forgets what a reader was charged. Blocks; raises `StoreAway`."""


class OwnReading:
    """A reader's reading. All methods block, and raise `StoreAway`.

    The meter keeps no names of articles, so what they were is known from the decisions, and for as
    long as those are kept.
    """

    def __init__(self, journal: Journal, allowance: FindAllowance, forget: ForgetCharges) -> None:
        self._journal = journal
        self._allowance = allowance
        self._forget = forget

    def allowance(self, reader: ReaderId, now: Instant) -> Allowance:
        """How much is left."""
        return self._allowance(reader, now)

    def decisions(self, reader: ReaderId, now: Instant) -> Sequence[Decision]:
        """What was decided when the reader opened articles, the last first."""
        records = self._journal.of(reader, now - DECISIONS_KEPT * DAY)
        found = (record.decision for record in records)
        return [decision for decision in found if decision is not None]

    def counted(self, reader: ReaderId, now: Instant) -> Sequence[Decision]:
        """Those by which an article was counted, the last first."""
        return [each for each in self.decisions(reader, now) if each.newly_charged]

    def forget(self, reader: ReaderId) -> None:
        """Forget all of it."""
        self._journal.forget(reader)
        self._forget(reader)
