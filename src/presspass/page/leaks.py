"""The measure of promise 1: what holds text of the paid part that the teaser doesn't say.

What counts: a run of eight words, a whole sentence of five words or more, and in scripts without
spaces a run of 20 characters, compared by letters (`words`), read in every way (`escapes`).
A sentence of fewer than eight letters is left out: it can't be told from chance.

How: the paid part's letters form one string with the *spans* that must not be found again. Any
common stretch of at least `_long` letters holds one of the paid part's 8-letter grams at a
multiple of the stride, so that only one position in a dozen is looked up; a gram that is known is
then extended to both sides, and the stretch leaks if it covers a span. Shorter spans are few, and
are searched for one by one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from presspass.page.escapes import readings, unescape
from presspass.page.grams import LETTERS, Grams
from presspass.page.hits import Hit, merged
from presspass.page.shorts import MANY, Shorts
from presspass.page.words import (
    SENTENCE_WORDS,
    SEPARATOR,
    letters,
    runs,
    sentences,
    spaced,
    without_separators,
)

_FEW = 64
_LONG_CHOICES = range(16, 41)
_STEP = 64
_EDGE = "\x00"


class Text(NamedTuple):
    """Blocks of paid text, and what everyone may read: spans that it says too are no leak.

    `mixed` text has free passages in it: spans that overlap those are no leak either.
    """

    texts: Sequence[str]
    said: Sequence[str] = ()
    mixed: bool = False


class Measure:
    """Finds paid text again."""

    def __init__(self, *sources: Text) -> None:
        stream = _EDGE
        spans: list[tuple[int, int]] = []
        for texts, said, mixed in sources:
            more, found = _spans(tuple(_with_plain(texts)))
            unsaid = _unsaid(more, found, letters("\n".join(said)) + stream)
            if mixed:
                unsaid = _apart(unsaid, set(found) - set(unsaid))
            if unsaid:
                spans += [(start + len(stream), end + len(stream)) for start, end in unsaid]
                stream += more
        self._paid = stream
        self._long = _best_length(spans)
        self._short = Shorts(
            {stream[start:end] for start, end in spans if end - start < self._long}
        )
        self._stride = self._long - LETTERS + 1
        self._spans = spans  # in order, as those of each source are
        self._grams = Grams(stream if spans else "")

    def characters(self, text: str) -> int:
        """How many letters of a text say what the paid part says, read in every way."""
        return max(
            (
                sum(end - start for start, end in self.find(letters(reading.text)))
                for reading in readings(without_separators(text))
            ),
            default=0,
        )

    def parts(self, texts: Sequence[str]) -> dict[int, int]:
        """Which of many texts leak, and how many letters of each."""
        if not self._spans or not texts:
            return {}
        joined = SEPARATOR.join(map(without_separators, texts))
        leaking: dict[int, int] = {}
        for reading in readings(joined):
            stream = letters(reading.text)
            found: dict[int, int] = {}
            place = counted = 0
            for start, end in self.find(stream):  # in order
                place += stream.count(SEPARATOR, counted, start)
                counted = start
                part = place if reading.owners is None else reading.owners[place]
                found[part] = found.get(part, 0) + end - start
            for part, count in found.items():
                leaking[part] = max(leaking.get(part, 0), count)
        return leaking

    def stretches(self, texts: Sequence[str]) -> list[tuple[int, int, int]]:
        """Leaks in texts that read as one: first text, last text, letters."""
        if not self._spans:
            return []
        pieces = letters(SEPARATOR.join(map(without_separators, texts))).split(SEPARATOR)
        hits = self.find("".join(pieces))
        if not hits:
            return []
        ends = list(accumulate(map(len, pieces)))
        found = []
        place = 0
        for start, end in hits:
            while ends[place] <= start:
                place += 1
            last = place
            while ends[last] < end:
                last += 1
            found.append((place, last, end - start))
        return found

    def find(self, stream: str) -> list[Hit]:
        """The leaking stretches of a stream of letters, in order, none overlapping another."""
        if not self._spans:
            return []
        grams, stride = self._grams, self._stride
        known = [
            at
            for at in range(0, len(stream) - LETTERS + 1, stride)
            if stream[at : at + LETTERS] in grams
        ]
        hits = []
        done = 0
        seen: dict[int, int] = {}
        for at in known:
            if at < done:
                continue
            hit = self._at(stream, at, seen)
            if hit:
                hits.append(hit)
                done = hit.end
        return merged(hits + self._short.find(stream))

    def _at(self, stream: str, at: int, seen: dict[int, int]) -> Hit | None:
        places = self._places(stream, at)
        if len(places) <= _FEW:
            return self._extended(stream, at, places, seen)
        # A refrain: too many places to try. Its neighbours in the stretch are rarer, or else
        # the whole stretch is refrain and counts.
        refrain = 0
        for near in range(max(0, at - self._stride + 1), at + self._stride):
            places = self._places(stream, near)
            refrain = refrain + 1 if len(places) > _FEW else 0
            if refrain >= self._stride:
                return Hit(near - refrain + 1, near + LETTERS)
            if len(places) <= _FEW:
                hit = self._extended(stream, near, places, seen)
                if hit:
                    return hit
        return None

    def _places(self, stream: str, at: int) -> list[int]:
        return self._grams.places(stream[at : at + LETTERS], _FEW + 1)

    def _extended(
        self, stream: str, at: int, places: Sequence[int], seen: dict[int, int]
    ) -> Hit | None:
        """What leaks of the stretches that a gram stands in.

        `seen` tells, by how far paid part and stream are shifted, up to where a stretch was looked
        at: what it covers is known, and a stretch may be as long as the page.
        """
        half = self._stride // 2  # a long stretch goes on so far to one side at least
        onward = stream[at + LETTERS : at + LETTERS + half]
        back = stream[max(0, at - half) : at]
        for place in places:
            if seen.get(place - at, 0) > at:
                continue
            known = self._paid.startswith(onward, place + LETTERS)
            if not known and not self._paid.endswith(back, 0, place):
                continue
            before = _common_before(self._paid, place, stream, at)
            after = _common_after(self._paid, place, stream, at)
            seen[place - at] = at + after
            covered = self._covered(place - before, place + after)
            if covered is not None:
                return Hit(at + covered.start - place, at + covered.end - place)
        return None

    def _covered(self, start: int, end: int) -> Hit | None:
        """What the spans within a stretch of the paid part cover of it."""
        if end - start < self._long:
            return None  # shorter ones are searched for by themselves
        first, beyond = bisect_left(self._spans, (start, 0)), bisect_left(self._spans, (end, 0))
        within = [span for span in self._spans[first:beyond] if span[1] <= end]
        return Hit(within[0][0], max(last for _, last in within)) if within else None


@lru_cache(maxsize=2)  # asked when a page is examined, and again when it is cut
def share_said(paid: str, said: str) -> float:
    """The share of a paid part's spans that another text says too, from 0 to 1."""
    stream, spans = _spans((paid,))
    return 1 - len(_unsaid(stream, spans, letters(said))) / len(spans) if spans else 0.0


def _with_plain(texts: Sequence[str]) -> list[str]:
    # Where the paid part itself shows escapes, look for it both ways.
    return [*texts, *(plain for text in texts if (plain := unescape(text)) != text)]


@lru_cache(maxsize=2)  # of the same page, for the same reason; a paid part may hold a novel
def _spans(blocks: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    stream = _EDGE
    spans: list[tuple[int, int]] = []
    for text in blocks:
        said = sentences(text)
        found = [word for sentence in said for word in sentence]
        spelled = {word: letters(word) for word in set(found)}
        stretch = [spelled[word] for word in found]
        ends = list(accumulate(map(len, stretch), initial=len(stream)))
        apart = spaced(found)
        spans += [(ends[first], ends[last]) for first, last in runs(apart)]
        for first, last in pairwise(accumulate(map(len, said), initial=0)):
            if sum(apart[first:last]) >= SENTENCE_WORDS:
                spans.append((ends[first], ends[last]))
        stream += "".join(stretch) + _EDGE
    lasting = (span for span in sorted(spans) if span[1] - span[0] >= LETTERS)
    return stream, tuple(dict.fromkeys(lasting))


def _unsaid(stream: str, spans: Sequence[tuple[int, int]], said: str) -> list[tuple[int, int]]:
    if not spans:
        return []
    grams = {said[at : at + LETTERS] for at in range(len(said) - LETTERS + 1)}
    return [
        (start, end)
        for start, end in spans
        if stream[start : start + LETTERS] not in grams or stream[start:end] not in said
    ]


def _apart(
    spans: list[tuple[int, int]], others: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans that overlap none of the others."""
    edges = merged([Hit(*other) for other in others])
    starts = [edge.start for edge in edges]
    kept = []
    for start, end in spans:
        before = bisect_left(starts, end) - 1
        if before < 0 or edges[before].end <= start:
            kept.append((start, end))
    return kept


def _best_length(spans: list[tuple[int, int]]) -> int:
    # Looking up a gram costs about 80 ns, searching one short span about 0.3 ns a letter; of more
    # than so many, the grams of all letters are looked up.
    sizes = sorted(end - start for start, end in spans)
    costs = {}
    for length in _LONG_CHOICES:
        shorter = min(bisect_left(sizes, length), MANY)
        costs[length] = 80 / (length - LETTERS + 1) + 0.3 * shorter
    return min(costs, key=costs.__getitem__)


def _common_before(paid: str, place: int, stream: str, at: int) -> int:
    count, most = 0, min(place, at)
    while count + _STEP <= most and (
        paid[place - count - _STEP : place - count] == stream[at - count - _STEP : at - count]
    ):
        count += _STEP
    while count < most and paid[place - count - 1] == stream[at - count - 1]:
        count += 1
    return count


def _common_after(paid: str, place: int, stream: str, at: int) -> int:
    count, most = 0, min(len(paid) - place, len(stream) - at)
    while count + _STEP <= most and (
        paid[place + count : place + count + _STEP] == stream[at + count : at + count + _STEP]
    ):
        count += _STEP
    while count < most and paid[place + count] == stream[at + count]:
        count += 1
    return count
