"""Search over headlines and standfirsts, and nothing else: the paid part is never looked at."""

import unicodedata
from collections.abc import Iterable

from presspass.newsstand.story import Story

LONGEST = 200
"""Characters of a query that are looked at."""


def search(stories: Iterable[Story], query: str) -> tuple[Story, ...]:
    """The articles that have every word of the query, those with all in the headline first."""
    words = _plain(query[:LONGEST]).split()
    if not words:
        return ()
    found = [
        (not _has(story.title, words), story)
        for story in stories
        if _has(f"{story.title} {story.standfirst}", words)
    ]
    found.sort(key=lambda pair: pair[0])
    return tuple(story for _, story in found)


def _has(text: str, words: list[str]) -> bool:
    plain = _plain(text)
    return all(word in plain for word in words)


def _plain(text: str) -> str:
    """Without case, accents and typographic quotes."""
    parts = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
