"""What becomes of workers whose server is killed, and of a server whose worker hangs."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.gate import free_port

pytestmark = pytest.mark.server


@contextmanager
def starting(folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A demo on its way, in a session of its own; what it says goes to `log` in the folder."""
    command = [sys.executable, "-m", "presspass", "demo", "--port", str(port)]
    arguments = [*command, "--data", str(folder / "data")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(arguments, stdout=log, stderr=log, start_new_session=True)
        try:
            yield server
        finally:
            server.kill()
            server.wait()


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
    port = free_port()
    with starting(tmp_path, port) as server:
        wait_until(port, served=True)
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        wait_until(port, served=False)
    assert "main process is gone" in (tmp_path / "log").read_text()


def test_a_worker_ends_whose_server_was_killed_before_it_had_started(tmp_path: Path) -> None:
    with starting(tmp_path, free_port()) as server:
        end = time.monotonic() + 20
        while not spawned(server.pid):
            assert time.monotonic() < end, "the server starts no worker"
            time.sleep(0.01)
        time.sleep(0.1)  # for what the worker is to run has to be handed to it
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    end = time.monotonic() + 30
    while left := spawned(None, server.pid):
        assert time.monotonic() < end, f"{left} went on without a server"
        time.sleep(0.05)


def test_a_server_ends_on_ctrl_c_though_a_worker_does_not(tmp_path: Path) -> None:
    port = free_port()
    with starting(tmp_path, port) as server:
        wait_until(port, served=True)
        (worker,) = spawned(server.pid)
        os.kill(worker, signal.SIGSTOP)
        server.send_signal(signal.SIGINT)
        server.wait(20)
    assert "refused to gracefully stop" in (tmp_path / "log").read_text()


def spawned(parent: int | None, session: int | None = None) -> list[int]:
    """The spawned workers of a parent, or of a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
            spawned_here = b"spawn_main" in (folder / "cmdline").read_bytes()
        except OSError:
            continue  # it ended meanwhile
        if spawned_here and (int(words[1]) == parent or int(words[3]) == session):
            found.append(int(folder.name))
    return found
