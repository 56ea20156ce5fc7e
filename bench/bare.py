"""The bare application: the gate's own answers, sent from memory by the same server."""

import os
import pickle
from pathlib import Path
from typing import Any

_ANSWERS: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = pickle.loads(  # noqa: S301  # our own file
    Path(os.environ["BENCH_ANSWERS"]).read_bytes()
)


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ARG001  # ASGI's form
    """Answer as the gate did for the view that a header names; nothing is looked at but that."""
    if scope["type"] != "http":
        return
    headers, body = _ANSWERS[scope["path"]]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
