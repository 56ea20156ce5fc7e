"""Decisions on their way to the journal, together and off the path."""

import asyncio
import logging
from itertools import islice

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.ports import Answered, Journal, Unavailable

log = logging.getLogger(__name__)

FLUSH_SECONDS = 1.0
_BATCH = 500  # answers, each to one reader or to thousands
_KEPT = 100_000
"""Decisions held while the journal is away; beyond it the oldest are lost."""


class _Answered(Answered):
    """One whose readers become more."""

    readers: list[ReaderId]


class Recorder:
    """Holds who got which answer until it is written."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._held: dict[str, _Answered] = {}
        self._away = False

    def add(self, at: Instant, reader: ReaderId, receipt: str) -> None:
        """Take a decision. Nothing is made for it where another got the same answer."""
        held = self._held.get(receipt)
        if held is None:
            self._held[receipt] = _Answered(at, receipt, [reader])
        else:
            held.readers.append(reader)

    async def run(self) -> None:
        """Write what is held every second until cancelled."""
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await self.flush()

    async def flush(self) -> None:
        """Write what is held; while the journal is away it stays held.

        What comes meanwhile waits for the next time: something always does, and would be written
        in many small transactions one after the other.
        """
        for _ in range(0, len(self._held), _BATCH):
            batch = [self._held.pop(receipt) for receipt in list(islice(self._held, _BATCH))]
            try:
                await asyncio.to_thread(self._journal.write, batch)
            except Unavailable as away:
                if not self._away:
                    log.warning("decisions can't be recorded just now: %s", away)
                self._away = True
                self._hold_on(batch)
                return
            if self._away:
                log.warning("decisions are recorded again")
            self._away = False

    def _hold_on(self, older: list[_Answered]) -> None:
        """Hold what could not be written, before what came meanwhile."""
        newer, self._held = self._held, {answered.receipt: answered for answered in older}
        for answered in newer.values():
            same = self._held.setdefault(answered.receipt, answered)
            if same is not answered:
                same.readers.extend(answered.readers)
        beyond = sum(len(answered.readers) for answered in self._held.values()) - _KEPT
        while beyond > 0:
            receipt, oldest = next(iter(self._held.items()))
            lost = min(beyond, len(oldest.readers))
            del oldest.readers[:lost]
            beyond -= lost
            if not oldest.readers:
                del self._held[receipt]
