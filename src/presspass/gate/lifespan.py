"""The gate's life in one worker: what runs beside it from start to stop."""

import asyncio
import gc
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from multiprocessing import parent_process

from presspass.gate.request import Receive, Scope, Send

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
_END_SECONDS = 5.0
_YOUNG_SECONDS = 0.05
_ALL_SECONDS = 120.0

_AGAIN_SECONDS = 1.0

Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Living:
    """An ASGI application with a life: tasks that run while it does, and an end.

    `born` is called once on the worker's event loop and answers with the application, the endless
    tasks beside it, and what to await at the end.
    """

    def __init__(self, born: "Callable[[], Born]") -> None:
        self._make = born
        self._born: Born | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer a request, or see to the server's start and stop.

        No coroutine of its own stands around the application's, which every page view would feel.
        """
        if scope["type"] == "lifespan":
            return self._lifespan(receive, send)
        if self._born is None:
            raise RuntimeError("the server sent a request before it said that it started")
        return self._born.application(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            self._born = self._make()
        except Exception as error:
            log.exception("Presspass can't start")
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        beside = (*self._born.beside, _collecting)
        self._tasks = [asyncio.create_task(_kept(task)) for task in beside]
        self._tasks.append(asyncio.create_task(_outlive(_server(), self._born)))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            await self._born.end()
        except Exception as error:
            log.exception("Presspass could not end in order")
            await send({"type": "lifespan.shutdown.failed", "message": str(error)})
            return
        await send({"type": "lifespan.shutdown.complete"})


class Born:
    """A started application."""

    def __init__(
        self,
        application: Application,
        beside: Sequence[Callable[[], Awaitable[None]]],
        end: Callable[[], Awaitable[None]],
    ) -> None:
        self.application = application
        self.beside = beside
        self.end = end


async def _collecting() -> None:
    """Find cycles of references, which page views don't leave but our own pages do.

    Left to itself the collector would wait until there are many more things than before, and then
    hold up page views for 50 ms to look through all that had come meanwhile. So it looks often
    among the few that came since it last looked, and at the others every two minutes; what lives
    as long as the worker, it never looks at again.
    """
    gc.disable()
    gc.collect()
    gc.freeze()
    try:
        while True:
            for _ in range(int(_ALL_SECONDS / _YOUNG_SECONDS)):
                await asyncio.sleep(_YOUNG_SECONDS)
                gc.collect(0)
            gc.collect()
    finally:
        gc.unfreeze()
        gc.enable()


def _server() -> int:
    """The process that started this worker, though it may be gone by now."""
    server = parent_process()
    return os.getppid() if server is None or server.pid is None else server.pid


async def _outlive(server: int, born: "Born") -> None:
    """End in order once the server's own process is gone, for nobody else would end this worker.

    It would go on serving the port, and keep the next server from it.
    """
    while os.getppid() == server:  # noqa: ASYNC110  # no event tells of a parent's end
        await asyncio.sleep(_LOOK_SECONDS)
    log.error("the server's main process is gone, and this worker ends too")
    try:
        await asyncio.wait_for(born.end(), _END_SECONDS)
    finally:
        os._exit(1)


async def _kept(task: Callable[[], Awaitable[None]]) -> None:
    """Run a task that never ends by itself; if it fails, say so and run it again."""
    while True:
        try:
            await task()
        except Exception:
            log.exception("a task beside the gate failed and starts again")
        await asyncio.sleep(_AGAIN_SECONDS)
