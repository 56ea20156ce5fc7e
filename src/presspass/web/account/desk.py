"""Who may see the reader's own pages: nobody but who is signed in, as the books have it."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.instants import Instant, moment
from presspass.ports import NoAccount
from presspass.services.accounts.sessions import SignedIn
from presspass.services.messages import Day
from presspass.web.account.own_services import OwnServices
from presspass.web.door import Door
from presspass.web.forms import Form

TO_ACCOUNT = ("/account", "account-title")
TO_EMAIL = ("/account/email", "account-email-title")
TO_SIGN_IN = ("/sign-in", "sign-in-title")

ShowOwn: TypeAlias = Callable[[Request, SignedIn], Response]
TakeOwn: TypeAlias = Callable[[Request, SignedIn, Form], Response]


class Desk:
    """Shows pages to signed-in readers, and takes their forms; others sign in first."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self.forms = door.forms

    @property
    def own(self) -> OwnServices:
        """What these pages work with."""
        return self.door.services.own

    def now(self) -> Instant:
        """The present."""
        return self.door.clock.now()

    def day(self, at: Instant, *, with_year: bool = True) -> Day:
        """The day that holds an instant, in the publication's zone."""
        return Day(moment(at, self.forms.shell.publication.zone).date(), with_year)

    def get(self, path: str, show: ShowOwn) -> Route:
        """The route of a page."""
        return self.forms.get(path, partial(self._shown, show=show))

    def post(self, path: str, take: TakeOwn) -> Route:
        """The route of a form."""
        return self.forms.post(path, partial(self._taken, take=take))

    def done(self, request: Request, what: str) -> Response:
        """Lead on to the reader's page, which says what was done."""
        return self.forms.on(request, "/account", done=what)

    def told(
        self,
        request: Request,
        group: str,
        way: tuple[str, str],
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        """A page that says something, as `Forms.told`; `way` is a path and the message for it."""
        say = self.forms.shell.wording(request).say
        shown = {
            "title": say(f"{group}-title"),
            "explanation": say(f"{group}-explanation"),
            "way": way[0],
            "way_on": say(way[1]),
        }
        return self.forms.page(request, "dead-end.html", shown, status=status)

    def sign_in(self, request: Request) -> Response:
        """Lead to signing in, and back to the same page."""
        language = request.query_params.get("language")
        back = request.url.path + (f"?language={language}" if language else "")
        return self.forms.on(request, "/sign-in", page=back)

    def sure(self, request: Request, known: SignedIn) -> Response | None:
        """A page that has the reader sign in anew, where the last time was too long ago."""
        if known.recently(self.now()):
            return None
        say = self.forms.shell.wording(request).say
        shown = {
            "title": say("account-again-title"),
            "address": known.account.mailbox.written,
            "here": request.url.path,
            "password": known.account.password is not None,
        }
        return self.forms.page(request, "account/again.html", shown)

    def _shown(self, request: Request, show: ShowOwn) -> Response:
        known = self.door.signed_in(request)
        return self.sign_in(request) if known is None else show(request, known)

    def _taken(self, request: Request, form: Form, take: TakeOwn) -> Response:
        known = self.door.signed_in(request)
        if known is None:
            return self.sign_in(request)
        try:
            return take(request, known, form)
        except NoAccount:  # it was deleted from elsewhere, a moment ago
            return self.sign_in(request)
