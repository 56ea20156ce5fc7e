"""Choosing, changing and dropping a password."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.services.accounts.passwords import MIN_CHARACTERS, UnfitPassword
from presspass.services.accounts.sessions import SignedIn
from presspass.services.accounts.signing_in import WrongPassword
from presspass.services.accounts.trying import TooManyTries
from presspass.web.account.desk import Desk
from presspass.web.forms import Form, Problem
from presspass.web.sayings import minutes, of_password


class OwnPassword:
    """The page `/account/password`.

    Who has a password proves it; who has none has signed in lately.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._forms = desk.forms

    def routes(self) -> list[Route]:
        """Where the page stands under the prefix."""
        return [
            self._desk.get("/account/password", self.show),
            self._desk.post("/account/password", self.change),
        ]

    def show(self, request: Request, known: SignedIn) -> Response:
        """Ask for the present password, where there is one, and for a new one."""
        return self._unsure(request, known) or self._page(request, known)

    def change(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Set the new password, or drop the present one."""
        unsure = self._unsure(request, known)
        if unsure is not None:
            return unsure
        wording = self._forms.shell.wording(request)
        dropping = form.get("drop") != ""
        try:
            self._carry_out(request, known, form, dropping=dropping)
        except UnfitPassword as fault:
            return self._page(request, known, Problem("password", of_password(wording, fault)))
        except WrongPassword:
            said = wording.say("account-password-wrong")
            return self._page(request, known, Problem("current", said))
        except TooManyTries as often:
            said = wording.say("passwords-too-many", minutes=minutes(often.seconds))
            status = HTTPStatus.TOO_MANY_REQUESTS
            return self._page(request, known, Problem(None, said), status)
        return self._desk.done(request, "password-dropped" if dropping else "password")

    def _carry_out(self, request: Request, known: SignedIn, form: Form, *, dropping: bool) -> None:
        profile, client, now = (
            self._desk.own.profile,
            self._desk.door.client(request),
            self._desk.now(),
        )
        current = form.get("current")
        if dropping:
            profile.drop_password(known, current, client, now)
        else:
            profile.set_password(known, current, form.get("password"), client, now)

    def _unsure(self, request: Request, known: SignedIn) -> Response | None:
        return None if known.account.password else self._desk.sure(request, known)

    def _page(
        self,
        request: Request,
        known: SignedIn,
        problem: Problem | None = None,
        status: HTTPStatus | None = None,
    ) -> Response:
        say = self._forms.shell.wording(request).say
        shown = {
            "title": say("account-password-title"),
            "there": known.account.password is not None,
            "address": known.account.mailbox.written,
            "least": MIN_CHARACTERS,
        }
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "account/password.html", shown, problems, status)
