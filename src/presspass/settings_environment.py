"""The environment variables of settings: their names, and those that are none."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

FILE_VARIABLE = "PRESSPASS_SETTINGS"
"""Names the settings file to commands, and to the workers that the server starts."""

_OURS = "PRESSPASS_"
_ALIKE = 0.85
"""How alike two names are that one slip lies between; all begin alike."""

_NO_SETTINGS = frozenset(
    {
        FILE_VARIABLE,
        "PRESSPASS_DEMO_DATA",
        "PRESSPASS_DEMO_PORT",
        "PRESSPASS_PAGES",
        "PRESSPASS_PICTURES",
        "PRESSPASS_STRIPE",
        "PRESSPASS_STRIPE_TEST_KEY",
    }
)
"""What the demo tells its workers, and what tests are told."""

_LINK = re.compile(r"\w+_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)")
_LINK_PORT = re.compile(r"(?:tcp|udp|sctp)://.+")
"""What Kubernetes sets in every pod for a service whose name begins with `presspass`.

See "Discovering services" in its documentation of services.
"""


def variable(key: str) -> str:
    """The environment variable that stands for a key."""
    return _OURS + key.upper().replace(".", "_")


def unknown(environment: Mapping[str, str], keys: Collection[str]) -> list[str]:
    """A fault for each variable that bears our name and stands for no key: a slip, most likely."""
    known = sorted(map(variable, keys))
    return [
        f"{name} is no setting; {_advice(name, known)}"
        for name, value in sorted(environment.items())
        if name.startswith(_OURS)
        and name not in known
        and name not in _NO_SETTINGS
        and not _is_link(name, value)
    ]


def _is_link(name: str, value: str) -> bool:
    if _LINK.fullmatch(name):
        return True
    return name.endswith("_PORT") and _LINK_PORT.fullmatch(value) is not None


def _advice(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1, _ALIKE)
    return f"did you mean {near[0]}?" if near else "unset it or correct its name"
