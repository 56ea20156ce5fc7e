"""Trying a policy before it is in force: what a reader would get of an article."""

from dataclasses import dataclass, replace

from presspass.core.access import Decision, NeedsMeter, conclude, decide
from presspass.core.article import Article, Tier
from presspass.core.ids import ArticleId, ArticleKey, ReaderId, article_key
from presspass.core.instants import DAY, Instant
from presspass.core.meter import Charge, Entry, peek
from presspass.core.policy import Policy
from presspass.core.reader import Reader, Standing

_ENTITLED = frozenset({Standing.TRIALING, Standing.SUBSCRIBED, Standing.PAST_DUE})
_NOBODY = ReaderId(bytes(16))


@dataclass(frozen=True, slots=True)
class Try:
    """One reader before one article.

    `used` is how many articles the reader has read in the period; `again` says that this is one
    of them.
    """

    article: Article
    reader: Reader
    used: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What readers of one standing get of one tier: with nothing read, and with all read."""

    tier: Tier
    standing: Standing
    fresh: Decision
    spent: Decision


def reader_of(
    standing: Standing, now: Instant, *, country: str | None = None, new: bool = False
) -> Reader:
    """A reader of that standing, entitled where the standing brings it."""
    until = now + 30 * DAY if standing in _ENTITLED else None
    fix_by = until if standing is Standing.PAST_DUE else None
    return Reader(_NOBODY, standing, until, fix_by, country, new)


def attempt(policy: Policy, case: Try, now: Instant) -> Decision:
    """The decision that a compiled policy would make; nothing is counted anywhere."""
    answer = decide(policy, case.reader, case.article, now)
    return _concluded(answer, case, case.used) if isinstance(answer, NeedsMeter) else answer


def survey(
    policy: Policy,
    article: Article,
    now: Instant,
    *,
    country: str | None = None,
    new: bool = False,
) -> tuple[Row, ...]:
    """What readers of every standing get of an article, were it of each tier."""
    readers = [reader_of(standing, now, country=country, new=new) for standing in Standing]
    return tuple(
        _row(policy, Try(replace(article, tier=tier), reader), now)
        for tier in Tier
        for reader in readers
    )


def _row(policy: Policy, case: Try, now: Instant) -> Row:
    answer = decide(policy, case.reader, case.article, now)
    if isinstance(answer, NeedsMeter):
        fresh, spent = (_concluded(answer, case, used) for used in (0, answer.limit))
    else:
        fresh = spent = answer
    return Row(case.article.tier, case.reader.standing, fresh, spent)


def _concluded(needed: NeedsMeter, case: Try, used: int) -> Decision:
    others = [article_key(ArticleId(f"another article, {place}")) for place in range(used)]
    this = article_key(case.article.id)
    read: list[ArticleKey] = [this, *others[1:]] if case.again else others
    now = needed.case.now
    since = needed.metering.period.since(now)
    wanted = Charge(needed.metering.pool, this, needed.limit, since, now)
    return conclude(needed, peek((Entry(key, now) for key in read), wanted))
