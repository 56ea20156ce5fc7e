"""Readers, articles and a policy to decide by, and the decision once the meter has answered."""

from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from presspass.core.access import Decision, NeedsMeter, conclude, decide
from presspass.core.article import Article, Tier
from presspass.core.ids import ArticleId, ArticleKey, ReaderId, article_key
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Entry, Reading, charge
from presspass.core.periods import CalendarMonth
from presspass.core.policy import Metering, Policy
from presspass.core.reader import Reader, Standing

NOW = 1_800_000_000
MONTH = CalendarMonth(ZoneInfo("UTC"))
POLICY = Policy("7", (), Metering(3, 5, MONTH)).compiled()
ANYONE = Reader(ReaderId(bytes(16)))
READER = Reader(ReaderId(bytes(16)), Standing.REGISTERED)
METERED = Article(ArticleId("urn:1"), Tier.METERED)
LOCKED = Article(ArticleId("urn:1"), Tier.LOCKED)
FREE = Article(ArticleId("urn:1"), Tier.FREE)
policies = st.from_type(Policy)
readers = st.from_type(Reader)
articles = st.from_type(Article)
used_up_to = st.integers(0, 8)


def charged(needed: NeedsMeter, used: int, *, again: bool = False) -> Reading:
    """What the meter answers a reader who has read so many others (and this one, if `again`)."""
    metering, now, this = needed.metering, needed.case.now, article_key(needed.case.article.id)
    entries = [Entry(ArticleKey(place), now - 1) for place in range(used)]
    if again:
        entries.append(Entry(this, now - 1))
    since = metering.period.since(now)
    return charge(entries, Charge(metering.pool, this, needed.limit, since, now))[1]


def settled(
    policy: Policy,
    reader: Reader,
    article: Article,
    used: int = 0,
    *,
    again: bool = False,
    now: Instant = NOW,
) -> Decision:
    answer = decide(policy, reader, article, now)
    if isinstance(answer, NeedsMeter):
        return conclude(answer, charged(answer, used, again=again))
    return answer
