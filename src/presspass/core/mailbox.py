"""E-mail addresses: who a reader is known as, and where mail to them goes."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MAX_ADDRESS_OCTETS = 254
"""The longest address that SMTP carries: a path of 256 octets less its brackets (RFC 5321, erratum
1690)."""

MAX_LOCAL_OCTETS = 64
"""The longest part before the @ (RFC 5321, section 4.5.3.1.1)."""

_ATOM_SIGNS = "!#$%&'*+/=?^_`{|}~-"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_DOTLESS_DOMAINS = frozenset({"gmail.com", "googlemail.com"})


class Flaw(StrEnum):
    """What is wrong with a text that should be an e-mail address."""

    EMPTY = "empty"
    NO_AT = "no_at"
    SIGNS = "signs"
    LOCAL = "local"
    DOMAIN = "domain"
    TOO_LONG = "too_long"


_ADVICE = {
    Flaw.EMPTY: "write an e-mail address, such as ann@example.com",
    Flaw.NO_AT: "an e-mail address has one @ between name and domain, such as ann@example.com",
    Flaw.SIGNS: "write the e-mail address alone, without spaces, quotes or brackets",
    Flaw.LOCAL: "check what stands before the @: no dot at its ends, and no two in a row",
    Flaw.DOMAIN: "check what stands after the @: a domain, such as example.com",
    Flaw.TOO_LONG: (
        f"an e-mail address has at most {MAX_LOCAL_OCTETS} characters before the @ "
        f"and {MAX_ADDRESS_OCTETS} altogether"
    ),
}


class NotAMailbox(ValueError):  # noqa: N818  # it says what a text is not
    """A text is no e-mail address. The message says what to do, `flaw` for which reason."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(_ADVICE[flaw])
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An e-mail address.

    `address` is its one canonical form, by which a reader is known; `written` is how its owner
    writes it, and where mail goes. Upper and lower case are one, for no mail provider tells them
    apart (RFC 5321, section 2.4, warns of those that would).
    """

    address: str
    written: str

    @classmethod
    def parse(cls, text: str) -> "Mailbox":
        """The mailbox that a person wrote. Raises `NotAMailbox`."""
        written = unicodedata.normalize("NFC", text.strip().removesuffix("."))
        if not written:
            raise NotAMailbox(Flaw.EMPTY)
        local, at, domain = written.rpartition("@")
        if not at:
            raise NotAMailbox(Flaw.NO_AT)
        address = f"{_local(local)}@{_domain(domain)}"
        if len(address.encode()) > MAX_ADDRESS_OCTETS:
            raise NotAMailbox(Flaw.TOO_LONG)
        return cls(address, written)

    @property
    def domain(self) -> str:
        """The domain in canonical form."""
        return self.address.rpartition("@")[2]

    @property
    def unaliased(self) -> str:
        """The address without what its owner may vary at will: for what a person gets once."""
        local, _, domain = self.address.rpartition("@")
        local = local.partition("+")[0].rstrip(".") or local
        if domain not in _DOTLESS_DOMAINS:
            return f"{local}@{domain}"
        return f"{local.replace('.', '')}@gmail.com"


def canonical(address: str) -> str:
    """The canonical form of an address that mail goes to, whether or not a reader could have it."""
    try:
        return Mailbox.parse(address).address
    except NotAMailbox:
        return address.lower()


def _local(text: str) -> str:
    """The part before the @: words of letters, digits and some signs with dots between them.

    Letters of any script are taken (RFC 6531). What RFC 5321 lets people put into quotes isn't:
    no mail provider hands out such addresses.
    """
    if "@" in text:
        raise NotAMailbox(Flaw.NO_AT)
    # Lower-casing may take a letter apart, which the second normalising puts together again.
    local = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    if not all(
        sign.isalnum() or sign in _ATOM_SIGNS or _marks(sign) for sign in local if sign != "."
    ):
        raise NotAMailbox(Flaw.SIGNS)
    if not all(local.split(".")):
        raise NotAMailbox(Flaw.LOCAL)
    if len(local.encode()) > MAX_LOCAL_OCTETS:
        raise NotAMailbox(Flaw.TOO_LONG)
    return local


def _marks(sign: str) -> bool:
    """Whether a sign is an accent or vowel that stands with the letter before it."""
    return unicodedata.category(sign) in ("Mn", "Mc")


def _domain(text: str) -> str:
    """The domain as the DNS has it: in lower case, and ASCII whatever the script (RFC 3490)."""
    domain = text.lower().removesuffix(".")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode()
        except UnicodeError as fault:
            raise NotAMailbox(Flaw.DOMAIN) from fault
    labels = domain.split(".")
    if len(labels) == 1 or labels[-1].isdigit() or not all(map(_LABEL.fullmatch, labels)):
        raise NotAMailbox(Flaw.DOMAIN)
    return domain
