"""Reading the countries that rules and offers of an editorial file are for."""

from presspass.core.address import COUNTRIES
from presspass.services.toml_table import Table, shown

_PLACED = COUNTRIES | {"XK"}
"""Kosovo has no code in ISO 3166; those who place addresses call it XK."""

_MEANT = {"UK": "GB", "EL": "GR"}
"""What two countries are called elsewhere, which no gate is ever told."""


def read_countries(table: Table) -> frozenset[str]:
    """The countries under the key `countries`; empty where it is missing.

    One that there isn't would wait for its readers in vain, and so is a fault.
    """
    found = table.texts("countries")
    for country in found:
        if country.strip() and country not in _PLACED:
            table.fault("countries", f"{shown(country)} is no country; write {_instead(country)}")
    return frozenset(found)


def _instead(country: str) -> str:
    capitals = country.upper()
    meant = _MEANT.get(capitals, capitals)
    return f'"{meant}"' if meant in _PLACED else 'its two capitals in ISO 3166, such as "US"'
