"""Paid text that the gate has seen, to know it again in answers at other addresses.

Interfaces, feeds and print views carry articles past their pages. The gate goes by what comes back:
an answer that holds much of a paid part is for those who may read that article. What is known is
the paid parts of the pages held in memory.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presspass.gate.pages import Page

QUOTED = 12
"""How many of the kept runs an answer may hold of one paid part: about a hundred words on end.

Content systems cut excerpts of about 55 words by themselves, and readers quote. Of a paid part that
is shorter than twice this, half is too much.
"""


class KnownText:
    """The runs of words of paid parts, and whose they are."""

    def __init__(self) -> None:
        self._pages: dict[int, Page] = {}

    def __bool__(self) -> bool:
        return bool(self._pages)

    def learn(self, page: "Page") -> None:
        """Know a page's paid part from now on."""
        self._pages.update(dict.fromkeys(page.examined.paid.runs, page))

    def forget(self, page: "Page") -> None:
        """Know it no longer."""
        for run in page.examined.paid.runs:
            if self._pages.get(run) is page:
                del self._pages[run]

    def found(self, runs: Iterable[int]) -> "list[Page]":
        """The pages of whose paid parts these runs hold too much, the most held one first."""
        held = Counter(map(id, pages := [self._pages[run] for run in runs if run in self._pages]))
        by_id = {id(page): page for page in pages}
        return [by_id[one] for one, count in held.most_common() if count > _allowed(by_id[one])]


def _allowed(page: "Page") -> int:
    return min(QUOTED, len(page.examined.paid.runs) // 2)
