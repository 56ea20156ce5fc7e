"""Short strings, few and many."""

from hypothesis import given
from hypothesis import strategies as st

from presspass.page.hits import Hit, merged
from presspass.page.shorts import MANY, Shorts

SHORT = st.text("abc", min_size=8, max_size=12)
OTHERS = [f"{number:08}" for number in range(MANY + 1)]


@given(strings=st.sets(SHORT, max_size=8), stream=st.text("abc", max_size=200))
def test_many_are_found_where_few_are(strings: set[str], stream: str) -> None:
    def covered(shorts: Shorts) -> set[int]:
        return {at for hit in shorts.find(stream) for at in range(hit.start, hit.end)}

    standing = {
        (at, at + len(string))
        for string in strings
        for at in range(len(stream))
        if stream.startswith(string, at)
    }
    assert set(Shorts([*strings, *OTHERS]).find(stream)) == standing
    assert covered(Shorts(strings)) <= {at for hit in standing for at in range(*hit)}
    assert bool(Shorts(strings).find(stream)) is bool(standing)


def test_hits_that_overlap_are_one() -> None:
    assert merged([Hit(5, 9), Hit(0, 3), Hit(2, 4)]) == [Hit(0, 4), Hit(5, 9)]
