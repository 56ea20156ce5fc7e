import asyncio
import os
import signal
import time

import pytest

from presspass.gate import composer
from presspass.gate.composer import ONE_IN, Composer
from presspass.gate.turns import Busy
from presspass.ports import OriginAway

PAID = " ".join(f"word{number}" for number in range(400))
PAGE = (
    '<html lang="en"><head><title>Story</title>'
    '<meta property="article:content_tier" content="metered">'
    '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,'
    '"hasPart":{"isAccessibleForFree":false,"cssSelector":".paid"}}</script></head>'
    f'<body><p>Teaser.</p><div class="paid"><p>{PAID}</p></div></body></html>'
).encode()
URL = "https://news.example/story"


def processes(of: Composer) -> list[int]:
    return [process.pid for process in (of._pool._processes or {}).values() if process.pid]


def test_pages_are_read_and_cut_in_another_process() -> None:
    async def run() -> None:
        one = Composer()
        try:
            examined = await one.examine(PAGE, URL, "text/html", None)
            assert processes(one) not in ([], [os.getpid()])
            made = await one.cut(PAGE, examined.facts, 2)
            assert b"word7 word8" not in made.with_wall("<p>wall</p>")
            runs = await one.runs(f'{{"text": "{PAID}"}}'.encode(), URL, "application/json")
            assert examined.paid.runs
            assert examined.paid.runs <= runs
            assert all(found % ONE_IN == 0 for found in runs)
        finally:
            one.close()

    asyncio.run(run())


def test_a_free_page_has_no_paid_text() -> None:
    async def run() -> None:
        one = Composer()
        try:
            free = await one.examine(b"<p>Hello</p>", URL, "text/html", None)
            assert not free.facts.gated
            assert not free.paid.runs
        finally:
            one.close()

    asyncio.run(run())


def test_the_process_is_not_interrupted_with_its_server() -> None:
    async def run() -> None:
        one = Composer()
        try:
            starting = asyncio.create_task(one.examine(PAGE, URL, "text/html", None))
            while not processes(one):  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(0.01)
            (process,) = processes(one)
            for _ in range(20):  # while it starts, and when it has
                os.kill(process, signal.SIGINT)
                await asyncio.sleep(0.05)
            assert (await starting).facts.gated
            assert processes(one) == [process]
        finally:
            one.close()

    asyncio.run(run())


@pytest.mark.parametrize("noticed", [True, False])
def test_a_process_that_dies_is_replaced(*, noticed: bool) -> None:
    async def run() -> None:
        one = Composer()
        try:
            await one.examine(PAGE, URL, "text/html", None)
            for pid in processes(one):
                os.kill(pid, signal.SIGKILL)
            async with asyncio.timeout(5):
                while noticed and not one._pool._broken:  # noqa: ASYNC110  # it tells nobody
                    await asyncio.sleep(0.01)
            assert (await one.examine(PAGE, URL, "text/html", None)).facts.gated
        finally:
            one.close()

    asyncio.run(run())


def test_work_that_does_not_end_is_given_up_and_the_next_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run() -> None:
        one = Composer()
        try:
            await one.examine(PAGE, URL, "text/html", None)
            stuck = processes(one)
            monkeypatch.setattr(composer, "WORK_SECONDS", 0.2)
            with pytest.raises(OriginAway, match="too long"):
                await one._run(URL, time.sleep, 60)
            monkeypatch.setattr(composer, "WORK_SECONDS", 20.0)
            assert (await one.examine(PAGE, URL, "text/html", None)).facts.gated
            assert not set(stuck) & set(processes(one))
        finally:
            one.close()

    asyncio.run(run())


def test_who_waits_behind_work_that_does_not_end_is_served_by_the_next_process() -> None:
    async def run() -> None:
        one = Composer()
        try:
            await one.examine(PAGE, URL, "text/html", None)
            one._pool.submit(time.sleep, 60)
            behind = asyncio.gather(*(one.examine(PAGE, URL, "text/html", None) for _ in range(4)))
            await asyncio.sleep(0.1)
            one._replace(one._pool)
            assert all(found.facts.gated for found in await behind)
        finally:
            one.close()

    asyncio.run(run())


def test_a_reader_who_leaves_while_a_page_is_read_is_gone() -> None:
    async def run() -> None:
        one = Composer()
        try:
            await one.examine(PAGE, URL, "text/html", None)
            leaving = asyncio.create_task(one._run(URL, time.sleep, 0.5))
            await asyncio.sleep(0.1)
            leaving.cancel()
            with pytest.raises(asyncio.CancelledError):
                await leaving
        finally:
            one.close()

    asyncio.run(run())


def test_much_work_is_no_reason_to_end_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        one = Composer()
        try:
            await one.examine(PAGE, URL, "text/html", None)
            before = processes(one)
            monkeypatch.setattr(composer, "WORK_SECONDS", 0.9)
            await asyncio.gather(*(one._run("/slow", time.sleep, 0.1) for _ in range(12)))
            assert processes(one) == before
        finally:
            one.close()

    asyncio.run(run())


def test_a_flood_of_queries_at_one_page_holds_up_no_other() -> None:
    async def run() -> None:
        one = Composer()
        ended = []

        async def ask(url: str, seconds: float) -> None:
            try:
                await one._run(url, time.sleep, seconds)
            except Busy:
                ended.append("busy")
            else:
                ended.append(url)

        try:
            await one.examine(PAGE, URL, "text/html", None)
            flood = [asyncio.create_task(ask(f"/flood?{it}", 0.1)) for it in range(24)]
            await asyncio.sleep(0.15)
            await ask("/another", 0)
            assert len([it for it in ended if it.startswith("/flood")]) < 6
            await asyncio.gather(*flood)
        finally:
            one.close()
        assert 0 < ended.count("busy") < 5

    asyncio.run(run())


def test_work_that_nobody_waits_for_keeps_its_turn() -> None:
    async def run() -> None:
        one = Composer()
        try:
            await one.examine(PAGE, URL, "text/html", None)
            leaving = asyncio.create_task(one._run(URL, time.sleep, 0.3))
            await asyncio.sleep(0.1)
            leaving.cancel()
            await asyncio.sleep(0)
            assert one._turns._taken
            await one._run(URL, time.sleep, 0)
            assert not one._turns._taken
        finally:
            one.close()

    asyncio.run(run())
