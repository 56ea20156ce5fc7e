"""Signing in by a mail's link: the page has a button, for programs that check mails open links."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.challenge import Purpose, Wanted
from presspass.services.accounts.passwords import MIN_CHARACTERS, UnfitPassword
from presspass.services.accounts.proving import NotProven
from presspass.web.dead_ends import DeadEnds
from presspass.web.door import Door
from presspass.web.forms import Form, Problem
from presspass.web.sayings import of_password


class SignInLink:
    """The page `/sign-in/link`. It works in any browser, not only where the mail was asked for."""

    def __init__(self, door: Door, dead_ends: DeadEnds) -> None:
        self._door = door
        self._forms = door.forms
        self._dead_ends = dead_ends

    def routes(self) -> list[Route]:
        """Where the page stands under the prefix."""
        return [
            self._forms.get("/sign-in/link", self.show),
            self._forms.post("/sign-in/link", self.confirm),
        ]

    def show(self, request: Request) -> Response:
        """Say what the link would do; nothing is done."""
        link = request.query_params.get("token", "")
        try:
            wanted = self._door.services.signing_in.wanted(link, self._door.clock.now())
        except NotProven as refused:
            return self._dead_ends.of(request, refused.answer)
        return self._page(request, link, wanted)

    def confirm(self, request: Request, form: Form) -> Response:
        """Sign in."""
        link, now = form.get("token"), self._door.clock.now()
        signing_in = self._door.services.signing_in
        try:
            entered = signing_in.by_link(
                link, self._door.browser(request), now, form.get("password")
            )
        except UnfitPassword as fault:
            said = of_password(self._forms.shell.wording(request), fault)
            wanted = signing_in.wanted(link, now)
            return self._page(request, link, wanted, Problem("password", said))
        except NotProven as refused:
            return self._dead_ends.of(request, refused.answer)
        return self._door.enter(request, entered)

    def _page(
        self, request: Request, link: str, wanted: Wanted, problem: Problem | None = None
    ) -> Response:
        wording = self._forms.shell.wording(request)
        choosing = wanted.purpose is Purpose.PASSWORD
        group = "new-password" if choosing else "link"
        shown = {
            "title": wording.say(f"{group}-title"),
            "explanation": wording.say(f"{group}-as", address=wanted.mailbox.written),
            "address": wanted.mailbox.written,
            "link": link,
            "choosing": choosing,
            "least": MIN_CHARACTERS,
        }
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "link.html", shown, problems)
