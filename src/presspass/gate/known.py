"""Paid text that the gate has seen, to know it again in answers at other addresses.

Interfaces, feeds and print views carry articles past their pages. The gate goes by what comes back:
an answer that holds much of a paid part is for those who may read that article. What is known is
the paid parts of the pages held in memory, and of as many that had to make room for others as a
bound of their own allows: else whoever asks for many large pages would have the rest forgotten.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presspass.gate.pages import Page

QUOTED = 12
"""How many of the kept runs an answer may hold of one paid part: about a hundred words on end.

Content systems cut excerpts of about 55 words by themselves, and readers quote. Of a paid part that
is shorter than twice this, half is too much.
"""

RUN_BYTES = 200
"""What one run weighs, roughly: an integer, and its places in a set and in the table here."""

_OVERHEAD = 4096
"""What a page weighs without its body and runs, roughly."""


class KnownText:
    """The runs of words of paid parts, and whose they are.

    Of pages that are held no longer it is kept while they weigh `most` bytes, the latest ones'.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._pages: dict[int, Page] = {}
        self._retired: OrderedDict[Page, int] = OrderedDict()
        self._places: dict[tuple[bytes, tuple[bytes, ...]], Page] = {}
        self._kept = 0

    def __bool__(self) -> bool:
        return bool(self._pages)

    def learn(self, page: "Page") -> None:
        """Know a page's paid part from now on, in place of what was known of its place."""
        before = self._places.get((page.key, page.values))
        if before is not None:
            self.forget(before)
        for run in page.examined.paid.runs:
            self._lose(run)
            self._pages[run] = page

    def retire(self, page: "Page") -> None:
        """Know the paid part of a page that makes room for others, without its body."""
        own = [run for run in page.examined.paid.runs if self._pages.get(run) is page]
        if not own:
            return
        light = replace(page, body=b"", headers=[], life=[], faces={}, composing={}, cut=None)
        self._pages.update(dict.fromkeys(own, light))
        self._retired[light] = len(own)
        self._places[light.key, light.values] = light
        self._kept += _OVERHEAD + RUN_BYTES * len(own)
        while self._kept > self._most:
            self.forget(next(iter(self._retired)))

    def forget(self, page: "Page") -> None:
        """Know it no longer."""
        for run in page.examined.paid.runs:
            if self._pages.get(run) is page:
                self._lose(run)
                del self._pages[run]

    def purge(self, wanted: Callable[[bytes], bool]) -> None:
        """Know no page any more that is not held, and whose address is wanted."""
        for page in [page for page in self._retired if wanted(page.key)]:
            self.forget(page)

    def _lose(self, run: int) -> None:
        """Count a run that no longer is its page's."""
        page = self._pages.get(run)
        if page is None or page not in self._retired:
            return
        self._kept -= RUN_BYTES
        self._retired[page] -= 1
        if not self._retired[page]:
            self._kept -= _OVERHEAD
            del self._retired[page]
            del self._places[page.key, page.values]

    def found(self, runs: Iterable[int]) -> "list[Page]":
        """The pages of whose paid parts these runs hold too much, the most held one first."""
        held = Counter(map(id, pages := [self._pages[run] for run in runs if run in self._pages]))
        by_id = {id(page): page for page in pages}
        return [by_id[one] for one, count in held.most_common() if count > _allowed(by_id[one])]


def _allowed(page: "Page") -> int:
    return min(QUOTED, len(page.examined.paid.runs) // 2)
