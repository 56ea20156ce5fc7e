"""Receipts: a decision packed so that whoever holds the seal's key can read why it fell so."""

import struct
from functools import lru_cache

from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId
from presspass.core.reader import Standing
from presspass.core.seals import MAX_PAYLOAD_BYTES
from presspass.core.situations import Situation

_VERSION = 1
_HEAD = struct.Struct(">BQBBBBHHHHQ")
_NONE = 0xFFFF
_BINDING, _CHARGED, _PLACED = 1, 2, 4
_COUNTRY_BYTES = 2
_SEPARATOR = "\x1f"
_TEXTS = 3

# Places are written into receipts: add at the end, never reorder.
_SITUATIONS = (
    Situation.FREE,
    Situation.ENTITLED,
    Situation.CRAWLER,
    Situation.GIFT,
    Situation.METER_LEFT,
    Situation.METER_LAST,
    Situation.METER_REREAD,
    Situation.PAYMENT_FAILED,
    Situation.METER_SPENT,
    Situation.METER_AWAY,
    Situation.REGISTRATION,
    Situation.LOCKED,
    Situation.TRIAL_EXPIRED,
    Situation.ACCESS_EXPIRED,
)
_REASONS = (
    Reason.OPEN,
    Reason.FREE,
    Reason.ENTITLED,
    Reason.GRACE,
    Reason.CRAWLER,
    Reason.GIFT,
    Reason.REGISTERED,
    Reason.ALLOWANCE,
    Reason.REREAD,
    Reason.SPENT,
    Reason.LOCKED,
    Reason.REGISTRATION,
    Reason.COOKIELESS,
    Reason.METER_AWAY,
)
_STANDINGS = (
    Standing.ANONYMOUS,
    Standing.REGISTERED,
    Standing.TRIALING,
    Standing.SUBSCRIBED,
    Standing.PAST_DUE,
    Standing.LAPSED_TRIAL,
    Standing.LAPSED_SUBSCRIBER,
)
_SITUATION_PLACE = {situation: place for place, situation in enumerate(_SITUATIONS)}
_REASON_PLACE = {reason: place for place, reason in enumerate(_REASONS)}
_STANDING_PLACE = {standing: place for place, standing in enumerate(_STANDINGS)}


def pack(decision: Decision) -> bytes:
    """The payload to seal. An article's id too long for a token is cut off at its end."""
    head = _HEAD.pack(
        _VERSION,
        decision.at,
        _SITUATION_PLACE[decision.situation],
        _REASON_PLACE[decision.reason],
        _STANDING_PLACE[decision.standing],
        _BINDING * decision.binding
        | _CHARGED * decision.newly_charged
        | _PLACED * (decision.country is not None),
        _short(decision.limit),
        _short(decision.used),
        _short(decision.offered),
        _short(decision.days),
        decision.resets_at or 0,
    )
    country = b"" if decision.country is None else decision.country.encode()
    texts = _texts(decision.rule, decision.policy, decision.article)
    return (head + country + texts)[:MAX_PAYLOAD_BYTES]


@lru_cache(maxsize=65_536)
def _texts(*texts: str) -> bytes:
    return _SEPARATOR.join(texts).encode("utf-8", "replace")


def unpack(payload: bytes) -> Decision | None:
    """The decision, or `None` where the payload is of no version that we know."""
    if len(payload) < _HEAD.size or payload[0] != _VERSION:
        return None
    _, at, situation, reason, standing, flags, limit, used, offered, days, resets_at = (
        _HEAD.unpack_from(payload)
    )
    placed = _COUNTRY_BYTES if flags & _PLACED else 0
    country = payload[_HEAD.size : _HEAD.size + placed].decode(errors="replace")
    texts = payload[_HEAD.size + placed :].decode(errors="replace").split(_SEPARATOR, 2)
    known = standing < len(_STANDINGS) and situation < len(_SITUATIONS) and reason < len(_REASONS)
    if not known or len(texts) != _TEXTS:
        return None
    rule, policy, article = texts
    return Decision(
        ArticleId(article),
        at,
        _STANDINGS[standing],
        _SITUATIONS[situation],
        rule,
        policy,
        _REASONS[reason],
        bool(flags & _BINDING),
        _long(limit),
        _long(used),
        bool(flags & _CHARGED),
        resets_at or None,
        _long(offered),
        _long(days),
        country or None,
    )


def _short(count: int | None) -> int:
    if count is None:
        return _NONE
    return count if count < _NONE else _NONE - 1


def _long(count: int) -> int | None:
    return None if count == _NONE else count
