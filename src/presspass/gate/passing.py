"""Passing answers on as they come: streamed, whatever their size."""

import asyncio
import logging

from presspass.gate.request import Request
from presspass.ports import Headers, OriginAnswer, OriginAway

log = logging.getLogger(__name__)


async def pass_on(
    request: Request,
    answer: OriginAnswer,
    extra: Headers,
    without: frozenset[bytes] = frozenset(),
) -> None:
    """Pass an answer on as it comes, until either side goes away."""
    headers = [line for line in answer.headers if line[0] not in without] + extra
    pump = asyncio.ensure_future(_pump(request, answer, headers))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({pump, gone}, return_when=asyncio.FIRST_COMPLETED)
        if pump.done():
            pump.result()
    except OriginAway as away:  # too late to say so: an answer without its end is broken off
        log.warning("an answer breaks off: %s", away)
    finally:
        for task in (pump, gone):
            task.cancel()
        await asyncio.gather(pump, gone, return_exceptions=True)
        await answer.close()


async def _pump(request: Request, answer: OriginAnswer, headers: Headers) -> None:
    await request.send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if request.method != "HEAD":
        async for chunk in answer.chunks():
            await request.send({"type": "http.response.body", "body": chunk, "more_body": True})
    await request.send({"type": "http.response.body", "body": b""})


async def _gone(request: Request) -> None:
    """Return when the reader has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
