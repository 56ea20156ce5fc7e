"""What is away takes nothing down, and needs no restart when it comes back."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers.gate import Answer, Gate, until
from tests.servers.site import Site

pytestmark = pytest.mark.server

WALL = 'on_meter_failure = "wall"\n[meter]\nperiod = "month"\nanonymous = 5\nregistered = 20\n'
GRANT = WALL.replace('"wall"', '"grant"')


@pytest.fixture(scope="module")
def spoilt(
    site: Site, tmp_path_factory: pytest.TempPathFactory, before: Callable[..., Any]
) -> Iterator[Gate]:
    with before(site, tmp_path_factory.mktemp("spoilt")) as gate:
        yield gate


@pytest.mark.parametrize(
    ("how", "policy", "granted"),
    [("directory", GRANT, True), ("locked", WALL, False), ("garbage", GRANT, True)],
)
def test_while_the_meter_is_away_its_policy_applies_and_then_it_counts_again(
    spoilt: Gate, wait: Callable[..., Any], how: str, policy: str, *, granted: bool
) -> None:
    _apply(spoilt, policy)  # what is away must not show before the policy for it is in force
    name = f"{how}-{granted}"
    cookie = _second(spoilt, f"/metered/{name}-")
    mend = _spoil(spoilt.folder / "data" / "meter.db", how)
    try:
        away = wait(lambda: _if(spoilt.get(f"/metered/{name}-2", cookie=cookie), "meter_away"), 8)
        assert away
        assert away.status == 200
        assert away.granted is granted
        assert spoilt.get("/metered/unmetered").status == 200
        assert not spoilt.get("/locked/always").granted
    finally:
        mend()
    back = wait(lambda: _unless(spoilt.get(f"/metered/{name}-3", cookie=cookie), "meter_away"), 15)
    assert back
    assert back.granted
    assert "Traceback" not in spoilt.log


def test_the_gate_goes_on_while_its_database_is_locked_or_gone(spoilt: Gate) -> None:
    database = spoilt.folder / "data" / "presspass.db"
    _apply(spoilt, WALL.replace("anonymous = 5", "anonymous = 2"))
    assert _limited(spoilt, 2)
    with sqlite3.connect(database, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        time.sleep(1.5)
        assert _limited(spoilt, 2)
        holder.execute("ROLLBACK")
    holder.close()
    kept = {path: path.read_bytes() for path in database.parent.glob("presspass.db*")}
    for path in kept:
        path.rename(path.with_name("away-" + path.name))
    time.sleep(2.5)
    assert _limited(spoilt, 2)
    assert spoilt.get("/presspass/offers").status == 200
    for path in database.parent.glob("presspass.db*"):
        path.unlink()
    for path in kept:
        path.with_name("away-" + path.name).rename(path)
    _apply(spoilt, WALL.replace("anonymous = 5", "anonymous = 3"))
    assert not _limited(spoilt, 2)
    assert "Traceback" not in spoilt.log


def test_a_composer_that_dies_is_replaced(spoilt: Gate) -> None:
    assert spoilt.get("/metered/before-death").granted
    workers = _spawned(spoilt.process.pid)
    composers = [process for worker in workers for process in _spawned(worker)]
    assert len(composers) == 1
    os.kill(composers[0], signal.SIGKILL)
    answers = spoilt.many([f"/metered/after-death-{number}" for number in range(4)])
    assert all(answer.granted for answer in answers)


def test_a_worker_that_dies_is_replaced(spoilt: Gate, wait: Callable[..., Any]) -> None:
    cookie = _second(spoilt, "/metered/worker-")
    (worker,) = _spawned(spoilt.process.pid)
    os.kill(worker, signal.SIGKILL)

    def answers() -> bool:
        try:
            return spoilt.get("/metered/worker-0", cookie=cookie).granted
        except OSError:
            return False

    assert wait(answers, 15)
    left = spoilt.get("/metered/worker-1", cookie=cookie)
    assert left.granted
    assert left.all("set-cookie") == []


def _spoil(path: Path, how: str) -> Callable[[], None]:
    """Make the meter unusable; the answer mends it."""
    if how == "locked":
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")

        def mend() -> None:
            holder.execute("ROLLBACK")
            holder.close()

        return mend
    away = path.with_name("meter-away")
    away.mkdir()
    for part in path.parent.glob("meter.db*"):
        part.rename(away / part.name)
    if how == "directory":
        path.mkdir()
    else:
        path.write_bytes(b"this is no meter" * 1000)

    def restore() -> None:
        path.rmdir() if path.is_dir() else path.unlink()
        for part in path.parent.glob("meter.db*"):
            part.unlink()
        for part in away.iterdir():
            part.rename(path.with_name(part.name))
        away.rmdir()

    return restore


def _apply(gate: Gate, policy: str) -> None:
    """Apply a policy, and wait until it is in force: receipts name its version."""
    before = _version(gate)
    gate.policy(policy)
    assert until(lambda: _version(gate) != before)


def _version(gate: Gate) -> str:
    told = gate.get("/metered/version").told
    assert told is not None
    return told.policy


def _second(gate: Gate, prefix: str) -> str:
    """The cookie of a reader with two articles behind him."""
    first = gate.get(f"{prefix}0")
    second = gate.get(f"{prefix}1", cookie=first.cookie)
    assert second.cookie is not None
    return second.cookie


def _limited(gate: Gate, limit: int) -> bool:
    cookie = _second(gate, f"/metered/limited-{limit}-")
    return not gate.get("/metered/limited-beyond", cookie=cookie).granted


def _if(answer: Answer, reason: str) -> "Answer | None":
    return answer if answer.told is not None and answer.told.reason == reason else None


def _unless(answer: Answer, reason: str) -> "Answer | None":
    return answer if answer.told is not None and answer.told.reason != reason else None


def _spawned(parent: int) -> list[int]:
    """The processes that one has started to work for it."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    children = [int(pid) for task in tasks for pid in task.read_text().split()]
    return [pid for pid in children if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]
