"""Signing in by a password, for readers who have chosen one."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.services.accounts.signing_in import WrongPassword
from presspass.services.accounts.trying import TooManyTries
from presspass.web.door import Door
from presspass.web.forms import Form, Problem
from presspass.web.sayings import minutes
from presspass.web.shell import back_to


class SignInPassword:
    """The page `/sign-in/password`."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._forms = door.forms

    def routes(self) -> list[Route]:
        """Where the page stands under the prefix."""
        return [
            self._forms.get("/sign-in/password", self.show),
            self._forms.post("/sign-in/password", self.enter),
        ]

    def show(self, request: Request) -> Response:
        """Ask for address and password."""
        return self._page(request, "")

    def enter(self, request: Request, form: Form) -> Response:
        """Sign in."""
        say = self._forms.shell.wording(request).say
        written = form.get("email")
        try:
            entered = self._door.services.signing_in.by_password(
                written,
                form.get("password"),
                self._door.client(request),
                self._door.browser(request),
                self._door.clock.now(),
            )
        except WrongPassword:
            return self._page(request, written, Problem("password", say("password-wrong")))
        except TooManyTries as often:
            said = say("passwords-too-many", minutes=minutes(often.seconds))
            status = HTTPStatus.TOO_MANY_REQUESTS
            return self._page(request, written, Problem(None, said), status)
        return self._door.enter(request, entered.back_to(back_to(request) or ""))

    def _page(
        self,
        request: Request,
        written: str,
        problem: Problem | None = None,
        status: HTTPStatus | None = None,
    ) -> Response:
        say = self._forms.shell.wording(request).say
        shown = {"title": say("password-title"), "email": written}
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "password.html", shown, problems, status)
