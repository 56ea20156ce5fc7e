"""Whose work comes next, where one process does it all.

Each query of a page's address is a page to be read, and clients choose queries. So who is served is
the path that had least of the last minute, not who came first: a flood of queries at one path waits
for itself, and another page for the work in hand alone.
"""

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, field

from presspass.ports import OriginAway

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 5.0
"""How much work may wait at one path, by what its work took of late."""

WAIT_SECONDS = 10.0
"""How long a turn is awaited, whatever was expected."""

_MOST_WAITING = 256
_USUAL_SECONDS = 0.25
_USUAL_TIMES = 8
"""What is expected of a path is this much of this, until enough is known of its own: the first
page after a start waits for the process, too."""

_MEMORY_SECONDS = 60.0
_MOST_PATHS = 4096


class Busy(OriginAway):
    """There is more to be read than can be in time."""


@dataclass(slots=True)
class _Path:
    """What was done for a path of late, and what waits there."""

    seconds: float = 0.0
    times: int = 0
    waiting: "deque[asyncio.Future[None]]" = field(default_factory=deque)

    @property
    def likely(self) -> float:
        """How long one more is likely to wait here."""
        usual = _USUAL_SECONDS * _USUAL_TIMES
        return (usual + self.seconds) / (_USUAL_TIMES + self.times) * len(self.waiting)


class Turns:
    """One at a time; the path that had least of the last minute is next."""

    def __init__(self) -> None:
        self._paths: dict[str, _Path] = {}
        self._taken = False
        self._waiting = 0
        self._since = 0.0
        self._told = -_MEMORY_SECONDS

    def expect(self, url: str) -> None:
        """Ask whether a turn is to be had in time. Raises `Busy`."""
        name = url.partition("?")[0]
        path = self._paths.get(name)
        if self._waiting >= _MOST_WAITING or (path is not None and path.likely > PATIENCE_SECONDS):
            raise self._busy(name)

    async def take(self, url: str) -> str:
        """Wait for a turn; answers the path that is to be told to `leave`. Raises `Busy`."""
        self._forget()
        name = url.partition("?")[0]
        path = self._paths.setdefault(name, _Path())
        if not self._taken:
            self._taken = True
            return name
        self.expect(url)
        mine = asyncio.get_running_loop().create_future()
        path.waiting.append(mine)
        self._waiting += 1
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await mine
        except BaseException as fault:
            if mine in path.waiting:
                path.waiting.remove(mine)
                self._waiting -= 1
            elif not mine.cancelled():  # the turn came while its taker went
                self._next()
            if isinstance(fault, TimeoutError):
                raise self._busy(name) from fault
            raise
        return name

    def leave(self, name: str, seconds: float) -> None:
        """End a turn that took so long."""
        path = self._paths.setdefault(name, _Path())
        path.seconds += seconds
        path.times += 1
        self._next()

    def _next(self) -> None:
        while waiting := [path for path in self._paths.values() if path.waiting]:
            mine = min(waiting, key=lambda path: path.seconds).waiting.popleft()
            self._waiting -= 1
            if not mine.done():  # else its taker is going
                mine.set_result(None)
                return
        self._taken = False

    def _forget(self) -> None:
        """Begin a new minute."""
        now = asyncio.get_running_loop().time()
        if now - self._since < _MEMORY_SECONDS and len(self._paths) < _MOST_PATHS:
            return
        self._since = now
        self._paths = {
            name: _Path(waiting=path.waiting) for name, path in self._paths.items() if path.waiting
        }

    def _busy(self, name: str) -> Busy:
        now = asyncio.get_running_loop().time()
        if now - self._told >= _MEMORY_SECONDS:
            self._told = now
            log.warning("more pages are asked for than can be read in time, %s among them", name)
        return Busy("there is more to be read than can be in time")
