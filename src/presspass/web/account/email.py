"""Another address for the account: one asks for it, and types the code of the mail there."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.challenge import ChallengeId, Expired, Used, Wrong
from presspass.core.mailbox import NotAMailbox
from presspass.ports import AddressTaken, MailState
from presspass.services.accounts.asking import Asked
from presspass.services.accounts.changing_mailbox import SameMailbox
from presspass.services.accounts.proving import NotProven
from presspass.services.accounts.sessions import SignedIn
from presspass.services.accounts.trying import TooManyTries
from presspass.web.account.desk import TO_EMAIL, Desk
from presspass.web.dead_ends import DeadEnds
from presspass.web.forms import Form, Problem
from presspass.web.sayings import minutes, of_mailbox


class OwnEmail:
    """The pages `/account/email` and `/account/email/code`."""

    def __init__(self, desk: Desk, dead_ends: DeadEnds, mails_at: str | None) -> None:
        self._desk = desk
        self._forms = desk.forms
        self._dead_ends = dead_ends
        self._mails_at = mails_at

    def routes(self) -> list[Route]:
        """Where the pages stand under the prefix."""
        return [
            self._desk.get("/account/email", self.show),
            self._desk.post("/account/email", self.ask),
            self._desk.get("/account/email/code", self.show_code),
            self._desk.post("/account/email/code", self.take_code),
        ]

    def show(self, request: Request, known: SignedIn) -> Response:
        """Ask for the new address."""
        return self._page(request, known)

    def ask(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Send the two mails."""
        wording, written = self._forms.shell.wording(request), form.get("email")
        client = self._desk.door.client(request)
        try:
            challenge = self._desk.own.changing_mailbox.ask(
                known.account, written, wording.language, client, self._desk.now()
            )
        except NotAMailbox as fault:
            return self._page(request, known, written, Problem("email", of_mailbox(wording, fault)))
        except SameMailbox:
            said = wording.say("account-email-same")
            return self._page(request, known, written, Problem("email", said))
        except TooManyTries as often:
            said = wording.say("mails-too-many", minutes=minutes(often.seconds))
            status = HTTPStatus.TOO_MANY_REQUESTS
            return self._page(request, known, written, Problem(None, said), status)
        return self._forms.on(request, "/account/email/code", mail=challenge.hex())

    def show_code(self, request: Request, known: SignedIn) -> Response:
        """Ask for the code, and say what became of the mail."""
        asked = self._asked(request, known)
        if asked is None:
            return self._forms.on(request, "/account/email")
        challenge = asked.challenge
        if challenge.used is not None:
            return self._dead_ends.of(request, Used())
        if challenge.expires <= self._desk.now():
            return self._dead_ends.of(request, Expired())
        return self._code_page(request, asked)

    def take_code(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Change the address."""
        asked = self._asked(request, known)
        if asked is None:
            return self._dead_ends.of(request, None)
        wording = self._forms.shell.wording(request)
        try:
            self._desk.own.changing_mailbox.by_code(
                known.account.reader, asked.challenge.id, form.get("code"), self._desk.now()
            )
        except AddressTaken:
            return self._desk.told(request, "account-email-taken", TO_EMAIL, HTTPStatus.CONFLICT)
        except NotProven as refused:
            if isinstance(refused.answer, Wrong):
                said = wording.say("code-wrong", left=refused.answer.left or 0)
                return self._code_page(request, asked, Problem("code", said))
            return self._dead_ends.of(request, refused.answer)
        return self._desk.done(request, "address")

    def _asked(self, request: Request, known: SignedIn) -> Asked | None:
        try:
            challenge = ChallengeId(bytes.fromhex(request.query_params.get("mail", "")))
        except ValueError:
            return None
        return self._desk.own.changing_mailbox.asked(known.account.reader, challenge)

    def _page(
        self,
        request: Request,
        known: SignedIn,
        written: str = "",
        problem: Problem | None = None,
        status: HTTPStatus | None = None,
    ) -> Response:
        say = self._forms.shell.wording(request).say
        address = known.account.mailbox.written
        shown = {
            "title": say("account-email-title"),
            "now": say("account-email-now", address=address),
            "email": written,
        }
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "account/email.html", shown, problems, status)

    def _code_page(
        self, request: Request, asked: Asked, problem: Problem | None = None
    ) -> Response:
        say, challenge = self._forms.shell.wording(request).say, asked.challenge
        address = challenge.wanted.mailbox.written
        refused = asked.mail is MailState.REFUSED
        left = minutes(challenge.expires - self._desk.now())
        shown = {
            "title": say("code-title"),
            "sent": say("account-email-sent", address=address),
            "refused": say("code-refused", address=address) if refused else None,
            "lasts": say("code-lasts", minutes=left),
            "mail": challenge.id.hex(),
            "mails_at": self._mails_at,
        }
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "account/email-code.html", shown, problems)
