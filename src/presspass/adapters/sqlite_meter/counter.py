"""The connection on which the event loop answers in place whatever needs no waiting."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from presspass.adapters.sqlite_meter import faults
from presspass.adapters.sqlite_meter.book import Asked, Book
from presspass.adapters.sqlite_meter.recent import Recent
from presspass.core.ids import ReaderId
from presspass.core.meter import Charge, Reading
from presspass.ports import StoreAway


class Counter:
    """Answers at once or not at all; safe from any thread.

    `broken` says that the connection failed, and that the keeper should bring another.
    """

    def __init__(self, path: Path, recent: Recent) -> None:
        self._path = path
        self._recent = recent
        self._book: Book | None = None
        self._trouble = f"the meter {path}: not opened yet"
        self._lock = Lock()
        self.broken = False

    def charge(self, asked: Sequence[Asked]) -> list[Reading] | None:
        """Charge articles as one; `None` if somebody holds a lock. Raises `StoreAway`."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            book = self._open()
            if len(asked) > 1:
                return book.charge_all(asked)
            return [book.charge(*asked[0])]
        except sqlite3.Error as fault:
            if faults.is_busy(fault):
                return None
            raise self._fault(fault) from fault
        finally:
            self._lock.release()

    def peek(self, reader: ReaderId, wanted: Charge) -> Reading | None:
        """The reading as it stands; `None` if somebody holds a lock. Raises `StoreAway`."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._open().peek(reader, wanted)
        except sqlite3.Error as fault:
            if faults.is_busy(fault):
                return None
            raise self._fault(fault) from fault
        finally:
            self._lock.release()

    def forget(self) -> None:
        """Forget what is remembered of readers: charges came or went otherwise."""
        with self._lock:
            self._recent.forget()

    @property
    def writes(self) -> int:
        """How many changes were made on this connection."""
        return 0 if self._book is None else self._book.writes

    def give(self, book: Book) -> None:
        """Give the counter its connection, after a fault or at the start."""
        with self._lock:
            self._recent.forget()  # it may be another file
            self._book = book
            self.broken = False

    def take(self, trouble: str) -> None:
        """Close the connection; until there is another, every answer is this trouble."""
        with self._lock:
            self._trouble = trouble
            if self._book is not None:
                self._book.close()
                self._book = None
            self._recent.forget()

    def _open(self) -> Book:
        if self._book is None or self.broken:
            raise StoreAway(self._trouble)
        return self._book

    def _fault(self, fault: sqlite3.Error) -> StoreAway:
        away = faults.away(self._path, fault)
        if faults.is_lasting(fault):
            self._trouble, self.broken = str(away), True
        return away
