"""What becomes of workers whose server is killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.server


def reachable(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(port: int, *, served: bool) -> None:
    end = time.monotonic() + 20
    while reachable(port) is not served:
        assert time.monotonic() < end, f"port {port} is {'not ' if served else 'still '}served"
        time.sleep(0.05)


def test_a_worker_ends_with_a_server_that_was_killed_and_gives_the_port_back(
    tmp_path: Path,
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "presspass", "demo", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("wb") as file:
        server = subprocess.Popen([*command, "--data", str(tmp_path / "data")], stderr=file)
        wait_until(port, served=True)
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        wait_until(port, served=False)
    assert "main process is gone" in log.read_text()
