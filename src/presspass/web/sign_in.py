"""Signing in and registering by mail: one asks for it, and types its code."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.challenge import Answer, Challenge, Expired, Purpose, Used, Wrong
from presspass.core.instants import Instant
from presspass.core.mailbox import NotAMailbox
from presspass.ports import MailState
from presspass.services.accounts.asking import Asked, Wish
from presspass.services.accounts.passwords import MIN_CHARACTERS, UnfitPassword
from presspass.services.accounts.proving import NotProven
from presspass.services.accounts.trying import TooManyTries
from presspass.web.dead_ends import DeadEnds
from presspass.web.door import Door
from presspass.web.forms import Form, Problem
from presspass.web.sayings import minutes, of_mailbox, of_password
from presspass.web.shell import back_to

SLOW_SECONDS = 15
"""How long a mail usually takes to leave us; one that takes longer is spoken of."""

_NOT_GONE = frozenset({MailState.WAITING, MailState.SENDING})


class SignIn:
    """The pages `/sign-in` and `/sign-in/code`.

    `mails_at` is where the mails can be read that go to nobody: in the demo alone.
    """

    def __init__(self, door: Door, dead_ends: DeadEnds, mails_at: str | None) -> None:
        self._door = door
        self._forms = door.forms
        self._dead_ends = dead_ends
        self._mails_at = mails_at

    def routes(self) -> list[Route]:
        """Where the pages stand under the prefix."""
        return [
            self._forms.get("/sign-in", self.show),
            self._forms.post("/sign-in", self.ask),
            self._forms.get("/sign-in/code", self.show_code),
            self._forms.post("/sign-in/code", self.take_code),
        ]

    def show(self, request: Request) -> Response:
        """Ask for an address; who is signed in is told so instead."""
        known = self._door.signed_in(request)
        if known is None or _purpose(request) is Purpose.PASSWORD:
            return self._page(request, _purpose(request))
        say = self._forms.shell.wording(request).say
        shown = {"title": say("signed-in-title"), "address": known.account.mailbox.written}
        return self._forms.page(request, "signed-in.html", shown)

    def ask(self, request: Request, form: Form) -> Response:
        """Send a mail to the address that was typed."""
        wording = self._forms.shell.wording(request)
        purpose = _purpose(request)
        written = form.get("email")
        wish = Wish(
            written,
            purpose,
            wording.language,
            back_to(request) or "",
            self._door.client(request),
        )
        try:
            challenge = self._door.services.asking.ask(wish, self._door.clock.now())
        except NotAMailbox as fault:
            problem = Problem("email", of_mailbox(wording, fault))
            return self._page(request, purpose, written, problem)
        except TooManyTries as often:
            said = wording.say("mails-too-many", minutes=minutes(often.seconds))
            status = HTTPStatus.TOO_MANY_REQUESTS
            return self._page(request, purpose, written, Problem(None, said), status)
        return self._door.has_asked(request, challenge)

    def show_code(self, request: Request) -> Response:
        """Ask for the code, and say what became of the mail."""
        asked = self._asked(request)
        if asked is None:
            return self._forms.on(request, "/sign-in")
        return self._code_page(request, asked)

    def take_code(self, request: Request, form: Form) -> Response:
        """Sign in by the code that was typed."""
        asked = self._asked(request)
        if asked is None:
            return self._dead_ends.of(request, None)
        wording = self._forms.shell.wording(request)
        try:
            entered = self._door.services.signing_in.by_code(
                asked.challenge.id,
                form.get("code"),
                self._door.browser(request),
                self._door.clock.now(),
                form.get("password"),
            )
        except UnfitPassword as fault:
            problem = Problem("password", of_password(wording, fault))
            return self._code_page(request, asked, problem, form.get("code"))
        except NotProven as refused:
            answer = refused.answer
            if isinstance(answer, Wrong):
                problem = Problem("code", wording.say("code-wrong", left=answer.left or 0))
                return self._code_page(request, asked, problem)
            return self._dead_ends.of(request, answer)
        return self._door.enter(request, entered)

    def _asked(self, request: Request) -> Asked | None:
        challenge = self._door.asked(request)
        return None if challenge is None else self._door.services.asking.asked(challenge)

    def _page(
        self,
        request: Request,
        purpose: Purpose,
        written: str = "",
        problem: Problem | None = None,
        status: HTTPStatus | None = None,
    ) -> Response:
        say = self._forms.shell.wording(request).say
        group = "new-password" if purpose is Purpose.PASSWORD else "sign-in"
        shown = {
            "title": say(f"{group}-title"),
            "introduction": say(f"{group}-introduction"),
            "purpose": purpose.value,
            "email": written,
        }
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "sign-in.html", shown, problems, status)

    def _code_page(
        self,
        request: Request,
        asked: Asked,
        problem: Problem | None = None,
        code: str = "",
    ) -> Response:
        challenge, now = asked.challenge, self._door.clock.now()
        if problem is None and (over := _over(challenge, now)) is not None:
            return self._dead_ends.of(request, over)
        wording = self._forms.shell.wording(request)
        address = challenge.wanted.mailbox.written
        shown = {
            "title": wording.say("code-title"),
            "sent": wording.say("code-sent", address=address),
            "lasts": wording.say("code-lasts", minutes=minutes(challenge.expires - now)),
            "state": None
            if (state := _state(asked, now)) is None
            else wording.say(state, address=address),
            "refused": asked.mail is MailState.REFUSED,
            "choosing": challenge.wanted.purpose is Purpose.PASSWORD,
            "least": MIN_CHARACTERS,
            "code": code,
            "address": address,
            "mails_at": self._mails_at,
        }
        problems = () if problem is None else (problem,)
        return self._forms.page(request, "code.html", shown, problems)


def _purpose(request: Request) -> Purpose:
    """What the mail is wanted for, as the page's address says."""
    wanted = request.query_params.get("purpose")
    return Purpose.PASSWORD if wanted == Purpose.PASSWORD else Purpose.SIGN_IN


def _over(challenge: Challenge, now: Instant) -> Answer | None:
    """Why typing a code has become useless."""
    if challenge.used is not None:
        return Used()
    return Expired() if challenge.expires <= now else None


def _state(asked: Asked, now: Instant) -> str | None:
    """The message that says what became of a mail, where there is something to say."""
    if asked.mail is MailState.REFUSED:
        return "code-refused"
    if asked.mail is MailState.DOUBTFUL:
        return "code-doubtful"
    slow = now - asked.challenge.created >= SLOW_SECONDS
    return "code-slow" if slow and asked.mail in _NOT_GONE else None
