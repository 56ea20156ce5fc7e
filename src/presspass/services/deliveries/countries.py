"""Countries by their names, as CLDR has them for each language."""

import unicodedata
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

from presspass.core.address import COUNTRIES

_LETTERS = str.maketrans({"ł": "l\uffff", "ø": "o", "đ": "d"})
"""What Unicode doesn't take apart into a letter and its mark; to Poles, a letter that follows L."""


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Each country's code and its name in a language (a BCP 47 tag), in the order of names."""
    names = Locale.parse(language, sep="-").territories
    return tuple(
        sorted(((code, names.get(code, code)) for code in COUNTRIES), key=lambda one: _key(one[1]))
    )


def country_name(code: str, language: str) -> str:
    """A country's name in a language; its code where there is no such country."""
    return dict(countries(language)).get(code, code)


def country_of(zone: ZoneInfo) -> str | None:
    """The country in which most who live by a time zone's clocks live, where it is in one."""
    code = get_global("zone_territories").get(zone.key)
    return code if code in COUNTRIES else None


def _key(name: str) -> str:
    """What a name is ordered by: its letters, whatever marks they bear."""
    apart = unicodedata.normalize("NFD", name.casefold().translate(_LETTERS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
