"""Where a stream of letters says what it should not."""

from collections.abc import Iterable
from typing import NamedTuple


class Hit(NamedTuple):
    """A stretch of letters, from `start` to before `end`, that says what the paid part says."""

    start: int
    end: int


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in order, those that overlap as one."""
    whole: list[Hit] = []
    for hit in sorted(hits):
        if whole and hit.start < whole[-1].end:
            whole[-1] = Hit(whole[-1].start, max(hit.end, whole[-1].end))
        else:
            whole.append(hit)
    return whole
