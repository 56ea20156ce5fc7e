"""The clocks: the machine's own, and the demo's, which can be moved forward."""

import time
from pathlib import Path
from threading import Lock

from presspass.core.instants import Instant


class SystemClock:
    """The machine's clock."""

    def now(self) -> Instant:
        """The present instant."""
        return int(time.time())


class DemoClock:
    """The machine's clock, moved forward as far as somebody asked; safe from any thread.

    Time never goes back, not even across restarts: how far it is ahead stands in a file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._ahead = int(file.read_text("ascii")) if file.exists() else 0
        self._lock = Lock()

    def now(self) -> Instant:
        """The instant that the demo has reached."""
        return int(time.time()) + self._ahead

    def forward(self, seconds: int) -> None:
        """Move on by so many seconds."""
        if seconds < 0:
            raise ValueError("the demo's clock only moves forward")
        with self._lock:
            self._ahead += seconds
            self._file.write_text(str(self._ahead), "ascii")
