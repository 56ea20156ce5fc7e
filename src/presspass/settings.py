"""Operational settings: one TOML file and the environment, read at start and frozen.

Every key of the file but `claims` may come from the environment instead, as `PRESSPASS_` and its
name with underscores for dots: `origin.url` is `PRESSPASS_ORIGIN_URL`. A list is written with
commas there. All faults are reported at once.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, TypeVar, cast

from presspass import settings_values as values
from presspass.adapters.smtp.config import Security, SmtpConfig
from presspass.adapters.stripe.config import StripeConfig
from presspass.core.credentials import CookieJar
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.gate.config import Claim, GateConfig
from presspass.services.toml_text import parsed
from presspass.settings_environment import unknown, variable

T = TypeVar("T")

LOGIN_COOKIES: tuple[str, ...] = (
    "wordpress_logged_in_*",
    "SESS*",
    "SSESS*",
    "PHPSESSID",
    "ARC_SESSION*",
)
"""Cookies by which common content systems know their own users."""

_NO_TEXTS: tuple[str, ...] = ()
_NO_NETWORKS: tuple[IPv4Network | IPv6Network, ...] = ()
_NO_CLAIMS: tuple[Claim, ...] = ()
_NO_SENDER = ("", "")
_MEBIBYTE = 2**20


class SettingsError(Exception):
    """The settings can't be used. `faults` says of each what is wrong and what to write."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """All that an operator decides. `docs/settings.md` describes each key."""

    publication: Publication
    keyring: Keyring
    gate: GateConfig
    origin_url: str
    origin_host: str | None
    address: str
    port: int
    workers: int
    data: Path
    mail: SmtpConfig | None = None
    """The mail server; `None` where no mail can be sent, and so nobody can sign in."""

    stripe: StripeConfig | None = None
    """The account at the payment provider; `None` where nothing can be bought."""

    @property
    def database(self) -> Path:
        """The file of everything that editors decide."""
        return self.data / "presspass.db"

    @property
    def meter(self) -> Path:
        """The meter's own file."""
        return self.data / "meter.db"

    @property
    def journal(self) -> Path:
        """The file of recent decisions."""
        return self.data / "journal.db"

    @property
    def webhook_url(self) -> str:
        """Where the payment provider sends its events."""
        return f"{self.publication.url}{self.gate.prefix}/webhooks/stripe"


def load(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a file, as the environment overrides them. Raises `SettingsError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(
            [f"{path} does not exist; make one with: presspass init {path}"]
        ) from None
    except OSError as error:
        raise SettingsError([f"{path} can't be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise SettingsError([f"{path} is not UTF-8 ({error.reason}); save it as UTF-8"]) from error
    try:
        table = parsed(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([f"{path} is not valid TOML: {error}"]) from error
    return _Reading(table, environment, path.parent).settings()


class _Reading:
    """Reads key by key and gathers the faults."""

    def __init__(self, table: dict[str, Any], environment: Mapping[str, str], folder: Path) -> None:
        self._table = table
        self._environment = environment
        self._folder = folder
        self._known: set[str] = set()
        self._faults: list[str] = []

    def settings(self) -> Settings:
        name = self._key("publication.name", values.text, None)
        url = self._key("publication.url", values.site, None)
        language = self._key("publication.language", values.language, "en")
        zone = self._key("publication.zone", values.zone, None)
        origin_url = self._key("origin.url", values.site, None)
        origin_host = self._key("origin.host", values.host, "")
        secrets = self._key("secrets", values.secrets, None)
        address = self._key("server.address", values.text, "127.0.0.1")
        port = self._key("server.port", values.port, 8000)
        workers = self._key("server.workers", values.count, 1)
        hosts = self._key("server.hosts", values.hosts, _NO_TEXTS)
        proxies = self._key("server.trusted_proxies", values.networks, _NO_NETWORKS)
        prefix = self._key("server.prefix", values.prefix, "/presspass")
        data = self._key("server.data", values.text, "data")
        logins = self._key("origin.login_cookies", values.texts, LOGIN_COOKIES)
        claims = self._key("claims", values.claims, _NO_CLAIMS)
        megabytes = self._key("cache.megabytes", values.count, 256)
        fresh = self._key("cache.fresh_seconds", values.number, 30)
        stale = self._key("cache.stale_hours", values.number, 24)
        largest = self._key("cache.largest_page_megabytes", values.count, 8)
        country = self._key("gate.country_header", values.header, "")
        if country and not proxies:
            self._faults.append(
                "gate.country_header: only your own proxies are believed about countries; name "
                "them in server.trusted_proxies, or take this line away"
            )
        mail = self._mail()
        stripe = self._stripe(mail)
        self._refuse_unknown()
        self._faults.extend(unknown(self._environment, self._known))
        if self._faults:
            raise SettingsError(self._faults)
        publication = Publication(name, url, language, zone)
        gate = GateConfig(
            publication,
            frozenset({values.host_of(url), *hosts}),
            CookieJar(secure=url.startswith("https:")),
            prefix,
            proxies,
            logins,
            claims,
            megabytes * _MEBIBYTE,
            fresh,
            stale * 3600,
            largest * _MEBIBYTE,
            country.encode() or None,
        )
        return Settings(
            publication,
            secrets,
            gate,
            origin_url,
            origin_host or None,
            address,
            port,
            workers,
            self._folder / data,
            mail,
            stripe,
        )

    def _mail(self) -> SmtpConfig | None:
        """The mail server, where any of its keys is given."""
        name, address = self._key("mail.from", values.sender, _NO_SENDER)
        host = self._key("mail.host", values.server, "")
        port = self._key("mail.port", values.port, 587)
        security = self._key("mail.security", values.security, Security.STARTTLS)
        user = self._key("mail.user", values.login, "")
        password = self._key("mail.password", values.login, "")
        given = {key for key in self._known if key.startswith("mail.") and self._given(key)}
        if not given:
            return None
        needed = {"mail.from", "mail.host"}
        if given & {"mail.user", "mail.password"}:
            needed |= {"mail.user", "mail.password"}
        self._faults.extend(self._missing(key) for key in sorted(needed - given))
        if security is Security.NONE and host and not values.on_this_machine(host):
            self._faults.append(
                f"mail.security: none is for a server on this machine alone, and {host} is not; "
                "write starttls or tls"
            )
        return SmtpConfig(name, address, host, port, security, user, password)

    def _stripe(self, mail: SmtpConfig | None) -> StripeConfig | None:
        """The account at the payment provider, where any of its keys is given."""
        key = self._key("stripe.key", values.stripe_key, "")
        secret = self._key("stripe.webhook_secret", values.webhook_secret, "")
        address = self._key("stripe.sandbox", values.site, "")
        owner = self._key("stripe.owner", values.host, "")
        given = {name for name in self._known if name.startswith("stripe.") and self._given(name)}
        if not given:
            return None
        needed = {"stripe.key", "stripe.webhook_secret"}
        self._faults.extend(self._missing(name) for name in sorted(needed - given))
        config = StripeConfig(key, secret, address or None, owner or None)
        if config.address and config.live:
            self._faults.append(
                "stripe.sandbox: the sandbox never gets a live key; take this line away to sell, "
                "or write a key that begins with sk_test_"
            )
        if mail is None:
            self._faults.append(
                "stripe.key: subscribers sign in by mail, and no mail server is set; add [mail]"
            )
        return config

    def _key(self, name: str, read: Callable[[Any], T], default: T | None) -> T:
        """One key's value; a fault is gathered, and the default, if only none, stands in for it."""
        stand_in = cast("T", default)
        self._known.add(name)
        named = variable(name)
        value = self._environment.get(named, self._in_file(name))
        where = named if named in self._environment else name
        if value is None:
            if default is None:
                self._faults.append(self._missing(name))
            return stand_in
        try:
            return read(value)
        except ValueError as error:
            self._faults.append(f"{where}: {error}")
            return stand_in

    def _given(self, name: str) -> bool:
        return variable(name) in self._environment or self._in_file(name) is not None

    @staticmethod
    def _missing(name: str) -> str:
        return f"{name} is missing; add it, or set {variable(name)}"

    def _in_file(self, name: str) -> Any:
        value: Any = self._table
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value

    def _refuse_unknown(self) -> None:
        tables = {name.partition(".")[0] for name in self._known if "." in name}
        for name, value in self._table.items():
            if name in tables and not isinstance(value, dict):
                self._faults.append(f"{name} is a table; write [{name}] and its keys below it")
                continue
            parts = [f"{name}.{key}" for key in value] if name in tables else [name]
            self._faults.extend(
                f"{part} is no setting; {self._advice(part)}"
                for part in parts
                if part not in self._known
            )

    def _advice(self, name: str) -> str:
        near = get_close_matches(name, sorted(self._known), 1)
        return f"did you mean {near[0]}?" if near else "remove it or correct its name"
