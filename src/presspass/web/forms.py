"""Pages with forms: how they are shown, how what was sent is read, and what goes wrong on the way.

A page of ours that changes something is a template that builds on `forms.html`, a `get` and a
`post`. Both are plain functions, called in a thread; what they raise as `Unavailable` becomes a
page that says so, and a line for the operator.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from presspass.ports import Unavailable
from presspass.web.csrf import FIELD, Csrf
from presspass.web.shell import PERSONAL, SAFE, Shell, back_to

log = logging.getLogger(__name__)

MAX_BYTES = 32_768
"""The longest form that is read: people write a few hundred bytes."""

_MAX_FIELDS = 200

_GUARDED = {**PERSONAL, "Referrer-Policy": "strict-origin"}
"""The secret in a mail's link stays in the address bar; that forms come from here is still told."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent, field by field."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """A field's value; an empty text where it was not sent."""
        return next(iter(self.fields.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a field that may be sent more than once, as boxes to tick are."""
        return tuple(self.fields.get(name, ()))


@dataclass(frozen=True, slots=True)
class Problem:
    """What the person has to change: the name of a field (`None`: of none), and what to do."""

    field: str | None
    text: str


Show: TypeAlias = Callable[[Request], Response]
Take: TypeAlias = Callable[[Request, Form], Response]


class Forms:
    """Shows pages with forms, and takes what was sent. Safe from any thread."""

    def __init__(self, shell: Shell, csrf: Csrf) -> None:
        self.shell = shell
        self._csrf = csrf

    def get(self, path: str, show: Show) -> Route:
        """The route of a page."""
        return Route(path, partial(self._shown, show=show), methods=["GET"])

    def post(self, path: str, take: Take) -> Route:
        """The route of a form: only one that a page of ours sent gets through to `take`."""

        async def endpoint(request: Request) -> Response:
            try:
                form = await _read(request)
            except ClientDisconnect:
                return PlainTextResponse("The request broke off.\n", HTTPStatus.BAD_REQUEST)
            return await run_in_threadpool(self._taken, request, form, take)

        return Route(path, endpoint, methods=["POST"])

    def page(
        self,
        request: Request,
        template: str,
        shown: Mapping[str, object],
        problems: Sequence[Problem] = (),
        status: HTTPStatus | None = None,
    ) -> Response:
        """A page with forms, under a status of 422 where there are problems.

        The template gets `problems` and what `forms.html` needs: `token`, and `to(path)`, which
        makes the address of a page of ours that knows where to go back to, and in which language.
        """
        secret = self._csrf.secret(request)
        given = {
            "problems": problems,
            "form_field": FIELD,
            "token": self._csrf.token(secret),
            "to": partial(self.address, request),
            **shown,
        }
        usual = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        answer = self.shell.page(request, template, given, _GUARDED, status or usual)
        self._csrf.keep(answer, secret)
        return answer

    def told(self, request: Request, group: str, status: HTTPStatus) -> Response:
        """A page that only says something, as `Shell.told` does."""
        return self.shell.told(request, group, _GUARDED, status)

    def address(self, request: Request, path: str, **more: str) -> str:
        """The address of a page of ours, `path` being what stands after the prefix."""
        page, language = back_to(request), request.query_params.get("language")
        kept = {"page": page or "", "language": language or "", **more}
        query = urlencode({name: value for name, value in kept.items() if value}, safe="/")
        return f"{self.shell.links.prefix}{path}{'?' if query else ''}{query}"

    def on(self, request: Request, path: str, **more: str) -> Response:
        """Lead the browser on to another page of ours, so that reloading sends nothing again."""
        return self.leading(self.address(request, path, **more))

    @staticmethod
    def leading(address: str) -> Response:
        """Lead the browser on to an address on this site."""
        return RedirectResponse(address, HTTPStatus.SEE_OTHER, {**SAFE, **_GUARDED})

    def _shown(self, request: Request, show: Show) -> Response:
        try:
            return show(request)
        except Unavailable as away:
            return self._away(request, away)

    def _taken(self, request: Request, form: Form | None, take: Take) -> Response:
        if form is None:
            return self.told(request, "form-long", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not self._csrf.proven(request, form.get(FIELD)):
            return self.told(request, "form-stale", HTTPStatus.FORBIDDEN)
        try:
            return take(request, form)
        except Unavailable as away:
            return self._away(request, away)

    def _away(self, request: Request, away: Unavailable) -> Response:
        log.warning("%s can't be answered just now: %s", request.url.path, away)
        answer = self.told(request, "accounts-away", HTTPStatus.SERVICE_UNAVAILABLE)
        answer.headers["Retry-After"] = "30"
        return answer


async def _read(request: Request) -> Form | None:
    """What was sent; `None` where it is longer than any form of ours."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            return None
    try:
        return Form(parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_MAX_FIELDS))
    except ValueError:
        return Form()
