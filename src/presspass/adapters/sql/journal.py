"""`ports.Journal` in a SQLite file of its own: decisions are reading history, kept for a month."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    inspect,
    select,
    text,
    update,
)

from presspass.adapters.sql.database import answering
from presspass.adapters.sql.sqlite import open_file
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant
from presspass.ports import DECISIONS_KEPT, Answered, Record

_ID_BYTES = 16

_metadata = MetaData()
_answer = Table(
    "answer",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("readers", LargeBinary, nullable=False),  # the ids of all who got it, back to back
    Column("receipt", Text, nullable=False),
)

_KEEP = """
INSERT INTO answer (at, readers, receipt)
SELECT json_extract(value, '$[0]'),
    substr(?, json_extract(value, '$[1]'), json_extract(value, '$[2]')),
    json_extract(value, '$[3]')
FROM json_each(?)
"""
"""Takes a batch in two values: all readers' ids, and for each answer its time, the place and the
length of its readers' ids among them, and its receipt, as JSON.

The interpreter, which page views are waiting for, does no more than join them; SQLite takes them
apart without it. A statement or a parameter for each row costs it several times as much."""

_OLDEST = select(_answer.c.number, _answer.c.at).order_by(_answer.c.number)
_OUTDATED = _OLDEST.limit(bindparam("most")).subquery()
_PRUNE = delete(_answer).where(
    _answer.c.number.in_(select(_OUTDATED.c.number).where(_OUTDATED.c.at < bindparam("before")))
)
_RECENT = (
    select(_answer.c.at, _answer.c.readers, _answer.c.receipt)
    .order_by(_answer.c.number.desc())
    .limit(bindparam("count"))
)
_INDICES = (
    f"""CREATE INDEX IF NOT EXISTS answer_alone ON answer (number >> 12, readers)
    WHERE length(readers) = {_ID_BYTES}""",
    f"""CREATE INDEX IF NOT EXISTS answer_together ON answer (number)
    WHERE length(readers) > {_ID_BYTES}""",
)
"""Find a reader's answers: those that were theirs alone, within a block of 4,096, and all others,
whose readers are looked through.

Over the whole file each row of a batch would fall into another page of the index, and cost eight
times as much to write; a reader is found in thousands of blocks within milliseconds. Looking
through ten million ids takes a few tenths of a second.
"""
_NUMBERS = f"""
WITH RECURSIVE block(place) AS (
    SELECT min(number) >> 12 FROM answer
    UNION ALL
    SELECT place + 1 FROM block WHERE place < (SELECT max(number) >> 12 FROM answer)
)
SELECT number FROM block CROSS JOIN answer
ON answer.number >> 12 = place AND answer.readers = :reader AND length(readers) = {_ID_BYTES}
UNION ALL
SELECT number FROM answer INDEXED BY answer_together
WHERE length(readers) > {_ID_BYTES} AND instr(readers, :reader) > 0
"""  # noqa: S608  # nothing but constants
_MOVE = (
    "INSERT INTO answer (at, readers, receipt) SELECT at, reader, receipt FROM decision",
    "DROP TABLE decision",
)
"""Brings along what was kept when each decision had a row of its own."""

_OF = text(f"""
SELECT number, at, readers, receipt FROM answer
WHERE number IN ({_NUMBERS}) AND at >= :since ORDER BY number DESC
""")  # noqa: S608  # as above
_CHANGE = (
    update(_answer)
    .where(_answer.c.number == bindparam("changed"))
    .values(readers=bindparam("others"))
)
_DROP = delete(_answer).where(_answer.c.number == bindparam("gone"))


def open_journal(path: Path) -> Engine:
    """The journal's file, made where it is missing. Raises `StoreAway`."""
    with answering(f"the journal {path}"):
        engine = open_file(path, "NORMAL")
        with engine.begin() as connection:
            _metadata.create_all(connection)
            for index in _INDICES:
                connection.exec_driver_sql(index)
            if inspect(connection).has_table("decision"):
                for step in _MOVE:
                    connection.exec_driver_sql(step)
    return engine


class SqlJournal:
    """Decisions in the journal's file; safe from any thread and any number of processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._at_rest = engine.execution_options(isolation_level="AUTOCOMMIT")

    def write(self, answers: Sequence[Answered]) -> None:
        """Keep answers, and forget twice as many of those that were kept for long enough."""
        if not answers:
            return
        before = max(answered.at for answered in answers) - DECISIONS_KEPT * DAY
        with answering("the journal"), self._engine.begin() as connection:
            connection.exec_driver_sql(_KEEP, _together(answers))
            connection.execute(_PRUNE, {"before": before, "most": 2 * len(answers)})

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first; those in a form that we no longer know are left out."""
        with answering("the journal"), self._at_rest.connect() as connection:
            rows = connection.execute(_RECENT, {"count": count}).all()
        return _known(
            Record(row.at, reader, row.receipt)
            for row in rows
            for reader in reversed(_ids(row.readers))
        )[:count]

    def of(self, reader: ReaderId, since: Instant) -> Sequence[Record]:
        """A reader's decisions from `since` on, newest first; of unknown forms none."""
        with answering("the journal"), self._at_rest.connect() as connection:
            rows = connection.execute(_OF, {"reader": reader, "since": since}).all()
        return _known(
            Record(row.at, reader, row.receipt)
            for row in rows
            for _ in range(_ids(row.readers).count(reader))
        )

    def forget(self, reader: ReaderId) -> int:
        """Forget a reader's decisions; answers how many went."""
        count = 0
        with answering("the journal"), self._engine.begin() as connection:
            for row in connection.execute(_OF, {"reader": reader, "since": 0}).all():
                readers = _ids(row.readers)
                others = [one for one in readers if one != reader]
                count += len(readers) - len(others)
                if others:
                    changed = {"changed": row.number, "others": b"".join(others)}
                    connection.execute(_CHANGE, changed)
                else:
                    connection.execute(_DROP, {"gone": row.number})
        return count


def _known(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.decision is not None]


def _ids(readers: bytes) -> list[ReaderId]:
    starts = range(0, len(readers), _ID_BYTES)
    return [ReaderId(readers[start : start + _ID_BYTES]) for start in starts]


def _together(answers: Sequence[Answered]) -> tuple[bytes, str]:
    """The values of `_KEEP`. A receipt holds no sign that JSON would have to escape."""
    place, rows = 1, []
    for at, receipt, readers in answers:
        length = len(readers) * _ID_BYTES
        rows.append(f'[{at},{place},{length},"{receipt}"]')
        place += length
    ids = b"".join([reader for answered in answers for reader in answered.readers])
    return ids, f"[{','.join(rows)}]"
