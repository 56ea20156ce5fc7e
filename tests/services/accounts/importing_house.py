"""Files of readers, and their import into books in memory."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.entitlement import Entitlement
from presspass.core.instants import Instant
from presspass.core.plans import Benefit
from presspass.ports import Commerce
from presspass.services.accounts.exporting import exported
from presspass.services.accounts.importing import Importing, Survey, Terms
from presspass.services.accounts.outcomes import Outcome, Totals
from presspass.services.accounts.reader_row import COLUMNS
from presspass.services.accounts.readers_file import Mistake, ReadersFile

BERLIN = ZoneInfo("Europe/Berlin")
NOW = 1_800_000_000  # 2027-01-15

Cells = tuple[str, ...]


@dataclass
class House:
    """Books in memory, and what is imported into them."""

    commerce: Commerce = field(default_factory=MemoryCommerce)
    at: Instant = NOW

    def now(self) -> Instant:
        return self.at

    def load(
        self, rows: Sequence[Cells], *, dry_run: bool = False, allow_shorter: bool = False
    ) -> list[Outcome | Mistake]:
        """Import rows from a file."""
        terms = Terms("ann", "de-AT", BERLIN, dry_run, allow_shorter)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "payers.csv"
            path.write_text(table(rows), newline="")
            file = ReadersFile(path, BERLIN)
            survey = Survey.of(file, lambda: None)
            importing = Importing(self.commerce, self, terms)
            return [it for chunk in importing.run(file, survey) for it in chunk]

    def held(self) -> dict[tuple[str, Benefit], Entitlement]:
        """All entitlements, by whose they are."""
        return {
            (reader.account.mailbox.address, each.benefit): each
            for reader in exported(self.commerce)
            for each in reader.entitlements
        }

    def export(self) -> list[Cells]:
        """The rows of an export."""
        return [row.cells(BERLIN) for each in exported(self.commerce) for row in each.rows()]


def table(rows: Sequence[Cells]) -> str:
    """A file in which rows stand."""
    text = StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *rows])
    return text.getvalue()


def totals(outcomes: Sequence[Outcome | Mistake]) -> Totals:
    """What they add up to."""
    added = Totals()
    for outcome in outcomes:
        added.add(outcome)
    return added


@contextmanager
def small_chunks() -> Iterator[None]:
    """Transactions of two rows, so that a few rows are many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("presspass.services.accounts.repeats.CHUNK", 2)
        yield
