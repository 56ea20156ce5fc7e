"""Short strings, and where a stream of letters says any of them."""

from collections.abc import Iterable

from presspass.page.grams import LETTERS
from presspass.page.hits import Hit

MANY = 250
"""So many short strings cost as much to search one by one as looking up the gram at each letter."""


class Shorts:
    """Finds strings of `LETTERS` letters or more, all short, in time that few or many don't change.

    A few are searched one by one. Of many, what begins with the same letters is looked up by its
    length: there are no more lengths than a short string has letters.
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self._strings = frozenset(strings)
        self._lengths: dict[str, set[int]] = {}
        if len(self._strings) > MANY:
            for string in self._strings:
                self._lengths.setdefault(string[:LETTERS], set()).add(len(string))

    def find(self, stream: str) -> list[Hit]:
        """Where any of them stands, in no order; they may overlap."""
        return self._looked_up(stream) if self._lengths else self._searched(stream)

    def _searched(self, stream: str) -> list[Hit]:
        hits = []
        for string in self._strings:
            start = stream.find(string)
            while start >= 0:
                hits.append(Hit(start, start + len(string)))
                start = stream.find(string, start + len(string))
        return hits

    def _looked_up(self, stream: str) -> list[Hit]:
        lengths, strings = self._lengths, self._strings
        begins = [
            at for at in range(len(stream) - LETTERS + 1) if stream[at : at + LETTERS] in lengths
        ]
        return [
            Hit(at, at + length)
            for at in begins
            for length in lengths[stream[at : at + LETTERS]]
            if stream[at : at + length] in strings
        ]
