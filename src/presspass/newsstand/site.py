"""The pages of the site, each at its address."""

from collections.abc import Callable
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from presspass.core.instants import Instant
from presspass.newsstand.answers import FINGERPRINTED_AGE, PICTURE_POLICY, answer, refusal
from presspass.newsstand.dates import Calendar
from presspass.newsstand.front import arrange
from presspass.newsstand.library import Library
from presspass.newsstand.paper import Paper
from presspass.newsstand.press import Press, leaf, search_address
from presspass.newsstand.search import LONGEST, search
from presspass.newsstand.story import Story

_LATEST = 6
_HTML, _XML, _ATOM, _TEXT = "text/html", "application/xml", "application/atom+xml", "text/plain"
_MOST_DIGITS = 6

Found = TypeVar("Found")


class Newsstand:
    """The pages of the site. Each is the same for every reader."""

    def __init__(
        self, library: Library, press: Press, calendar: Calendar, now: Callable[[], Instant]
    ) -> None:
        self._library = library
        self._press = press
        self._calendar = calendar
        self._now = now

    def front(self, request: Request) -> Response:
        """The front page."""
        paper = self._library.paper()
        return self._page(request, "front.html", paper, "/", front=arrange(paper))

    def article(self, request: Request) -> Response:
        """An article, whole."""
        paper = self._library.paper()
        story = _there(paper.story(request.path_params["slug"]))
        own = {"language": story.language, "story": story}
        return self._page(request, "article.html", paper, story.href, **own)

    def section(self, request: Request) -> Response:
        """A section's articles."""
        paper = self._library.paper()
        section = _there(paper.sections.get(request.path_params["slug"]))
        stories = paper.in_section(section)
        shown = {"kind": "section", "title": section.name, "about": section.about, "role": ""}
        shown["spoken"] = self._calendar.language
        return self._listing(request, paper, section.href, stories, **shown)

    def topic(self, request: Request) -> Response:
        """A topic's articles."""
        paper = self._library.paper()
        topic = _there(paper.topics.get(request.path_params["slug"]))
        shown = {"kind": "topic", "title": topic.name, "about": "", "role": ""}
        shown["spoken"] = topic.language or self._calendar.language
        return self._listing(request, paper, topic.href, topic.stories, **shown)

    def author(self, request: Request) -> Response:
        """An author, and their articles."""
        paper = self._library.paper()
        author = _there(paper.authors.get(request.path_params["slug"]))
        shown = {"kind": "author", "title": author.name, "about": author.about}
        shown["spoken"] = self._calendar.language
        return self._listing(
            request, paper, author.href, paper.by(author), role=author.role, **shown
        )

    def search(self, request: Request) -> Response:
        """The search form, and what was found."""
        paper = self._library.paper()
        query = request.query_params.get("q", "").strip()[:LONGEST]
        number = _number(request)
        found = _there(leaf(search(paper.stories, query), number))
        address = search_address(query, number)
        shown = {"query": query, "found": found, "latest": paper.stories[:_LATEST]}
        return self._page(request, "search.html", paper, address, **shown)

    def page(self, request: Request) -> Response:
        """A page about the paper."""
        paper = self._library.paper()
        page = _there(paper.pages.get(request.path_params["slug"]))
        own = {"language": page.language, "page": page}
        return self._page(request, "page.html", paper, f"/{page.slug}", **own)

    def sitemap(self, request: Request) -> Response:
        """`/sitemap.xml`."""
        paper = self._library.paper()
        return answer(request, self._press.sitemap(paper), _XML, paper.made)

    def news_sitemap(self, request: Request) -> Response:
        """`/news-sitemap.xml`."""
        paper = self._library.paper()
        now = self._now()
        return answer(request, self._press.news_sitemap(paper, now), _XML, now)

    def feed(self, request: Request) -> Response:
        """`/feed.xml`."""
        paper = self._library.paper()
        return answer(request, self._press.feed(paper), _ATOM, paper.made)

    def robots(self, request: Request) -> Response:
        """`/robots.txt`."""
        return answer(request, self._press.robots(), _TEXT, self._calendar.anchor)

    def picture(self, request: Request) -> Response:
        """A picture; under the address that pages give, for good."""
        paper = self._library.paper()
        picture = _there(paper.pictures.get(request.path_params["name"]))
        try:
            body = picture.file.read_bytes()
        except OSError:
            raise HTTPException(404) from None
        current = request.query_params.get("v") == picture.version
        age = {"max_age": FINGERPRINTED_AGE} if current else {}
        return answer(request, body, picture.media_type, paper.made, policy=PICTURE_POLICY, **age)

    def refused(self, request: Request, fault: Exception) -> Response:
        """The page for what isn't there, or can't be asked like this."""
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        headers = dict(getattr(fault, "headers", None) or {})
        return self._refusal(request, status, headers)

    def broken(self, request: Request, _: Exception) -> Response:
        """The page for a fault of ours; the server logs the fault."""
        return self._refusal(request, 500, {})

    def _refusal(self, request: Request, status: int, headers: dict[str, str]) -> Response:
        paper = self._library.paper()
        shown: dict[str, Any] = {"status": status, "latest": paper.stories[:_LATEST]}
        body = self._press.page("error.html", paper, self._now(), "/", **shown)
        return refusal(request, body, status, headers)

    def _listing(
        self,
        request: Request,
        paper: Paper,
        address: str,
        stories: tuple[Story, ...],
        **shown: str,
    ) -> Response:
        number = _number(request)
        found = _there(leaf(stories, number))
        own = f"{address}?page={number}" if number > 1 else address
        return self._page(request, "listing.html", paper, own, found=found, base=address, **shown)

    def _page(
        self, request: Request, template: str, paper: Paper, address: str, **shown: Any
    ) -> Response:
        now = self._now()
        body = self._press.page(template, paper, now, address, **shown)
        changed = max(paper.made, self._calendar.day_began(now))  # pages show the day's date
        return answer(request, body, _HTML, changed)


def _there(found: Found | None) -> Found:
    if found is None:
        raise HTTPException(404)
    return found


def _number(request: Request) -> int:
    """The page of a list that is asked for."""
    asked = request.query_params.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS):
        raise HTTPException(404)
    return int(asked)
