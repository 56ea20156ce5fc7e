"""Entries as bytes."""

from hypothesis import given
from hypothesis import strategies as st

from presspass.adapters.sqlite_meter import packing
from presspass.core.ids import ArticleKey
from presspass.core.meter import Entry

entries = st.builds(
    Entry, st.integers(-(2**63), 2**63 - 1).map(ArticleKey), st.integers(0, 2**32 - 1)
)


@given(st.lists(entries, max_size=10), st.integers(0, 2**32 - 1))
def test_packed_entries_are_the_same_and_compare_as_their_last_charge(
    some: list[Entry], at: int
) -> None:
    packed = packing.pack(some)
    assert sorted(packing.unpack(packed)) == sorted(some)
    assert len(packed) == 12 * len(some)
    if some:
        assert (packed < packing.before(at)) == (max(entry.at for entry in some) < at)
