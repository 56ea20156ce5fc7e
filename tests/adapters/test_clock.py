import time

import pytest

from presspass.adapters.clock import DemoClock, SystemClock


def test_the_machines_clock_tells_whole_seconds() -> None:
    before = int(time.time())
    assert before <= SystemClock().now() <= int(time.time())


def test_the_demos_clock_moves_forward_and_returns_to_the_present() -> None:
    clock = DemoClock()
    clock.forward(3600)
    clock.forward(60)
    assert 3660 <= clock.now() - int(time.time()) <= 3661
    clock.reset()
    assert 0 <= int(time.time()) - clock.now() <= 1


def test_the_demos_clock_never_goes_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        DemoClock().forward(-1)
