import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.mailbox import (
    MAX_ADDRESS_OCTETS,
    MAX_LOCAL_OCTETS,
    Flaw,
    Mailbox,
    NotAMailbox,
    canonical,
)

LONG_DOMAIN = ".".join(["x" * 60] * 4) + ".museum"
letters = st.sampled_from("aZ0+-_é'Я")
words = st.text(letters, min_size=1, max_size=8)
locals_ = st.lists(words, min_size=1, max_size=3).map(".".join)
domains = st.sampled_from(["example.com", "Example.COM", "bücher.example", "a.b-c.co.uk"])
addresses = st.builds("{}@{}".format, locals_, domains)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ann@example.com", "ann@example.com"),
        ("  Ann.Lee+News@Example.COM ", "ann.lee+news@example.com"),
        ("ann@example.com.", "ann@example.com"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann@BÜCHER.example", "ann@xn--bcher-kva.example"),
        ("ann@xn--bcher-kva.example", "ann@xn--bcher-kva.example"),
        ("jörg@example.com", "jörg@example.com"),
        ("jo\u0308rg@example.com", "jörg@example.com"),
        ("o'neil#1@example.com", "o'neil#1@example.com"),
        (f"a@{LONG_DOMAIN}", f"a@{LONG_DOMAIN}"),
        ("a" * MAX_LOCAL_OCTETS + "@example.com", "a" * MAX_LOCAL_OCTETS + "@example.com"),
    ],
)
def test_an_address_has_one_canonical_form(written: str, address: str) -> None:
    assert Mailbox.parse(written).address == address


def test_mail_goes_where_its_owner_wrote() -> None:
    assert Mailbox.parse(" Ann@Bücher.example. ").written == "Ann@Bücher.example"


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", Flaw.EMPTY),
        ("  ", Flaw.EMPTY),
        ("ann", Flaw.NO_AT),
        ("ann@@example.com", Flaw.NO_AT),
        ("ann@home@example.com", Flaw.NO_AT),
        ("ann lee@example.com", Flaw.SIGNS),
        ("Ann <ann@example.com", Flaw.SIGNS),
        ('"ann"@example.com', Flaw.SIGNS),
        ("ann\r\nBcc: bea@example.com", Flaw.SIGNS),
        ("ann\0@example.com", Flaw.SIGNS),
        ("@example.com", Flaw.LOCAL),
        (".ann@example.com", Flaw.LOCAL),
        ("ann..lee@example.com", Flaw.LOCAL),
        ("ann@", Flaw.DOMAIN),
        ("ann@example", Flaw.DOMAIN),
        ("ann@example..com", Flaw.DOMAIN),
        ("ann@-example.com", Flaw.DOMAIN),
        ("ann@exa_mple.com", Flaw.DOMAIN),
        ("ann@exam ple.com", Flaw.DOMAIN),
        ("ann@example.com\nBcc: x", Flaw.DOMAIN),
        ("ann@192.0.2.1", Flaw.DOMAIN),
        ("ann@[192.0.2.1]", Flaw.DOMAIN),
        ("ann@bücher..example", Flaw.DOMAIN),
        ("ann@" + "x" * 64 + ".com", Flaw.DOMAIN),
        ("ann@" + "ü" * 64 + ".com", Flaw.DOMAIN),
        ("a" * (MAX_LOCAL_OCTETS + 1) + "@example.com", Flaw.TOO_LONG),
        ("é" * (MAX_LOCAL_OCTETS // 2 + 1) + "@example.com", Flaw.TOO_LONG),
        (f"abcde@{LONG_DOMAIN}", Flaw.TOO_LONG),
    ],
)
def test_what_is_no_address_is_told_why(text: str, flaw: Flaw) -> None:
    with pytest.raises(NotAMailbox) as told:
        Mailbox.parse(text)
    assert told.value.flaw is flaw
    assert str(told.value)


@pytest.mark.parametrize("spare", [0, 1])
def test_the_longest_address_is_taken_and_no_longer_one(spare: int) -> None:
    local = "a" * (MAX_ADDRESS_OCTETS - len(f"@{LONG_DOMAIN}") + spare)
    if spare:
        with pytest.raises(NotAMailbox):
            Mailbox.parse(f"{local}@{LONG_DOMAIN}")
    else:
        assert len(Mailbox.parse(f"{local}@{LONG_DOMAIN}").address) == MAX_ADDRESS_OCTETS


@pytest.mark.parametrize(
    ("address", "unaliased"),
    [
        ("ann@example.com", "ann@example.com"),
        ("Ann.Lee+a+b@example.com", "ann.lee@example.com"),
        ("+ann@example.com", "+ann@example.com"),
        ("a.n.n+x@gmail.com", "ann@gmail.com"),
        ("An.N@GoogleMail.com", "ann@gmail.com"),
    ],
)
def test_what_owners_vary_at_will_makes_no_other_person(address: str, unaliased: str) -> None:
    assert Mailbox.parse(address).unaliased == unaliased


def test_a_canonical_form_is_there_even_for_what_no_reader_could_have() -> None:
    assert canonical("Ann@Bücher.example") == "ann@xn--bcher-kva.example"
    assert canonical("Root@localhost") == "root@localhost"


@given(addresses)
def test_the_canonical_form_is_its_own_and_that_of_every_way_to_write_it(text: str) -> None:
    address = Mailbox.parse(text).address
    assert Mailbox.parse(address).address == address
    local, _, domain = text.rpartition("@")
    for other in (local.swapcase(), unicodedata.normalize("NFD", local)):
        assert Mailbox.parse(f" {other}@{domain.upper()}").address == address


@given(addresses)
def test_an_unaliased_address_is_an_address_and_its_own(text: str) -> None:
    once = Mailbox.parse(text).unaliased
    assert Mailbox.parse(once).unaliased == once


@given(st.text() | st.builds("{}@{}".format, st.text(), st.text()))
def test_no_text_raises_anything_else_or_brings_lines_or_spaces(text: str) -> None:
    try:
        found = Mailbox.parse(text)
    except NotAMailbox:
        return
    assert len(found.address.encode()) <= MAX_ADDRESS_OCTETS
    for form in (found.address, found.written):
        assert form.isprintable()
        assert not set(form) & set(' ,;:<>()[]"\\\r\n')
    assert Mailbox.parse(found.address).address == found.address
