"""The newsstand's application: an ordinary site that knows nothing of the gate before it."""

from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from presspass.core.instants import Instant
from presspass.core.publication import Publication
from presspass.newsstand import assets
from presspass.newsstand.answers import FINGERPRINTED_AGE, ICON_AGE, answer
from presspass.newsstand.dates import Calendar
from presspass.newsstand.library import Library
from presspass.newsstand.press import Press
from presspass.newsstand.site import Newsstand

SAMPLE = Path(__file__).parent / "sample"


def create(folder: Path | None, publication: Publication, now: Callable[[], Instant]) -> Starlette:
    """The site of a folder, or of the bundled sample. It serves every article whole.

    Ages in front matter ("2h ago") are counted from the moment of this call.
    """
    calendar = Calendar(publication.zone, publication.language, now())
    files = assets.load()
    library = Library(folder or SAMPLE, calendar, now)
    site = Newsstand(library, Press(publication, calendar, files), calendar, now)
    served = {asset.href: asset for asset in files.values()}

    def asset(request: Request) -> Response:
        found = served.get(request.url.path)
        if found is None:
            raise HTTPException(404)
        changed, age = calendar.anchor, FINGERPRINTED_AGE
        return answer(request, found.body, found.media_type, changed, max_age=age)

    def icon(_: Request) -> Response:
        """Browsers ask for it by habit, pages that name no icon among what they show."""
        headers = {"cache-control": f"public, max-age={ICON_AGE}"}
        return RedirectResponse(files["icon.svg"].href, 302, headers)

    def no_icon(_: Request) -> Response:
        """Phones ask for one of dots, which there is none of: a word is enough."""
        headers = {"cache-control": f"public, max-age={ICON_AGE}"}
        return PlainTextResponse("There is no such icon.\n", 404, headers)

    app = Starlette(
        routes=[
            Route("/", site.front),
            Route("/articles/{slug}", site.article),
            Route("/sections/{slug}", site.section),
            Route("/topics/{slug}", site.topic),
            Route("/authors/{slug}", site.author),
            Route("/search", site.search),
            Route("/sitemap.xml", site.sitemap),
            Route("/news-sitemap.xml", site.news_sitemap),
            Route("/feed.xml", site.feed),
            Route("/robots.txt", site.robots),
            Route("/favicon.ico", icon),
            Route("/apple-touch-icon.png", no_icon),
            Route("/apple-touch-icon-precomposed.png", no_icon),
            Route("/assets/{name}", asset),
            Route("/pictures/{name:path}", site.picture),
            Route("/{slug}", site.page),
        ],
        exception_handlers={HTTPException: site.refused, Exception: site.broken},
    )
    app.router.redirect_slashes = (
        False  # an address has one form, and a redirect would name our host
    )
    return app
