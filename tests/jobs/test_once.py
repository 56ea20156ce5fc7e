"""Every job once: none waits for another's trouble to end."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from presspass.jobs.once import Ran, run_once
from presspass.jobs.worker import Job, Stopping
from presspass.ports import StoreAway


@dataclass
class Clock:
    at: int = 100

    def now(self) -> int:
        return self.at


def never() -> bool:
    return False


def test_each_is_run_once_in_order_and_timed() -> None:
    clock, done = Clock(), []

    def takes(seconds: int) -> Callable[[Stopping], None]:
        def run(_: Stopping) -> None:
            done.append(seconds)
            clock.at += seconds

        return run

    ran = list(run_once([Job("a", 1, takes(3)), Job("b", 1, takes(5))], clock, never))
    assert ran == [Ran("a", 3), Ran("b", 5)]
    assert done == [3, 5]


def test_one_in_trouble_keeps_no_other_from_being_run(caplog: pytest.LogCaptureFixture) -> None:
    def away(_: Stopping) -> None:
        raise StoreAway("the database is locked")

    def wrong(_: Stopping) -> None:
        raise ZeroDivisionError

    jobs = [Job("a", 1, away), Job("b", 1, wrong), Job("c", 1, lambda _: None)]
    with caplog.at_level(logging.ERROR):
        first, second, third = run_once(jobs, Clock(), never)
    assert first.trouble == "the database is locked"
    assert second.trouble is not None
    assert "fault of Presspass" in second.trouble
    assert caplog.messages == ["b: this is a fault of Presspass"]
    assert third.trouble is None


def test_once_it_is_to_be_stopped_none_is_begun() -> None:
    begun: list[str] = []
    jobs = [Job("a", 1, lambda _: begun.append("a")), Job("b", 1, lambda _: begun.append("b"))]
    assert [ran.job for ran in run_once(jobs, Clock(), lambda: bool(begun))] == ["a"]
