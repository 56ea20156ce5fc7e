"""The thread that waits for other processes' locks, and commits what waited as one."""

import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import sleep
from typing import Any, TypeVar

from presspass.adapters.sqlite_meter import faults
from presspass.adapters.sqlite_meter.book import Book
from presspass.ports import StoreAway

_ATTEMPTS = 900
_BETWEEN = 0.001  # seconds from attempt to attempt: about one in all
_BATCH = 256  # jobs in one transaction: its answers wait for the last of them
_Answer = TypeVar("_Answer")


@dataclass(slots=True)
class _Job:
    """Work to be done inside a transaction, and where its answer goes."""

    work: Callable[[Book], Any]
    answer: Future[Any]
    attempts: int = 0


class Writer:
    """Runs jobs in the order in which they came, many in one transaction.

    A job that gets no lock within a second is given up with `StoreAway`, having changed nothing.
    `broken` says that the connection failed, and that the keeper should bring another.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book: Book | None = None
        self._trouble = f"the meter {path}: not opened yet"
        self.broken = False
        self._lock = Lock()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="meter writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Book], _Answer]) -> Future[_Answer]:
        """Have work done; it must compute all that can fail before it writes."""
        job = _Job(work, Future())
        self._jobs.put(job)
        if not self._thread.is_alive():
            self._give_up_rest()
        return job.answer

    @property
    def writes(self) -> int:
        """How many changes were made on this connection."""
        return 0 if self._book is None else self._book.writes

    def give(self, book: Book) -> None:
        """Give the writer its connection, after a fault or at the start."""
        with self._lock:
            self._book = book
            self.broken = False

    def take(self, trouble: str) -> None:
        """Close the connection; until there is another, every job ends in this trouble."""
        with self._lock:
            self._trouble = trouble
            if self._book is not None:
                self._book.close()
                self._book = None

    def close(self) -> None:
        """Finish what waits, and end. What comes after is given up at once."""
        self._jobs.put(None)
        self._thread.join()
        self.take("the meter is closed")
        self._give_up_rest()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            with self._lock:
                self._serve(job)

    def _serve(self, first: _Job) -> None:
        """Do a job, and all others that have come until the lock is ours."""
        jobs = [first]
        while jobs:
            if self._book is None:
                _give_up(jobs, StoreAway(self._trouble))
                return
            try:
                self._book.begin()
            except sqlite3.Error as fault:
                jobs = self._outlasting(jobs + self._waiting(_BATCH), fault)
                sleep(_BETWEEN)
            else:
                self._transact(self._book, jobs + self._waiting(_BATCH - len(jobs)))
                return

    def _outlasting(self, jobs: list[_Job], fault: sqlite3.Error) -> list[_Job]:
        """The jobs that wait on after a failed attempt; the others are given up."""
        if not faults.is_busy(fault):
            _give_up(jobs, self._fault(fault))
            return []
        for job in jobs:
            job.attempts += 1
        _give_up([job for job in jobs if job.attempts >= _ATTEMPTS], self._fault(fault))
        return [job for job in jobs if job.attempts < _ATTEMPTS]

    def _transact(self, book: Book, jobs: list[_Job]) -> None:
        """Do all jobs in the open transaction, and answer once it is committed."""
        running = [job for job in jobs if job.answer.set_running_or_notify_cancel()]
        done: list[tuple[_Job, Any]] = []
        try:
            for job in running:
                try:
                    done.append((job, job.work(book)))
                except sqlite3.Error:
                    raise
                except Exception as fault:  # noqa: BLE001  # the asker's own, who is told of it
                    job.answer.set_exception(fault)
            book.commit()
        except sqlite3.Error as fault:
            _roll_back(book)
            _refuse([job for job in running if not job.answer.done()], self._fault(fault))
        else:
            for job, answer in done:
                job.answer.set_result(answer)

    def _fault(self, fault: sqlite3.Error) -> StoreAway:
        self.broken = self.broken or faults.is_lasting(fault)
        return faults.away(self._path, fault)

    def _give_up_rest(self) -> None:
        while jobs := self._waiting(_BATCH):
            _give_up(jobs, StoreAway(self._trouble))

    def _waiting(self, most: int) -> list[_Job]:
        jobs: list[_Job] = []
        while len(jobs) < most:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs


def _give_up(jobs: Iterable[_Job], fault: Exception) -> None:
    _refuse([job for job in jobs if job.answer.set_running_or_notify_cancel()], fault)


def _refuse(jobs: Iterable[_Job], fault: Exception) -> None:
    for job in jobs:
        job.answer.set_exception(fault)


def _roll_back(book: Book) -> None:
    with suppress(sqlite3.Error):  # where it can't be undone, SQLite has done so already
        book.roll_back()
