"""The meter's promises, whatever is read, in whatever order, under whatever limit."""

from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from presspass.core import meter
from presspass.core.ids import ArticleKey
from presspass.core.instants import DAY
from presspass.core.meter import Charge, Entry, Reading
from presspass.core.periods import LastDays

NOW = 1_800_000_000
SINCE = NOW - 1000
WEEK = LastDays(7)

articles = st.integers(-3, 9).map(ArticleKey)
limits = st.integers(0, 6)
entries = st.lists(st.builds(Entry, articles, st.integers(SINCE - 500, NOW)), max_size=8)
meters = entries.map(meter.union)


def wanted(article: int, limit: int, *, now: int = NOW, since: int = SINCE) -> Charge:
    return Charge("site", ArticleKey(article), limit, since, now)


@dataclass
class Reader:
    """A reader with what a store keeps of them."""

    kept: tuple[Entry, ...] = ()

    def reads(self, asked: Charge) -> Reading:
        self.kept, reading = meter.charge(self.kept, asked)
        return reading


@given(st.lists(articles, max_size=30), limits)
def test_never_over_the_limit(read: list[ArticleKey], limit: int) -> None:
    reader = Reader()
    granted = {article for article in read if reader.reads(wanted(article, limit)).granted}
    assert len(granted) == min(limit, len(set(read)))
    assert len(reader.kept) == len(granted)


@given(meters, articles, limits)
def test_reading_again_is_free(kept: tuple[Entry, ...], article: ArticleKey, limit: int) -> None:
    reader = Reader(kept)
    first = reader.reads(wanted(article, limit))
    charged = reader.kept
    again = reader.reads(wanted(article, limit))
    assert again == first._replace(newly_charged=False)
    assert reader.kept == charged


@given(meters, articles, limits)
def test_a_reading_tells_what_is_charged(
    kept: tuple[Entry, ...], article: ArticleKey, limit: int
) -> None:
    reader = Reader(kept)
    counted = {entry.article for entry in kept if entry.at >= SINCE}
    reading = reader.reads(wanted(article, limit))
    assert reading.granted == (article in counted or len(counted) < limit)
    assert reading.newly_charged == (reading.granted and article not in counted)
    assert reading.used == len(reader.kept) == len(counted) + reading.newly_charged
    assert reading.oldest == min((entry.at for entry in reader.kept), default=None)


@given(st.lists(articles, max_size=12), limits, st.randoms(use_true_random=False))
def test_the_order_of_charges_changes_nothing_in_their_count(
    read: list[ArticleKey], limit: int, random: Random
) -> None:
    shuffled = random.sample(read, len(read))
    one, other = Reader(), Reader()
    for article in read:
        one.reads(wanted(article, limit))
    for article in shuffled:
        other.reads(wanted(article, limit))
    assert len(one.kept) == len(other.kept)


@given(meters, articles, limits, st.integers(0, 500))
def test_what_was_granted_stays_open_as_time_goes_on_within_its_period(
    kept: tuple[Entry, ...], article: ArticleKey, limit: int, later: int
) -> None:
    reader = Reader(kept)
    if reader.reads(wanted(article, limit)).granted:
        again = reader.reads(wanted(article, limit, now=NOW + later))
        assert again.granted
        assert not again.newly_charged


@given(st.lists(st.tuples(articles, st.integers(0, DAY)), max_size=40), limits)
def test_in_a_rolling_period_an_article_stays_open_so_long_after_its_charge(
    reads: list[tuple[ArticleKey, int]], limit: int
) -> None:
    reader, now = Reader(), NOW
    charged: dict[ArticleKey, int] = {}
    for article, passed in reads:
        now += passed
        reading = reader.reads(wanted(article, limit, now=now, since=WEEK.since(now)))
        if reading.newly_charged:
            assert now - charged.get(article, 0) >= 7 * DAY
            charged[article] = now
        in_period = sum(now - at < 7 * DAY for at in charged.values())
        assert reading.used == in_period <= limit
        assert reading.granted == (now - charged.get(article, 0) < 7 * DAY)


@given(meters, limits)
def test_a_lowered_limit_takes_nothing_back(kept: tuple[Entry, ...], limit: int) -> None:
    reader = Reader(kept)
    for entry in kept:
        if entry.at >= SINCE:
            assert reader.reads(wanted(entry.article, limit)).granted


@given(meters, articles, limits, limits)
def test_a_higher_limit_grants_whatever_a_lower_one_does(
    kept: tuple[Entry, ...], article: ArticleKey, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    if Reader(kept).reads(wanted(article, low)).granted:
        assert Reader(kept).reads(wanted(article, high)).granted


@given(meters, meters)
def test_a_union_neither_charges_twice_nor_refunds(
    anonymous: tuple[Entry, ...], account: tuple[Entry, ...]
) -> None:
    both = meter.union(anonymous, account)
    times = dict(both)
    assert len(times) == len(both)
    assert set(times) == set(dict(anonymous)) | set(dict(account))
    assert all(times[article] == max(_times(article, anonymous, account)) for article in times)


@given(meters, meters, meters)
def test_a_union_is_the_same_however_it_is_made(
    one: tuple[Entry, ...], two: tuple[Entry, ...], three: tuple[Entry, ...]
) -> None:
    together = set(meter.union(one, two, three))
    assert set(meter.union(three, one, two)) == together
    assert set(meter.union(meter.union(one, two), three)) == together
    assert set(meter.union(one, one)) == set(one)


@given(meters, meters, articles, limits)
def test_what_was_open_before_a_union_is_open_after_it(
    anonymous: tuple[Entry, ...], account: tuple[Entry, ...], article: ArticleKey, limit: int
) -> None:
    both = meter.union(anonymous, account)
    for kept in (anonymous, account):
        if any(entry.article == article and entry.at >= SINCE for entry in kept):
            assert Reader(both).reads(wanted(article, limit)).granted


@given(meters, entries, articles, limits)
def test_what_is_pending_is_charged_first_and_once(
    kept: tuple[Entry, ...], pending: list[Entry], article: ArticleKey, limit: int
) -> None:
    reader, asked = Reader(kept), wanted(article, limit)._replace(pending=tuple(pending))
    reading = reader.reads(asked)
    assert {entry.article for entry in pending if entry.at >= SINCE} <= set(_articles(reader))
    assert Reader(meter.union(kept, pending)).reads(wanted(article, limit)) == reading
    charged = reader.kept
    assert reader.reads(asked) == reading._replace(newly_charged=False)
    assert set(reader.kept) == set(charged)


@given(meters, entries, articles, limits)
def test_peeking_answers_what_a_charge_would(
    kept: tuple[Entry, ...], pending: list[Entry], article: ArticleKey, limit: int
) -> None:
    asked = wanted(article, limit)._replace(pending=tuple(pending))
    assert meter.peek(kept, asked) == Reader(kept).reads(asked)


@given(meters, articles, limits)
def test_what_no_longer_counts_is_forgotten(
    kept: tuple[Entry, ...], article: ArticleKey, limit: int
) -> None:
    reader = Reader(kept)
    reader.reads(wanted(article, limit))
    assert all(entry.at >= SINCE for entry in reader.kept)


def _articles(reader: Reader) -> list[ArticleKey]:
    return [entry.article for entry in reader.kept]


def _times(article: ArticleKey, *meters: tuple[Entry, ...]) -> list[int]:
    return [entry.at for entries in meters for entry in entries if entry.article == article]
