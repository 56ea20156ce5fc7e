"""Who is asking, through which proxies: forwarded addresses are believed from our own alone."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from presspass.gate.headers import joined
from presspass.ports import Headers

_PORTED = re.compile(r"\[([^\]]*)\](?::\d+)?|([\d.]+):\d+")


class Forwarding:
    """The proxies that the operator trusts to say whom they speak for."""

    def __init__(self, trusted: tuple[IPv4Network | IPv6Network, ...]) -> None:
        self._trusted = trusted

    def client(self, peer: str, headers: Headers) -> str:
        """The client's address: the socket's peer, or whom a trusted proxy speaks for.

        Forwarded addresses are walked from the right, through trusted proxies only.
        """
        address = _address(peer)
        if address is None:
            return peer
        client = str(address)
        if not self._holds(address):
            return client
        for hop in reversed(joined(headers, b"x-forwarded-for").split(b",")):
            address = _address(hop.strip().decode("latin-1"))
            if address is None:
                break
            client = str(address)
            if not self._holds(address):
                break
        return client

    def scheme(self, peer: str, own: str, headers: Headers) -> str:
        """The scheme by which the client came: our own, unless a trusted proxy says otherwise."""
        said = joined(headers, b"x-forwarded-proto").decode("latin-1").lower()
        return said if said in ("http", "https") and self.trusts(peer) else own

    def trusts(self, peer: str) -> bool:
        """Whether the peer is one of the operator's proxies."""
        address = _address(peer)
        return address is not None and self._holds(address)

    def _holds(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._trusted)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address in any of its spellings, without the port that some proxies add, or its zone.

    A zone (`fe80::1%eth0`) may be any text, and means nothing beyond its own machine.
    """
    ported = _PORTED.fullmatch(text)
    try:
        bare = text if ported is None else ported[1] or ported[2]
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
