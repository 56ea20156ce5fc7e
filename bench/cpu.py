"""Microseconds of processor time that a page view takes of the gate, all of its threads together.

`python -m bench.cpu` calls one wired worker in its own process, with no server before it, so that
other work on the machine hardly matters. What a bare application takes of the same loop is
subtracted. `--apart` makes each answer for its reader alone, as where few read at a time.
"""

import argparse
import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from time import process_time, thread_time, time
from typing import Any

import uvloop
from bench import site
from bench.site import ARTICLES
from bench.views import VIEWS, stage

from presspass.adapters.asgi_origin import AsgiOrigin
from presspass.adapters.clock import SystemClock
from presspass.bootstrap.surroundings import Surroundings
from presspass.bootstrap.worker import born
from presspass.gate import ready
from presspass.gate.lifespan import Living
from presspass.services.links import Links
from presspass.settings import load

HERE = Path(__file__).parent
_FLUSH_SECONDS = 1.2  # the recorder writes every second

Application = Callable[[Any, Any, Any], Any]


def main() -> None:
    """Measure every view at one and at eight at a time, and print what each takes at least."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=int, default=20_000, help="in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=100_000, help="in the meter beforehand")
    parser.add_argument("--apart", action="store_true", help="share no answers among readers")
    parser.add_argument("--only", nargs="*", default=VIEWS)
    chosen = parser.parse_args()
    work = HERE / ".work" / "cpu"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        print(json.dumps(uvloop.run(_measure(work, chosen)), indent=1))
    finally:
        shutil.rmtree(work, ignore_errors=True)


async def _measure(work: Path, chosen: argparse.Namespace) -> dict[str, dict[str, float]]:
    if chosen.apart:
        ready._MOST = 0  # noqa: SLF001  # no setting: nobody would want it but to measure
    first_reads = (chosen.rounds * 2 + 1) * chosen.views + ARTICLES
    set_up = stage(work, 9, int(time()), rows=chosen.rows, first_reads=first_reads)
    settings = load(set_up.settings, {})
    around = Surroundings(SystemClock(), AsgiOrigin(_site), Links(settings.gate.prefix), alone=True)
    life = Life(Living(lambda: born(settings, around)))
    await life.begin()
    found: dict[str, dict[str, float]] = {}
    for view in chosen.only:
        lines = set_up.lines[view].read_text(encoding="ascii").splitlines()
        requests = cycle(lines)
        await _drive(life.application, list(islice(requests, 2 * ARTICLES)), 1)  # warm
        found[view] = {}
        for count in (1, 8):
            loop, all_threads = await _cost(life.application, requests, count, chosen)
            found[view] |= {f"{count}, loop": loop, f"{count}, all threads": all_threads}
    await life.end()
    return found


async def _cost(
    application: Application, requests: Iterator[str], count: int, chosen: argparse.Namespace
) -> tuple[float, float]:
    """The least that a view took of the event loop, and of all threads, in microseconds."""
    costs = []
    for _ in range(chosen.rounds):
        batch = list(islice(requests, chosen.views))
        bare = await _drive(_bare, batch, count)
        own = await _drive(application, batch, count)
        costs.append([(mine - its) / len(batch) for mine, its in zip(own, bare, strict=True)])
    loop, all_threads = (round(min(one) * 1e6, 2) for one in zip(*costs, strict=True))
    return loop, all_threads


async def _drive(application: Application, lines: list[str], count: int) -> tuple[float, float]:
    """Processor time of this thread until all is answered, and of all until it is recorded."""
    left = iter([line.partition("\t") for line in lines])
    asked = len(lines)
    answered = 0

    async def send(message: dict[str, Any]) -> None:
        nonlocal answered
        answered += message.get("status") == 200  # noqa: PLR2004  # anything else is no page

    async def client() -> None:
        for path, _, cookie in left:
            await application(_scope(path, cookie), None, send)
            await asyncio.sleep(0)

    loop, start = thread_time(), process_time()
    await asyncio.gather(*(client() for _ in range(count)))
    loop = thread_time() - loop
    if application is not _bare:
        await asyncio.sleep(_FLUSH_SECONDS)
    took = process_time() - start
    if answered != asked:
        raise RuntimeError(f"{asked - answered} of {asked} views brought no page")
    return loop, took


def _scope(path: str, cookie: str) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 80),
        "headers": [
            (b"host", b"127.0.0.1"),
            (b"accept", b"text/html"),
            (b"cookie", cookie.encode()),
        ],
    }


async def _site(scope: Any, receive: Any, send: Any) -> None:
    await site.app(scope, receive, send)


async def _bare(_: Any, __: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


class Life:
    """A worker's life, as a server gives it one."""

    def __init__(self, application: Living) -> None:
        self.application = application
        self._said: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        self._heard: asyncio.Queue[Any] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Start the worker. Raises where it can't."""
        await self._said.put({"type": "lifespan.startup"})
        scope = {"type": "lifespan"}
        life = self.application(scope, self._said.get, self._heard.put)
        self._task = asyncio.ensure_future(life)
        heard = await self._heard.get()
        if heard["type"] != "lifespan.startup.complete":
            raise RuntimeError(heard["message"])

    async def end(self) -> None:
        """End it in order."""
        await self._said.put({"type": "lifespan.shutdown"})
        if self._task is not None:
            await self._task


if __name__ == "__main__":
    main()
