"""Where readers are: the country that a trusted proxy names, and no client can choose."""

import re
from functools import lru_cache

from presspass.gate.config import GateConfig
from presspass.gate.forwarding import Forwarding
from presspass.gate.request import Scope

COUNTRY = "presspass.country"
"""Where a request's scope holds the reader's country: two capitals, or `None` if it is unknown."""

_CODE = re.compile(rb"[A-Z]{2}")
_NO_COUNTRY = frozenset({b"AP", b"EU", b"XX", b"ZZ"})
"""What proxies write for addresses that they can't place, or in no country alone."""


class Countries:
    """Reads the line in which the operator's proxies say where a client is."""

    def __init__(self, header: bytes, forwarding: Forwarding) -> None:
        self._header = header
        self._trusts = lru_cache(maxsize=256)(forwarding.trusts)

    @classmethod
    def of(cls, config: GateConfig) -> "Countries | None":
        """As the settings have it; `None` where no proxy says it."""
        header = config.country_header
        return None if header is None else cls(header, Forwarding(config.trusted_proxies))

    def settle(self, scope: Scope, headers: dict[bytes, bytes]) -> None:
        """Leave the country in the scope, and of the line what is believed.

        `headers` are the scope's, joined by name. What can't be believed is gone from both, so that
        nobody behind us takes it for true or keeps pages by it.
        """
        country = self._believed(scope, headers.pop(self._header, b""))
        scope[COUNTRY] = None if country is None else country.decode()
        lines = [line for line in scope["headers"] if line[0] != self._header]
        if country is not None:
            headers[self._header] = country
            lines.append((self._header, country))
        scope["headers"] = lines

    def _believed(self, scope: Scope, said: bytes) -> bytes | None:
        """The country, where one trusted proxy named one; two lines are joined, and so no code."""
        code = said.upper()
        if not _CODE.fullmatch(code) or code in _NO_COUNTRY:
            return None
        peer = (scope.get("client") or ("", 0))[0]
        return code if self._trusts(peer) else None
