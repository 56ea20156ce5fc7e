"""Taking along all that we hold about a reader."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.services.accounts.sessions import SignedIn
from presspass.web.account.desk import Desk
from presspass.web.shell import PERSONAL, SAFE

_FILE = 'attachment; filename="my-data.json"'


class OwnFile:
    """The file at `/account/data`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Where it stands under the prefix."""
        return [self._desk.get("/account/data", self.show)]

    def show(self, _: Request, known: SignedIn) -> Response:
        """The file."""
        held = self._desk.own.own_data.of(known, self._desk.now())
        text = json.dumps(held, ensure_ascii=False, indent=2)
        headers = {**SAFE, **PERSONAL, "Content-Disposition": _FILE}
        return Response(f"{text}\n", media_type="application/json", headers=headers)
