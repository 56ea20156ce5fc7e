"""The cookies of readers."""

from dataclasses import replace

from presspass.core.credentials import SESSION_FRESH, MeterCookie, Session
from presspass.core.ids import ReaderId, SessionId
from presspass.core.reader import Standing
from presspass.core.seals import Purpose
from tests.gate.house import KEYRING, NOON

SESSION = Session(
    SessionId(bytes(16)),
    ReaderId(bytes(16)),
    Standing.SUBSCRIBED,
    NOON - 1,
    NOON - 1 + SESSION_FRESH,
    NOON + SESSION_FRESH,
)


def named(name: int) -> tuple[bytes, bytes]:
    """The cookie of an anonymous reader."""
    token = KEYRING.seal(Purpose.METER, MeterCookie(ReaderId(bytes([name]) * 16), NOON).pack())
    return (b"cookie", f"presspass_meter={token}".encode())


def signed_in(session: Session = SESSION, number: int = 0) -> tuple[bytes, bytes]:
    """The cookie of a reader with an account."""
    told = replace(
        session, id=SessionId(bytes([number]) * 16), reader=ReaderId(bytes([number]) * 16)
    )
    return (
        b"cookie",
        f"presspass_session={KEYRING.seal(Purpose.SESSION, told.pack())}".encode(),
    )
