"""A row of a readers' file: who holds which benefits until when, in words that a table carries."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache

from presspass.core.entitlement import FOREVER
from presspass.core.instants import Instant, end_of_day, instant, moment
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit, in_order

COLUMNS = ("e-mail", "benefits", "until", "note")
MAX_NOTE = 1000
"""Characters that a note can have."""

_QUOTED = 40
_WRITTEN = re.compile(
    r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_DAY_LENGTH = len("2027-07-31")
_LAST_YEAR = moment(FOREVER).year
_BETWEEN_BENEFITS = re.compile(r"[\s;,+]+")
# Spreadsheets take a cell that begins so for a formula. Those that cut a line at another separator
# than ours begin a cell in the middle of a note.
_FORMULA = re.compile(r"""(^|[;,\t\r\n])([\s"]*)('*[=+@＝＋－＠-])""")  # noqa: RUF001  # those too
_GUARDED = re.compile(r"""(^|[;,\t\r\n])([\s"]*)'('*[=+@＝＋－＠-])""")  # noqa: RUF001  # as above


class RowError(ValueError):
    """What is wrong with a row, and what to write in its place."""


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """A reader holds `benefits` until then (`None`: without end); without any, only an account.

    `line` is where it stands in its file.
    """

    line: int
    mailbox: Mailbox
    benefits: tuple[Benefit, ...]
    until: Instant | None
    note: str

    @classmethod
    def read(cls, line: int, cells: tuple[str, str, str, str], zone: tzinfo) -> "ReaderRow":
        """The row that stands in cells, in the order of `COLUMNS`.

        Days end in `zone`. Raises `RowError`, and `NotAMailbox`.
        """
        mailbox = Mailbox.parse(unguarded(cells[0].strip()))
        benefits = _benefits(cells[1].strip())
        until = _until(cells[2].strip(), zone)
        note = unguarded(cells[3].strip())
        if len(note) > MAX_NOTE:
            raise RowError(f"the note has {len(note):,} characters; {MAX_NOTE:,} is the most")
        if not benefits and (until is not None or note):
            raise RowError("name the benefits (articles, apps, print), or leave until and note out")
        return cls(line, mailbox, benefits, until, note)

    def cells(self, zone: tzinfo) -> tuple[str, str, str, str]:
        """The cells that are read as this row, safe in spreadsheets."""
        return (
            guarded(self.mailbox.written),
            " ".join(self.benefits),
            written_until(self.until, zone),
            guarded(self.note),
        )


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what begins one.

    `unguarded` takes it away again, from every text.
    """
    return _FORMULA.sub(r"\1\2'\3", text)


def unguarded(text: str) -> str:
    """A text as it was before `guarded`."""
    return _GUARDED.sub(r"\1\2\3", text)


def written_until(until: Instant | None, zone: tzinfo) -> str:
    """The day at whose end it is over in `zone`, or the instant where no day ends then.

    Empty is without end.
    """
    if until is None:
        return ""
    day = moment(until - 1, zone).date()
    if end_of_day(day, zone) == until:
        return day.isoformat()
    return moment(until, UTC).isoformat().replace("+00:00", "Z")


@lru_cache(maxsize=4096)
def _until(written: str, zone: tzinfo) -> Instant | None:
    """The instant that a cell tells. Years from 9999 on stand for no end in many systems."""
    if not written:
        return None
    if not _WRITTEN.fullmatch(written):
        raise RowError(f"'{short(written)}' is no date; write the last day, such as 2027-07-31")
    try:
        if len(written) == _DAY_LENGTH:
            day = date.fromisoformat(written)
            until = None if day.year >= _LAST_YEAR else end_of_day(day, zone)
        else:
            at = datetime.fromisoformat(written)
            at = at if at.tzinfo else at.replace(tzinfo=zone)
            until = None if at.year >= _LAST_YEAR else instant(at)
    except ValueError as fault:
        raise RowError(f"there is no {written}; check day and month") from fault
    if until is not None and until < 0:
        raise RowError(f"{written} is before 1970; check the year")
    return until


@lru_cache(maxsize=1024)
def _benefits(written: str) -> tuple[Benefit, ...]:
    """The benefits that a cell names, each once, in their usual order."""
    names = {name for name in _BETWEEN_BENEFITS.split(written.lower()) if name}
    unknown = sorted(names.difference(Benefit))
    if unknown:
        raise RowError(f"'{short(unknown[0])}' is no benefit; write articles, apps or print")
    return in_order(names)


def short(text: str) -> str:
    """As much of a text as a line can quote, and nothing that a terminal would obey."""
    text = "".join(sign if sign.isprintable() else "?" for sign in text[: _QUOTED + 1])
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}..."
