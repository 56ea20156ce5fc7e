"""What all pages under the prefix share: language, layout and headers."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from presspass.core.edition import Edition
from presspass.core.publication import Publication
from presspass.services.links import Links, on_this_site
from presspass.services.messages import Messages
from presspass.services.wording import Wording
from presspass.web.languages import accepted

CurrentEdition: TypeAlias = Callable[[], Edition]
"""Answers the edition in force."""

SAFE = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; form-action 'self'; "
    "base-uri 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Vary": "Accept-Language",
}
PERSONAL = {"Cache-Control": "private, no-store"}
SHARED = {"Cache-Control": "no-cache"}


COUNTRY = "presspass.country"
"""Where the gate leaves the reader's country, in the request's scope."""


def country_of(request: Request) -> str | None:
    """The reader's country, where it is known."""
    country: str | None = request.scope.get(COUNTRY)
    return country


class Shell:
    """Renders pages in the publication's name. Safe from any thread."""

    def __init__(self, publication: Publication, edition: CurrentEdition, links: Links) -> None:
        self.publication = publication
        self.links = links
        self._edition = edition
        self._spoken: tuple[Edition, Messages] | None = None
        self._templates = Environment(
            loader=PackageLoader("presspass.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def wording(self, request: Request, asked: str | None = None) -> Wording:
        """The words of the edition in force, in the language `asked` for.

        Where none is, it is the one that the address names, that of the page that led here; and
        where that names none, the one that the browser likes best.
        """
        edition = self._edition()
        spoken = self._spoken
        if spoken is None or spoken[0] is not edition:
            spoken = (edition, Messages(edition.messages, self.publication.language))
            self._spoken = spoken
        asked = asked or request.query_params.get("language")
        if asked is None:
            asked = spoken[1].preferred(accepted(request.headers.get("accept-language", "")))
        return Wording(spoken[1], self.publication, edition, asked)

    def page(
        self,
        request: Request,
        template: str,
        shown: Mapping[str, object],
        headers: Mapping[str, str],
        status: HTTPStatus = HTTPStatus.OK,
    ) -> HTMLResponse:
        """A page. `shown` holds its `title` and what else its template names.

        A page that is there in one language only brings its `wording`.
        """
        own = shown.get("wording")
        wording = own if isinstance(own, Wording) else self.wording(request)
        back = back_to(request)
        html = self._templates.get_template(template).render(
            shown,
            say=wording.say,
            language=wording.language,
            direction=wording.direction,
            publication=self.publication,
            links=self.links,
            offers_link=self.links.offers(wording.language, back) if wording.selling else None,
            back=back,
        )
        return HTMLResponse(html, status, {**SAFE, **headers})

    def told(
        self,
        request: Request,
        group: str,
        headers: Mapping[str, str],
        status: HTTPStatus = HTTPStatus.OK,
    ) -> HTMLResponse:
        """A page that only says something: the messages `GROUP-title` and `GROUP-explanation`."""
        say = self.wording(request).say
        title, explanation = say(f"{group}-title"), say(f"{group}-explanation")
        shown = {"title": title, "heading": title, "explanation": explanation}
        return self.page(request, "plain.html", shown, headers, status)

    def missing(self, request: Request) -> HTMLResponse:
        """The page for an address at which there is nothing."""
        return self.told(request, "missing", SHARED, HTTPStatus.NOT_FOUND)

    def closed(self, request: Request) -> HTMLResponse:
        """The page in place of signing in where no mail can be sent."""
        return self.told(request, "sign-in-closed", SHARED, HTTPStatus.SERVICE_UNAVAILABLE)


def back_to(request: Request) -> str | None:
    """The page that the reader came from and returns to, if it is one of this very site."""
    page = request.query_params.get("page", "")
    return page if on_this_site(page) else None
