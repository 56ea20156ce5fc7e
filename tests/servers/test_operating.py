"""What operators and editors do reaches every worker within five seconds."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.servers.gate import Answer, Gate
from tests.servers.site import Site

pytestmark = pytest.mark.server

METER = '[meter]\nperiod = "month"\nanonymous = {}\nregistered = 20\n'


def test_a_purge_reaches_every_worker(site: Site, workers: Gate, wait: Callable[..., Any]) -> None:
    lines = ("cache-control", "max-age=3600")

    def set_up(word: bytes) -> None:
        for path in ("/purged/one", "/purged/two", "/purged/caf%C3%A9"):
            site.page(path, b"<p>" + word, lines)

    set_up(b"before")
    paths = ["/purged/one", "/purged/one?page=2", "/purged/two", "/purged/caf%C3%A9"]
    for _ in range(3):
        workers.many(paths * 8)
    assert {it.body for it in workers.many(paths * 8)} == {b"<p>before"}
    set_up(b"after")
    workers.command("purge", f"http://127.0.0.1:{workers.port}/purged/one")
    assert wait(lambda: _all(workers, ["/purged/one", "/purged/one?page=2"], b"<p>after"), 5)
    assert _all(workers, ["/purged/two"], b"<p>before")
    workers.command("purge", "/purged/café")
    assert wait(lambda: _all(workers, ["/purged/caf%C3%A9"], b"<p>after"), 5)
    workers.command("purge", "--all")
    assert wait(lambda: _all(workers, paths, b"<p>after"), 5)


def test_a_change_of_policy_reaches_every_worker(workers: Gate, wait: Callable[..., Any]) -> None:
    workers.policy(METER.format(1))
    assert wait(lambda: _walled(workers), 5)
    workers.policy('mode = "observe"\n' + METER.format(1))
    assert wait(lambda: _open(workers), 5)
    workers.policy(METER.format(1))
    assert wait(lambda: _walled(workers), 5)
    workers.command("open", "--until", "+1h")
    assert wait(lambda: _open(workers), 5)
    workers.command("open", "--close")
    assert wait(lambda: _walled(workers), 5)
    workers.policy(METER.format(5))
    assert wait(lambda: _limit(workers) == {5}, 5)


def test_a_change_set_for_later_comes_at_its_time(workers: Gate, wait: Callable[..., Any]) -> None:
    assert wait(lambda: _limit(workers) == {5}, 5)
    at = datetime.now(UTC) + timedelta(seconds=4)
    workers.policy(METER.format(7), "--from", at.isoformat(timespec="seconds"))
    if datetime.now(UTC) < at - timedelta(seconds=1):
        assert _limit(workers) == {5}
    assert wait(lambda: _limit(workers) == {7}, (at - datetime.now(UTC)).total_seconds() + 5)
    workers.policy(METER.format(5))
    assert wait(lambda: _limit(workers) == {5}, 5)


def test_while_observing_nobody_is_denied_and_nothing_is_shown_but_records(
    site: Site, another: Callable[..., Any], wait: Callable[..., Any]
) -> None:
    with another() as gate:
        gate.policy('mode = "observe"\n' + METER.format(1))
        assert wait(lambda: gate.get("/locked/observed").granted, 5)
        cookie = None
        for number in range(4):
            answer = gate.get(f"/metered/observed-{number}", cookie=cookie)
            assert answer.body == site.article(f"observed-{number}", "metered")
            cookie = answer.cookie or cookie
        assert answer.told is not None
        assert (answer.told.granted, answer.told.binding) == (True, False)
        assert answer.told.reason == "spent"


def test_both_workers_take_part(site: Site, workers: Gate, wait: Callable[..., Any]) -> None:
    """Without this the tests above would say nothing of several workers."""

    def fetched() -> bool:
        stamp = time.monotonic_ns()
        workers.many([f"/metered/both-{stamp}"] * 16)
        return len(site.hits(f"/metered/both-{stamp}")) == 2

    assert wait(fetched, 5)


def _all(gate: Gate, paths: list[str], body: bytes) -> bool:
    return {answer.body for answer in gate.many(paths * 8)} == {body}


def _second(gate: Gate) -> list[Answer]:
    """What many readers with an article behind them get for another one."""
    cookie = gate.get("/metered/changing-1").cookie
    return gate.many(["/metered/changing-2"] * 12, cookie=cookie or "")


def _walled(gate: Gate) -> bool:
    return not any(answer.granted for answer in _second(gate))


def _open(gate: Gate) -> bool:
    answers = [*_second(gate), *gate.many(["/locked/changing"] * 12)]
    return all(answer.granted for answer in answers)


def _limit(gate: Gate) -> set[int]:
    """The limits that the workers go by."""
    answers = gate.many(["/metered/limit"] * 12)
    return {answer.told.limit or 0 for answer in answers if answer.told is not None}
