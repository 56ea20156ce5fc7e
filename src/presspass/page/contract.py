"""The page contract's doors: a page's facts, its denied face, and the notice's place.

Everything here is a function of its arguments and answers frozen plain values, so that it can run
in another process. Nothing raises, whatever the bytes.
"""

from presspass.core.article import Tier
from presspass.core.policy import TEASER_PARAGRAPHS
from presspass.page import cut as cutting
from presspass.page import fingerprints, paid, reading
from presspass.page.carriers import Leak
from presspass.page.charset import every_text
from presspass.page.cut import Cut
from presspass.page.facts import Declaration, Facts, PaidPart
from presspass.page.fingerprints import Fingerprints
from presspass.page.limits import Clock, Deadline, Fallback, LimitReached, Limits, stopped
from presspass.page.notice import notice_offset, splice

__all__ = [
    "Cut",
    "Declaration",
    "Facts",
    "Fallback",
    "Fingerprints",
    "Leak",
    "Limits",
    "PaidPart",
    "cut",
    "examine",
    "notice_offset",
    "paid_text",
    "runs_in",
    "splice",
]

_DEFAULTS = Limits()


def examine(
    body: bytes,
    *,
    url: str,
    content_type: str,
    claim: Tier | None = None,
    limits: Limits = _DEFAULTS,
    clock: Clock = stopped,
) -> Facts:
    """What a page is. `claim` is the tier that a configured route pattern claims for its URL."""
    return reading.facts_of(body, reading.Request(url, content_type, claim), limits, clock)


def cut(
    body: bytes,
    facts: Facts,
    *,
    teaser_paragraphs: int = TEASER_PARAGRAPHS,
    limits: Limits = _DEFAULTS,
    clock: Clock = stopped,
) -> Cut:
    """The page as a denied reader gets it. `facts` are what `examine` answered for these bytes."""
    if facts.fallback is not None and facts.fallback.closes:
        return cutting.closed(facts, facts.fallback)
    deadline = Deadline.after(clock, limits.seconds)
    try:
        markup = reading.parsed(body, facts.content_type, limits)
        deadline.check()
        part = paid.locate(markup, facts.paid_part.selectors, teaser_paragraphs)
        return cutting.cut(markup, part, facts, limits, deadline)
    except LimitReached as limit:
        return cutting.closed(facts, limit.fallback)


def paid_text(
    body: bytes,
    facts: Facts,
    *,
    teaser_paragraphs: int = TEASER_PARAGRAPHS,
    limits: Limits = _DEFAULTS,
) -> Fingerprints:
    """The paid part's fingerprints, to know its text again elsewhere; empty if unreadable."""
    if facts.fallback is not None and facts.fallback.closes:
        return Fingerprints()
    try:
        markup = reading.parsed(body, facts.content_type, limits)
        part = paid.locate(markup, facts.paid_part.selectors, teaser_paragraphs)
    except LimitReached:
        return Fingerprints()
    teaser = cutting.teaser_of(markup, part)
    text = f"{part.text}\n\n{part.plain}"
    return fingerprints.of_text(text, cutting.said_of(markup, part, facts, teaser))


def runs_in(data: bytes, content_type: str) -> frozenset[int]:
    """The runs of words in any text, whatever its type and escapes, to compare with known ones."""
    texts = every_text(data, content_type)
    return frozenset().union(*(fingerprints.of_everything(text) for text in texts))
