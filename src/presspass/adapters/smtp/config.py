"""How to reach the publication's mail server."""

from dataclasses import dataclass, field
from enum import StrEnum


class Security(StrEnum):
    """How the way to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpConfig:
    """A mail server, and in whose name it is asked.

    `address` is the sender's, in ASCII; `name` stands before it where it is not empty. Without a
    `user` nobody logs in.
    """

    name: str
    address: str
    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
