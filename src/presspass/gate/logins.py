"""Whether a request carries the publisher's site's own log-in."""

import re


class Logins:
    """The names of cookies by which the site knows its own users; `*` stands for anything.

    But not for `ours`: the site never sees our own cookies, and knows nobody by them.
    """

    def __init__(self, names: tuple[str, ...], ours: tuple[str, ...] = ()) -> None:
        either = b"|".join(re.escape(name).replace(r"\*", "[^=;]*").encode() for name in names)
        but = b"".join(rb"(?!\s*" + re.escape(name).encode() + rb"=)" for name in ours)
        pattern = rb"(?:^|[;\s])" + but + rb"(?:" + either + rb")="
        self._pattern = re.compile(pattern) if names else None
        beginnings = {name.partition("*")[0].encode() for name in names}
        self._beginnings = tuple(  # a cookie that has the longer of two has the shorter too
            one
            for one in sorted(beginnings)
            if not any(other != one and other in one for other in beginnings)
        )

    def known(self, headers: dict[bytes, bytes]) -> bool:
        """Whether the site may know who sends these request headers."""
        return b"authorization" in headers or self.among(headers.get(b"cookie", b""))

    def among(self, cookies: bytes) -> bool:
        """Whether one of these cookies is such a log-in."""
        if self._pattern is None:
            return False
        for beginning in self._beginnings:  # hardly any reader is an author, and this is quickest
            if cookies.find(beginning) >= 0:  # `in` takes bytes for a number first, and is slow
                return self._pattern.search(cookies) is not None
        return False
