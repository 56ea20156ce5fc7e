"""What readers of these sites do and see."""

from tests.servers.gate import Gate
from tests.servers.site import Site

LIMIT = 5
"""The free articles of a month, as installed."""


def spent(gate: Gate, prefix: str) -> str:
    """The cookie of a reader whose allowance is used up."""
    cookie = None
    for number in range(LIMIT):
        answer = gate.get(f"{prefix}{number}", cookie=cookie)
        assert answer.granted
        cookie = answer.cookie or cookie
    assert cookie is not None
    return cookie


def words(body: bytes) -> bytes:
    """The body with its spaces plain."""
    return b" ".join(body.replace(b"\xe2\x81\xa8", b"").replace(b"\xe2\x81\xa9", b"").split())


def nothing_leaks(site: Site, body: bytes) -> None:
    """Fail where a body holds anything of the paid part."""
    paid = site.paid.split()
    assert len(body) > 100
    for start in range(len(paid) - 7):
        assert b" ".join(paid[start : start + 8]) not in body
    assert b"ferrymen" not in body
