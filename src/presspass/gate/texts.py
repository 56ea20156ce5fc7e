"""Answers that are texts but no pages: whether they carry paid text past its page."""

from typing import TYPE_CHECKING

from presspass.gate.ahead import ReadAhead
from presspass.gate.bodies import PAGE_SECONDS
from presspass.gate.composer import Composer
from presspass.gate.headers import first, joined
from presspass.gate.inflate import Undecodable, inflated
from presspass.gate.kinds import LOOKED_AT, Kind, kind_of, looks_like_text
from presspass.gate.pages import Page, Pages
from presspass.gate.remembered import Remembered
from presspass.ports import OriginAway

if TYPE_CHECKING:
    from array import array

READ_AHEAD_SECONDS = 2.0
"""How long a text is awaited that may never end, before it is passed on as it comes."""


class Texts:
    """Compares texts with what is known of paid parts."""

    def __init__(self, pages: Pages, composer: Composer, most: int) -> None:
        self._pages = pages
        self._composer = composer
        self._most = most
        self._remembered = Remembered()

    async def is_text(self, answer: ReadAhead) -> bool:
        """Whether an answer is one, by its type or else by its first bytes."""
        kind = _kind(answer)
        if kind is not Kind.UNSAID:
            return kind is not Kind.BINARY
        beginning = b""
        for size in (1, LOOKED_AT):  # a first chunk that is no text's is enough
            beginning = await answer.read(size, READ_AHEAD_SECONDS)
            try:
                beginning = inflated(beginning, _coding(answer), LOOKED_AT)
            except Undecodable:
                return False
            if not looks_like_text(beginning):
                return False
        return True

    async def held(self, answer: ReadAhead, url: str) -> list[Page]:
        """The pages of whose paid parts an answer of an address holds more than a quotation.

        Raises `OriginAway` where that can't be told of what may carry articles.
        """
        kind = _kind(answer)
        endless = kind is Kind.ENDLESS
        body = await answer.read(self._most, READ_AHEAD_SECONDS if endless else PAGE_SECONDS)
        if answer.awaits and not endless:
            raise OriginAway(f"a text took longer than {PAGE_SECONDS:.0f} seconds")
        try:
            body = inflated(body, _coding(answer), self._most)
        except Undecodable as fault:
            if kind is Kind.TEXT:
                raise OriginAway(f"a text comes {fault}") from fault
        content_type = (first(answer.headers, b"content-type") or b"").decode("latin-1")
        return self._pages.known.found(await self._runs(body, url, content_type))

    async def _runs(self, body: bytes, url: str, content_type: str) -> "array[int]":
        """The runs of a text, which is read once while it stays the same."""
        key = self._remembered.key(body, content_type)
        runs = self._remembered.get(key)
        if runs is None:
            runs = self._remembered.put(key, await self._composer.runs(body, url, content_type))
        return runs


def _kind(answer: ReadAhead) -> Kind:
    return kind_of(first(answer.headers, b"content-type") or b"")


def _coding(answer: ReadAhead) -> bytes:
    return joined(answer.headers, b"content-encoding")
