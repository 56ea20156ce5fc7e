"""Letters, words, sentences and runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.page.words import (
    RUN_CHARACTERS,
    RUN_WORDS,
    SEPARATOR,
    letters,
    names,
    normalise,
    runs,
    sentences,
    spaced,
    words,
)

ANYTHING = st.text(st.characters(), max_size=20)  # lone surrogates too
ODD = st.text(
    "aé\u0301ß Ως\u0345_-.!?…»\n\t\u00ad\u3002\u0964\u093e\u0939港ก\u200b\ud800\x01", max_size=30
)


def test_names_are_split_at_any_space_and_each_is_there_once() -> None:
    assert names("  div p\n  p\tli ") == {"div", "p", "li"}
    assert names("") == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("The Harbour, at 5 o'clock!", "theharbourat5oclock"),
        ("Stra\u00dfe STRASSE", "strassestrasse"),
        ("caf\u00e9 cafe\u0301", "cafecafe"),
        ("so\u00adft ze\u200bro \ufeffmark", "softzeromark"),
        ("\uff26\uff55\uff4c\uff4c \ufb01n\u00b2", "fullfin2"),
        ("snake_case\uff3fname", "snakecasename"),
        ("港、の", "港の"),
        ("a\ud800b", "ab"),
        ("\u1fb3 \u03b1\u0345 \u1fbc \u0391\u0399", "\u03b1\u03b9" * 4),
        (f"one {SEPARATOR} two", f"one{SEPARATOR}two"),
    ],
)
def test_letters_are_what_is_left_of_any_way_to_write_them(text: str, expected: str) -> None:
    assert letters(text) == expected


@given(ANYTHING | ODD)
def test_each_character_has_its_letters_wherever_it_stands(text: str) -> None:
    assert letters(text) == "".join(map(letters, text))
    assert letters(letters(text)) == letters(text)
    assert letters(text).count(SEPARATOR) == text.count(SEPARATOR)


@given(st.lists(ANYTHING | ODD, min_size=1, max_size=4))
def test_no_letters_run_over_a_separator(texts: list[str]) -> None:
    plain = [text.replace(SEPARATOR, " ") for text in texts]
    assert letters(SEPARATOR.join(plain)).split(SEPARATOR) == [letters(text) for text in plain]


@given(ANYTHING | ODD)
def test_the_words_of_a_text_spell_its_letters(text: str) -> None:
    """Else paid text, which is taken apart by words, would not be found by its letters."""
    spelled = letters(text).replace(SEPARATOR, "")
    assert "".join(map(letters, words(text)[0])) == spelled
    assert "".join(letters(word) for said in sentences(text) for word in said) == spelled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain TEXT, as it is.", "plain text, as it is."),
        ("Stra\u00dfe", "strasse"),
        ("cafe\u0301 caf\u00e9", "cafe caf\u00e9"),
        ("so\u00adft\u200b", "soft"),
        ("\uff26\uff55\uff4c\uff4c", "full"),
        ("", ""),
    ],
)
def test_normalised_text_keeps_its_spaces_and_stops(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One two. Three!", ["one two", "three"]),
        ("“One two?” Three… (Four.) Five", ["one two", "three", "four", "five"]),
        ("It costs 4.50 at paper.example today", ["it costs 4 50 at paper example today"]),
        ("A heading\n \nOne\ntwo", ["a heading", "one two"]),
        ("वह आया। वह गया।", ["वह आया", "वह गया"]),
    ],
)
def test_a_sentence_ends_with_its_stop_or_a_blank_line(text: str, expected: list[str]) -> None:
    assert [" ".join(said) for said in sentences(text) if said] == expected


def test_a_character_of_a_script_without_spaces_is_a_word() -> None:
    assert [said for said in sentences("港の船。 Zwei ก") if said] == [
        ["港", "の", "船"],
        ["zwei", "ก"],
    ]
    assert words("港の船 Zwei") == (["港", "の", "船", "zwei"], True)


def test_vowel_signs_belong_to_their_words() -> None:
    assert words("हिन्दी में") == (["हिन्दी", "में"], False)


def test_words_are_normalised_and_punctuation_is_none_of_them() -> None:
    assert words("A_b — caf\u00e9-bar\u2019s \ud800 №5") == (
        ["a", "b", "café", "bar", "s", "no5"],
        False,
    )
    assert words("") == ([], False)


@given(ANYTHING | ODD)
def test_the_quick_words_are_those_of_all_sentences(text: str) -> None:
    assert words(text)[0] == [word for said in sentences(text) for word in said]


@given(ANYTHING | ODD)
def test_a_script_without_spaces_is_told_by_words_without_spaces(text: str) -> None:
    found, spaceless = words(text)
    assert spaceless is not all(spaced(found))


def test_words_with_spaces_around_them_are_told_from_characters() -> None:
    assert spaced(["a", "zwei"]) == [True, True]
    assert spaced(["港", "a", "zwei", "ก"]) == [False, True, True, False]
    assert spaced([]) == []


@pytest.mark.parametrize(("counting", "enough"), [(True, RUN_WORDS), (False, RUN_CHARACTERS)])
def test_a_run_is_so_many_words_or_characters(*, counting: bool, enough: int) -> None:
    assert list(runs([counting] * (enough - 1))) == []
    assert list(runs([counting] * (enough + 1))) == [(0, enough), (1, enough + 1)]


@given(st.lists(st.booleans(), max_size=60))
def test_a_run_begins_at_each_word_and_is_the_shortest_that_is_long_enough(
    apart: list[bool],
) -> None:
    def is_enough(first: int, last: int) -> bool:
        said = apart[first:last]
        return sum(said) / RUN_WORDS + said.count(False) / RUN_CHARACTERS > 1 - 1e-9

    places = range(len(apart))
    assert list(runs(apart)) == [
        (first, next(last for last in range(first, len(apart) + 1) if is_enough(first, last)))
        for first in places
        if is_enough(first, len(apart))
    ]
