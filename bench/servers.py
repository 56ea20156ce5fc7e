"""The servers of the benchmark: each a process of its own, one worker, all started alike."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parent.parent
_READY_SECONDS = 30


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def granian(target: str, **environment: str) -> Iterator[int]:
    """An ASGI application behind the very server and loop that `presspass serve` uses."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--loop", "uvloop", "--no-ws",
        "--log-level", "warning", "--host", "127.0.0.1", "--port", str(port), target,
    ]  # fmt: skip
    with _running(command, port, environment):
        yield port


@contextmanager
def presspass(settings: Path) -> Iterator[int]:
    """`presspass serve` with a settings file."""
    port = free_port()
    command = [sys.executable, "-m", "presspass", "--settings", str(settings), "serve"]
    with _running(command, port, {"PRESSPASS_SERVER_PORT": str(port)}):
        yield port


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(process, port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = monotonic() + _READY_SECONDS
    while monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    raise RuntimeError("the server did not answer in time")
