"""The worker: jobs run again and again, and trouble is told once."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic

import pytest

from presspass.jobs.worker import Job, Stopping, Worker
from presspass.ports import StoreAway


@contextmanager
def working(*jobs: Job) -> Iterator[Worker]:
    worker = Worker(jobs)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop(5)


def counted(times: int, does: Callable[[int], None]) -> tuple[Job, Event]:
    """A job, and what is set once it has been run so many times."""
    done, runs = Event(), [0]

    def run(_: Stopping) -> None:
        runs[0] += 1
        if runs[0] > times:
            done.set()
            return
        does(runs[0])

    return Job("counting", 0.001, run), done


def test_jobs_run_again_and_again_and_none_waits_for_another() -> None:
    hanging = Event()

    def hang(_: Stopping) -> None:
        hanging.wait(5)

    slow = Job("hanging", 0, hang)
    job, done = counted(3, lambda _: None)
    with working(slow, job):
        assert done.wait(5)
        hanging.set()


def test_trouble_is_told_in_one_line_and_its_end_in_another(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def away(run: int) -> None:
        if run in (1, 2, 3, 5):
            raise StoreAway(f"the database is locked ({run})")

    job, done = counted(5, away)
    with caplog.at_level(logging.INFO), working(job):
        assert done.wait(5)
    assert caplog.messages == [
        "counting: the database is locked (1)",
        "counting: works again",
        "counting: the database is locked (5)",
        "counting: works again",
    ]
    assert all(record.exc_info is None for record in caplog.records)


def test_a_fault_of_ours_says_where_it_is_and_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def wrong(run: int) -> None:
        raise ZeroDivisionError(run)

    job, done = counted(2, wrong)
    with working(job):
        assert done.wait(5)
    assert "fault of Presspass" in caplog.messages[0]
    assert "ZeroDivisionError: 1" in caplog.text
    assert "ZeroDivisionError: 2" not in caplog.text


def test_a_worker_stops_at_once_between_two_runs_and_tells_a_job_that_runs() -> None:
    begun = Event()
    told = Event()

    def until_told(stopping: Stopping) -> None:
        begun.set()
        while not stopping():
            Event().wait(0.01)
        told.set()

    worker = Worker([Job("patient", 3600, until_told), Job("resting", 3600, lambda _: None)])
    worker.start()
    assert begun.wait(5)
    before = monotonic()
    assert worker.stop(5)
    assert told.is_set()
    assert monotonic() - before < 2


def test_a_job_that_does_not_end_is_not_waited_for_for_ever() -> None:
    begun, let_go = Event(), Event()

    def hang(_: Stopping) -> None:
        begun.set()
        let_go.wait(10)

    worker = Worker([Job("hanging", 0, hang)])
    worker.start()
    assert begun.wait(5)
    assert not worker.stop(0.05)
    let_go.set()
    assert worker.stop(5)
