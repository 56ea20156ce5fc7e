"""The meter in one SQLite file, as its port has it."""

from asyncio import sleep, wrap_future
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from presspass.adapters.sqlite_meter.book import Book
from presspass.adapters.sqlite_meter.counter import Counter
from presspass.adapters.sqlite_meter.keeper import Keeper
from presspass.adapters.sqlite_meter.recent import Recent
from presspass.adapters.sqlite_meter.turn import Turn
from presspass.adapters.sqlite_meter.writer import Writer
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Reading

_CHUNK = 1000
_BREATH = 0.002  # seconds between two chunks, so that pruning hardly ever holds the lock


class SqliteMeter:
    """Keeps charges in a file that any number of processes on one machine use at once.

    An answered charge outlives the death of any process; docs/meter.md says what power loss takes.
    A file that can't be opened makes no error here: until it can, every answer is `StoreAway`.
    `alone` says that no other process charges readers meanwhile.
    """

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        recent = Recent(alone=alone)
        self.known = recent.reading
        """The reading, if it charges nothing and is remembered."""
        self._counter = Counter(path, recent)
        self._writer = Writer(path)
        self._turn = Turn(self._counter, self._writer)
        self._keeper = Keeper(path, self._counter, self._writer, recent)

    def charge(self, reader: ReaderId, wanted: Charge) -> Coroutine[Any, Any, Reading]:
        """Charge an article, and with it what is pending. Raises `StoreAway`.

        Waits for other processes' charges for a second at most.
        """
        return self._turn.charge(reader, wanted)  # no coroutine around it, which a view would feel

    async def peek(self, reader: ReaderId, wanted: Charge) -> Reading:
        """The reading as it stands, nothing charged. Raises `StoreAway`."""
        reading = self._counter.peek(reader, wanted)
        if reading is not None:
            return reading
        return await wrap_future(self._writer.submit(lambda book: book.peek(reader, wanted)))

    async def merge(self, source: ReaderId, target: ReaderId) -> None:
        """Give `target` the charges of `source` too, in one transaction. Raises `StoreAway`."""
        await wrap_future(self._writer.submit(lambda book: book.merge(source, target)))
        self._counter.forget()

    async def forget(self, reader: ReaderId) -> None:
        """Forget a reader's charges in all pools. Raises `StoreAway`."""
        await wrap_future(self._writer.submit(lambda book: book.forget(reader)))
        self._counter.forget()

    async def prune(self, before: Instant) -> int:
        """Forget what was last charged before `before`, each pool of a reader apart.

        Goes through the file in small transactions, between which charges go on.
        """
        rows, start = 0, b""
        while True:
            chunk = partial(Book.prune, before=before, start=start, size=_CHUNK)
            pruned = await wrap_future(self._writer.submit(chunk))
            rows += pruned.rows
            if pruned.next is None:
                self._counter.forget()
                return rows
            start = pruned.next
            await sleep(_BREATH)

    def close(self) -> None:
        """Finish what waits and let go of the file; what comes after is `StoreAway`."""
        self._keeper.close()
