import time
from pathlib import Path

import pytest

from presspass.adapters.clock import DemoClock, SystemClock


def test_the_machines_clock_tells_whole_seconds() -> None:
    before = int(time.time())
    assert before <= SystemClock().now() <= int(time.time())


def test_the_demos_clock_moves_forward_and_stays_there(tmp_path: Path) -> None:
    clock = DemoClock(tmp_path / "clock")
    clock.forward(3600)
    clock.forward(60)
    assert 3660 <= clock.now() - int(time.time()) <= 3661
    again = DemoClock(tmp_path / "clock")
    assert 3660 <= again.now() - int(time.time()) <= 3661


def test_the_demos_clock_never_goes_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="forward"):
        DemoClock(tmp_path / "clock").forward(-1)
