"""The press: prints pages, feeds and sitemaps of a paper from its templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from presspass.core.instants import DAY, Instant
from presspass.core.publication import Publication
from presspass.newsstand.addresses import path
from presspass.newsstand.assets import Asset
from presspass.newsstand.dates import Calendar
from presspass.newsstand.metadata import linked_data
from presspass.newsstand.paper import Paper
from presspass.newsstand.speech import PACKAGE, Speech
from presspass.newsstand.story import Story
from presspass.services.messages import Messages

PAGE_LENGTH = 30
_NEWS_AGE = 2 * DAY  # Google's news sitemap protocol: articles of the last two days
_NEWS_MOST = 1000  # as above: at most so many
_FEED_MOST = 50

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a long list; `number` begins at 1."""

    items: Sequence[Item]
    number: int
    of: int
    total: int


def leaf(items: Sequence[Item], number: int) -> Leaf[Item] | None:
    """A page of a list, or `None` where the list is not that long."""
    of = max(1, -(-len(items) // PAGE_LENGTH))
    if not 1 <= number <= of:
        return None
    return Leaf(items[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH], number, of, len(items))


class Press:
    """Prints for one publication. Everything it prints is the same for every reader."""

    def __init__(
        self, publication: Publication, calendar: Calendar, assets: dict[str, Asset]
    ) -> None:
        self._environment = Environment(
            loader=PackageLoader("presspass.newsstand"),
            autoescape=select_autoescape(("html", "xml")),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals.update(
            publication=publication,
            assets={name: asset.href for name, asset in assets.items()},
            linked_data=linked_data,
            share=_share,
        )
        self._publication = publication
        self._calendar = calendar
        self._spoken: tuple[Mapping[str, str], Speech] | None = None

    def page(
        self,
        template: str,
        paper: Paper,
        now: Instant,
        address: str,
        language: str | None = None,
        **shown: Any,
    ) -> bytes:
        """A page of the paper; `address` is its own path and query.

        It is in the publication's own language where it names none.
        """
        shown |= {"now": now, "address": address, "url": self._publication.url + address}
        return self._print(template, paper, language, **shown)

    def sitemap(self, paper: Paper) -> bytes:
        """The sitemap: every page there is, every article among them."""
        return self._print("sitemap.xml", paper)

    def news_sitemap(self, paper: Paper, now: Instant) -> bytes:
        """The news sitemap: the last two days' articles, without advertising."""
        news = [
            story
            for story in paper.stories
            if story.published > now - _NEWS_AGE and story.sponsor is None
        ]
        return self._print("news-sitemap.xml", paper, stories=news[:_NEWS_MOST])

    def feed(self, paper: Paper) -> bytes:
        """The Atom feed: headlines and standfirsts of the newest articles."""
        return self._print("feed.xml", paper, stories=paper.stories[:_FEED_MOST])

    def robots(self) -> bytes:
        """What crawlers are told."""
        return self._environment.get_template("robots.txt").render().encode()

    def _print(
        self, template: str, paper: Paper, language: str | None = None, **shown: Any
    ) -> bytes:
        home = self._speech(paper)
        speech = home if language is None else home.into(language)
        shown |= {"paper": paper, "speech": speech, "home": home, "calendar": speech.calendar}
        return self._environment.get_template(template).render(shown).encode()

    def _speech(self, paper: Paper) -> Speech:
        """How the paper speaks in the publication's own language."""
        spoken = self._spoken
        if spoken is None or spoken[0] is not paper.words:
            messages = Messages(paper.words, self._publication.language, PACKAGE)
            speech = Speech(messages, self._calendar, self._publication.name)
            spoken = self._spoken = (paper.words, speech)
        return spoken[1]


def _share(story: Story, url: str, speech: Speech) -> list[tuple[str, str, str]]:
    """Where an article can be shared, by plain links: what is shown, what is read out, and where.

    Advertising says so in its title.
    """
    title = speech.text("sponsored.title", title=story.title) if story.sponsor else story.title
    link, said = quote(url, safe=""), quote(title, safe="")
    networks = {
        "Facebook": f"https://www.facebook.com/sharer/sharer.php?u={link}",
        "LinkedIn": f"https://www.linkedin.com/sharing/share-offsite/?url={link}",
        "X": f"https://x.com/intent/post?url={link}&text={said}",
    }
    mail = (speech.text("share-mail"), speech.text("share-mail.label"))
    return [
        *((name, speech.text("share-on", network=name), href) for name, href in networks.items()),
        (*mail, f"mailto:?subject={said}&body={link}"),
    ]


def search_address(query: str, number: int) -> str:
    """The address of a page of search results."""
    asked = f"?q={quote(query, safe='')}" if query else ""
    return path("search") + asked + (f"&page={number}" if number > 1 else "")
