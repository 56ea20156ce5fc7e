"""Taking in readers from a file: those who pay today are entitled at once, and never walled."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from presspass.core.account import Account
from presspass.core.instants import Instant
from presspass.ports import Books, Clock, Commerce, Deed
from presspass.services.accounts.deciding import Decided, Deciding, Known
from presspass.services.accounts.outcomes import Change, Outcome
from presspass.services.accounts.reader_row import ReaderRow, written_until
from presspass.services.accounts.readers_file import Mistake, ReadersFile
from presspass.services.accounts.repeats import Longest, Scattered, chunks, rows_of

_TOLD_TO_GATES = frozenset({Change.EXTENDED, Change.SHORTENED, Change.GIVEN})


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a file is imported: who does it, and the language of readers who are new.

    With `dry_run` nothing is changed. Without `allow_shorter` nobody loses what an earlier import
    gave for longer.
    """

    actor: str
    language: str
    zone: tzinfo
    dry_run: bool = False
    allow_shorter: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """Who stands in a file in several places, and which of their rows count."""

    scattered: Scattered
    longest: Longest

    @classmethod
    def of(cls, file: ReadersFile, heard: Callable[[], object]) -> "Survey":
        """Survey a file; `heard` is called every few hundred lines.

        Raises `UnreadableFileError`.
        """
        found = cls(Scattered(), Longest())
        for chunk in chunks(file.lines()):
            found.scattered.note(rows_of(chunk))
            heard()
        if found.scattered:
            for chunk in chunks(file.lines()):
                for row in rows_of(chunk):
                    if row.mailbox.address in found.scattered:
                        found.longest.note(row)
        return found


class Importing:
    """Imports files of readers.

    Some hundred rows are one transaction. What they give is named for its reader and benefit, so
    that a run which was broken off can be repeated: it changes nothing where it had been.
    """

    def __init__(self, commerce: Commerce, clock: Clock, terms: Terms) -> None:
        self._commerce = commerce
        self._clock = clock
        self._terms = terms

    def run(self, file: ReadersFile, survey: Survey) -> Iterator[Sequence[Outcome | Mistake]]:
        """Carry out the rows; yields what became of some hundred, which then is kept for good.

        Raises `StoreAway` and `UnreadableFileError`; what was yielded before stays.
        """
        counted: set[str] = set()
        for chunk in chunks(file.lines()):
            outcomes = self._chunk(rows_of(chunk), survey, counted)
            for outcome in outcomes.values():
                if outcome.new and outcome.row.mailbox.address in survey.scattered:
                    counted.add(outcome.row.mailbox.address)
            yield [line if isinstance(line, Mistake) else outcomes[line.line] for line in chunk]

    def _chunk(
        self, rows: Sequence[ReaderRow], survey: Survey, counted: set[str]
    ) -> dict[int, Outcome]:
        now, terms = self._clock.now(), self._terms
        longest = Longest(survey.longest)
        for row in rows:
            longest.note(row)
        opened = self._commerce.reading if terms.dry_run else self._commerce.transaction
        with opened() as books:
            deciding = Deciding(
                Known.of(books, rows),
                longest,
                now,
                shorten=terms.allow_shorter,
                counted=counted,
            )
            decided = [deciding.decide(row) for row in rows]
            if not terms.dry_run:
                self._write(books, decided, now)
        return {each.outcome.row.line: each.outcome for each in decided}

    def _write(self, books: Books, decided: Sequence[Decided], now: Instant) -> None:
        """Keep what was decided, and have the gates renew who is signed in."""
        new = [each for each in decided if each.create]
        books.accounts.create(
            *(
                Account(each.reader, each.outcome.row.mailbox, self._terms.language, now)
                for each in new
            )
        )
        books.entitlements.put(*(entitlement for each in decided for entitlement in each.put))
        books.audit.enter(*(self._deed(each, now) for each in decided if each.create or each.put))
        changed = {each.reader for each in decided if each.outcome.has(*_TOLD_TO_GATES)}
        changed.difference_update(each.reader for each in new)
        books.sessions.renew_all(list(changed), now)

    def _deed(self, decided: Decided, now: Instant) -> Deed:
        until = written_until(decided.outcome.row.until, self._terms.zone)
        done = [
            f"{effect.change} {effect.benefit}"
            for effect in decided.outcome.effects
            if effect.change in _TOLD_TO_GATES or effect.change is Change.NOTED
        ]
        what = f"{', '.join(done)} until {until or 'ever'}" if done else "made the account"
        return Deed(now, self._terms.actor, "import", decided.reader.hex(), what)
