"""The cookies that our own pages read and set: who is signed in, and who read here before."""

from starlette.requests import Request
from starlette.responses import Response

from presspass.core.credentials import SESSION_LIFE, CookieJar, MeterCookie, Session
from presspass.core.seals import Keyring, Purpose


class Cookies:
    """Opens and seals cookies. What was forged or has outgrown us is as if it were not there."""

    def __init__(self, keyring: Keyring, jar: CookieJar) -> None:
        self.jar = jar
        self._keyring = keyring

    def session(self, request: Request) -> Session | None:
        """What the browser's session cookie says.

        Whether the session still holds only the books can tell: ask `ReaderSessions.signed_in`.
        """
        payload = self.opened(request, self.jar.session, Purpose.SESSION)
        return None if payload is None else Session.unpack(payload)

    def meter(self, request: Request) -> MeterCookie | None:
        """The anonymous reader whom the browser counts for."""
        payload = self.opened(request, self.jar.meter, Purpose.METER)
        return None if payload is None else MeterCookie.unpack(payload)

    def sign_in(self, answer: Response, session: Session) -> None:
        """Give the browser a session."""
        self.put(answer, self.jar.session, Purpose.SESSION, session.pack(), SESSION_LIFE)

    def sign_out(self, answer: Response) -> None:
        """Take the session away from the browser."""
        self.drop(answer, self.jar.session)

    def opened(self, request: Request, name: str, purpose: Purpose) -> bytes | None:
        """The payload of a cookie that we sealed for a purpose."""
        opened = self._keyring.open(purpose, request.cookies.get(name, ""))
        return None if opened is None else opened.payload

    def put(self, answer: Response, name: str, purpose: Purpose, payload: bytes, life: int) -> None:
        """Set a cookie for so many seconds."""
        token = self._keyring.seal(purpose, payload)
        answer.headers.append("Set-Cookie", self.jar.line(name, token, life))

    def drop(self, answer: Response, name: str) -> None:
        """Take a cookie away."""
        answer.headers.append("Set-Cookie", self.jar.line(name, "", 0))
