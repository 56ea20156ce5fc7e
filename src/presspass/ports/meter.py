"""Where readers' charges are kept."""

from typing import Protocol

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Reading


class MeterStore(Protocol):
    """Keeps readers' charges. Answers exactly as `core.meter` does, under any concurrency.

    One charge is one atomic operation; its answer is given only after the charge can no longer be
    lost by the death of any process. No coroutine here ever blocks the event loop.
    """

    def known(self, reader: ReaderId, wanted: Charge) -> Reading | None:
        """The reading that `charge` would give, where no look at the store is needed to know it.

        Only what charges nothing and can't have changed meanwhile is known: re-reads and refusals.
        """
        ...

    async def charge(self, reader: ReaderId, wanted: Charge) -> Reading:
        """Charge an article, and with it what is pending. Raises `StoreAway`."""
        ...

    async def peek(self, reader: ReaderId, wanted: Charge) -> Reading:
        """The reading that `charge` would give, with nothing charged. Raises `StoreAway`."""
        ...

    async def merge(self, source: ReaderId, target: ReaderId) -> None:
        """Give `target` the charges of `source` too, as `core.meter.union`. Raises `StoreAway`.

        `source` keeps them: a browser that signs out again has read what it has read.
        """
        ...

    async def forget(self, reader: ReaderId) -> None:
        """Forget a reader's charges in all pools. Raises `StoreAway`."""
        ...

    async def prune(self, before: Instant) -> int:
        """Forget readers whose last charge is older than `before`; answers how many rows went.

        Raises `StoreAway`.
        """
        ...

    def close(self) -> None:
        """Finish what is under way and let go of the store."""
        ...
