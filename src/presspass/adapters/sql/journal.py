"""`ports.Journal` in a SQLite file of its own: decisions are reading history, kept for a month."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    select,
)

from presspass.adapters.sql.database import answering
from presspass.adapters.sql.sqlite import open_file
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.ports import Record

KEPT = 30
"""Days for which a decision is kept."""

_metadata = MetaData()
_decision = Table(
    "decision",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("reader", LargeBinary, nullable=False),
    Column("decision", LargeBinary, nullable=False),
    Column("receipt", Text, nullable=False),
)

_COLUMNS = "INSERT INTO decision (at, reader, decision, receipt) VALUES "
_ROW = "(?, ?, ?, ?)"
_TOGETHER = 250
"""Rows in a statement. Each statement takes the interpreter's lock from the event loop's thread
once or twice; with one a row, the journal would hold up page views, or page views the journal."""

_OLDEST = select(_decision.c.number, _decision.c.at).order_by(_decision.c.number)
_OUTDATED = _OLDEST.limit(bindparam("most")).subquery()
_FORGET = delete(_decision).where(
    _decision.c.number.in_(select(_OUTDATED.c.number).where(_OUTDATED.c.at < bindparam("before")))
)
_RECENT = (
    select(_decision.c.at, _decision.c.reader, _decision.c.decision, _decision.c.receipt)
    .order_by(_decision.c.number.desc())
    .limit(bindparam("count"))
)


def open_journal(path: Path) -> Engine:
    """The journal's file, made where it is missing. Raises `StoreAway`."""
    with answering(f"the journal {path}"):
        engine = open_file(path, "NORMAL")
        with engine.begin() as connection:
            _metadata.create_all(connection)
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
        before = max(record.at for record in records) - KEPT * DAY
        with answering("the journal"), self._engine.begin() as connection:
            for start in range(0, len(records), _TOGETHER):
                _insert(connection, records[start : start + _TOGETHER])
            connection.execute(_FORGET, {"before": before, "most": 2 * len(records)})

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first; those in a form that we no longer know are left out."""
        with answering("the journal"), self._at_rest.connect() as connection:
            rows = connection.execute(_RECENT, {"count": count}).all()
        found = (
            Record(at, ReaderId(reader), packed, receipt) for at, reader, packed, receipt in rows
        )
        return [record for record in found if record.decision is not None]


def _insert(connection: Connection, records: Sequence[Record]) -> None:
    """Insert rows by one statement of the driver's own."""
    values = tuple(
        value
        for record in records
        for value in (record.at, record.reader, record.packed, record.receipt)
    )
    connection.exec_driver_sql(_COLUMNS + ", ".join([_ROW] * len(records)), values)
