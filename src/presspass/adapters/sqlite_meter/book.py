"""One connection to the meter's file, and the few statements that are run on it."""

import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from presspass.adapters.sqlite_meter import packing
from presspass.adapters.sqlite_meter.recent import Place, Recent
from presspass.core import meter
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Reading

_VERSION = 1
_PRAGMAS = (
    "page_size = 4096",
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "wal_autocheckpoint = 0",
    "secure_delete = FAST",
)
_SCHEMA = (
    "CREATE TABLE pools (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """
    CREATE TABLE meter (
        reader BLOB NOT NULL, pool INTEGER NOT NULL, entries BLOB NOT NULL,
        PRIMARY KEY (reader, pool)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE keeper (turns INTEGER NOT NULL)",
    "INSERT INTO keeper VALUES (0)",
    f"PRAGMA user_version = {_VERSION}",
)
_FIND = "SELECT entries FROM meter WHERE reader = ? AND pool = ?"
_FIND_ONE = "SELECT reader, pool, entries FROM meter WHERE reader = ? AND pool = ?"
_BEGIN_ROW = "INSERT OR IGNORE INTO meter VALUES (?, ?, ?)"
_CHANGE_ROW = "UPDATE meter SET entries = ? WHERE reader = ? AND pool = ? AND entries = ?"
_FIND_ALL = "SELECT pool, entries FROM meter WHERE reader = ?"
_LAST_OF_CHUNK = """
SELECT max(reader) FROM (SELECT reader FROM meter WHERE reader > ? ORDER BY reader LIMIT ?)
"""
_DROP_OLD = "DELETE FROM meter WHERE reader > ? AND reader <= ? AND entries < ?"
_FORGET = "DELETE FROM meter WHERE reader = ?"
_FIND_POOL = "SELECT id FROM pools WHERE name = ?"
_ADD_POOL = "INSERT OR IGNORE INTO pools (name) VALUES (?)"
_TURN = "UPDATE keeper SET turns = turns + 1"
_UNKNOWN_POOL = 0


_Key: TypeAlias = tuple[ReaderId, int]
"""A reader, and the number of a pool. For a charge, readers and entries go into statements as
`bytearray`, which the library takes as it is; `bytes` it sends around by adapters."""


Asked: TypeAlias = tuple[ReaderId, Charge]
"""Who asks for a charge, and for what."""


class Pruned(NamedTuple):
    """How many rows went from one chunk, and where the next begins (`None`: that was the last)."""

    rows: int
    next: bytes | None


class Checkpoint(NamedTuple):
    """How long the write-ahead log is, and how much of it is in the file already; in pages."""

    log: int
    copied: int


class Book:
    """A connection, to be used by one thread at a time. All methods raise `sqlite3.Error`.

    `patience` is how many milliseconds a statement waits for another connection's lock. `recent` is
    what the process remembers of this file. `writes` counts the changes made, for the keeper.
    """

    def __init__(self, path: Path, patience: int, recent: Recent) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}").fetchall()
            self._begin_file()
            self._connection.execute(f"PRAGMA busy_timeout = {patience:d}")
        except sqlite3.Error:
            self._connection.close()
            raise
        self._cursor = self._connection.cursor()
        self._pools: dict[str, int] = {}
        self._changed: list[Place] = []
        self.recent = recent
        self.writes = 0

    def charge(self, reader: ReaderId, wanted: Charge) -> Reading:
        """Charge an article, in one transaction of its own or in the one that is open.

        Reading takes no lock and a change is one statement that holds only if the row is still
        as it was read, so that nobody ever waits for a charge that changes nothing.
        """
        pool = self._pools.get(wanted.pool) or self._find_pool(wanted.pool)
        while True:
            changes = self.recent.changes
            kept = self._find(reader, pool)
            changed, reading = packing.charge(kept, wanted)
            if changed is None:
                if not self._connection.in_transaction:
                    self.recent.remember(reader, wanted, kept, changes)
                return reading
            pool = pool or self._add_pool(wanted.pool)
            if self._change(reader, pool, kept, changed):
                self._changed.append((reader, wanted.pool))
                if not self._connection.in_transaction:
                    self._settle()
                return reading

    def charge_all(self, asked: Sequence[Asked]) -> list[Reading]:
        """Charge articles in one transaction of their own, in the order given.

        It begins without a lock, and is busy where another connection writes before it does.
        """
        self._cursor.execute("BEGIN")
        try:
            readings = self._charge_all(asked)
            self.commit()
        except BaseException:
            self.roll_back()
            raise
        return readings

    def peek(self, reader: ReaderId, wanted: Charge) -> Reading:
        """The reading as it stands."""
        pool = self._pools.get(wanted.pool) or self._find_pool(wanted.pool)
        return packing.charge(self._find(reader, pool), wanted)[1]

    def merge(self, source: ReaderId, target: ReaderId) -> None:
        """Give `target` the charges of `source` too, in the transaction that is open."""
        if source == target:
            return
        rows = self._cursor.execute(_FIND_ALL, (source,)).fetchall()
        for pool, entries in rows:
            kept = self._find(target, pool)
            both = meter.union(packing.unpack(kept), packing.unpack(entries))
            self._change(target, pool, kept, packing.pack(both))

    def forget(self, reader: ReaderId) -> None:
        """Forget the charges of a reader, in the transaction that is open."""
        self._cursor.execute(_FORGET, (reader,))
        self.writes += self._cursor.rowcount

    def prune(self, before: Instant, start: bytes, size: int) -> Pruned:
        """Forget the rows last charged before `before` among the next `size` after `start`."""
        (end,) = self._cursor.execute(_LAST_OF_CHUNK, (start, size)).fetchone()
        if end is None:
            return Pruned(0, None)
        self._cursor.execute(_DROP_OLD, (start, end, packing.before(before)))
        self.writes += self._cursor.rowcount
        return Pruned(self._cursor.rowcount, end)

    def begin(self) -> None:
        """Begin a transaction that may write, when all others have ended theirs."""
        self._cursor.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Commit the open transaction."""
        self._cursor.execute("COMMIT")
        self._settle()

    def roll_back(self) -> None:
        """Undo the open transaction, if there is one."""
        self._pools.clear()  # one that it added is gone with it
        self._changed = []
        if self._connection.in_transaction:
            self._cursor.execute("ROLLBACK")

    def checkpoint(self, mode: str) -> Checkpoint:
        """Copy the write-ahead log into the file, `PASSIVE` or `RESTART`."""
        _, log, copied = self._cursor.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        return Checkpoint(log, copied)

    def turn(self) -> None:
        """Write something, so that it is this connection that begins the log anew, if it can be."""
        self._cursor.execute(_TURN)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _begin_file(self) -> None:
        if self._version() == _VERSION:
            return
        self._connection.execute("BEGIN IMMEDIATE")  # others may be beginning it too
        version = self._version()
        if version == 0 and not self._connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in _SCHEMA:
                self._connection.execute(statement)
        elif version != _VERSION:
            fault = sqlite3.DatabaseError(f"it holds something else, at version {version}")
            fault.sqlite_errorcode = sqlite3.SQLITE_NOTADB
            raise fault
        self._connection.execute("COMMIT")

    def _version(self) -> int:
        row: tuple[int] = self._connection.execute("PRAGMA user_version").fetchone()
        return row[0]

    def _charge_all(self, asked: Sequence[Asked]) -> list[Reading]:
        changes, pools = self.recent.changes, self._pools
        places = [(reader, pools.get(its.pool) or self._pool(its.pool)) for reader, its in asked]
        rows = self._find_all(places)
        changed: dict[_Key, bytes] = {}
        readings = []
        for (reader, wanted), place in zip(asked, places, strict=True):
            after, reading = packing.charge(rows[place], wanted)
            readings.append(reading)
            if after is not None:
                rows[place] = changed[place] = after
                self._changed.append((reader, wanted.pool))
            elif place not in changed:
                self.recent.remember(reader, wanted, rows[place], changes)
        if changed:
            values: list[bytearray | int] = []
            for (row, pool), after in changed.items():
                values += bytearray(row), pool, bytearray(after)
            self._cursor.execute(_put_some(len(changed)), values)
            self.writes += len(changed)
        return readings

    def _find_all(self, places: Sequence[_Key]) -> dict[_Key, bytes]:
        rows = dict.fromkeys(places, b"")
        values: list[bytearray | int] = []
        for reader, pool in rows:
            values += bytearray(reader), pool
        for reader, pool, entries in self._cursor.execute(_find_some(len(rows)), values):
            rows[reader, pool] = entries
        return rows

    def _settle(self) -> None:
        """Have it known what was just committed."""
        if self._changed:
            self.recent.changed(self._changed)
            self._changed = []

    def _find(self, reader: ReaderId, pool: int) -> bytes:
        row = self._cursor.execute(_FIND, (bytearray(reader), pool)).fetchone()
        return b"" if row is None else row[0]

    def _change(self, reader: ReaderId, pool: int, kept: bytes, changed: bytes) -> bool:
        """Whether the row was still as it was kept, and is now changed."""
        row, after = bytearray(reader), bytearray(changed)
        if kept:
            self._cursor.execute(_CHANGE_ROW, (after, row, pool, bytearray(kept)))
        else:
            self._cursor.execute(_BEGIN_ROW, (row, pool, after))
        self.writes += 1
        return self._cursor.rowcount == 1

    def _pool(self, name: str) -> int:
        return self._find_pool(name) or self._add_pool(name)

    def _find_pool(self, name: str) -> int:
        row = self._cursor.execute(_FIND_POOL, (name,)).fetchone()
        if row is None:
            return _UNKNOWN_POOL
        self._pools[name] = row[0]
        return self._pools[name]

    def _add_pool(self, name: str) -> int:
        self._cursor.execute(_ADD_POOL, (name,))
        return self._find_pool(name)


@cache
def _find_some(rows: int) -> str:
    """Finds so many rows. `IN` would sort its list first, which takes fewer than sixteen longer."""
    return " UNION ALL ".join([_FIND_ONE] * rows)


@cache
def _put_some(rows: int) -> str:
    """Begins or changes so many rows."""
    return (
        f"INSERT INTO meter VALUES {', '.join(['(?, ?, ?)'] * rows)} "  # noqa: S608  # marks
        "ON CONFLICT (reader, pool) DO UPDATE SET entries = excluded.entries"
    )
