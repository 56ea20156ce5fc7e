"""What the import of a row comes to, and what that of a file adds up to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from presspass.core.instants import Instant
from presspass.core.plans import Benefit
from presspass.services.accounts.reader_row import ReaderRow
from presspass.services.accounts.readers_file import Mistake

_FEW = 10


class Change(StrEnum):
    """What becomes of a benefit that a row names."""

    GIVEN = "given"
    EXTENDED = "extended"
    SHORTENED = "shortened"
    KEPT = "kept"
    """The row would shorten it, which wasn't allowed."""
    NOTED = "noted"
    """Its note changes, and its end doesn't."""
    UNCHANGED = "unchanged"
    REPEATED = "repeated"
    """Another row of the file gives it for as long or longer."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a benefit; `before` is when it ended until now, if it was held."""

    benefit: Benefit
    change: Change
    before: Instant | None = None
    instead: int | None = None
    """The line of the row that counts, for one that is repeated."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row.

    `new` is whether it makes an account, `over` whether what it gives has ended already.
    """

    row: ReaderRow
    new: bool
    effects: Sequence[Effect]
    over: bool

    def has(self, *changes: Change) -> bool:
        """Whether one of these is what becomes of a benefit."""
        return any(effect.change in changes for effect in self.effects)


@dataclass(slots=True)
class Totals:
    """What a file comes to. Of lines that need a hand, the first few are kept."""

    rows: int = 0
    new_accounts: int = 0
    over: int = 0
    benefits: Counter[Change] = field(default_factory=Counter)
    mistakes: int = 0
    kept: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, outcome: Outcome | Mistake) -> None:
        """Count a row."""
        self.rows += 1
        if isinstance(outcome, Mistake):
            self.mistakes += 1
            self._name(outcome.line)
            return
        self.new_accounts += outcome.new
        self.over += outcome.over
        self.benefits.update(effect.change for effect in outcome.effects)
        if outcome.has(Change.KEPT):
            self.kept += 1
            self._name(outcome.row.line)

    @property
    def clean(self) -> bool:
        """Whether every row was carried out."""
        return not self.mistakes and not self.kept

    def _name(self, line: int) -> None:
        if len(self.lines) < _FEW:
            self.lines.append(line)
