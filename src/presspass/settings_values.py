"""How the value of a setting is read: each function takes what stands in the file or environment.

What can't be read raises a `ValueError` that says what to write instead.
"""

import re
from email.headerregistry import AddressHeader, HeaderRegistry
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from presspass.adapters.smtp.config import Security
from presspass.core.article import Tier
from presspass.core.seals import MIN_SECRET_BYTES, Keyring
from presspass.gate.config import Claim

_LARGEST_PORT = 65_535
_MOST_DIGITS = 12
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?|\[[0-9a-f:.]+\])")
_SITE = re.compile(rf"(https?)://({_HOST.pattern})(?::(\d{{1,5}}))?")
_HOST_AND_PORT = re.compile(rf"{_HOST.pattern}(?::\d{{1,5}})?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_PATH = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_HEADER = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_OTHER_HEADER = re.compile(
    r"(?:accept|content|if|presspass|sec|x-forwarded)-.*"
    r"|accept|authorization|connection|cookie|expect|forwarded|host|origin|range|referer|te"
    r"|transfer-encoding|upgrade|user-agent|via"
)
"""Names of lines that say something else."""

_STRIPE_KEY = re.compile(r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}")
_WEBHOOK_SECRET = re.compile(r"whsec_[A-Za-z0-9]{8,}")
_HEADERS = HeaderRegistry()
_SENDER_EXAMPLE = "write one such as The Courier <news@courier.example>"
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def text(value: Any) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("write a text in quotes that is not empty")
    return value.strip()


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts, or one text with commas, as an environment variable has it."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError('write a list of texts, such as ["one", "two"]')
    return tuple(part.strip() for part in parts if part.strip())


def number(value: Any) -> int:
    """A whole number from 0."""
    digits = str(value).strip()
    if isinstance(value, bool) or not (digits.isascii() and digits.isdecimal()):
        raise ValueError("write a whole number, 0 or more")
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"write a number of at most {_MOST_DIGITS} digits")
    return int(digits)


def count(value: Any) -> int:
    """A whole number from 1."""
    found = number(value)
    if found < 1:
        raise ValueError("write a whole number, 1 or more")
    return found


def port(value: Any) -> int:
    """A TCP port."""
    found = count(value)
    if found > _LARGEST_PORT:
        raise ValueError(f"a port is at most {_LARGEST_PORT}")
    return found


def site(value: Any) -> str:
    """Scheme and host, and the port where it is not the scheme's own."""
    written = text(value)
    match = _SITE.fullmatch(written.lower().rstrip("/"))
    if match is None:
        raise ValueError(
            f"'{written}' must be scheme and host only, such as https://news.example "
            "(a host in other letters: as xn--...)"
        )
    scheme, host, digits = match.groups()
    if digits is None or digits == _DEFAULT_PORTS[scheme]:
        return f"{scheme}://{host}"
    return f"{scheme}://{host}:{port(digits)}"


def host_of(site: str) -> str:
    """The host of a site as requests name it: an IPv6 address keeps its brackets."""
    match = _SITE.fullmatch(site)
    return "" if match is None else match[2]


def host(value: Any) -> str:
    """A host name, with a port or without."""
    name = text(value).lower()
    if not _HOST_AND_PORT.fullmatch(name):
        raise ValueError(f"'{name}' is no host name; write one such as cms.example")
    return name


def hosts(value: Any) -> tuple[str, ...]:
    """Host names without ports."""
    names = tuple(name.lower() for name in texts(value))
    wrong = [name for name in names if not _HOST.fullmatch(name)]
    if wrong:
        raise ValueError(
            f"'{wrong[0]}' is no host name; write one such as www.news.example, "
            "without scheme or port"
        )
    return names


def server(value: Any) -> str:
    """One host name or address without a port; an IPv6 address without brackets."""
    name = text(value).lower()
    if not _HOST.fullmatch(name):
        raise ValueError(
            f"'{name}' is no host name; write one such as smtp.example, without scheme or port"
        )
    return name.strip("[]")


def on_this_machine(server: str) -> bool:
    """Whether a server can be nowhere but here."""
    try:
        return ip_address(server).is_loopback
    except ValueError:
        return server == "localhost"


def header(value: Any) -> str:
    """The name of a header line that only proxies write, in lower case."""
    written = text(value)
    name = written.lower()
    if not _HEADER.fullmatch(name) or _OTHER_HEADER.fullmatch(name):
        raise ValueError(
            f"'{written}' is no header line in which a proxy names countries; "
            "write one such as CF-IPCountry"
        )
    return name


def security(value: Any) -> Security:
    """How the way to a server is protected."""
    try:
        return Security(text(value))
    except ValueError:
        raise ValueError("write starttls, tls, or none") from None


def sender(value: Any) -> tuple[str, str]:
    """Who mails come from: a name, which may be empty, and an address in ASCII."""
    written = text(value)
    try:
        found = _HEADERS("from", written)
    except ValueError:  # a line break within it
        found = None
    if not isinstance(found, AddressHeader) or len(found.addresses) != 1 or found.defects:
        raise ValueError(f"'{written}' is no sender; {_SENDER_EXAMPLE}")
    (address,) = found.addresses
    if not address.domain or not address.addr_spec.isascii():
        raise ValueError(f"'{written}' has no address that every server takes; {_SENDER_EXAMPLE}")
    return address.display_name, address.addr_spec


def login(value: Any) -> str:
    """A user's name or password, which SMTP knows in ASCII alone; it is never shown."""
    if not isinstance(value, str) or not value or not value.isascii() or not value.isprintable():
        raise ValueError("write a text in quotes that is not empty, in ASCII characters")
    return value


def language(value: Any) -> str:
    """A language tag (BCP 47)."""
    tag = text(value)
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError(f"'{tag}' is no language; write a tag such as en or pt-BR")
    return tag


def zone(value: Any) -> ZoneInfo:
    """A time zone by its name."""
    name = text(value)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        raise ValueError(f"'{name}' is no time zone; write one such as Europe/Paris") from None


def prefix(value: Any) -> str:
    """A path in its canonical form, without a slash at its end."""
    path = "/" + text(value).strip("/")
    if not _PATH.fullmatch(path):
        raise ValueError(f"'{path}' is no plain path; write one such as /presspass")
    return path


def networks(value: Any) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks; an address alone is one of its own."""
    return tuple(_network(written) for written in texts(value))


def _network(written: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(written, strict=False)
    except ValueError:
        raise ValueError(
            f"'{written}' is no network; write an address or a network such as 10.0.0.0/8"
        ) from None


def secrets(value: Any) -> Keyring:
    """The secrets, the sealing one first. What is wrong is said without showing them."""
    ring = tuple(secret.encode() for secret in texts(value))
    if any(len(secret) < MIN_SECRET_BYTES for secret in ring) or not ring:
        raise ValueError(
            f"write at least one secret, each of {MIN_SECRET_BYTES} characters or more; "
            "`presspass init` makes one"
        )
    return Keyring(ring)


def claims(value: Any) -> tuple[Claim, ...]:
    """The tables of claims; every fault is in one message."""
    if not isinstance(value, list):
        raise ValueError(  # noqa: TRY004  # one kind of error for every fault
            'write [[claims]] tables in the file, with a pattern such as "/premium/*" and a tier'
        )
    found, faults = [], []
    for place, entry in enumerate(value, 1):
        try:
            found.append(_claim(entry))
        except ValueError as fault:
            faults.append(f"claim {place}: {fault}")
    if faults:
        raise ValueError("; ".join(faults))
    return tuple(found)


def _claim(entry: Any) -> Claim:
    if not isinstance(entry, dict) or set(entry) != {"pattern", "tier"}:
        raise ValueError("write a pattern and a tier, and nothing else")
    pattern, tier = entry["pattern"], entry["tier"]
    if not isinstance(pattern, str) or not pattern.startswith("/"):
        raise ValueError(f"the pattern '{pattern}' must be a text that begins with a slash")
    if tier not in list(Tier):
        raise ValueError(f"'{tier}' is no tier; write free, metered or locked")
    return Claim(pattern, Tier(tier))


def stripe_key(value: Any) -> str:
    """A secret key of a Stripe account, or a restricted one; it is never shown."""
    if not isinstance(value, str) or not _STRIPE_KEY.fullmatch(value):
        raise ValueError(
            "write the secret key of your Stripe account, which begins with sk_live_ or sk_test_"
        )
    return value


def webhook_secret(value: Any) -> str:
    """What Stripe signs its webhooks with; it is never shown."""
    if not isinstance(value, str) or not _WEBHOOK_SECRET.fullmatch(value):
        raise ValueError(
            "write the signing secret of the webhook endpoint at Stripe, which begins with whsec_"
        )
    return value
