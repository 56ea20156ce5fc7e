"""A store of so many readers, and what such readers ask of it."""

import random
import sqlite3
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.adapters.sqlite_meter.packing import pack
from presspass.core.ids import ArticleKey, ReaderId, new_reader_id
from presspass.core.instants import DAY
from presspass.core.meter import Charge, Entry

POOL = "site"
NOW = 1_800_000_000
PERIOD = 30 * DAY
LIMIT = 1000  # never met: a refusal costs what a re-read does
ENTRIES = (1, 1, 1, 2, 2, 3, 4, 5, 6, 8)  # how many articles readers have read: 3.3 on average
PATTERNS = 20_000  # different rows; they repeat, for drawing ten million would take minutes
_SCATTER = 0x9E3779B97F4A7C15  # an odd number: makes other numbers look random, each once

Asked = tuple[ReaderId, Charge]


class Population:
    """The readers of a store: the same for every run of one size, the newest with the highest id.

    Time goes on with each charge as it would if readers read as they did before, so that rows stay
    as long as they are, at any size.
    """

    def __init__(self, path: Path, rows: int) -> None:
        self.path = path
        self.rows = rows
        self._random = random.Random(rows)  # noqa: S311  # the same rows in every run
        self._newest: list[ArticleKey] = []  # of each pattern
        self._read_since: dict[int, ArticleKey] = {}  # by readers who have read more
        self._patterns = [self._pattern() for _ in range(PATTERNS)]
        self._random.seed()  # but other questions
        self._asked = 0
        self._met = rows

    def build(self) -> None:
        """Make the store's file; about half a minute for ten million rows."""
        self.remove()
        SqliteMeter(self.path).close()
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.execute("INSERT INTO pools VALUES (1, ?)", (POOL,))
        connection.executemany("INSERT INTO meter VALUES (?, 1, ?)", self._all())
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()

    def warm(self) -> None:
        """Have the kernel read the file, as it has on a machine in use.

        By another process: closing the file in this one would take SQLite's locks away (fcntl).
        """
        subprocess.run(["cat", self.path], stdout=subprocess.DEVNULL, check=True)

    def remove(self) -> None:
        """Remove the store's files."""
        for file in self.path.parent.glob(f"{self.path.name}*"):
            file.unlink()

    def first(self) -> Asked:
        """A new reader's first article."""
        self._met += 1
        return self._reader(self._met), self._new()

    def again(self) -> Asked:
        """Any reader's next article, all readers equally likely: the worst case."""
        return self._next(self._random.randrange(self.rows))

    def reread(self) -> Asked:
        """Any reader's newest article once more: nothing is written."""
        return self._known(self._random.randrange(self.rows))

    def mix(self) -> Asked:
        """A quarter new readers, a quarter next articles, half re-reads or refusals.

        Readers come back soon or not at all: how long ago one was met is spread evenly on a
        logarithmic scale, from the last one met to the first.
        """
        draw = self._random.random()
        if draw < 0.25:  # noqa: PLR2004  # a quarter
            return self.first()
        number = self.rows - int(self.rows ** self._random.random())
        if draw < 0.5:  # noqa: PLR2004  # a quarter
            return self._next(number)
        return self._known(number)

    def _reader(self, number: int) -> ReaderId:
        """A reader by age: 0 is the oldest."""
        met = NOW - PERIOD + number * PERIOD // self.rows
        return new_reader_id(met, struct.pack(">HQ", 0, number * _SCATTER % 2**64))

    def _new(self) -> Charge:
        self._asked += 1
        now = NOW + self._asked * PERIOD * len(ENTRIES) // (self.rows * sum(ENTRIES))
        article = ArticleKey(self._random.getrandbits(62))
        return Charge(POOL, article, LIMIT, now - PERIOD, now)

    def _next(self, number: int) -> Asked:
        charge = self._new()
        self._read_since[number] = charge.article
        return self._reader(number), charge

    def _known(self, number: int) -> Asked:
        article = self._read_since.get(number) or self._newest[number % PATTERNS]
        return self._reader(number), Charge(POOL, article, LIMIT, 0, NOW)

    def _pattern(self) -> bytes:
        entries = [
            Entry(
                ArticleKey(self._random.getrandbits(62)), NOW - 1 - self._random.randrange(PERIOD)
            )
            for _ in range(self._random.choice(ENTRIES))
        ]
        self._newest.append(max(entries, key=lambda entry: entry.at).article)
        return pack(entries)

    def _all(self) -> Iterator[tuple[ReaderId, bytes]]:
        for number in range(self.rows):
            yield self._reader(number), self._patterns[number % PATTERNS]
