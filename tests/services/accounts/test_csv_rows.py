import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.services.accounts.csv_rows import MAX_ROW, NeverClosedError, csv_rows


def rows(text: str) -> list[tuple[int, list[str] | None]]:
    return list(csv_rows(StringIO(text, newline="\n"), ","))


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=3), max_size=5))
def test_what_was_written_is_read(written: list[list[str]]) -> None:
    out = StringIO(newline="")
    csv.writer(out).writerows(written)
    assert [row for _, row in rows(out.getvalue())] == written


def test_a_row_may_go_on_over_lines_and_is_named_by_its_first() -> None:
    text = 'a,"one\ntwo ""2""\n\nthree",b\r\nc,d\n'
    assert rows(text) == [(1, ["a", 'one\ntwo "2"\n\nthree', "b"]), (5, ["c", "d"])]


@pytest.mark.parametrize("broken", ['a,"b" c,d', 'a,"b', '"', "a,b\rc,d", '"a,b\n"c"x'], ids=repr)
def test_a_broken_row_spoils_no_other(broken: str) -> None:
    found = rows(f'x,y\n{broken}\ne,"f"\ng,h\n')
    assert found[0] == (1, ["x", "y"])
    assert found[1] == (2, None)
    assert [row for _, row in found[-2:]] == [["e", "f"], ["g", "h"]]
    assert found[-1][0] == 4 + broken.count("\n")


@pytest.mark.parametrize("after", ["", "b,c\n", "x" * MAX_ROW, "b,c\n" * MAX_ROW])
def test_a_quotation_mark_that_is_never_closed_is_named(after: str) -> None:
    with pytest.raises(NeverClosedError, match="on line 2 is opened and never closed"):
        rows(f'a,b\nc,"d\n{after}')


def test_a_text_over_lines_is_never_taken_for_rows() -> None:
    assert rows('a,"x\nmallory,articles,,\n"\n') == [(1, ["a", "x\nmallory,articles,,\n"])]
