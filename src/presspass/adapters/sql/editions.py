"""`ports.Editions` on the commerce database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, delete, select

from presspass.adapters.sql.database import answering
from presspass.adapters.sql.inserting import numbered
from presspass.adapters.sql.schema import audit, edition, gate_opening, purge
from presspass.core.instants import DAY, Instant
from presspass.ports import (
    PURGES_KEPT,
    Action,
    AuditEntry,
    Change,
    InForce,
    Purge,
    StoredEdition,
)

_PUBLISH, _OPEN, _PURGE, _ENTER = map(numbered, (edition, gate_opening, purge, audit))
_EFFECTIVE = (
    edition.select()
    .where(edition.c.effective_from <= bindparam("by"))
    .order_by(edition.c.effective_from.desc(), edition.c.number.desc())
    .limit(bindparam("count"))
)
_EDITION = edition.select().where(edition.c.number == bindparam("version"))
_HISTORY = edition.select().order_by(edition.c.number.desc()).limit(bindparam("count"))
_IN_FORCE = select(
    _EFFECTIVE.with_only_columns(edition.c.number).limit(1).scalar_subquery(),
    select(gate_opening.c.until)
    .where(gate_opening.c.at <= bindparam("by"))
    .order_by(gate_opening.c.number.desc())
    .limit(1)
    .scalar_subquery(),
)
_PURGES = (
    select(purge.c.number, purge.c.url)
    .where(purge.c.number > bindparam("after"))
    .order_by(purge.c.number)
)
_FORGET = delete(purge).where(
    purge.c.at < bindparam("before"), purge.c.number < bindparam("newest")
)
_AUDIT = (
    audit.select()
    .where(audit.c.action.in_([action.value for action in Action]))
    .order_by(audit.c.number.desc())
    .limit(bindparam("count"))
)


class SqlEditions:
    """Editions in the commerce database; safe from any thread and any number of processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._at_rest = engine.execution_options(isolation_level="AUTOCOMMIT")

    def publish(self, source: str, effective_from: Instant, change: Change) -> StoredEdition:
        """Keep a new version."""
        values = {"source": source, "effective_from": effective_from, **_columns(change)}
        with self._writing() as connection:
            version = connection.execute(_PUBLISH, values).scalar_one()
            _enter(connection, change, Action.APPLY, str(version))
        return StoredEdition(version, source, effective_from, change)

    def edition(self, version: int) -> StoredEdition | None:
        """One version."""
        rows = self._read(_EDITION, {"version": version})
        return _stored(rows[0]) if rows else None

    def effective(self, by: Instant, count: int) -> Sequence[StoredEdition]:
        """The last versions to have taken effect by then, the one in force first."""
        return [_stored(row) for row in self._read(_EFFECTIVE, {"by": by, "count": count})]

    def history(self, count: int) -> Sequence[StoredEdition]:
        """The versions published last, newest first."""
        return [_stored(row) for row in self._read(_HISTORY, {"count": count})]

    def in_force(self, now: Instant) -> InForce:
        """What is in force."""
        version, until = self._read(_IN_FORCE, {"by": now})[0]
        return InForce(version, until if until is not None and now < until else None)

    def hold_open(self, until: Instant | None, change: Change) -> None:
        """Hold every gate open until then; `None` ends it."""
        with self._writing() as connection:
            connection.execute(_OPEN, {"until": until, "at": change.at})
            action = Action.CLOSE if until is None else Action.OPEN
            _enter(connection, change, action, "" if until is None else str(until))

    def order_purge(self, url: str | None, change: Change) -> Purge:
        """Order a page dropped from every cache, or all."""
        with self._writing() as connection:
            number = connection.execute(_PURGE, {"url": url, "at": change.at}).scalar_one()
            before = change.at - PURGES_KEPT * DAY
            connection.execute(_FORGET, {"before": before, "newest": number})
            _enter(connection, change, Action.PURGE, "" if url is None else url)
        return Purge(number, url)

    def purges(self, after: int) -> Sequence[Purge]:
        """The purges with a number higher than `after`, in order."""
        return [Purge(number, url) for number, url in self._read(_PURGES, {"after": after})]

    def audit(self, count: int) -> Sequence[AuditEntry]:
        """What was done last, newest first."""
        return [
            AuditEntry(Change(row.actor, row.at, row.note), Action(row.action), row.subject)
            for row in self._read(_AUDIT, {"count": count})
        ]

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with answering("the database"), self._engine.begin() as connection:
            yield connection

    def _read(self, statement: Any, values: dict[str, int]) -> Sequence[Row[*tuple[Any, ...]]]:
        with answering("the database"), self._at_rest.connect() as connection:
            return connection.execute(statement, values).all()


def _columns(change: Change) -> dict[str, str | int]:
    return {"at": change.at, "actor": change.actor, "note": change.note}


def _enter(connection: Connection, change: Change, action: Action, subject: str) -> None:
    values = {"action": action.value, "subject": subject, **_columns(change)}
    connection.execute(_ENTER, values)


def _stored(row: Row[*tuple[Any, ...]]) -> StoredEdition:
    change = Change(row.actor, row.at, row.note)
    return StoredEdition(row.number, row.source, row.effective_from, change)
