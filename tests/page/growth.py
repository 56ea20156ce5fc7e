"""How the work on a page grows with its size."""

import time
from collections.abc import Callable

_TIMES = 8
_MOST = 3


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Eight times the size takes about eight times as long, and not 64 times.

    Times are of the processor, the best of a few: what else runs on the machine counts little.
    """
    less = min(_seconds(work, size) for _ in range(_MOST))
    more = min(_seconds(work, size * _TIMES) for _ in range(_MOST))
    assert more < 3 * _TIMES * max(less, 0.001), f"{less:.4f} s grow to {more:.4f} s"


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
