"""Deleting the account."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.services.accounts.deleting import InTheWay
from presspass.services.accounts.sessions import SignedIn
from presspass.web.account.desk import Desk
from presspass.web.forms import Form, Problem


class Deletion:
    """The page `/account/delete`, for those who have signed in lately."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._forms = desk.forms

    def routes(self) -> list[Route]:
        """Where the page stands under the prefix."""
        return [
            self._desk.get("/account/delete", self.show),
            self._desk.post("/account/delete", self.delete),
        ]

    def show(self, request: Request, known: SignedIn) -> Response:
        """Say what goes, what stays, and what is in the way."""
        return self._desk.sure(request, known) or self._page(request, known)

    def delete(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Delete it, if that was confirmed."""
        unsure = self._desk.sure(request, known)
        if unsure is not None:
            return unsure
        if not form.get("sure"):
            said = self._forms.shell.wording(request).say("account-delete-unsure")
            return self._page(request, known, Problem("sure", said))
        try:
            self._desk.own.deleting.delete(known.account, self._desk.now())
        except InTheWay:
            return self._page(request, known, status=HTTPStatus.CONFLICT)
        answer = self._forms.told(request, "account-deleted", HTTPStatus.OK)
        self._desk.door.sign_out(request, answer)
        return answer

    def _page(
        self,
        request: Request,
        known: SignedIn,
        problem: Problem | None = None,
        status: HTTPStatus | None = None,
    ) -> Response:
        say = self._forms.shell.wording(request).say
        prospect = self._desk.own.deleting.prospect(known.account.reader, self._desk.now())
        stays = "account-delete-stays" if prospect.keeps else "account-delete-stays-nothing"
        shown = {
            "title": say("account-delete-title"),
            "obstacle": None
            if prospect.obstacle is None
            else say(f"account-delete-{prospect.obstacle}"),
            "stays": say(stays),
            "cancels": prospect.cancels,
            "loses": prospect.loses,
            "selling": self._desk.own.selling,
        }
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "account/delete.html", shown, problems, status)
