"""Faces: the few variants that a page has, composed on demand and off the event loop."""

import asyncio
import gzip
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from presspass.core.access import Decision
from presspass.core.hops import end_to_end
from presspass.core.instants import Instant, moment, start_of_day
from presspass.core.periods import QUARTER_HOUR
from presspass.core.reader import Reader
from presspass.core.situations import NOTICES, WALLS
from presspass.gate.answers import PRIVATE
from presspass.gate.composer import Composer
from presspass.gate.config import GateConfig
from presspass.gate.headers import first
from presspass.gate.pages import LIFE, Face, Page, Pages
from presspass.gate.script_rules import own_scripts_allowed
from presspass.page.contract import Cut, splice
from presspass.ports import Headers, Snapshot, View

GZIP_LEVEL = 6

# Lines about the origin's own bytes: not true of a page that we change.
NOT_GATED = LIFE | {
    b"accept-ranges",
    b"age",
    b"content-digest",
    b"content-md5",
    b"digest",
    b"etag",
    b"last-modified",
    b"repr-digest",
    b"surrogate-key",
    b"warning",
}
_NOT_PRIVATE = NOT_GATED | {b"content-encoding", b"content-length", b"date"}
# Of a free page's own lines those about its bytes as they came; its life is `Page.life`.
_NOT_SHARED = LIFE | {
    b"age",
    b"content-digest",
    b"content-encoding",
    b"content-length",
    b"content-md5",
    b"date",
    b"digest",
    b"etag",
    b"repr-digest",
    b"vary",
}


def view_of(
    decision: Decision, reader: Reader, zone: ZoneInfo, regions: Mapping[str, str]
) -> View | None:
    """What the page has to show for a decision, or `None` where it shows nothing.

    `regions` are the snapshot's.
    """
    shown = decision.shown
    if shown not in WALLS and shown not in NOTICES:
        return None
    country = reader.country if shown in WALLS else None
    return View(
        shown,
        decision.standing,
        decision.left,
        decision.limit,
        decision.offered,
        _day(zone, decision.resets_at),
        _day(zone, reader.fix_by),
        decision.days,
        None if country is None else regions.get(country),
    )


def _day(zone: ZoneInfo, at: Instant | None) -> Instant | None:
    """The first instant of the day in `zone` that holds an instant."""
    return None if at is None else _day_of_quarter(zone, at // QUARTER_HOUR)


@lru_cache(maxsize=1024)
def _day_of_quarter(zone: ZoneInfo, quarter: int) -> Instant:
    return start_of_day(moment(quarter * QUARTER_HOUR, zone).date(), zone)


class Faces:
    """Makes faces and hands out those made before."""

    def __init__(self, config: GateConfig, composer: Composer, pages: Pages) -> None:
        self._config = config
        self._composer = composer
        self._pages = pages

    async def private(
        self, page: Page, view: View | None, snapshot: Snapshot, now: Instant, *, zipped: bool
    ) -> Face:
        """The face that a reader in such a view gets, made now."""
        key = (view, zipped)
        making = page.composing.get(key)
        if making is None:
            making = asyncio.ensure_future(self._private(page, view, snapshot, now, zipped=zipped))
            page.composing[key] = making
            composing = page.composing
            making.add_done_callback(lambda _: composing.pop(key, None))
        face = await asyncio.shield(making)
        if page.snapshot is snapshot:  # else it was made for one that is over
            page.faces[key] = face
        return face

    async def shared(self, page: Page, *, zipped: bool) -> Face:
        """The face of a page that is free for everyone: the origin's own, to be cached by all."""
        key = ("shared", zipped)
        face = page.faces.get(key)
        if face is None:
            headers = [line for line in page.headers if line[0] not in _NOT_SHARED]
            etag = first(page.headers, b"etag")
            if etag is not None:
                weak = zipped and not etag.startswith(b"W/")
                headers.append((b"etag", b"W/" + etag if weak else etag))
            vary = [value for name, value in page.headers if name == b"vary"]
            if not any(b"accept-encoding" in value.lower() for value in vary):
                vary.append(b"Accept-Encoding")
            headers.append((b"vary", b", ".join(vary)))
            face = page.faces[key] = await self._face(page, headers, page.body, zipped=zipped)
        return face

    async def _private(
        self, page: Page, view: View | None, snapshot: Snapshot, now: Instant, *, zipped: bool
    ) -> Face:
        headers = [line for line in page.headers if line[0] not in _NOT_PRIVATE]
        if view is None:
            return await self._face(page, headers + PRIVATE, page.body, zipped=zipped)
        fragment = await asyncio.to_thread(
            snapshot.fragments.render,
            view,
            page.examined.facts.language or self._config.publication.language,
            page.address,
            now,
        )
        scripted = await asyncio.to_thread(own_scripts_allowed, page.headers, page.body)
        html = fragment.html + (fragment.script if scripted else "")
        if view.situation.walled:
            cut = await self._cut(page, snapshot)
            body = cut.with_wall(html)
            headers = [line for line in headers if line[0] != b"content-type"]
            headers.append((b"content-type", b"text/html; charset=utf-8"))
        elif page.examined.notice_at is None:
            body = page.body
        else:
            facts = page.examined.facts
            body = splice(page.body, page.examined.notice_at, html, facts.encoding)
        face = await self._face(page, headers + PRIVATE, body, zipped=zipped)
        return face._replace(until=fragment.until)

    async def _cut(self, page: Page, snapshot: Snapshot) -> Cut:
        teaser = snapshot.policy.teaser_paragraphs
        if page.snapshot is not snapshot:
            return await self._composer.cut(page.body, page.examined.facts, teaser)
        if page.cut is None:
            work = self._composer.cut(page.body, page.examined.facts, teaser)
            page.cut = asyncio.ensure_future(work)
            self._pages.grew(page, len(page.body))  # the cut is about as large
        cutting = page.cut
        try:
            return await asyncio.shield(cutting)
        except BaseException:
            if page.cut is cutting and cutting.done():
                page.cut = None
            raise

    async def _face(self, page: Page, headers: Headers, body: bytes, *, zipped: bool) -> Face:
        headers = end_to_end(headers)
        if zipped:
            body = await asyncio.to_thread(gzip.compress, body, GZIP_LEVEL, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        headers.append((b"content-length", str(len(body)).encode()))
        self._pages.grew(page, len(body))
        return Face(headers, body)
