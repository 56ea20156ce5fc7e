"""Proof that a form was sent from a page of ours, by the browser that the page was given to.

Each form carries a token, and the browser a cookie that no other host can plant. Both hold the same
random bytes under different seals, so that neither can be made from the other (the signed
double-submit cookie of the OWASP cheat sheet on cross-site request forgery).
"""

from hmac import compare_digest
from os import urandom

from starlette.requests import Request
from starlette.responses import Response

from presspass.core.instants import DAY
from presspass.core.seals import Keyring, Purpose
from presspass.web.cookies import Cookies

FIELD = "form_token"
"""The name of the hidden field."""

LIFE = DAY
"""How many seconds a page may lie open before its form is sent."""

_BYTES = 16
_IN_COOKIE = b"c"
_IN_FORM = b"f"


class Csrf:
    """Makes tokens, and tells forms of ours from those of others."""

    def __init__(self, keyring: Keyring, cookies: Cookies) -> None:
        self._keyring = keyring
        self._cookies = cookies

    def secret(self, request: Request) -> bytes:
        """The browser's random bytes; new ones where it brings none."""
        return self._brought(request) or urandom(_BYTES)

    def token(self, secret: bytes) -> str:
        """The value of a form's hidden field `FIELD`."""
        return self._keyring.seal(Purpose.FORM, _IN_FORM + secret)

    def keep(self, answer: Response, secret: bytes) -> None:
        """Give the browser the cookie that goes with the token."""
        name = self._cookies.jar.form
        self._cookies.put(answer, name, Purpose.FORM, _IN_COOKIE + secret, LIFE)

    def proven(self, request: Request, token: str) -> bool:
        """Whether a form was sent from a page of ours that this very browser was given."""
        brought = self._brought(request)
        opened = self._keyring.open(Purpose.FORM, token)
        if brought is None or opened is None or not from_here(request):
            return False
        return compare_digest(opened.payload, _IN_FORM + brought)

    def _brought(self, request: Request) -> bytes | None:
        payload = self._cookies.opened(request, self._cookies.jar.form, Purpose.FORM)
        if payload is None or payload[:1] != _IN_COOKIE:
            return None
        return payload[1:]


def from_here(request: Request) -> bool:
    """Whether nothing that the browser says speaks against one of our own pages having sent this.

    `Sec-Fetch-Site` is told by every browser of today; older ones tell `Origin` with each POST.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return origin.partition("://")[2] == request.headers.get("host", "/")
