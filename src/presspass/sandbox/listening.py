"""The sandbox on a port of its own, in a thread beside whoever asked for it."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from starlette.types import ASGIApp

HOST = "127.0.0.1"
"""The sandbox is for this machine alone."""

_PATIENCE_SECONDS = 10
_PAUSE = 0.01


@contextmanager
def listening(app: ASGIApp, port: int) -> Iterator[None]:
    """Serve an application on a port of this machine, which has to be free, for a block."""
    loop = asyncio.new_event_loop()
    server: list[Any] = []

    async def serve() -> None:
        made = Server(
            app,
            address=HOST,
            port=port,
            interface=Interfaces.ASGINL,
            websockets=False,
            log_level=LogLevels.error,
        )
        server.append(made)
        await made.serve()

    thread = Thread(target=lambda: loop.run_until_complete(serve()), name="sandbox", daemon=True)
    thread.start()
    try:
        _wait(port)
        yield
    finally:
        loop.call_soon_threadsafe(server[0].stop)
        thread.join()
        loop.close()


def _wait(port: int) -> None:
    """Until the port takes connections."""
    for _ in range(int(_PATIENCE_SECONDS / _PAUSE)):
        try:
            socket.create_connection((HOST, port), timeout=_PATIENCE_SECONDS).close()
        except ConnectionRefusedError:
            sleep(_PAUSE)
        else:
            return
    raise TimeoutError(f"nothing listens on port {port}")
