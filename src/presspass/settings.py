"""Operational settings: one TOML file and the environment, read at start and frozen.

Every key of the file may come from the environment instead, as `PRESSPASS_` and its name with
underscores for dots: `origin.url` is `PRESSPASS_ORIGIN_URL`. All faults are reported at once.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from presspass.core.article import Tier
from presspass.core.credentials import CookieJar
from presspass.core.publication import Publication
from presspass.core.seals import MIN_SECRET_BYTES, Keyring
from presspass.gate.config import Claim, GateConfig

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
_MEBIBYTE = 2**20
_LARGEST_PORT = 65_535


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


def load(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a file, as the environment overrides them. Raises `SettingsError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(
            [f"{path} does not exist; make one with: presspass init {path}"]
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([f"{path} can't be read: {error}"]) from error
    try:
        table = tomllib.loads(text)
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
        name = self._key("publication.name", _text, None)
        url = self._key("publication.url", _url, None)
        language = self._key("publication.language", _text, "en")
        zone = self._key("publication.zone", _zone, None)
        origin_url = self._key("origin.url", _url, None)
        origin_host = self._key("origin.host", _text, "")
        secrets = self._key("secrets", _secrets, None)
        address = self._key("server.address", _text, "127.0.0.1")
        port = self._key("server.port", _port, 8000)
        workers = self._key("server.workers", _count, 1)
        hosts = self._key("server.hosts", _texts, _NO_TEXTS)
        proxies = self._key("server.trusted_proxies", _networks, _NO_NETWORKS)
        prefix = self._key("server.prefix", _prefix, "/presspass")
        data = self._key("server.data", _text, "data")
        logins = self._key("origin.login_cookies", _texts, LOGIN_COOKIES)
        claims = self._key("claims", _claims, _NO_CLAIMS)
        megabytes = self._key("cache.megabytes", _count, 256)
        fresh = self._key("cache.fresh_seconds", _number, 30)
        stale = self._key("cache.stale_hours", _number, 24)
        largest = self._key("cache.largest_page_megabytes", _count, 8)
        self._refuse_unknown()
        if self._faults:
            raise SettingsError(self._faults)
        publication = Publication(name, url, language, zone)
        own = urlsplit(url).hostname or ""
        gate = GateConfig(
            publication,
            frozenset({own.lower(), *(host.lower() for host in hosts)}),
            CookieJar(secure=url.startswith("https:")),
            prefix,
            proxies,
            logins,
            claims,
            megabytes * _MEBIBYTE,
            fresh,
            stale * 3600,
            largest * _MEBIBYTE,
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
        )

    def _key(self, name: str, read: Callable[[Any], T], default: T | None) -> T:
        """One key's value; a fault is gathered, and the default, if only none, stands in for it."""
        stand_in = cast("T", default)
        self._known.add(name)
        variable = "PRESSPASS_" + name.upper().replace(".", "_")
        value = self._environment.get(variable, self._in_file(name))
        where = variable if variable in self._environment else name
        if value is None:
            if default is None:
                self._faults.append(f"{name} is missing; add it, or set {variable}")
            return stand_in
        try:
            return read(value)
        except (ValueError, TypeError) as error:
            self._faults.append(f"{where}: {error}")
            return stand_in

    def _in_file(self, name: str) -> Any:
        value: Any = self._table
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value

    def _refuse_unknown(self) -> None:
        for name, value in self._table.items():
            parts = [f"{name}.{key}" for key in value] if isinstance(value, dict) else [name]
            self._faults.extend(
                f"{part} is no setting; remove it or correct its name"
                for part in parts
                if part not in self._known
            )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("write a text in quotes")
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ValueError('write a list of texts, such as ["one", "two"]')
    return tuple(value)


def _number(value: Any) -> int:
    text = str(value)
    if isinstance(value, bool) or not text.isdecimal():
        raise ValueError("write a whole number, 0 or more")
    return int(text)


def _count(value: Any) -> int:
    number = _number(value)
    if number < 1:
        raise ValueError("write a whole number, 1 or more")
    return number


def _port(value: Any) -> int:
    number = _count(value)
    if number > _LARGEST_PORT:
        raise ValueError(f"a port is at most {_LARGEST_PORT}")
    return number


def _url(value: Any) -> str:
    text = _text(value).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ValueError(f"'{text}' must be scheme and host only, such as https://news.example")
    return text


def _zone(value: Any) -> ZoneInfo:
    text = _text(value)
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"'{text}' is no time zone; write one such as Europe/Paris") from None


def _prefix(value: Any) -> str:
    text = "/" + _text(value).strip("/")
    if text == "/" or not text.isascii() or " " in text:
        raise ValueError("write a path such as /presspass")
    return text


def _networks(value: Any) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part, strict=False) for part in _texts(value))


def _secrets(value: Any) -> Keyring:
    secrets = tuple(secret.encode() for secret in _texts(value))
    if any(len(secret) < MIN_SECRET_BYTES for secret in secrets) or not secrets:
        raise ValueError(
            f"write at least one secret of {MIN_SECRET_BYTES} characters or more; "
            "`presspass init` makes one"
        )
    return Keyring(secrets)


def _claims(value: Any) -> tuple[Claim, ...]:
    if not isinstance(value, list):
        raise TypeError('write [[claims]] tables with a pattern such as "/premium/*" and a tier')
    return tuple(_claim(entry) for entry in value)


def _claim(entry: Any) -> Claim:
    if not isinstance(entry, dict) or set(entry) != {"pattern", "tier"}:
        raise ValueError("each claim has a pattern and a tier, and nothing else")
    if not str(entry["pattern"]).startswith("/"):
        raise ValueError(f"the pattern '{entry['pattern']}' must begin with a slash")
    if entry["tier"] not in set(Tier):
        raise ValueError(f"'{entry['tier']}' is no tier; write free, metered or locked")
    return Claim(entry["pattern"], Tier(entry["tier"]))
