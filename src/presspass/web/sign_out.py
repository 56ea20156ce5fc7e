"""Signing out of this browser."""

import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.ports import StoreAway
from presspass.web.door import Door
from presspass.web.forms import Form
from presspass.web.shell import back_to

log = logging.getLogger(__name__)


class SignOut:
    """What the button of signing out does."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def routes(self) -> list[Route]:
        """Where it stands under the prefix."""
        return [self._door.forms.post("/sign-out", self.leave)]

    def leave(self, request: Request, form: Form) -> Response:
        """End the session.

        While the database is away the browser forgets it all the same: nobody else has its cookie.
        """
        del form
        answer = self._door.forms.leading(back_to(request) or "/")
        session = self._door.sign_out(request, answer)
        if session is None:
            return answer
        try:
            self._door.services.sessions.sign_out(session, self._door.clock.now())
        except StoreAway as away:
            log.warning("a reader signed out, and the session is still on the books: %s", away)
        return answer
