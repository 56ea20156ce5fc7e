"""The thread that checkpoints, and opens the file again after a fault."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import sleep

from presspass.adapters.sqlite_meter import faults
from presspass.adapters.sqlite_meter.book import Book
from presspass.adapters.sqlite_meter.counter import Counter
from presspass.adapters.sqlite_meter.recent import Recent
from presspass.adapters.sqlite_meter.writer import Writer

_TICK = 0.1
_TICKS_A_ROUND = 10  # a round looks after the file, and checkpoints whatever there is
_OPENINGS = 10
_MANY_WRITES = 4000  # within a round, checkpoint as soon as there are so many
_LONG_LOG = 8192  # pages; a longer log is cut off by force, others are when nobody uses them
_PATIENCE = 250  # milliseconds that the keeper waits for others

_Identity = tuple[tuple[int, int], ...]


class Keeper:
    """Brings the counter and the writer their connections, and keeps the file in order.

    All that may wait for the disk happens here: opening, recovering, checkpointing.
    """

    def __init__(self, path: Path, counter: Counter, writer: Writer, recent: Recent) -> None:
        self._path = path
        self._recent = recent
        self._counter = counter
        self._writer = writer
        self._book: Book | None = None
        self._identity: _Identity = ()
        self._seen = 0
        self._stop = Event()
        self._open()
        self._thread = Thread(target=self._run, name="meter keeper", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread, and close all connections."""
        self._stop.set()
        self._thread.join()
        self._writer.close()
        self._release("the meter is closed")

    def _open(self) -> None:
        """Open the file, or say why it can't be."""
        books: list[Book] = []
        try:
            books.extend(
                _book(self._path, patience, self._recent) for patience in (0, 0, _PATIENCE)
            )
            self._identity = self._look()
        except (sqlite3.Error, OSError) as fault:
            for book in books:
                book.close()
            self._release(str(faults.away(self._path, fault)))
            return
        counter, writer, self._book = books
        self._seen = 0
        self._counter.give(counter)
        self._writer.give(writer)

    def _release(self, trouble: str) -> None:
        self._counter.take(trouble)
        self._writer.take(trouble)
        if self._book is not None:
            self._book.close()
            self._book = None

    def _run(self) -> None:
        tick = 0
        while not self._stop.wait(_TICK):
            tick += 1
            self._look_after(due=tick % _TICKS_A_ROUND == 0)

    def _look_after(self, *, due: bool) -> None:
        """What one tick does; `due` is true once a round."""
        if due:
            self._reopen_if_broken()
        writes = self._counter.writes + self._writer.writes
        if self._book is None or writes - self._seen < (1 if due else _MANY_WRITES):
            return
        self._seen = writes
        try:
            self._checkpoint(self._book)
        except (sqlite3.Error, OSError) as fault:
            if faults.is_lasting(fault):
                self._release(str(faults.away(self._path, fault)))

    def _checkpoint(self, book: Book) -> None:
        """Copy the log into the file, and let it begin anew.

        A long log is cut off while nobody can write, so first the disk gets what it can get before.
        Whoever writes first after that waits for the disk: it should be us.
        """
        log, _ = book.checkpoint("PASSIVE")
        if log > _LONG_LOG:
            for _ in range(2):  # the second time there is little left
                _flush(self._identity[0])
                book.checkpoint("PASSIVE")
            book.checkpoint("RESTART")
        with suppress(sqlite3.OperationalError):
            book.turn()

    def _reopen_if_broken(self) -> None:
        broken = self._book is None or self._counter.broken or self._writer.broken
        if not broken and self._same_file():
            return
        if not broken:
            self._release(f"the meter {self._path}: the file was removed or replaced")
        else:
            self._release(f"the meter {self._path}: being opened again")
        self._open()

    def _same_file(self) -> bool:
        try:
            return self._look() == self._identity
        except OSError:
            return False

    def _look(self) -> _Identity:
        """Which files our path means now."""
        files = (self._path.stat(), Path(f"{self._path}-wal").stat())
        return tuple((file.st_dev, file.st_ino) for file in files)


def _book(path: Path, patience: int, recent: Recent) -> Book:
    """A connection. SQLite itself does not wait while another one begins the file's log."""
    for _ in range(_OPENINGS):
        try:
            return Book(path, patience, recent)
        except sqlite3.Error as fault:
            if not faults.is_busy(fault):
                raise
            sleep(_TICK)
    return Book(path, patience, recent)


def _flush(identity: tuple[int, int]) -> None:
    """Have the disk write what the kernel holds of a file, by SQLite's own descriptor of it.

    One of ours would not do: closing it takes away the locks that SQLite has on the file (fcntl).
    """
    for name in _descriptors():
        try:
            file = os.fstat(name)
        except OSError:
            continue  # closed since
        if (file.st_dev, file.st_ino) == identity:
            os.fsync(name)
            return


def _descriptors() -> list[int]:
    """The process's open files; none where the system does not tell, which costs only time."""
    try:
        return [int(entry.name) for entry in Path("/dev/fd").iterdir()]
    except OSError:
        return []
