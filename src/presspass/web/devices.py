"""Signing in on one device too many: the reader chooses which others to sign out."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.ids import SessionId
from presspass.core.instants import moment
from presspass.ports import OpenSession
from presspass.services.accounts.sessions import TooManyDevices
from presspass.services.accounts.signing_in import Proven
from presspass.services.messages import Day
from presspass.web.dead_ends import DeadEnds
from presspass.web.door import Door
from presspass.web.forms import Form, Problem
from presspass.web.shell import back_to


class Devices:
    """The page `/sign-in/devices`, which those see who have proven who they are."""

    def __init__(self, door: Door, dead_ends: DeadEnds) -> None:
        self._door = door
        self._forms = door.forms
        self._dead_ends = dead_ends

    def routes(self) -> list[Route]:
        """Where the page stands under the prefix."""
        return [
            self._forms.get("/sign-in/devices", self.show),
            self._forms.post("/sign-in/devices", self.choose),
        ]

    def show(self, request: Request) -> Response:
        """List the devices on which the reader is signed in."""
        proven = self._door.proven(request)
        if proven is None or proven.until <= self._door.clock.now():
            return self._forms.on(request, "/sign-in")
        return self._page(request, proven)

    def choose(self, request: Request, form: Form) -> Response:
        """Sign out the devices that were chosen, and sign in here."""
        proven = self._door.proven(request)
        if proven is None:
            return self._dead_ends.of(request, None)
        try:
            session = self._door.services.signing_in.after_choice(
                proven,
                [session_named(text) for text in form.all("device")],
                self._door.browser(request),
                self._door.clock.now(),
            )
        except TooManyDevices as told:
            say = self._forms.shell.wording(request).say
            problem = Problem("devices", say("devices-more", count=told.excess))
            return self._page(request, proven, problem)
        if session is None:
            return self._dead_ends.of(request, None)
        return self._door.let_in(session, back_to(request) or "")

    def _page(self, request: Request, proven: Proven, problem: Problem | None = None) -> Response:
        say = self._forms.shell.wording(request).say
        sessions = self._door.services.sessions.of(proven.reader, self._door.clock.now())
        shown = {
            "title": say("devices-title"),
            "devices": [
                {
                    "name": session.id.hex(),
                    "device": session.device or say("device-unknown"),
                    "seen": say("device-seen", day=self._seen(session)),
                }
                for session in sessions
            ],
        }
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "devices.html", shown, problems)

    def _seen(self, session: OpenSession) -> Day:
        return Day(moment(session.seen, self._forms.shell.publication.zone).date(), with_year=True)


def session_named(text: str) -> SessionId:
    """The session whose name a form sent back; one that never was for a text of none of ours."""
    try:
        return SessionId(bytes.fromhex(text))
    except ValueError:
        return SessionId(b"")
