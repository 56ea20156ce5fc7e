"""Signing out elsewhere, from the reader's page."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.services.accounts.sessions import SignedIn
from presspass.web.account.desk import Desk
from presspass.web.devices import session_named
from presspass.web.forms import Form


class OwnSessions:
    """What the buttons beside the sessions do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Where they stand under the prefix."""
        return [
            self._desk.get("/account/sessions", self.show),
            self._desk.post("/account/sessions", self.end),
        ]

    def show(self, request: Request, _: SignedIn) -> Response:
        """The sessions stand on the reader's page."""
        return self._desk.forms.on(request, "/account")

    def end(self, request: Request, known: SignedIn, form: Form) -> Response:
        """End one session, or all but this one where none is named."""
        sessions, reader = self._desk.door.services.sessions, known.account.reader
        named, now = form.get("session"), self._desk.now()
        if named:
            sessions.revoke(reader, [session_named(named)], now)
        else:
            sessions.revoke_others(reader, known.session.id, now)
        return self._desk.done(request, "sessions")
