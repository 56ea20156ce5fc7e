"""Whether composing disturbs: the p99 of cached views while pages are read and cut beside them."""

from dataclasses import dataclass
from threading import Event, Thread

from bench.load import drive
from bench.views import Stage, ask


@dataclass(frozen=True, slots=True)
class Composing:
    """The p99 of cached views, idle and disturbed, in milliseconds, and how many were composed."""

    idle_p99_ms: float
    busy_p99_ms: float
    composed: int

    @property
    def ratio(self) -> float:
        """How many times the idle one the disturbed p99 is."""
        return self.busy_p99_ms / self.idle_p99_ms


def while_composing(gate: int, set_up: Stage, seconds: int) -> Composing:
    """Drive cached subscriber views over 8 connections, first alone, then beside composing."""
    lines = set_up.lines["subscriber"]
    idle = drive(gate, lines, connections=8, seconds=seconds)
    stop = Event()
    composed = 0

    def compose() -> None:
        nonlocal composed
        while not stop.is_set():
            composed += 1
            ask(gate, f"/fresh/{composed}", "theme=dark")

    beside = Thread(target=compose)
    beside.start()
    try:
        busy = drive(gate, lines, connections=8, seconds=seconds)
    finally:
        stop.set()
        beside.join()
    return Composing(idle.p99_ms, busy.p99_ms, composed)
