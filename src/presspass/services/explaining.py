"""Decisions in plain words, for staff: what happened, by which rule, why, and what changes it."""

from typing import Any
from zoneinfo import ZoneInfo

from presspass.core.access import Decision, Reason
from presspass.core.instants import Instant, moment
from presspass.core.reader import Standing
from presspass.core.situations import Situation

_READERS = {
    Standing.ANONYMOUS: "a reader without an account",
    Standing.REGISTERED: "a reader with an account",
    Standing.TRIALING: "a reader on trial",
    Standing.SUBSCRIBED: "a subscriber",
    Standing.PAST_DUE: "a subscriber whose payment failed",
    Standing.LAPSED_TRIAL: "a reader whose trial has ended",
    Standing.LAPSED_SUBSCRIBER: "a former subscriber",
}
_REASONS = {
    Reason.OPEN: "The gates were held open: everyone reads everything, and nothing is counted.",
    Reason.FREE: "The rule makes the article free.",
    Reason.ENTITLED: "The reader is entitled to every article.",
    Reason.GRACE: "The reader's payment failed, and the grace period has not ended.",
    Reason.CRAWLER: "It was a search engine's crawler, and it proved to be one.",
    Reason.GIFT: "A subscriber gave the article to the reader.",
    Reason.REGISTERED: "With an account the rule sets no limit.",
    Reason.ALLOWANCE: "The article was within the reader's allowance, and was counted.",
    Reason.REREAD: "The reader had read the article in this period already; that costs nothing.",
    Reason.SPENT: "The reader's allowance was used up, and the article was not among those read.",
    Reason.LOCKED: "The rule keeps the article for subscribers.",
    Reason.REGISTRATION: "The rule asks for an account.",
    Reason.COOKIELESS: "It was a first visit, and the policy asks those for an account.",
    Reason.METER_AWAY: "The meter could not be asked; on_meter_failure says what to do then.",
}
_REMEDIES = {
    Situation.METER_SPENT: "A subscription opens it at once.",
    Situation.METER_AWAY: "It opens when the meter's store answers again, and to subscribers now.",
    Situation.LOCKED: "Only a subscription opens it.",
    Situation.TRIAL_EXPIRED: "A subscription opens it.",
    Situation.ACCESS_EXPIRED: "A new subscription opens it.",
    Situation.PAYMENT_FAILED: "It stays open if the payment succeeds before the grace period ends.",
}


def explain(decision: Decision, zone: ZoneInfo) -> list[str]:
    """A decision in sentences. Times are told as clocks in `zone` show them."""
    sentences = [
        _outcome(decision, zone),
        f"Rule '{decision.rule}' of policy version {decision.policy} decided it.",
        _REASONS[decision.reason],
        *_meter(decision, zone),
        *_remedy(decision),
    ]
    if not decision.binding:
        sentences.append(_unbound(decision))
    return sentences


def as_data(decision: Decision, zone: ZoneInfo) -> dict[str, Any]:
    """A decision for machines, its sentences included. Times are ISO 8601, in `zone`."""
    return {
        "granted": decision.granted,
        "situation": decision.situation.value,
        "reason": decision.reason.value,
        "binding": decision.binding,
        "article": decision.article,
        "at": moment(decision.at, zone).isoformat(),
        "standing": decision.standing.value,
        "country": decision.country,
        "rule": decision.rule,
        "policy": decision.policy,
        "meter": _meter_data(decision, zone),
        "offered": decision.offered,
        "explanation": explain(decision, zone),
    }


def clock(at: Instant, zone: ZoneInfo) -> str:
    """An instant as a person in `zone` writes it."""
    return f"{moment(at, zone):%Y-%m-%d %H:%M %Z}"


def _outcome(decision: Decision, zone: ZoneInfo) -> str:
    got = "got the whole article" if decision.granted else f"met the {decision.situation} wall"
    place = "" if decision.country is None else f" in {decision.country}"
    reader = _READERS[decision.standing] + place
    return f"On {clock(decision.at, zone)} {reader} asked for {decision.article} and {got}."


def _meter(decision: Decision, zone: ZoneInfo) -> list[str]:
    if decision.limit is None or decision.used is None or decision.resets_at is None:
        return []
    period = "this month" if decision.days is None else f"in the last {decision.days} days"
    counted = ", this one newly" if decision.newly_charged else ""
    back = "The allowance" if decision.days is None else "The next article"
    return [
        f"Meter: {decision.used} of {decision.limit} articles counted {period}{counted}.",
        f"{back} comes back on {clock(decision.resets_at, zone)}.",
    ]


def _meter_data(decision: Decision, zone: ZoneInfo) -> dict[str, Any] | None:
    if decision.limit is None or decision.resets_at is None:
        return None
    return {
        "limit": decision.limit,
        "used": decision.used,
        "left": decision.left,
        "newly_charged": decision.newly_charged,
        "days": decision.days,
        "resets_at": moment(decision.resets_at, zone).isoformat(),
    }


def _unbound(decision: Decision) -> str:
    if not decision.situation.walled:
        return "The policy only observed: enforced, it would have decided the same."
    return f"The policy only observed: enforced, it would have shown the {decision.situation} wall."


def _remedy(decision: Decision) -> list[str]:
    if decision.reason is Reason.COOKIELESS:
        return ["A browser that sends our cookie back reads on; so does an account."]
    if decision.situation is Situation.REGISTRATION:
        opens = "it" if decision.offered is None else f"{decision.offered} more articles"
        return [f"An account opens {opens}; a subscription opens everything."]
    remedy = _REMEDIES.get(decision.situation)
    return [] if remedy is None else [remedy]
