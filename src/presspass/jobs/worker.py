"""The worker: runs jobs again and again, each in a thread of its own, until it is stopped."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from typing import TypeAlias

from presspass.ports import Unavailable

log = logging.getLogger(__name__)

Stopping: TypeAlias = Callable[[], bool]
"""Whether a job should end as soon as it can."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work that is done every so many seconds, counted from the end of one run to the next.

    `run` raises `Unavailable` for as long as the trouble lasts. What else it raises is our fault,
    and doesn't keep it from being run again.
    """

    name: str
    seconds: float
    run: Callable[[Stopping], None]


class Worker:
    """Runs jobs from `start` to `stop`. Any number of workers may run the same jobs."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._stopping = Event()
        # Daemons, so that one that hangs holds up no process that ends.
        self._threads = [
            Thread(target=self._repeat, args=(job,), name=f"job: {job.name}", daemon=True)
            for job in jobs
        ]

    def start(self) -> None:
        """Begin. A worker runs once."""
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float) -> bool:
        """Let each job end what it is about, and wait so many seconds for it; whether all have."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(patience)
        return not any(thread.is_alive() for thread in self._threads)

    def _repeat(self, job: Job) -> None:
        troubled = False
        while not self._stopping.is_set():
            try:
                job.run(self._stopping.is_set)
            except Exception as fault:  # noqa: BLE001  # no fault of one run may end all later ones
                if not troubled:
                    _tell(job, fault)
                troubled = True
            else:
                if troubled:
                    log.warning("%s: works again", job.name)
                troubled = False
            self._stopping.wait(job.seconds)


def _tell(job: Job, fault: Exception) -> None:
    """One line for what is away, and where it came from for a fault of ours."""
    if isinstance(fault, Unavailable):
        log.warning("%s: %s", job.name, fault)
    else:
        log.error("%s: this is a fault of Presspass", job.name, exc_info=fault)
