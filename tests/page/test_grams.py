"""Where grams stand."""

from hypothesis import given
from hypothesis import strategies as st

from presspass.page.grams import LETTERS, Grams


@given(st.text("ab", max_size=60))
def test_every_place_of_every_gram_is_known(text: str) -> None:
    grams = Grams(text)
    standing: dict[str, list[int]] = {}
    for place in range(len(text) - LETTERS + 1):
        standing.setdefault(text[place : place + LETTERS], []).append(place)
    assert grams == {gram: places[0] for gram, places in standing.items()}
    for gram, places in standing.items():
        assert grams.places(gram, most=60) == places
        assert grams.places(gram, most=2) == places[:2]


def test_an_unknown_gram_stands_nowhere() -> None:
    assert Grams("abcdefghij").places("jihgfedc", most=5) == []
