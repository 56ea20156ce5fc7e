"""Tiers that configured patterns claim for paths whose pages declare none."""

import re
from fnmatch import translate

from presspass.core.article import Tier
from presspass.gate.config import Claim
from presspass.gate.target import forgiving


class Claims:
    """The configured patterns, compiled."""

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._claims = tuple(
            (re.compile(translate(_pattern(claim.pattern))), claim.tier) for claim in claims
        )

    def tier(self, path: bytes) -> Tier | None:
        """The most restrictive tier claimed for a path, or `None`."""
        plain = forgiving(path)
        tiers = (tier for pattern, tier in self._claims if pattern.match(plain))
        return max(tiers, key=lambda tier: tier.restriction, default=None)


def _pattern(pattern: str) -> str:
    """The pattern as paths are read, every sign but `*` for itself; `/a/` claims `/a` too."""
    plain = forgiving(pattern.encode())
    return "".join(f"[{sign}]" if sign in "?[" else sign for sign in plain)
