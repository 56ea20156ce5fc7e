"""A mail as it goes on the wire (RFC 5322, MIME)."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from hashlib import blake2b

from presspass.adapters.smtp.config import SmtpConfig
from presspass.core.instants import moment
from presspass.ports import Mail, MailRefused


def deliverable(address: str) -> str:
    """An address as servers are told it: its host in ASCII. Raises `MailRefused`."""
    user, _, host = address.rpartition("@")
    try:
        return f"{user}@{host.encode('idna').decode()}"
    except UnicodeError as error:
        raise MailRefused("the address names no host that there could be") from error


def written(mail: Mail, config: SmtpConfig) -> bytes:
    """The whole message, the same at every call but for what parts its bodies.

    Raises `MailRefused` for an address or a subject that no header can hold.
    """
    user, _, host = deliverable(mail.to).rpartition("@")
    # Bodies in seven bits, for servers that know no others.
    policy = (SMTP if user.isascii() else SMTPUTF8).clone(cte_type="7bit")
    message = EmailMessage(policy=policy)
    try:
        message["From"] = Address(config.name, *config.address.rsplit("@", 1))
        message["To"] = Address(username=user, domain=host)
        message["Subject"] = mail.subject
    except ValueError as error:
        raise MailRefused("the address or the subject can't stand in a mail") from error
    message["Date"] = format_datetime(moment(mail.created))
    message["Message-ID"] = message_id(mail.key, config.address)
    # No holiday notice comes back (RFC 3834, section 5).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    message["Content-Language"] = mail.language  # the lines above would make it a part's own
    return message.as_bytes()


def message_id(key: str, sender: str) -> str:
    """The same name for the same mail, however often it is written; it tells nothing of its key."""
    digest = blake2b(key.encode(), digest_size=16).hexdigest()
    return f"<{digest}@{sender.rpartition('@')[2]}>"
