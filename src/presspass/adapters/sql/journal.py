"""`ports.Journal` in a SQLite file of its own: decisions are reading history, kept for a month."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    bindparam,
    delete,
    select,
    text,
)

from presspass.adapters.sql.database import answering
from presspass.adapters.sql.sqlite import open_file
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant
from presspass.ports import DECISIONS_KEPT, Record

_metadata = MetaData()
_decision = Table(
    "decision",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("reader", LargeBinary, nullable=False),
    Column("receipt", Text, nullable=False),
)

_KEEP = """
INSERT INTO decision (at, reader, receipt)
SELECT CAST(substr(?, key * 10 + 1, 10) AS INTEGER), substr(?, key * 16 + 1, 16), value
FROM json_each(?)
"""
"""Takes a batch in three values: the times, ten digits each; the readers; the receipts as JSON.

The interpreter, which page views are waiting for, does no more than join them; SQLite takes them
apart without it. A statement or a parameter for each row costs it several times as much."""

_OLDEST = select(_decision.c.number, _decision.c.at).order_by(_decision.c.number)
_OUTDATED = _OLDEST.limit(bindparam("most")).subquery()
_FORGET = delete(_decision).where(
    _decision.c.number.in_(select(_OUTDATED.c.number).where(_OUTDATED.c.at < bindparam("before")))
)
_RECENT = (
    select(_decision.c.at, _decision.c.reader, _decision.c.receipt)
    .order_by(_decision.c.number.desc())
    .limit(bindparam("count"))
)
_INDEX = "CREATE INDEX IF NOT EXISTS decision_reader ON decision (number >> 12, reader)"
"""Finds a reader within a block of 4,096 decisions.

Over the whole file each row of a batch would fall into another page of the index, and cost eight
times as much to write; a reader is found in thousands of blocks within milliseconds.
"""
_NUMBERS = """
WITH RECURSIVE block(place) AS (
    SELECT min(number) >> 12 FROM decision
    UNION ALL
    SELECT place + 1 FROM block WHERE place < (SELECT max(number) >> 12 FROM decision)
)
SELECT number FROM block CROSS JOIN decision
ON decision.number >> 12 = place AND decision.reader = :reader
"""
_OF = text(f"""
SELECT at, reader, receipt FROM decision
WHERE number IN ({_NUMBERS}) AND at >= :since ORDER BY number DESC
""")  # noqa: S608  # nothing but constants
_FORGET_READER = text(f"DELETE FROM decision WHERE number IN ({_NUMBERS})")  # noqa: S608  # as above


def open_journal(path: Path) -> Engine:
    """The journal's file, made where it is missing. Raises `StoreAway`."""
    with answering(f"the journal {path}"):
        engine = open_file(path, "NORMAL")
        with engine.begin() as connection:
            _metadata.create_all(connection)
            connection.exec_driver_sql(_INDEX)
    return engine


class SqlJournal:
    """Decisions in the journal's file; safe from any thread and any number of processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._at_rest = engine.execution_options(isolation_level="AUTOCOMMIT")

    def write(self, records: Sequence[Record]) -> None:
        """Keep records, and forget twice as many of those that were kept for long enough."""
        if not records:
            return
        before = max(record.at for record in records) - DECISIONS_KEPT * DAY
        with answering("the journal"), self._engine.begin() as connection:
            connection.exec_driver_sql(_KEEP, _together(records))
            connection.execute(_FORGET, {"before": before, "most": 2 * len(records)})

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first; those in a form that we no longer know are left out."""
        with answering("the journal"), self._at_rest.connect() as connection:
            return _known(connection.execute(_RECENT, {"count": count}).all())

    def of(self, reader: ReaderId, since: Instant) -> Sequence[Record]:
        """A reader's decisions from `since` on, newest first; of unknown forms none."""
        with answering("the journal"), self._at_rest.connect() as connection:
            return _known(connection.execute(_OF, {"reader": reader, "since": since}).all())

    def forget(self, reader: ReaderId) -> int:
        """Forget a reader's decisions; answers how many went."""
        with answering("the journal"), self._engine.begin() as connection:
            return connection.execute(_FORGET_READER, {"reader": reader}).rowcount


def _known(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Record]:
    found = (Record(at, ReaderId(reader), receipt) for at, reader, receipt in rows)
    return [record for record in found if record.decision is not None]


def _together(records: Sequence[Record]) -> tuple[bytes, bytes, str]:
    """The values of `_KEEP`. A receipt holds no sign that JSON would have to escape."""
    return (
        b"".join([b"%010d" % at for at, _, _ in records]),
        b"".join([reader for _, reader, _ in records]),
        '["' + '","'.join([receipt for _, _, receipt in records]) + '"]',
    )
