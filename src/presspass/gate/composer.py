"""A process beside the gate that reads and cuts pages.

Parsing holds Python's interpreter lock for tens of milliseconds at a time; in a process of its own,
at a lower priority, it leaves the event loop its own.
"""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Thread
from typing import NamedTuple, TypeVar

from presspass.core.article import Tier
from presspass.gate.turns import Turns
from presspass.page.contract import (
    Cut,
    Facts,
    Fingerprints,
    cut,
    examine,
    notice_offset,
    paid_text,
    runs_in,
)
from presspass.ports import OriginAway

T = TypeVar("T")

_seconds = time.process_time  # what a page may take, however busy the machine is
ONE_IN = 8
"""Of the runs of eight words that a text is known by, one in so many is kept."""

WORK_SECONDS = 20.0
"""What reading a page may take; the page contract's own limits come long before it."""

_NICENESS = 10
_PARENT_CHECK_SECONDS = 2


class Examined(NamedTuple):
    """A page as the gate needs to know it; `paid` holds one run in `ONE_IN`, none if it is free."""

    facts: Facts
    notice_at: int | None
    paid: Fingerprints = Fingerprints()


class Composer:
    """Runs the page contract off the event loop. A process that dies is replaced."""

    def __init__(self) -> None:
        self._pool = _new_pool()
        self._turns = Turns()

    def expect(self, url: str) -> None:
        """Ask whether a page at an address could be read in time. Raises `Busy`."""
        self._turns.expect(url)

    async def examine(
        self, body: bytes, url: str, content_type: str, claim: Tier | None
    ) -> Examined:
        """The facts of a page."""
        return await self._run(url, _examine, body, url, content_type, claim)

    async def cut(self, body: bytes, facts: Facts, teaser_paragraphs: int) -> Cut:
        """The page as a denied reader gets it, the wall's place open."""
        return await self._run(facts.url, _cut, body, facts, teaser_paragraphs)

    async def runs(self, data: bytes, url: str, content_type: str) -> frozenset[int]:
        """Some of the runs of words in any text, to be compared with paid ones."""
        return await self._run(url, _runs, data, content_type)

    def close(self) -> None:
        """End the process, and wait for it: a worker that ends meanwhile would wait for ever."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    async def _run(self, url: str, work: Callable[..., T], *arguments: object) -> T:
        """Have the process do some work in its turn. Raises `OriginAway` where that can't be."""
        for _ in range(2):  # a process that died is replaced once
            path = await self._turns.take(url)
            pool = self._pool
            try:
                running = self._begun(pool, path, work, *arguments)
                return await asyncio.wait_for(asyncio.shield(running), WORK_SECONDS)
            except BrokenProcessPool:
                self._replace(pool)
            except asyncio.CancelledError:
                if _is_gone():
                    raise  # else the process was replaced while this waited for it
            except TimeoutError:
                self._replace(pool)
                break
        raise OriginAway("a page takes too long to read, or more than there is")

    def _begun(
        self, pool: ProcessPoolExecutor, path: str, work: Callable[..., T], *arguments: object
    ) -> "asyncio.Future[T]":
        """The work under way; its turn ends with it, and not with who waits for it."""
        loop = asyncio.get_running_loop()
        began = loop.time()

        def over(done: "asyncio.Future[T]") -> None:
            self._turns.leave(path, loop.time() - began)
            if not done.cancelled():
                done.exception()  # looked at, for nobody else may be waiting

        try:
            with _no_interrupts():  # in the process that may begin here, while it starts
                running = loop.run_in_executor(pool, work, *arguments)
        except BrokenProcessPool:
            self._turns.leave(path, 0)
            raise
        running.add_done_callback(over)
        return running

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        """Start anew, unless somebody has already; what the old process did is lost."""
        if pool is not self._pool:
            return
        self._pool = _new_pool()
        processes = list((pool._processes or {}).values())  # noqa: SLF001  # no public way to end a process that doesn't return
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def _is_gone() -> bool:
    """Whether whoever waits for the work was cancelled, and not the work."""
    task = asyncio.current_task()
    return task is None or task.cancelling() > 0


def _new_pool() -> ProcessPoolExecutor:
    # Spawned, not forked: the server's own threads must not be copied in mid-step.
    return ProcessPoolExecutor(1, get_context("spawn"), _settle, (os.getpid(),))


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back meanwhile; processes that begin have it held back for good."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle(parent: int) -> None:
    os.nice(_NICENESS)
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PARENT_CHECK_SECONDS)
    os._exit(0)


def _examine(body: bytes, url: str, content_type: str, claim: Tier | None) -> Examined:
    facts = examine(body, url=url, content_type=content_type, claim=claim, clock=_seconds)
    offset = notice_offset(body, facts.encoding)
    if not facts.gated:
        return Examined(facts, offset)
    return Examined(facts, offset, Fingerprints(_some(paid_text(body, facts).runs)))


def _runs(data: bytes, content_type: str) -> frozenset[int]:
    return _some(runs_in(data, content_type))


def _some(runs: frozenset[int]) -> frozenset[int]:
    """One in so many, the same ones in every text: enough to know a text by."""
    return frozenset(run for run in runs if run % ONE_IN == 0)


def _cut(body: bytes, facts: Facts, teaser_paragraphs: int) -> Cut:
    return cut(body, facts, teaser_paragraphs=teaser_paragraphs, clock=_seconds)
