"""Every job once, for operators who want to see it done, and for measuring."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presspass.jobs.worker import Job, Stopping
from presspass.ports import Clock, Unavailable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ran:
    """How one job went; `trouble` is what kept it from being done."""

    job: str
    seconds: int
    trouble: str | None = None


def run_once(jobs: Sequence[Job], clock: Clock, stopping: Stopping) -> Iterator[Ran]:
    """Run jobs one after the other; one in trouble keeps no other from being run.

    Once it is to be stopped, those that are left are not begun.
    """
    for job in jobs:
        if stopping():
            return
        begun, trouble = clock.now(), None
        try:
            job.run(stopping)
        except Unavailable as away:
            trouble = str(away)
        except Exception as fault:  # no fault of one job may keep others from being run
            log.exception("%s: this is a fault of Presspass", job.name)
            trouble = f"this is a fault of Presspass: {fault!r}"
        yield Ran(job.name, clock.now() - begun, trouble)
