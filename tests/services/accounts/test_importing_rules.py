"""What holds of every import, whatever stands in the file and in the books."""

from collections import Counter
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.plans import Benefit
from presspass.services.accounts.outcomes import Change, Outcome
from tests.services.accounts.importing_house import Cells, House, small_chunks, totals

_NOTES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
_ROWS = st.lists(
    st.builds(
        lambda mail, benefits, until, note: (
            mail,
            " ".join(sorted(benefits)),
            until if benefits else "",
            note if benefits else "",
        ),
        st.sampled_from(["ann@example.com", "ANN@example.com", "bea@x.org", "=1@x.org", "bad@"]),
        st.frozensets(st.sampled_from(Benefit), max_size=2),
        st.sampled_from(["", "2020-01-01", "2027-06-30", "2027-07-31T12:00Z", "2028-01-01"]),
        st.sampled_from(["", "x", "=1+1"]) | _NOTES,
    ),
    max_size=9,
)


def ends(house: House) -> dict[tuple[str, Benefit], float]:
    return {key: inf if it.until is None else it.until for key, it in house.held().items()}


@settings(deadline=None)
@given(_ROWS, _ROWS, st.sampled_from(["keep", "shorten"]))
def test_a_dry_run_says_what_the_run_then_does(
    before: list[Cells], rows: list[Cells], shorter: str
) -> None:
    house = House(MemoryCommerce())
    with small_chunks():
        house.load(before)
        held = house.held()
        told = house.load(rows, dry_run=True, allow_shorter=shorter == "shorten")
        assert house.held() == held
        assert house.load(rows, allow_shorter=shorter == "shorten") == told


@settings(deadline=None)
@given(_ROWS, _ROWS, st.sampled_from(["keep", "shorten"]))
def test_a_second_run_changes_nothing(before: list[Cells], rows: list[Cells], shorter: str) -> None:
    house = House(MemoryCommerce())
    with small_chunks():
        house.load(before)
        house.load(rows, allow_shorter=shorter == "shorten")
        held = house.held()
        house.at += 1000
        again = totals(house.load(rows, allow_shorter=shorter == "shorten"))
    assert house.held() == held
    assert again.new_accounts == 0
    assert set(again.benefits) <= {Change.UNCHANGED, Change.REPEATED, Change.KEPT}


@settings(deadline=None)
@given(_ROWS, _ROWS, st.sampled_from(["keep", "shorten"]))
def test_everyone_holds_the_longest_that_was_said(
    before: list[Cells], rows: list[Cells], shorter: str
) -> None:
    house, alone = House(MemoryCommerce()), House(MemoryCommerce())
    with small_chunks():
        house.load(before)
        held = ends(house)
        outcomes = house.load(rows, allow_shorter=shorter == "shorten")
        alone.load(rows)
    said = Counter(
        change
        for it in outcomes
        if isinstance(it, Outcome)
        for change in {e.change for e in it.effects}
    )
    wanted = ends(alone)
    for key, until in ends(house).items():
        if shorter == "shorten":
            assert until == wanted.get(key, held.get(key))
        else:
            assert until == max(wanted.get(key, 0), held.get(key, 0))
    assert bool(said[Change.SHORTENED]) <= (shorter == "shorten")
    assert set(ends(house)) == set(held) | set(wanted)


@settings(deadline=None)
@given(_ROWS)
def test_an_export_is_imported_to_the_same(rows: list[Cells]) -> None:
    house, other = House(MemoryCommerce()), House(MemoryCommerce())
    house.load(rows)
    table = house.export()
    again = totals(house.load(table))
    assert (again.mistakes, again.new_accounts) == (0, 0)
    assert set(again.benefits) <= {Change.UNCHANGED}
    other.load(table)
    assert Counter(other.export()) == Counter(table)
    same = {key: (it.until, it.note, it.basis) for key, it in house.held().items()}
    assert {key: (it.until, it.note, it.basis) for key, it in other.held().items()} == same
