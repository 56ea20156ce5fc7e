"""What becomes of rows of a readers' file, by what is kept about their readers."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from os import urandom

from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import READER_ENTROPY_BYTES, ReaderId, new_reader_id
from presspass.core.instants import Instant
from presspass.core.plans import Benefit
from presspass.ports import Books
from presspass.services.accounts.outcomes import Change, Effect, Outcome
from presspass.services.accounts.reader_row import ReaderRow
from presspass.services.accounts.repeats import Longest


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept about the readers of some rows."""

    readers: dict[str, ReaderId]
    entitlements: dict[EntitlementId, Entitlement]

    @classmethod
    def of(cls, books: Books, rows: Collection[ReaderRow]) -> "Known":
        """Look it up. Raises `StoreAway`."""
        accounts = books.accounts.by_addresses([row.mailbox.address for row in rows])
        readers = {address: account.reader for address, account in accounts.items()}
        held = books.entitlements.under(list(readers.values()))
        return cls(readers, {each.id: each for some in held.values() for each in some})


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be done about a row: an account to make or not, and entitlements to put."""

    outcome: Outcome
    reader: ReaderId
    create: bool
    put: tuple[Entitlement, ...]


class Deciding:
    """Decides rows in order. `longest` knows the rows of all their readers.

    `counted` are readers who have been told to be new before: without writing they seem so again.
    """

    def __init__(
        self, known: Known, longest: Longest, now: Instant, *, shorten: bool, counted: set[str]
    ) -> None:
        self._known = known
        self._longest = longest
        self._now = now
        self._shorten = shorten
        self._counted = counted

    def decide(self, row: ReaderRow) -> Decided:
        """What becomes of a row."""
        address = row.mailbox.address
        reader = self._known.readers.get(address)
        create = reader is None
        if reader is None:
            reader = new_reader_id(self._now, urandom(READER_ENTROPY_BYTES))
            self._known.readers[address] = reader
        decided = [self._benefit(row, reader, benefit) for benefit in row.benefits]
        effects = tuple(effect for effect, _ in decided)
        over = row.until is not None and row.until <= self._now
        counts = any(effect.change is not Change.REPEATED for effect in effects)
        new = create and address not in self._counted
        outcome = Outcome(row, new, effects, over and counts)
        return Decided(outcome, reader, create, tuple(put for _, put in decided if put))

    def _benefit(
        self, row: ReaderRow, reader: ReaderId, benefit: Benefit
    ) -> tuple[Effect, Entitlement | None]:
        line = self._longest.line(row.mailbox.address, benefit)
        if line != row.line:
            return Effect(benefit, Change.REPEATED, instead=line), None
        # The name is the reader's, not the address's, which may be another reader's by next year.
        name = EntitlementId(f"import:{reader.hex()}:{benefit}")
        held = self._known.entitlements.get(name)
        if held is None:
            since = self._now if row.until is None else min(self._now, row.until)
            given = Entitlement(
                name, reader, benefit, since, row.until, Basis.IMPORT, note=row.note
            )
            return Effect(benefit, Change.GIVEN), given
        change = self._change(row, held)
        effect = Effect(benefit, change, held.until)
        if change in (Change.KEPT, Change.UNCHANGED):
            return effect, None
        since = held.since if row.until is None else min(held.since, row.until)
        return effect, replace(held, since=since, until=row.until, note=row.note)

    def _change(self, row: ReaderRow, held: Entitlement) -> Change:
        if held.until == row.until:
            return Change.UNCHANGED if held.note == row.note else Change.NOTED
        if row.until is None or (held.until is not None and row.until > held.until):
            return Change.EXTENDED
        return Change.SHORTENED if self._shorten else Change.KEPT
