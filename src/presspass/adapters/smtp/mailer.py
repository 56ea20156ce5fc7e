"""`ports.Mailer` by SMTP (RFC 5321), with every answer of a mail server told apart."""

import smtplib
import ssl
from contextlib import suppress
from smtplib import SMTPException, SMTPResponseException

from presspass.adapters.smtp.config import Security, SmtpConfig
from presspass.adapters.smtp.message import deliverable, written
from presspass.ports import Mail, MailDoubtful, MailerAway, MailRefused

PATIENCE = 30.0
"""Seconds that the server has for an answer."""

_LONGER_AT_THE_END = 4
"""So many times that for taking a whole mail in: servers look for viruses then, and giving up
leaves a mail in doubt."""

_DONE, _GO_AHEAD = 250, 354
_GOOD, _REFUSALS, _FOR_GOOD = range(200, 300), range(400, 600), range(500, 600)
_OURS = frozenset({530, 534, 535, 538})
"""What is wrong with our own log-in, not with the mail (RFC 4954, section 6)."""

_OUR_FAULTS = (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError, ssl.SSLError)
"""What keeps us out for the sake of a setting or a certificate."""


class SmtpMailer:
    """Sends mails by one connection, which is kept until `rest`. For one thread at a time.

    Certificates are checked against the system's authorities, and against those that the variable
    `SSL_CERT_FILE` names.
    """

    def __init__(self, config: SmtpConfig, patience: float = PATIENCE) -> None:
        self._config = config
        self._patience = patience
        self._smtp: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> None:
        """Hand a mail to the server.

        Raises `MailerAway` where it surely was not taken, `MailRefused` where it never will be,
        `MailDoubtful` where the connection broke before the server said whether it has taken it.
        """
        message = written(mail, self._config)
        smtp = self._ready()
        try:
            self._announce(smtp, mail)
            self._hand_over(smtp, message)
        except (SMTPException, OSError) as fault:
            self._drop()
            raise MailerAway(f"{self._name} broke off: {_line(fault)}") from fault
        except MailDoubtful:
            self._drop()
            raise

    def try_out(self) -> None:
        """Connect and log in, and send nothing. Raises `MailerAway`."""
        self._ready()
        self.rest()

    def rest(self) -> None:
        """Let go of the connection until there is something to send."""
        if self._smtp is not None:
            with suppress(SMTPException, OSError):
                self._smtp.quit()
            self._drop()

    def _ready(self) -> smtplib.SMTP:
        """The connection, made anew where the server has given the last one up."""
        if self._smtp is not None:
            with suppress(SMTPException, OSError):
                if self._smtp.rset()[0] == _DONE:
                    return self._smtp
            self._drop()
        try:
            self._smtp = self._connected()
            self._set_up(self._smtp)
        except (SMTPException, OSError) as fault:
            self._drop()
            ours = isinstance(fault, _OUR_FAULTS)
            raise MailerAway(f"{self._name} {_trouble(fault)}", ours=ours) from fault
        return self._smtp

    def _connected(self) -> smtplib.SMTP:
        config = self._config
        ours = config.address.rpartition("@")[2]
        if config.security is Security.TLS:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                config.host, config.port, ours, timeout=self._patience, context=context
            )
        return smtplib.SMTP(config.host, config.port, ours, timeout=self._patience)

    def _set_up(self, smtp: smtplib.SMTP) -> None:
        if self._config.security is Security.STARTTLS:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if self._config.user:
            smtp.login(self._config.user, self._config.password)

    def _announce(self, smtp: smtplib.SMTP, mail: Mail) -> None:
        """Say from whom and for whom a mail is, and that it comes now."""
        to = deliverable(mail.to)
        international = not to.isascii()
        if international and not smtp.has_extn("smtputf8"):
            raise MailRefused(
                f"{self._name} can't send to addresses with letters beyond a to z before the @"
            )
        code, reply = smtp.mail(self._config.address, ["SMTPUTF8"] if international else [])
        if code not in _GOOD:  # whatever is wrong with the sender is for us to mend
            raise MailerAway(f"{self._name} won't have the sender: {_said(code, reply)}")
        code, reply = smtp.rcpt(to)
        if code not in _GOOD:
            raise self._no(code, reply)
        code, reply = smtp.docmd("DATA")
        if code != _GO_AHEAD:
            raise self._no(code, reply)

    def _hand_over(self, smtp: smtplib.SMTP, message: bytes) -> None:
        """Write the message. Until its last line is on its way, the server can't have taken it."""
        smtp.send(_quoted(message))
        code, reply = self._ended(smtp)
        if code in _REFUSALS:
            raise self._no(code, reply)
        if code not in _GOOD:
            raise MailDoubtful(f"{self._name} answered a whole mail with: {_said(code, reply)}")

    def _ended(self, smtp: smtplib.SMTP) -> tuple[int, bytes]:
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._patience * _LONGER_AT_THE_END)
            smtp.send(b".\r\n")
            answer = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(self._patience)
        except (SMTPException, OSError) as fault:
            raise MailDoubtful(
                f"{self._name} got a whole mail and never said whether it has it: {_line(fault)}"
            ) from fault
        return answer

    def _no(self, code: int, reply: bytes) -> MailerAway | MailRefused:
        if code in _FOR_GOOD and code not in _OURS:
            return MailRefused(f"{self._name} refused the mail: {_said(code, reply)}")
        return MailerAway(f"{self._name} takes no mail just now: {_said(code, reply)}")

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None

    @property
    def _name(self) -> str:
        return f"the mail server {self._config.host}:{self._config.port}"


def _quoted(message: bytes) -> bytes:
    """A message with its dots doubled where they begin a line (RFC 5321, section 4.5.2)."""
    return (b"\r\n" + message).replace(b"\r\n.", b"\r\n..")[2:]


def _trouble(fault: OSError) -> str:
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return f"won't let us in; check mail.user and mail.password: {_line(fault)}"
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"has no certificate that can be trusted: {fault.verify_message}"
    if isinstance(fault, ssl.SSLError):
        return f"can't be talked to in private; check mail.security and mail.port: {_line(fault)}"
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return f"lacks what mail.security or mail.user call for: {_line(fault)}"
    return f"can't be reached: {_line(fault)}"


def _line(fault: OSError) -> str:
    if isinstance(fault, SMTPResponseException):
        reply = fault.smtp_error
        return _said(fault.smtp_code, reply if isinstance(reply, bytes) else reply.encode())
    return " ".join(str(fault.strerror or fault).split())


def _said(code: int, reply: bytes) -> str:
    return " ".join(f"{code} {reply.decode('utf-8', 'replace')}".split())
