"""How far a job has come, for whoever watches it."""

from collections.abc import Callable
from typing import TypeAlias

from presspass.jobs.worker import Stopping

Progress: TypeAlias = Callable[[int, int | None], None]
"""Is told how many are done, and of how many, where that is known."""


def unseen(done: int, total: int | None) -> None:
    """Nobody watches."""


class Counting:
    """Counts what one run does: called with how many more are done, answers whether to go on."""

    def __init__(self, stopping: Stopping, progress: Progress, total: int | None = None) -> None:
        self._stopping = stopping
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self, more: int) -> bool:
        """Count some more."""
        self._done += more
        self._progress(self._done, self._total)
        return not self._stopping()
