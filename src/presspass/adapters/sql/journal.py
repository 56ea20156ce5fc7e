"""`ports.Journal` in a SQLite file of its own: decisions are reading history, kept for a month."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
)

from presspass.adapters.sql.database import answering
from presspass.adapters.sql.sqlite import open_file
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.core.receipts import pack, unpack
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
Index("decision_at", _decision.c.at)

_WRITE = insert(_decision)
_OUTDATED = (
    select(_decision.c.number)
    .where(_decision.c.at < bindparam("before"))
    .order_by(_decision.c.at)
    .limit(bindparam("most"))
)
_FORGET = delete(_decision).where(_decision.c.number.in_(_OUTDATED.scalar_subquery()))
_RECENT = (
    select(_decision.c.decision, _decision.c.reader, _decision.c.receipt)
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
        rows = [
            {
                "at": record.decision.at,
                "reader": record.reader,
                "decision": pack(record.decision),
                "receipt": record.receipt,
            }
            for record in records
        ]
        before = max(record.decision.at for record in records) - KEPT * DAY
        with answering("the journal"), self._engine.begin() as connection:
            connection.execute(_WRITE, rows)
            connection.execute(_FORGET, {"before": before, "most": 2 * len(rows)})

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first; those in a form that we no longer know are left out."""
        with answering("the journal"), self._at_rest.connect() as connection:
            rows = connection.execute(_RECENT, {"count": count}).all()
        return [
            Record(decision, ReaderId(reader), receipt)
            for packed, reader, receipt in rows
            if (decision := unpack(packed)) is not None
        ]
