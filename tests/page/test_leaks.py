"""The measure, and how it holds against the plain one."""

import unicodedata
from collections.abc import Callable
from random import Random
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presspass.page.leaks import Measure, Text, share_said
from presspass.page.words import SEPARATOR, letters
from tests.page.growth import assert_linear

PAID = "One two three four five six seven eight nine ten. But this one has five. And not four."
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("one two three four five six seven eight", True),
        ("two three four five six seven eight nine", True),
        ("one two three four five six seven", False),
        ("ONE, two; three-four (five) SIX\u2014seven/eight", True),
        ("onetwothreefourfivesixseveneight", True),
        ("but this one has five", True),
        ("this one has five", False),
        ("and not four", False),
        ("ten but this one has five and not", True),
        ("", False),
    ],
)
def test_eight_words_or_a_sentence_of_five_leak(text: str, leaks: bool) -> None:  # noqa: FBT001  # the expected answer
    measure = Measure(Text([PAID]))
    assert bool(measure.characters(text)) is leaks
    assert bool(measure.characters(f"before {text} after")) is leaks


@pytest.mark.parametrize(
    "alphabet", ["港の管理者は霧が防波堤を覆う前に四十一隻の船を", "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผ"]
)
def test_scripts_without_spaces_are_counted_by_characters(alphabet: str) -> None:
    paid = alphabet + alphabet[::-1] + alphabet[1::2]
    measure = Measure(Text([paid]))
    assert measure.characters(f"x{paid[5:29]}y")
    assert measure.characters(f"x{paid[5:17]}\u200b、{paid[17:29]}y")
    assert not measure.characters(f"x{paid[5:20]}y")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_greek_is_found_with_its_iotas_below_in_either_form(form: Literal["NFC", "NFD"]) -> None:
    paid = "τῷ λιμένι ἐπῆλθεν ὁμίχλη πολλὴ ἐν τῇ νυκτὶ καὶ τῇ θαλάσσῃ."
    measure = Measure(Text([unicodedata.normalize(form, paid)]))
    assert measure.characters(unicodedata.normalize("NFC", paid))
    assert measure.characters(unicodedata.normalize("NFD", paid))


def test_what_everyone_may_read_is_no_leak() -> None:
    measure = Measure(Text([PAID], ["zero one two three four five six seven eight"]))
    assert not measure.characters("one two three four five six seven eight")
    assert measure.characters("two three four five six seven eight nine")


def test_mixed_text_leaks_only_apart_from_what_is_said() -> None:
    free = "a free line of eight words stands right here"
    measure = Measure(Text([f"{free} {PAID}"], [free], mixed=True))
    assert not measure.characters(f"{free} one two three")
    assert measure.characters(PAID)


def test_leaks_begin_and_end_with_what_is_paid() -> None:
    measure = Measure(Text([PAID]))
    stream = letters("zero one two three four five six seven eight 9")
    (hit,) = measure.find(stream)
    assert stream[hit.start : hit.end] == letters("one two three four five six seven eight")


def test_parts_are_told_apart_and_never_run_into_each_other() -> None:
    measure = Measure(Text([PAID]))
    first, second = "one two three four", "five six seven eight"
    assert measure.parts([first, second]) == {}
    assert measure.parts(["x", f"{first} {second}", f"a{SEPARATOR}b", PAID]).keys() == {1, 3}
    assert [found[:2] for found in measure.stretches(["x", first, " ", second, "y"])] == [(1, 3)]


@pytest.mark.parametrize("longest", range(3, 9))
def test_a_run_is_found_wherever_it_stands(longest: int) -> None:
    """The search looks at one place in so many: none lies between them."""
    source = Random(longest)  # noqa: S311  # the same text each time
    words = ["".join(source.choices("abcdefgh", k=source.randint(2, longest))) for _ in range(400)]
    measure = Measure(Text([" ".join(words)]))
    for first in range(0, 390, 3):
        run = "".join(words[first : first + 8])
        for before in range(34):
            assert measure.find("0" * before + run + "1") == [(before, before + len(run))]


def test_a_refrain_is_no_way_out() -> None:
    refrain = "ring the bell and ring the bell again and "
    paid = refrain * 400 + "then the harbour master closed the gate of the old breakwater for good"
    measure = Measure(Text([paid]))
    assert measure.characters(refrain * 3)
    assert measure.characters("again and then the harbour master closed the gate")
    assert measure.characters("x" + paid[-60:] + "y")


def _measure_quotes(size: int) -> None:
    words = [f"word{number}" for number in range(size + 9)]
    measure = Measure(Text([" ".join(words)]))
    assert len(measure.parts([" ".join(words[at : at + 9]) for at in range(size)])) == size


def _measure_digits(size: int) -> None:
    source = Random(size)  # noqa: S311  # the same text each time
    digits = source.choices("0123456789", k=size)
    Measure(Text([" ".join(digits)])).characters(" ".join(source.choices("abcdef", k=4 * size)))


def _measure_giants(size: int) -> None:
    source = Random(size)  # noqa: S311  # the same text each time
    giants = ["".join(source.choices("abcdefgh", k=size)) for _ in range(7)]
    before = "one two three four five six seven eight"
    measure = Measure(Text([f"{' '.join(giants)} last", f"{before} {' '.join(giants)}z"]))
    assert not measure.characters(" ".join(giants))
    assert measure.characters(f"{before} {' '.join(giants)}") >= len(letters(before))


@pytest.mark.parametrize(
    ("work", "size"), [(_measure_quotes, 800), (_measure_digits, 1500), (_measure_giants, 3000)]
)
def test_the_work_grows_as_the_text_does(work: Callable[[int], None], size: int) -> None:
    assert_linear(work, size)


def test_nothing_paid_is_nothing_to_find() -> None:
    assert not Measure(Text([])).characters(PAID)
    assert not Measure(Text([""])).parts([PAID])
    assert share_said("", PAID) == 0


def test_the_share_that_is_said() -> None:
    assert share_said(PAID, PAID) == 1
    assert share_said(PAID, "something else") == 0


@given(
    paid=st.lists(st.sampled_from([*WORDS, "ten.", "caf\u00e9", "Stra\u00dfe!"]), max_size=40),
    text=st.lists(st.sampled_from([*WORDS, "cafe\u0301", "STRASSE", "<b>", "</b>"]), max_size=60),
    said=st.lists(st.sampled_from(WORDS), max_size=12),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_it_finds_all_that_the_plain_measure_finds(
    paid: list[str],
    text: list[str],
    said: list[str],
    leaking: Callable[[bytes, str, str], list[str]],
) -> None:
    plainly = leaking(" ".join(text).encode(), " ".join(paid), " ".join(said))
    if plainly:
        assert Measure(Text([" ".join(paid)], [" ".join(said)])).characters(" ".join(text))
