"""What the pages of signing in share: who stands at the door, and how one comes in."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from presspass.core.challenge import LIFE, ChallengeId
from presspass.core.credentials import CookieJar, Session
from presspass.core.ids import READER_ID_BYTES, ReaderId
from presspass.core.seals import Purpose
from presspass.ports import Clock, Headers
from presspass.services.accounts.asking import Asking
from presspass.services.accounts.devices import device_of
from presspass.services.accounts.sessions import Browser, ReaderSessions, SignedIn
from presspass.services.accounts.signing_in import CHOICE_LIFE, Entered, Proven, SigningIn
from presspass.services.links import on_this_site
from presspass.web.account.own_services import OwnServices
from presspass.web.cookies import Cookies
from presspass.web.forms import Forms

_ASKED = b"a"
_PROVEN = struct.Struct(f">c{READER_ID_BYTES}sQ")
_PROVEN_MARK = b"p"


@dataclass(frozen=True, slots=True)
class ReaderServices:
    """What the pages of readers with accounts work with.

    `client` answers the IP address of who asks, of the socket's peer and the request's headers.
    """

    jar: CookieJar
    asking: Asking
    signing_in: SigningIn
    sessions: ReaderSessions
    own: OwnServices
    client: Callable[[str, Headers], str]


class Door:
    """Knows who is signed in, who has asked for a mail, and who has proven who they are."""

    def __init__(
        self, forms: Forms, cookies: Cookies, services: ReaderServices, clock: Clock
    ) -> None:
        self.forms = forms
        self.services = services
        self.clock = clock
        self._cookies = cookies

    def signed_in(self, request: Request) -> SignedIn | None:
        """Who is signed in in this browser."""
        session = self._cookies.session(request)
        return self.services.sessions.signed_in(session, self.clock.now())

    def browser(self, request: Request) -> Browser:
        """The browser that somebody signs in with."""
        device = device_of(request.headers.get("user-agent", ""))
        return Browser(device, self._cookies.session(request), self._cookies.meter(request))

    def client(self, request: Request) -> str:
        """The IP address of who asks."""
        peer = "" if request.client is None else request.client.host
        return self.services.client(peer, request.headers.raw)

    def asked(self, request: Request) -> ChallengeId | None:
        """The mail that was asked for in this browser last."""
        payload = self._brought(request)
        return ChallengeId(payload[1:]) if payload[:1] == _ASKED else None

    def proven(self, request: Request) -> Proven | None:
        """The reader who has still to choose which devices to sign out."""
        payload = self._brought(request)
        if payload[:1] != _PROVEN_MARK or len(payload) != _PROVEN.size:
            return None
        _, reader, until = _PROVEN.unpack(payload)
        return Proven(ReaderId(reader), until)

    def has_asked(self, request: Request, challenge: ChallengeId) -> Response:
        """Lead on to where the code is typed."""
        answer = self.forms.on(request, "/sign-in/code")
        self._keep(answer, _ASKED + challenge, LIFE)
        return answer

    def enter(self, request: Request, entered: Entered) -> Response:
        """Lead a reader who has proven who they are back to the article, or to a choice."""
        page = entered.return_to if on_this_site(entered.return_to) else ""
        if isinstance(entered.outcome, Session):
            return self.let_in(entered.outcome, page)
        payload = _PROVEN.pack(_PROVEN_MARK, entered.outcome.reader, entered.outcome.until)
        answer = self.forms.on(request, "/sign-in/devices", page=page)
        self._keep(answer, payload, CHOICE_LIFE)
        return answer

    def let_in(self, session: Session, page: str) -> Response:
        """Give the browser its session, and lead on to a path of this site."""
        answer = self.forms.leading(page or "/")
        self._cookies.sign_in(answer, session)
        self._cookies.drop(answer, self._cookies.jar.door)
        return answer

    def sign_out(self, request: Request, answer: Response) -> Session | None:
        """Take the session away from the browser; answers which one it was."""
        self._cookies.sign_out(answer)
        return self._cookies.session(request)

    def _brought(self, request: Request) -> bytes:
        return self._cookies.opened(request, self._cookies.jar.door, Purpose.DOOR) or b""

    def _keep(self, answer: Response, payload: bytes, life: int) -> None:
        self._cookies.put(answer, self._cookies.jar.door, Purpose.DOOR, payload, life)
