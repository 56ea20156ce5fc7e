"""Delivery addresses: how they are written, and what is wrong with one that a person typed.

What is checked is what can be known for certain: that the parts are there which every label needs,
that they fit on one, and that a postal code has the shape that its country's have. Shapes and the
order of lines are those of the Universal Postal Union's "Postal addressing systems in member
countries"; the shapes agree with CLDR's `postalCodeData`. Whether there is such a street only the
letter carrier knows.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Part(StrEnum):
    """The parts of an address, in the order in which they are asked for."""

    RECIPIENT = "recipient"
    LINE1 = "line1"
    LINE2 = "line2"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class Fault(StrEnum):
    """What is wrong with a part."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    SIGNS = "signs"
    """It holds a sign that no label can show."""
    SHAPE = "shape"
    """Postal codes of that country look otherwise."""
    UNKNOWN = "unknown"
    """There is no country of that code."""


@dataclass(frozen=True, slots=True)
class DeliveryAddress:
    """Where a paper goes. `country` is an ISO 3166-1 alpha-2 code; what isn't used is empty.

    As a person typed it, it may be anything: `tidied` it is what we keep, if it has no `faults`.
    """

    recipient: str
    line1: str
    line2: str
    postal_code: str
    city: str
    region: str
    country: str

    def part(self, part: Part) -> str:
        """One part of it."""
        return str(getattr(self, part))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a label, all but the country."""
        place = (
            (self.city, self.region, self.postal_code)
            if self.country in _CITY_FIRST
            else (self.postal_code, self.city)
        )
        region = "" if self.country in _CITY_FIRST else self.region
        joined = " ".join(each for each in place if each)
        return tuple(
            each for each in (self.recipient, self.line1, self.line2, joined, region) if each
        )


NOWHERE = DeliveryAddress("", "", "", "", "", "", "")
"""A form that nobody has filled in yet."""

LONGEST: Mapping[Part, int] = {
    Part.RECIPIENT: 80,
    Part.LINE1: 80,
    Part.LINE2: 80,
    Part.POSTAL_CODE: 16,
    Part.CITY: 60,
    Part.REGION: 60,
}
"""How many characters a part can have; a country is one of `COUNTRIES`."""

_NEEDED = (Part.RECIPIENT, Part.LINE1, Part.CITY, Part.COUNTRY)

_REGION_NEEDED = frozenset({"AU", "CA", "US"})
"""Where the state or province belongs to the last line."""

_CITY_FIRST = frozenset({"AU", "CA", "GB", "IE", "IN", "NZ", "US"})
"""Where the postal code follows the city."""

_POSTAL_CODES: Mapping[str, tuple[str, ...]] = {
    "AT": ("1010",),
    "AU": ("2000",),
    "BE": ("1000",),
    "BG": ("1000",),
    "BR": ("01310-100",),
    "CA": ("K1A 0B1",),
    "CH": ("3000",),
    "CN": ("100000",),
    "CY": ("1010",),
    "CZ": ("110 00",),
    "DE": ("10115",),
    "DK": ("1050",),
    "EE": ("10111",),
    "ES": ("28001",),
    "FI": ("00100",),
    "FR": ("75001",),
    "GB": ("SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX"),
    "GR": ("105 57",),
    "HR": ("10000",),
    "HU": ("1051",),
    "IN": ("110001",),
    "IS": ("101",),
    "IT": ("00118",),
    "JP": ("100-0001",),
    "KR": ("04524",),
    "LI": ("9490",),
    "MX": ("06000",),
    "NL": ("1012 JS",),
    "NO": ("0150",),
    "NZ": ("6011",),
    "PL": ("00-950",),
    "PT": ("1000-205", "1000"),
    "RO": ("010011",),
    "SE": ("111 22",),
    "SI": ("1000",),
    "SK": ("811 01",),
    "TR": ("06100",),
    "UA": ("01001",),
    "US": ("20500", "20500-0003"),
    "ZA": ("0001",),
}
"""Examples of the postal codes of a country, one for each shape; there they belong to an address.

Countries that have none, or where a letter arrives without, are left out, and so are those whose
codes are written in ways of which we aren't sure.
"""

_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())
"""The codes of ISO 3166-1 alpha-2."""

_JOINERS = "\u200c\u200d"
"""Unseen too, but names in Persian and in Indian scripts are spelt with them."""


def postal_example(country: str) -> str | None:
    """A postal code of a country, where we know what they look like."""
    return next(iter(_POSTAL_CODES.get(country, ())), None)


def tidied(typed: DeliveryAddress) -> DeliveryAddress:
    """An address without what nobody sees, and its codes as their countries write them."""
    parts = {part: _plain(typed.part(part)) for part in Part}
    tidy = DeliveryAddress(**parts)
    country = tidy.country.upper()
    return replace(tidy, country=country, postal_code=_postal_code(tidy.postal_code, country))


def faults(address: DeliveryAddress) -> Mapping[Part, Fault]:
    """What is wrong with a tidied address, part by part; empty where it can be printed on a label.

    Postal code and region are looked at once the country is known to be one.
    """
    found: dict[Part, Fault] = {}
    for part in Part:
        text = address.part(part)
        if not text:
            if _needed(part, address.country):
                found[part] = Fault.MISSING
        elif part is Part.COUNTRY:
            if text not in COUNTRIES:
                found[part] = Fault.UNKNOWN
        elif len(text) > LONGEST[part]:
            found[part] = Fault.TOO_LONG
        elif not all(map(_shows, text)):
            found[part] = Fault.SIGNS
        elif part is Part.POSTAL_CODE and not _has_shape(text, address.country):
            found[part] = Fault.SHAPE
    return found


def _needed(part: Part, country: str) -> bool:
    if part is Part.POSTAL_CODE:
        return country in _POSTAL_CODES
    if part is Part.REGION:
        return country in _REGION_NEEDED
    return part in _NEEDED


def _plain(text: str) -> str:
    """A text composed (Unicode's NFC), on one line, single-spaced, without unseen marks."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign in _JOINERS)
    return " ".join(unicodedata.normalize("NFC", seen).split()).strip(f"{_JOINERS} ")


def _shows(sign: str) -> bool:
    """Whether a sign is a letter, figure, mark or space: no control, and none that isn't assigned.

    Characters of categories C are none of these (Unicode Standard, table 4-4).
    """
    return sign in _JOINERS or not unicodedata.category(sign).startswith("C")


def _postal_code(text: str, country: str) -> str:
    """A postal code in capitals and Western figures, parted as the country's are."""
    text = _plain(unicodedata.normalize("NFKC", text).upper())
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    for example in _POSTAL_CODES.get(country, ()):
        if _shape(text) == _shape(example):
            signs = iter(_bare(text))
            return "".join(next(signs) if sign.isalnum() else sign for sign in example)
    return text


def _has_shape(text: str, country: str) -> bool:
    known = _POSTAL_CODES.get(country)
    return known is None or _shape(text) in map(_shape, known)


def _shape(code: str) -> str:
    """Which of a code's signs are figures and which letters, whatever parts them."""
    return "".join(
        "9" if sign in "0123456789" else "A" if sign.isascii() and sign.isalpha() else sign
        for sign in _bare(code)
    )


def _bare(code: str) -> str:
    return code.replace(" ", "").replace("-", "")
