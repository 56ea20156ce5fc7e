"""What the links in the mails about another address lead to; they work in any browser."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.ports import AddressTaken, NoAccount
from presspass.services.accounts.proving import NotProven
from presspass.web.account.desk import TO_ACCOUNT, TO_EMAIL, TO_SIGN_IN, Desk
from presspass.web.dead_ends import DeadEnds
from presspass.web.forms import Form


class EmailMails:
    """The pages `/account/email/confirm` and `/account/email/stop`: each has a button.

    Programs that check mails open links, so that to look at these pages does nothing.
    """

    def __init__(self, desk: Desk, dead_ends: DeadEnds) -> None:
        self._desk = desk
        self._forms = desk.forms
        self._dead_ends = dead_ends

    def routes(self) -> list[Route]:
        """Where the pages stand under the prefix."""
        return [
            self._forms.get("/account/email/confirm", self.show),
            self._forms.post("/account/email/confirm", self.confirm),
            self._forms.get("/account/email/stop", self.show_stop),
            self._forms.post("/account/email/stop", self.stop),
        ]

    def show(self, request: Request) -> Response:
        """Say what the link to the new address would do."""
        token = request.query_params.get("token", "")
        try:
            wanted = self._desk.own.changing_mailbox.wanted(token, self._desk.now())
        except NotProven as refused:
            return self._dead_ends.of(request, refused.answer)
        return self._button(request, "confirm", token, wanted.mailbox.written)

    def confirm(self, request: Request, form: Form) -> Response:
        """Change the address."""
        try:
            self._desk.own.changing_mailbox.by_link(form.get("token"), self._desk.now())
        except AddressTaken:
            return self._desk.told(request, "account-email-taken", TO_EMAIL, HTTPStatus.CONFLICT)
        except NotProven as refused:
            return self._dead_ends.of(request, refused.answer)
        except NoAccount:
            return self._dead_ends.of(request, None)
        if self._desk.door.signed_in(request) is None:
            return self._desk.told(request, "account-email-changed", TO_SIGN_IN)
        return self._desk.done(request, "address")

    def show_stop(self, request: Request) -> Response:
        """Say what the link to the old address would do."""
        token = request.query_params.get("token", "")
        stop = self._desk.own.changing_mailbox.stoppable(token, self._desk.now())
        if stop is None:
            return self._desk.told(
                request, "account-email-unstoppable", TO_ACCOUNT, HTTPStatus.GONE
            )
        return self._button(request, "stop", token, stop.mailbox.written)

    def stop(self, request: Request, form: Form) -> Response:
        """Keep the old address, and sign out everywhere."""
        changing, now = self._desk.own.changing_mailbox, self._desk.now()
        stop = changing.stoppable(form.get("token"), now)
        try:
            stopped = stop is not None and changing.stop(stop, now)
        except AddressTaken:
            stopped = False
        if not stopped:
            return self._desk.told(
                request, "account-email-unstoppable", TO_ACCOUNT, HTTPStatus.GONE
            )
        return self._desk.told(request, "account-email-stopped", TO_SIGN_IN)

    def _button(self, request: Request, what: str, token: str, address: str) -> Response:
        say = self._forms.shell.wording(request).say
        shown = {
            "title": say(f"account-email-{what}-title"),
            "explanation": say(f"account-email-{what}-explanation", address=address),
            "button": say(f"account-email-{what}"),
            "path": f"/account/email/{what}",
            "token_of_mail": token,
        }
        return self._forms.page(request, "account/email-button.html", shown)
