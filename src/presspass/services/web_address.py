"""Addresses of pages, as people type them."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

_SAFE = "/%:@!$&'()*+,;=-._~?"
_SCHEMES = frozenset({"http", "https"})
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")


class NoAddressError(ValueError):
    """What was typed is no address. The message says of what, and why."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where a page is. `host` has its port, where one was typed; `login` is what stood before it.

    `target` is path and query, percent-encoded, as a request asks for them (RFC 9112, section 3.2).
    """

    scheme: str
    login: str
    host: str
    target: str

    @property
    def site(self) -> str:
        """All that stands before the path."""
        return f"{self.scheme}://{self.login}{self.host}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.target}"


def web_address(typed: str) -> WebAddress:
    """The address of a page on some host. Raises `NoAddressError`."""
    parts = parted(typed)
    if parts.scheme not in _SCHEMES:
        raise NoAddressError(f"'{typed}' is no address of a page; write http://... or https://...")
    try:
        host, port = _host(parts.hostname or ""), _port(parts)
    except ValueError as fault:
        raise NoAddressError(f"'{typed}' is no address: {fault}") from fault
    login, sign, _ = parts.netloc.rpartition("@")
    return WebAddress(
        parts.scheme,
        quote(login, _SAFE) + sign,
        host if port is None else f"{host}:{port}",
        target(parts),
    )


def parted(typed: str) -> SplitResult:
    """An address, or a path alone, taken apart. Raises `NoAddressError`."""
    try:
        return urlsplit(typed)
    except ValueError as fault:
        raise NoAddressError(f"'{typed}' is no address: {fault}") from fault


def target(parts: SplitResult) -> str:
    """The path and the query, percent-encoded where they have to be."""
    path = quoted(parts.path or "/")
    return f"{path}?{quoted(parts.query)}" if parts.query else path


def quoted(text: str) -> str:
    """A text percent-encoded; what is encoded already stays as it is."""
    return quote(text, _SAFE, errors="surrogateescape")


def _host(name: str) -> str:
    """A host name in ASCII, or an IPv6 address in brackets. Raises `ValueError`."""
    if not name:
        raise ValueError("it names no host")
    try:
        if ":" in name:
            return f"[{IPv6Address(name)}]"
        host = name.encode("idna").decode("ascii")
    except ValueError:
        host = ""
    if not _HOST.fullmatch(host):
        raise ValueError(f"'{name}' can't be the name of a host")
    return host


def _port(parts: SplitResult) -> int | None:
    """The port that is named, if one is. Raises `ValueError`."""
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise ValueError("its port must be a number from 1 to 65535")
    return port
