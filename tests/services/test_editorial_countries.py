import pytest
from babel.core import get_global

from presspass.services.editorial_countries import read_countries
from presspass.services.toml_table import Table


def read(*countries: str) -> tuple[frozenset[str], list[str]]:
    faults: list[str] = []
    found = read_countries(Table({"countries": list(countries)}, "rule 'R'", faults))
    return found, faults


def test_every_country_in_which_clocks_tell_a_time_is_one() -> None:
    countries = frozenset(get_global("zone_territories").values()) - {"001", "ZZ"}
    assert len(countries) > 200
    assert read(*sorted(countries)) == (countries, [])


def test_kosovo_is_one_though_iso_has_no_code_for_it() -> None:
    assert read("XK") == (frozenset({"XK"}), [])


@pytest.mark.parametrize(
    ("country", "instead"), [("UK", '"GB"'), ("uk", '"GB"'), ("EL", '"GR"'), ("de", '"DE"')]
)
def test_who_writes_a_country_otherwise_is_told_its_code(country: str, instead: str) -> None:
    _, faults = read("US", country)
    assert faults == [f"rule 'R', countries: \"{country}\" is no country; write {instead}"]


@pytest.mark.parametrize("country", ["XX", "EU", "T1", "usa", "Germany"])
def test_what_no_country_is_called_is_refused_with_an_example(country: str) -> None:
    _, faults = read(country)
    [fault] = faults
    assert f'"{country}" is no country; write its two capitals' in fault


def test_an_empty_text_is_one_fault() -> None:
    _, faults = read("")
    assert faults == ["rule 'R', countries: \"\" is no text; write it in quotes"]


def test_no_countries_are_all() -> None:
    assert read_countries(Table({}, "rule 'R'", [])) == frozenset()
