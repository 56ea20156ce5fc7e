"""The meter: distinct articles against an allowance. Every store answers as these functions do.

A reader's charges in one pool are a tuple of entries. A charge counts while its time lies in the
period, so that one rule serves calendar months and the last N days alike, and an article once
charged stays open until its charge no longer counts, even when the limit is lowered meanwhile.
"""

from collections.abc import Iterable
from typing import NamedTuple

from presspass.core.ids import ArticleKey
from presspass.core.instants import Instant


class Entry(NamedTuple):
    """One article charged, and when."""

    article: ArticleKey
    at: Instant


class Charge(NamedTuple):
    """What is asked of the meter.

    Entries from before `since` no longer count. `pending` holds what was granted before the reader
    had a row: it is charged first, whatever the limit, for it has been read.
    """

    pool: str
    article: ArticleKey
    limit: int
    since: Instant
    now: Instant
    pending: tuple[Entry, ...] = ()


class Reading(NamedTuple):
    """What a charge answers.

    `used` counts the distinct articles charged in the period, this one included where granted;
    `oldest` is the time of the oldest of them.
    """

    granted: bool
    used: int
    limit: int
    newly_charged: bool
    oldest: Instant | None


def charge(entries: Iterable[Entry], wanted: Charge) -> tuple[tuple[Entry, ...], Reading]:
    """The entries after a charge, and its reading. Entries that no longer count are dropped."""
    kept = _counting(entries, wanted)
    if any(entry.article == wanted.article for entry in kept):
        return kept, _reading(kept, wanted, granted=True, newly_charged=False)
    if len(kept) >= wanted.limit:
        return kept, _reading(kept, wanted, granted=False, newly_charged=False)
    kept = (*kept, Entry(wanted.article, wanted.now))
    return kept, _reading(kept, wanted, granted=True, newly_charged=True)


def peek(entries: Iterable[Entry], wanted: Charge) -> Reading:
    """The reading that a charge would give, with nothing charged.

    `newly_charged` tells whether the charge would be a new one.
    """
    return charge(entries, wanted)[1]


def union(*meters: Iterable[Entry]) -> tuple[Entry, ...]:
    """The charges of several meters as one: each article once, at its latest time.

    This is what becomes of an anonymous meter at registration: nothing is charged twice, and
    nothing refunded, for no charge stops counting earlier than it would have.
    """
    times: dict[ArticleKey, Instant] = {}
    for entries in meters:
        for article, at in entries:
            if at >= times.get(article, at):
                times[article] = at
    return tuple(Entry(article, at) for article, at in times.items())


def _counting(entries: Iterable[Entry], wanted: Charge) -> tuple[Entry, ...]:
    return tuple(entry for entry in union(entries, wanted.pending) if entry.at >= wanted.since)


def _reading(
    kept: tuple[Entry, ...], wanted: Charge, *, granted: bool, newly_charged: bool
) -> Reading:
    oldest = min((entry.at for entry in kept), default=None)
    return Reading(granted, len(kept), wanted.limit, newly_charged, oldest)
