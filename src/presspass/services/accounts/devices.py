"""Devices: what readers know their browsers by, and in how many of them they can be signed in."""

from collections.abc import Iterable

from presspass.core.edition import Edition
from presspass.core.entitlement import Entitlement
from presspass.core.instants import Instant
from presspass.core.plans import USUAL_DEVICES

_LOOKED_AT = 400
"""Characters of a User-Agent that are looked at: real ones are shorter."""

_BROWSERS = (
    ("Instagram", "Instagram"),
    ("FBAN/", "Facebook"),
    ("FBAV/", "Facebook"),
    ("EdgiOS/", "Edge"),
    ("EdgA/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)  # many claim to be others too, so the first that fits is the one
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """A short label of a browser, such as "Firefox, Linux"; empty where it says nothing of itself.

    It is made of names alone, so that it reads the same in every language.
    """
    told = user_agent[:_LOOKED_AT]
    names = (_first(_BROWSERS, told), _first(_SYSTEMS, told))
    return ", ".join(name for name in names if name)


def devices_allowed(entitlements: Iterable[Entitlement], edition: Edition, now: Instant) -> int:
    """In how many browsers at once a reader can be signed in: as many as the best plan held says.

    Who holds none that is still sold has the usual number.
    """
    of_plan = {plan.key: plan.devices for plan in edition.plans}
    plans = {each.plan for each in entitlements if each.current(now)}
    return max((of_plan[plan] for plan in plans if plan in of_plan), default=USUAL_DEVICES)


def _first(signs: Iterable[tuple[str, str]], told: str) -> str | None:
    return next((name for sign, name in signs if sign in told), None)
