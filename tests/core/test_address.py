from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.address import (
    COUNTRIES,
    LONGEST,
    NOWHERE,
    DeliveryAddress,
    Fault,
    Part,
    faults,
    postal_example,
    tidied,
)

ANN = DeliveryAddress("Ann Lee", "Kaistraße 7", "c/o Möwe", "20457", "Hamburg", "", "DE")
PAM = DeliveryAddress("Pam Roe", "1 Pier Road", "", "02110", "Boston", "MA", "US")
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
addresses = st.builds(
    DeliveryAddress,
    *([anything] * 6),
    st.sampled_from(["DE", "us", "GB", "pl", "IE", "XX", ""]) | anything,
)
known = st.sampled_from(sorted(code for code in COUNTRIES if postal_example(code)))


def test_an_address_with_all_that_its_label_needs_has_no_faults() -> None:
    for address in (ANN, PAM, replace(ANN, line2="")):
        assert tidied(address) == address
        assert faults(address) == {}


def test_what_a_label_needs_is_asked_for() -> None:
    missing = dict.fromkeys([Part.RECIPIENT, Part.LINE1, Part.CITY, Part.COUNTRY], Fault.MISSING)
    assert faults(tidied(NOWHERE)) == missing
    german = {**missing, Part.POSTAL_CODE: Fault.MISSING}
    del german[Part.COUNTRY]
    assert faults(replace(NOWHERE, country="DE")) == german
    assert faults(replace(NOWHERE, country="US")) == {**german, Part.REGION: Fault.MISSING}


@pytest.mark.parametrize("country", ["HK", "IE", "AE"])
def test_where_a_letter_arrives_without_a_postal_code_none_is_asked_for(country: str) -> None:
    assert faults(replace(ANN, country=country, postal_code="")) == {}
    assert faults(replace(ANN, country=country, postal_code="D02 AF30")) == {}


@pytest.mark.parametrize("part", sorted(LONGEST))
def test_a_part_fits_on_a_label(part: Part) -> None:
    longest = LONGEST[part]
    at_hand = replace(ANN, country="IE")
    assert faults(replace(at_hand, **{part: "x" * longest})) == {}
    assert faults(replace(at_hand, **{part: "x" * (longest + 1)})) == {part: Fault.TOO_LONG}


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\x85\0", "\ue000", "\ufffe", "\ud800"])
def test_what_no_label_can_show_is_refused(sign: str) -> None:
    assert faults(tidied(replace(ANN, city=f"Ham{sign}burg"))) == {Part.CITY: Fault.SIGNS}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann \t Lee\n", "Ann Lee"),
        ("Ann\r\nLee", "Ann Lee"),
        ("Ann\u2028Lee\u00a0", "Ann Lee"),
        ("\u202aAnn\u202c Lee\u200e\ufeff", "Ann Lee"),
        ("Jo\u0308rg", "Jörg"),
        ("می\u200cرسد", "می\u200cرسد"),
        (" \u200d ", ""),
    ],
)
def test_what_nobody_sees_is_left_out(typed: str, kept: str) -> None:
    assert tidied(replace(ANN, recipient=typed)).recipient == kept


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("GB", "sw1a1aa", "SW1A 1AA"),
        ("GB", "M 11 AE", "M1 1AE"),
        ("nl", "1012js", "1012 JS"),
        ("PL", "00950", "00-950"),
        ("US", "205000003", "20500-0003"),
        ("US", "20500", "20500"),
        ("CA", "k1a-0b1", "K1A 0B1"),
        ("DE", "\u0661\u0660\u0661\u0661\u0665", "10115"),
        ("JP", "１００－０００１", "100-0001"),  # noqa: RUF001  # as Japanese keyboards write it
        ("CZ", "110\u00a000", "110 00"),
        ("IE", "d02 af30", "D02 AF30"),
    ],
)
def test_a_postal_code_is_written_as_its_country_writes_it(
    country: str, typed: str, kept: str
) -> None:
    address = tidied(replace(PAM, country=country, postal_code=typed))
    assert address.postal_code == kept
    assert faults(address) == {}


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("DE", "1011"),
        ("DE", "D-10115"),
        ("DE", "10115 Berlin"),
        ("GB", "SW1A"),
        ("US", "2050"),
        ("NL", "1012"),
        ("PL", "OO-950"),
        ("AT", "²010½"),
    ],
)
def test_a_postal_code_of_another_shape_is_refused(country: str, typed: str) -> None:
    address = tidied(replace(PAM, country=country, postal_code=typed))
    assert faults(address) == {Part.POSTAL_CODE: Fault.SHAPE}


@pytest.mark.parametrize("country", ["XX", "UK", "DEU", "Germany", "EU", "D\0"])
def test_a_country_that_there_is_not_is_refused(country: str) -> None:
    assert faults(tidied(replace(ANN, country=country))) == {Part.COUNTRY: Fault.UNKNOWN}


def test_the_lines_of_a_label_are_in_the_countrys_order() -> None:
    assert ANN.lines == ("Ann Lee", "Kaistraße 7", "c/o Möwe", "20457 Hamburg")
    assert PAM.lines == ("Pam Roe", "1 Pier Road", "Boston MA 02110")
    assert replace(ANN, country="IT", region="RM").lines[-2:] == ("20457 Hamburg", "RM")
    assert NOWHERE.lines == ()


@given(addresses)
def test_what_is_tidy_stays_as_it_is(typed: DeliveryAddress) -> None:
    once = tidied(typed)
    assert tidied(once) == once


@given(addresses)
def test_an_address_without_faults_fits_on_a_label_line_by_line(typed: DeliveryAddress) -> None:
    address = tidied(typed)
    wrong = faults(address)
    if not wrong:
        assert address.country in COUNTRIES
        assert all(address.part(part) for part in (Part.RECIPIENT, Part.LINE1, Part.CITY))
        for part in Part:
            text = address.part(part)
            assert len(text) <= LONGEST.get(part, 2)
            assert len(text.splitlines()) <= 1
    assert set(wrong.values()) <= set(Fault)


@given(known, st.sampled_from(["", " ", "-"]), st.sampled_from([str.lower, str.upper]))
def test_every_example_is_taken_however_it_is_parted(
    country: str, between: str, written: Callable[[str], str]
) -> None:
    example = postal_example(country)
    assert example
    typed = written(between.join(example.replace("-", "").replace(" ", "")))
    address = tidied(replace(PAM, country=country, postal_code=typed))
    assert address.postal_code == example
    assert faults(address) == {}
