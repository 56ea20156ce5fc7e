import asyncio
from threading import Semaphore
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.adapters.memory_meter import MemoryMeter
from presspass.core.instants import DAY, Instant
from presspass.core.periods import CalendarMonth, LastDays, Period
from presspass.core.policy import Effect, Metering, Policy, Rule
from presspass.gate import pruning
from presspass.gate.pages import Pages
from presspass.gate.pruning import Pruning
from presspass.gate.snapshots import CurrentSnapshot
from presspass.ports import Snapshot, StoreAway
from tests.gate.house import NOON, Desk, HandClock

MONTH = CalendarMonth(ZoneInfo("Europe/Berlin"))


class Pruned(MemoryMeter):
    """A meter that notes what is pruned of it, and can be away."""

    def __init__(self) -> None:
        super().__init__()
        self.before: list[Instant] = []
        self.away = False
        self.asked = Semaphore(0)

    async def prune(self, before: Instant) -> int:
        self.asked.release()
        if self.away:
            raise StoreAway("the meter is locked")
        self.before.append(before)
        return 0


def metered(name: str, period: Period) -> Rule:
    return Rule(name, Effect.METERED, metering=Metering(5, 5, period))


def ruled(*rules: Rule) -> Policy:
    return Policy("1", rules, Metering(5, 5, MONTH))


def job(meter: MemoryMeter, policy: Policy, at: Instant = NOON) -> Pruning:
    nothing: Any = None
    snapshot = Snapshot(policy.version, policy, nothing)
    clock = HandClock(at)
    return Pruning(meter, CurrentSnapshot(Desk(snapshot), clock, Pages(0)), clock)


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        (ruled(metered("weekly", LastDays(7))), 7 + 31),
        (ruled(metered("monthly", MONTH)), 31 + 31),
        (ruled(metered("weekly", LastDays(7)), metered("quarterly", LastDays(90))), 90 + 31),
        (ruled(metered("weekly", LastDays(7)), metered("monthly", MONTH)), 31 + 31),
        (ruled(metered("weekly", LastDays(7))).compiled(), 31 + 31),
        (ruled(Rule("all", Effect.FREE)), 31 + 31),
    ],
)
def test_charges_are_kept_a_month_longer_than_the_longest_period(policy: Policy, days: int) -> None:
    meter = Pruned()
    asyncio.run(job(meter, policy).prune())
    assert meter.before == [NOON - days * DAY]


@given(
    lengths=st.lists(st.integers(1, 400) | st.none(), min_size=1),
    at=st.integers(NOON, NOON + 5_000 * DAY),
)
def test_no_charge_is_pruned_that_a_period_counts(lengths: list[int | None], at: Instant) -> None:
    periods = [MONTH if days is None else LastDays(days) for days in lengths]
    rules = [metered(str(place), period) for place, period in enumerate(periods)]
    meter = Pruned()
    asyncio.run(job(meter, ruled(*rules), at).prune())
    assert meter.before[0] < min(period.since(at) for period in periods)


def test_a_meter_that_is_away_is_pruned_the_next_time(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pruning, "PRUNE_SECONDS", 0.001)
    meter = Pruned()
    meter.away = True

    async def away_and_back() -> None:
        task = asyncio.create_task(job(meter, ruled()).run())
        assert await asyncio.to_thread(meter.asked.acquire, timeout=5)
        meter.away = False
        for _ in range(2):
            assert await asyncio.to_thread(meter.asked.acquire, timeout=5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(away_and_back())
    assert meter.before
    assert {line.getMessage() for line in caplog.records} == {
        "old charges can't be pruned just now: the meter is locked"
    }
