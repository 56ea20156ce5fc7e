"""What the sandbox's pages for people share: templates, headers, prices in words."""

from collections.abc import Mapping
from http import HTTPStatus
from importlib.resources import files
from urllib.parse import parse_qsl

from babel.numbers import format_currency, get_currency_precision
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from presspass.core.instants import Instant, moment
from presspass.sandbox.objects import Object

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


_STATIC = {"sandbox.css": "text/css", "icon.svg": "image/svg+xml"}


class Pages:
    """Renders pages that live under an address. Safe from any thread."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._templates = Environment(
            loader=PackageLoader("presspass.sandbox"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["money"] = money
        self._templates.filters["when"] = when

    def page(
        self, template: str, shown: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        """A page."""
        html = self._templates.get_template(template).render(shown, address=self._address)
        return HTMLResponse(html, status, _HEADERS)

    def told(
        self,
        title: str,
        text: str,
        link: tuple[str, str] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        """A page that only says something, with one way on: its address and its words."""
        return self.page("told.html", {"title": title, "text": text, "link": link}, status)

    def to(self, path: str) -> Response:
        """Go on to a page of the sandbox's own."""
        return RedirectResponse(self._address + path, HTTPStatus.SEE_OTHER, _HEADERS)

    def away(self, url: str) -> Response:
        """Leave for the seller's site."""
        return RedirectResponse(url, HTTPStatus.SEE_OTHER, _HEADERS)


def static_file(request: Request) -> Response:
    """The style sheet, or the icon."""
    name = request.path_params["name"]
    kind = _STATIC.get(name)
    if kind is None:
        return PlainTextResponse("There is no such file.\n", HTTPStatus.NOT_FOUND)
    text = files("presspass.sandbox").joinpath(f"static/{name}").read_text(encoding="utf-8")
    return PlainTextResponse(text, media_type=kind, headers={"Cache-Control": "no-cache"})


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that was sent."""
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace")))


_DECIMALS = {"ISK": 2, "UGX": 2, "MGA": 0}
"""Where Stripe writes others than the currency has."""


def money(amount: int, currency: str) -> str:
    """An amount of minor units in words."""
    code = currency.upper()
    decimals = _DECIMALS.get(code, get_currency_precision(code))
    return format_currency(amount / 10**decimals, code, locale="en")


def first(recurring: Object) -> str:
    """The first of such intervals, such as "the first 3 months"."""
    return every(recurring).replace("every", "the first")


def every(recurring: Object) -> str:
    """How often a price is paid, such as "every 3 months"."""
    unit, count = recurring["interval"], recurring["interval_count"]
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"


def when(at: Instant | None) -> str:
    """A time in words."""
    return "–" if at is None else f"{moment(at):%d %b %Y, %H:%M}"  # noqa: RUF001  # an empty cell
