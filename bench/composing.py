"""Whether composing disturbs: the p99 of cached views while pages are read and cut beside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from threading import Event, Thread

from bench.load import drive
from bench.views import Stage, ask, bare_file

_ROUNDS = 3
_TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Composing:
    """The p99 in milliseconds of cached views, and of the bare server's, idle and disturbed.

    Where there is no spare core, the bare server's views wait for their turn too.
    """

    idle_p99_ms: float
    busy_p99_ms: float
    bare_idle_p99_ms: float
    bare_busy_p99_ms: float
    composed: int


def while_composing(gate: int, bare: int, set_up: Stage, seconds: int) -> Composing:
    """Drive cached subscriber views, alone and beside composing in turn."""
    runs = {gate: set_up.lines["subscriber"], bare: bare_file(set_up, "subscriber")}
    idle: dict[int, list[float]] = {gate: [], bare: []}
    busy: dict[int, list[float]] = {gate: [], bare: []}
    composed = 0
    for _ in range(_ROUNDS):
        for port, lines in runs.items():
            quiet = drive(port, lines, connections=_TOGETHER, seconds=seconds)
            idle[port].append(quiet.p99_ms)
            with _composing(gate, composed) as done:
                disturbed = drive(port, lines, connections=_TOGETHER, seconds=seconds)
            busy[port].append(disturbed.p99_ms)
            composed += len(done)
    return Composing(
        median(idle[gate]), median(busy[gate]), median(idle[bare]), median(busy[bare]), composed
    )


@contextmanager
def _composing(gate: int, first: int) -> Iterator[list[int]]:
    """Have the gate compose one new page after the other; they are listed."""
    stop = Event()
    done: list[int] = []

    def compose() -> None:
        while not stop.is_set():
            done.append(first + len(done))
            ask(gate, f"/fresh/{done[-1]}", "theme=dark")

    beside = Thread(target=compose)
    beside.start()
    try:
        yield done
    finally:
        stop.set()
        beside.join()
