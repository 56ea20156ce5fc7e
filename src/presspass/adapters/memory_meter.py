"""`ports.MeterStore` in memory, for tests: gone with the process."""

from threading import Lock

from presspass.core import meter
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Entry, Reading
from presspass.ports import StoreAway


class MemoryMeter:
    """Keeps charges until the process ends; safe from any thread and event loop."""

    def __init__(self) -> None:
        self._rows: dict[ReaderId, dict[str, tuple[Entry, ...]]] = {}
        self._lock = Lock()
        self._closed = False

    @staticmethod
    def known(reader: ReaderId, wanted: Charge) -> None:  # noqa: ARG004  # the port's form
        """Nothing: a look costs no more."""
        return

    async def charge(self, reader: ReaderId, wanted: Charge) -> Reading:
        """Charge an article, and with it what is pending."""
        with self._lock:
            before = self._entries(reader, wanted.pool)
            after, reading = meter.charge(before, wanted)
            if not set(after) <= set(before):
                self._rows.setdefault(reader, {})[wanted.pool] = after
            return reading

    async def peek(self, reader: ReaderId, wanted: Charge) -> Reading:
        """The reading as it stands, nothing charged."""
        with self._lock:
            return meter.peek(self._entries(reader, wanted.pool), wanted)

    async def merge(self, source: ReaderId, target: ReaderId) -> None:
        """Give `target` the charges of `source` too."""
        with self._lock:
            self._open()
            if source == target:
                return
            for pool, entries in self._rows.get(source, {}).items():
                pools = self._rows.setdefault(target, {})
                pools[pool] = meter.union(pools.get(pool, ()), entries)

    async def forget(self, reader: ReaderId) -> None:
        """Forget a reader's charges in all pools."""
        with self._lock:
            self._open()
            self._rows.pop(reader, None)

    async def prune(self, before: Instant) -> int:
        """Forget what was last charged before `before`, each pool of a reader apart."""
        with self._lock:
            self._open()
            old = [
                (reader, pool)
                for reader, pools in self._rows.items()
                for pool, entries in pools.items()
                if max(entry.at for entry in entries) < before
            ]
            for reader, pool in old:
                del self._rows[reader][pool]
            self._rows = {reader: pools for reader, pools in self._rows.items() if pools}
            return len(old)

    def close(self) -> None:
        """Refuse all that comes after."""
        with self._lock:
            self._closed = True

    def _entries(self, reader: ReaderId, pool: str) -> tuple[Entry, ...]:
        self._open()
        return self._rows.get(reader, {}).get(pool, ())

    def _open(self) -> None:
        if self._closed:
            raise StoreAway("the meter is closed")
