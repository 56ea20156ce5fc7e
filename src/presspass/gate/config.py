"""What the gate is told at start, and never after."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

from presspass.core.article import Tier
from presspass.core.credentials import CookieJar
from presspass.core.publication import Publication


@dataclass(frozen=True, slots=True)
class Claim:
    """Paths under a pattern, in which `*` stands for anything, have at least this tier."""

    pattern: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class GateConfig:
    """The gate's part of the settings; `settings.py` says what each means to an operator.

    Sizes are bytes and times seconds. `hosts` are lower-case host names, without a port.
    `country_header` is in lower case; `None` where no proxy says where clients are.
    """

    publication: Publication
    hosts: frozenset[str]
    jar: CookieJar
    prefix: str = "/presspass"
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    login_cookies: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    cache_bytes: int = 256 * 2**20
    fresh_seconds: int = 30
    stale_seconds: int = 24 * 3600
    page_bytes: int = 8 * 2**20
    country_header: bytes | None = None
