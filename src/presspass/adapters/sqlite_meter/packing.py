"""A reader's entries in one pool as bytes: 12 for each, the newest first.

An entry is its time in 32 unsigned bits (good until February 2106), then its article key in 64,
both big-endian. In this order what still counts is a prefix, and bytes compare as the time of the
last charge does, which is all that pruning asks.
"""

import struct
from collections.abc import Iterable

from presspass.core import meter
from presspass.core.ids import ArticleKey
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Entry, Reading

_ENTRY = struct.Struct(">Iq")
_TIME = struct.Struct(">I")
_entries = _ENTRY.iter_unpack

new = tuple.__new__
"""Makes a named tuple of all its fields, for a third of its class's time: every view needs one."""


def pack(entries: Iterable[Entry]) -> bytes:
    """The entries as they are kept."""
    newest_first = sorted(((at, article) for article, at in entries), reverse=True)
    return b"".join(_ENTRY.pack(at, article) for at, article in newest_first)


def unpack(packed: bytes) -> tuple[Entry, ...]:
    """The entries that were packed."""
    return tuple(Entry(ArticleKey(article), at) for at, article in _entries(packed))


def counting(packed: bytes, since: Instant) -> tuple[tuple[ArticleKey, ...], Instant | None]:
    """The articles charged from `since` on, and when the oldest of them was."""
    articles, oldest = [], None
    for at, article in _entries(packed):
        if at < since:
            break
        articles.append(article)
        oldest = at
    return tuple(articles), oldest


def before(at: Instant) -> bytes:
    """What packed entries are less than, as bytes, if the last of them was charged before `at`."""
    return _TIME.pack(min(max(at, 0), 0xFFFF_FFFF))


def charge(packed: bytes, wanted: Charge) -> tuple[bytes | None, Reading]:
    """What is to be kept after a charge (`None`: what is kept already), and its reading.

    This is `core.meter.charge`, written out for the common case that nothing is pending.
    """
    _, article, limit, since, now, pending = wanted
    if pending:
        return _charge_pending(packed, wanted)
    if not packed and limit > 0:
        return _ENTRY.pack(now, article), new(Reading, (True, 1, limit, True, now))
    used, oldest, already = 0, None, False
    for at, charged in _entries(packed):
        if at < since:
            break
        used += 1
        oldest = at
        if charged == article:
            already = True
    if already or used >= limit:
        return None, new(Reading, (already, used, limit, False, oldest))
    entry, kept = _ENTRY.pack(now, article), packed[: used * _ENTRY.size]
    if oldest is None:
        return entry, new(Reading, (True, 1, limit, True, now))
    if entry < kept:  # a clock that lags behind the one that wrote the last entry
        entry, kept = pack((*unpack(kept), Entry(article, now))), b""
    return entry + kept, new(Reading, (True, used + 1, limit, True, min(oldest, now)))


def _charge_pending(packed: bytes, wanted: Charge) -> tuple[bytes | None, Reading]:
    kept = unpack(packed)
    after, told = meter.charge(kept, wanted)
    return (None if set(after) <= set(kept) else pack(after)), told
