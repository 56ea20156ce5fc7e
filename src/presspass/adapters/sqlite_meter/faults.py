"""What SQLite's faults are called when an operator reads of them."""

import sqlite3
from pathlib import Path

from presspass.ports import StoreAway

_PRIMARY = 0xFF  # an extended result code's low byte is its primary code
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_WORDS = {
    **dict.fromkeys(_BUSY, "another process keeps it locked"),
    sqlite3.SQLITE_CANTOPEN: "the file can't be opened; does its folder exist, and may we write?",
    sqlite3.SQLITE_READONLY: "the file can't be written; look at its rights and its folder's",
    sqlite3.SQLITE_PERM: "the file can't be written; look at its rights and its folder's",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; move it, its -wal and -shm away",
    sqlite3.SQLITE_NOTADB: "the file is no meter; move it away, or name another",
}


def is_busy(fault: sqlite3.Error) -> bool:
    """Whether somebody else held a lock, so that the same may work in a moment."""
    return _code(fault) in _BUSY


def is_lasting(fault: sqlite3.Error | OSError) -> bool:
    """Whether the connection is of no more use: a lock or room on disk may yet be had."""
    return _code(fault) not in {*_BUSY, sqlite3.SQLITE_FULL}


def away(path: Path, fault: sqlite3.Error | OSError) -> StoreAway:
    """The fault in an operator's words."""
    return StoreAway(f"the meter {path}: {_WORDS.get(_code(fault), 'something failed')} ({fault})")


def _code(fault: sqlite3.Error | OSError) -> int:
    return getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
