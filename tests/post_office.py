"""A real mail server on loopback, in a thread of its own, that can be told to misbehave."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8
from pathlib import Path
from threading import Thread
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""A certificate of `localhost` with its key; `SSL_CERT_FILE` makes clients trust it."""

USER, PASSWORD = "courier", "open sesame"
DROP = "drop"
SILENCE = "silence"


@dataclass(frozen=True)
class Received:
    """A mail as the server got it, by which of its connections."""

    sender: str
    to: list[str]
    raw: bytes
    utf8: bool
    connection: int

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=SMTPUTF8)

    def part(self, kind: str) -> str:
        """The body of a kind, `plain` or `html`."""
        body = self.message.get_body((kind,))
        assert body is not None
        return cast("str", body.get_content())


@dataclass
class PostOffice:
    """A mail server.

    `says` holds what it says to a command (MAIL, RCPT, RSET, DATA, within DATA as `BODY`, after it
    as `END`): an answer, `DROP` or `SILENCE`. `received` holds the whole mails that it was given,
    whatever it said to them.
    """

    port: int = 0
    greeted: int = 0
    says: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    on_whole_mail: Callable[[], None] = lambda: None  # the default is to do nothing


class _Clerk(SMTP):
    """One connection."""

    def __init__(self, office: PostOffice, *, auth: bool, **options: Any) -> None:
        super().__init__(self, enable_SMTPUTF8=True, hostname="localhost", **options)
        # As an option it would warn where TLS holds from the first byte, which aiosmtpd can't see.
        self._auth_required = auth
        self._office = office
        self._number = 0

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802  # aiosmtpd's own naming
        self._office.greeted += 1
        self._number = self._office.greeted
        await super().smtp_EHLO(hostname)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802  # as above
        if not await self._misbehaves("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802  # as above
        if not await self._misbehaves("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_RSET(self, arg: str | None) -> None:  # noqa: N802  # as above
        if not await self._misbehaves("RSET"):
            await super().smtp_RSET(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # as above
        if await self._misbehaves("DATA"):
            return
        if "BODY" in self._office.says:
            await self.push("354 go ahead")
            await self._reader.readuntil(b"\r\n")
            await self._misbehaves("BODY")
            return
        await super().smtp_DATA(arg)

    async def handle_DATA(  # noqa: N802  # as above
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        del server, session
        self._office.received.append(
            Received(
                str(envelope.mail_from),
                [str(to) for to in envelope.rcpt_tos],
                bytes(envelope.original_content or b""),
                bool(envelope.smtp_utf8),
                self._number,
            )
        )
        self._office.on_whole_mail()
        said = self._office.says.get("END", "250 it is in the box")
        if said in (DROP, SILENCE):
            await self._misbehaves("END")
        return said

    async def _misbehaves(self, command: str) -> bool:
        said = self._office.says.get(command)
        if said is None:
            return False
        if said == SILENCE:
            await asyncio.sleep(30)
        if said in (DROP, SILENCE):
            self._writer.transport.abort()
            raise asyncio.CancelledError
        await self.push(said)
        return True


@contextmanager
def post_office(
    *, port: int = 0, starttls: bool = False, tls: bool = False, auth: bool = False
) -> Iterator[PostOffice]:
    """A mail server for as long as the block lasts."""
    office = PostOffice()
    options: dict[str, Any] = {}
    if starttls:
        options |= {"tls_context": _context(), "require_starttls": True}
    if auth:
        options |= {"authenticator": _authenticate, "auth_require_tls": starttls}
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()

    async def opened() -> asyncio.Server:
        return await loop.create_server(
            lambda: _Clerk(office, auth=auth, loop=loop, **options),
            "127.0.0.1",
            port,
            ssl=_context() if tls else None,
        )

    async def closed(server: asyncio.Server) -> None:
        server.close()
        others = asyncio.all_tasks() - {cast("asyncio.Task[Any]", asyncio.current_task())}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(opened(), loop).result(5)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        with suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(closed(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    del server, session, envelope, mechanism
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=data == right, handled=False)
