"""Whether a page's Content-Security-Policy lets it load a script from its own site.

Where that isn't certain the answer is no: a script that is blocked makes the browser complain to
whoever looks after the page, and nothing of ours needs one.
"""

from collections.abc import Iterable

from presspass.ports import Headers

_RULES = frozenset({b"content-security-policy", b"content-security-policy-report-only"})
_IN_MARKUP = b"content-security-policy"
_DECIDING = (b"script-src-elem", b"script-src", b"default-src")
"""The first of these that a policy has decides (CSP Level 3, sections 6.8.1 and 6.8.3)."""


def own_scripts_allowed(headers: Headers, body: bytes) -> bool:
    """Whether a script of the page's own site would be loaded, and nothing reported."""
    policies = (policy for name, value in headers if name in _RULES for policy in value.split(b","))
    return all(map(_allows, policies)) and _IN_MARKUP not in body.lower()


def _allows(policy: bytes) -> bool:
    directives: dict[bytes, list[bytes]] = {}
    for words in (part.lower().split() for part in policy.split(b";")):
        if words:
            directives.setdefault(words[0], words[1:])
    if b"allow-scripts" not in directives.get(b"sandbox", [b"allow-scripts"]):
        return False
    sources = next((directives[name] for name in _DECIDING if name in directives), None)
    return sources is None or _holds_own(sources)


def _holds_own(sources: Iterable[bytes]) -> bool:
    """Whether a list of sources holds the page's own site in words that leave no doubt."""
    named = set(sources)
    return not named.isdisjoint({b"'self'", b"*"}) and b"'strict-dynamic'" not in named
