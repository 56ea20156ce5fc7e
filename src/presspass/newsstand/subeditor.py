"""The subeditor: makes an article of a file, and notes what is wrong with it.

The rules: without a title, a date that there is, or an address of its own, an article is left out,
and so is advertising that doesn't say whose; whatever else is wrong is left off, and the article is
served without it. An unknown tier locks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from babel import Locale, UnknownLocaleError

from presspass.core.article import Tier
from presspass.core.instants import Instant
from presspass.newsstand.addresses import slug
from presspass.newsstand.body import Body, render
from presspass.newsstand.dates import Calendar
from presspass.newsstand.frontmatter import Source
from presspass.newsstand.pictures import Figure, Picture
from presspass.newsstand.problems import LeftOut, Problem
from presspass.newsstand.story import SPONSORED, Page, Sponsor, Story

_PLACES = ("", "lead", "second", "brief", "section")


@dataclass(frozen=True, slots=True)
class Subeditor:
    """Works through one reading of a folder; `problems` grows as it goes."""

    calendar: Calendar
    pictures: Mapping[str, Picture]
    problems: list[Problem] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=lambda: {"/search": "the search"})

    def story(self, source: Source) -> Story:
        """The article in a file. Raises `LeftOut`."""
        fields = source.fields
        if not fields.title.strip():
            raise LeftOut(source.problem("title", "left out: it has no title"))
        if not slug(fields.section):
            raise LeftOut(source.problem("section", "left out: its section has no letter or digit"))
        paid = fields.sponsor
        if paid and not paid.name.strip():
            raise LeftOut(source.problem("sponsor", "left out: it doesn't say who paid for it"))
        published, updated = self._dates(source)
        tags = tuple(dict.fromkeys(tag for tag in fields.tags if slug(tag) and tag != SPONSORED))
        return Story(
            slug=self._address(source),
            title=fields.title.strip(),
            standfirst=fields.standfirst.strip(),
            section=fields.section,
            tier=self._tier(source),
            published=published,
            body=self._body(source),
            language=self._language(source),
            tags=(*tags, SPONSORED) if paid else tags,
            authors=tuple(name for name in fields.authors if slug(name)),
            updated=updated,
            dateline=fields.dateline,
            place=self._place(source),
            picture=self._picture(source),
            corrections=fields.corrections,
            sponsor=Sponsor(paid.name.strip(), paid.about) if paid else None,
        )

    def page(self, source: Source) -> Page:
        """The page about the paper in a file. Raises `LeftOut`."""
        address = slug(PurePosixPath(source.file).stem)
        if not address:
            raise LeftOut(Problem(source.file, 1, "left out: its name has no letter or digit"))
        other = self.taken.setdefault(f"/{address}", source.file)
        if other != source.file:
            message = f'left out: its address "/{address}" is already that of {other}'
            raise LeftOut(Problem(source.file, 1, message))
        title = source.fields.title or address.replace("-", " ").capitalize()
        body = self._body(source)
        return Page(address, title, body.teaser + body.paid, self._language(source))

    def _address(self, source: Source) -> str:
        address = slug(source.fields.slug or PurePosixPath(source.file).stem)
        if not address:
            raise LeftOut(source.problem("slug", "left out: its address has no letter or digit"))
        if address in self.taken:
            other = self.taken[address]
            message = f'left out: its address "{address}" is already that of {other}'
            raise LeftOut(source.problem("slug", message))
        self.taken[address] = source.file
        return address

    def _dates(self, source: Source) -> tuple[Instant, Instant | None]:
        if source.fields.published is None:
            raise LeftOut(source.problem("published", 'left out: it has no "published" date'))
        published = self._date(source, "published", source.fields.published)
        if source.fields.updated is None:
            return published, None
        updated = self._date(source, "updated", source.fields.updated)
        if updated < published:
            message = "it was updated before it was published; the update is not shown"
            self.problems.append(source.problem("updated", message))
            return published, None
        return published, updated

    def _date(self, source: Source, key: str, written: object) -> Instant:
        try:
            return self.calendar.read(written)
        except (ValueError, OverflowError) as fault:
            raise LeftOut(source.problem(key, f"left out: impossible date: {fault}")) from None

    def _tier(self, source: Source) -> Tier:
        written = source.fields.tier
        try:
            tier = Tier(written)
        except ValueError:
            known = ", ".join(Tier)
            message = f'"{written}" is no tier ({known}); the article is locked until it is mended'
            self.problems.append(source.problem("tier", message))
            tier = Tier.LOCKED
        if source.fields.sponsor is None:
            return tier
        if tier is not Tier.FREE and "tier" in source.written:
            message = "a sponsored article is always free; its tier was ignored"
            self.problems.append(source.problem("tier", message))
        return Tier.FREE

    def _language(self, source: Source) -> str:
        written = source.fields.lang
        if not written:
            return self.calendar.language
        try:
            Locale.parse(written, sep="-")
        except (ValueError, UnknownLocaleError):
            message = f'"{written}" is no language; write a tag such as pl or pt-BR; it was ignored'
            self.problems.append(source.problem("lang", message))
            return self.calendar.language
        return written

    def _body(self, source: Source) -> Body:
        complain = partial(self._complain, source)
        return render(source.body, self.pictures.get, complain, source.fields.dateline)

    def _complain(self, source: Source, line: int, message: str) -> None:
        self.problems.append(Problem(source.file, source.body_line + line, message))

    def _place(self, source: Source) -> str:
        place = source.fields.front
        if place in _PLACES:
            return place
        known = ", ".join(_PLACES[1:])
        message = f'"{place}" is no place on the front page ({known}); it was ignored'
        self.problems.append(source.problem("front", message))
        return ""

    def _picture(self, source: Source) -> Figure | None:
        fields = source.fields.picture
        if fields is None:
            return None
        picture = self.pictures.get(fields.file)
        if picture is None:
            message = f'the picture "{fields.file}" was left out: missing or broken'
            self.problems.append(source.problem("picture", message))
            return None
        if not fields.alt:
            message = f'the picture "{fields.file}" has no description for those who can\'t see'
            self.problems.append(source.problem("picture", message))
        return Figure(picture, fields.alt, fields.caption, fields.credit)
