from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from presspass.core.plans import Benefit
from presspass.services.accounts.reader_row import ReaderRow
from presspass.services.accounts.readers_file import (
    LONGEST_LINE,
    Mistake,
    ReadersFile,
    UnreadableFileError,
)

BERLIN = ZoneInfo("Europe/Berlin")
HEADER = "e-mail,benefits,until,note\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "payers.csv"


def read(path: Path, text: str | bytes) -> list[ReaderRow | Mistake]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(ReadersFile(path, BERLIN).lines())


ANN = "ann@example.com,articles print,2027-07-31,by bank\n"


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ANN,
        "\ufeff" + HEADER + ANN,
        (HEADER + ANN).replace("\n", "\r\n"),
        (HEADER + ANN).removesuffix("\n"),
        (HEADER + ANN).replace(",", ";"),
        (HEADER + ANN).replace(",", "\t"),
        '"E-Mail";Benefits;" until ";NOTE;;\nann@example.com;"articles;print";2027-07-31;by bank;;',
        "note,until,email,benefits\nby bank,2027-07-31,ann@example.com,articles+print\n",
        "\n \n" + HEADER + "\n,,,\n" + ANN + "  ,,\t,\n",
    ],
)
def test_a_file_is_read_as_programs_write_it(path: Path, text: str) -> None:
    (row,) = read(path, text)
    assert isinstance(row, ReaderRow)
    assert row.mailbox.address == "ann@example.com"
    assert (row.benefits, row.note) == ((Benefit.ARTICLES, Benefit.PRINT), "by bank")
    assert row.until is not None


def test_the_note_may_be_left_out_altogether(path: Path) -> None:
    (row,) = read(path, "e-mail,benefits,until\nann@example.com,apps,\n")
    assert isinstance(row, ReaderRow)
    assert row.note == ""


def test_mistakes_are_named_by_the_lines_that_an_editor_shows(path: Path) -> None:
    text = (
        HEADER
        + 'ann@example.com,articles,,"two\nlines"\n'
        + "\n"
        + "bea@example.com,articles\n"
        + "cid@example.com,articles,2027-07-31,paid, by bank\n"
        + 'dora@example.com,articles,,"a" note\n'
        + "eve@example.com,all,,\n"
        + "fay@example.com,articles,,\n"
    )
    lines = read(path, text)
    assert [line.line for line in lines] == [2, 5, 6, 7, 8, 9]
    assert [type(line) for line in lines] == [ReaderRow, *[Mistake] * 4, ReaderRow]
    advice = [line.advice for line in lines if isinstance(line, Mistake)]
    assert "2 cells stand where the first line names 4" in advice[0]
    assert "5 cells stand where" in advice[1]
    assert "quotation marks" in advice[2]
    assert "'all' is no benefit" in advice[3]


def test_a_row_that_was_torn_off_gives_nothing_without_end(path: Path) -> None:
    whole = HEADER + "ann@example.com,articles,2027-07-31,\n"
    for length in range(len(HEADER) + 1, len(whole) - len("\n")):
        (line,) = read(path, whole[:length])
        assert isinstance(line, Mistake), whole[:length]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "it is empty; its first line has to name the columns: e-mail,benefits,until,note"),
        (" \n\n", "it is empty"),
        (ANN, "it has no column 'e-mail'"),
        ("e-mail,benefits\nann@example.com,articles\n", "it has no column 'until'"),
        ("e-mail,benefits,untill\n", "it has no column 'until'"),
        ("e-mail,benefits,until,until\n", "it has two columns 'until'; take one out"),
        ("e-mail,benefits,until,name\n", "its column 'name' isn't known; take it out"),
        ("e-mail,benefits,,until\n", "its column '' isn't known"),
        ('"e-mail,benefits,until\n', "it has no column 'e-mail'"),
        (HEADER.encode("utf-16"), "line 1 isn't UTF-8; save it as 'CSV UTF-8'"),
        (HEADER.encode("utf-16-le"), "line 1 isn't UTF-8"),
        ((HEADER + ANN + "jörg@example.com,apps,,\n").encode("cp1252"), "line 3 isn't UTF-8"),
        (HEADER + "x" * LONGEST_LINE, "line 2 is longer than 65,536 characters"),
        ((HEADER + ANN * 2000).replace("\n", "\r"), "line 1 is longer than"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_as_a_whole(
    path: Path, text: str | bytes, advice: str
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(path, text)
    assert advice in str(caught.value)
    assert "\n" not in str(caught.value)


def test_quotation_marks_that_are_never_closed_are_refused(path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="on line 3 is opened and never closed"):
        read(path, HEADER + ANN + 'bea@example.com,articles,,"oops\n' + ANN)


def test_what_is_no_file_is_told(path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no file"):
        ReadersFile(path.parent, BERLIN)
    with pytest.raises(UnreadableFileError, match="no file"):
        ReadersFile(path, BERLIN)


def test_how_much_was_read_is_known(path: Path) -> None:
    path.write_text(HEADER + ANN * 2000)
    file = ReadersFile(path, BERLIN)
    positions = [file.position for _ in file.lines()]
    assert positions == sorted(positions)
    assert 0 < positions[0] < positions[-1] == file.size
