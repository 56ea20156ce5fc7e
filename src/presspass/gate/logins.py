"""Whether a request carries the publisher's site's own log-in."""

import re
from functools import lru_cache

_REMEMBERED = 8_192
_LONGEST = 2_048
"""Cookie headers longer than this are looked at anew: clients choose them, to fill the memory."""


class Logins:
    """The names of cookies by which the site knows its own users; `*` stands for anything."""

    def __init__(self, names: tuple[str, ...]) -> None:
        either = b"|".join(re.escape(name).replace(r"\*", "[^=;]*").encode() for name in names)
        self._pattern = re.compile(rb"(?:^|[;\s])(?:" + either + rb")=") if names else None
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._look)

    def known(self, headers: dict[bytes, bytes]) -> bool:
        """Whether the site may know who sends these request headers."""
        if b"authorization" in headers:
            return True
        cookies = headers.get(b"cookie")
        if cookies is None or self._pattern is None:
            return False
        return self._look(cookies) if len(cookies) > _LONGEST else self._remembered(cookies)

    def _look(self, cookies: bytes) -> bool:
        return self._pattern is not None and self._pattern.search(cookies) is not None
