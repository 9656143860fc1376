"""An operator has a file from somebody's spreadsheet: every row of it is read."""

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.imports import reading
from stagebaken.imports.engine import kind_of
from stagebaken.imports.reading import Unreadable, open_table


def written(content: bytes) -> Path:
    path = Path(tempfile.mkstemp(suffix=".csv")[1])
    path.write_bytes(content)
    return path


def read(content: bytes, **options: str) -> tuple[list[str], list[list[str]]]:
    path = written(content)
    try:
        table = open_table(path, **options)
        return table.header, [row.cells for row in table.rows]
    finally:
        path.unlink()


@given(st.binary(max_size=2000) | st.text(alphabet='a;"\n\r,', max_size=300).map(str.encode))
def test_any_bytes_are_rows_or_one_named_error(content: bytes) -> None:
    with suppress(Unreadable):
        header, rows = read(content)
        assert header
        assert all(any(cell.strip() for cell in row) for row in rows)


@given(st.binary(max_size=300), st.text(max_size=8), st.text(max_size=3))
def test_any_option_is_an_answer_or_one_named_error(
    content: bytes, encoding: str, delimiter: str
) -> None:
    with suppress(Unreadable):
        read(content, encoding=encoding, delimiter=delimiter)


# Letters of names; of Latin-1 only those whose bytes no UTF-8 sequence has: 'é’’' would be one.
LETTERS = st.text(alphabet="abc XYZ012éëïöü'’;,|\t\"\n", min_size=1, max_size=12).filter(
    lambda letters: "’’" not in letters
)
NAMES = st.lists(
    st.text(alphabet="abcdefgh_", min_size=1, max_size=9), min_size=2, max_size=5, unique=True
)


@given(
    st.data(),
    NAMES,
    st.sampled_from(";|,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_is_written_in_any_dialect_is_what_is_read(
    data: st.DataObject, names: list[str], delimiter: str, encoding: str, end: str, always: bool
) -> None:
    cells = st.lists(LETTERS, min_size=len(names), max_size=len(names))
    rows = data.draw(st.lists(cells.filter(lambda row: any(map(str.strip, row))), max_size=6))
    file = io.StringIO()
    quoting = csv.QUOTE_ALL if always else csv.QUOTE_MINIMAL
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([names, *rows])
    assert read(file.getvalue().encode(encoding)) == (names, rows)


def test_lines_of_two_encodings_in_one_file_are_both_read() -> None:
    content = "naam;plaats\nCafé;Zoë\n".encode() + "Café;Zoë\n".encode("cp1252")
    assert read(content)[1] == [["Café", "Zoë"], ["Café", "Zoë"]]


def test_a_file_of_quotes_that_stay_open_is_parsed_in_a_bounded_number_of_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Attack: each line opens a quote, so that each row is tried with all lines that follow it."""
    fed, feed, size = 0, reading._feed, 300

    def counted(*args: Any) -> Iterator[str]:
        nonlocal fed
        for line in feed(*args):
            fed += 1
            yield line

    monkeypatch.setattr(reading, "_feed", counted)
    found = read(b"naam;plaats\n" + b'x";"\n' * size)[1]
    assert len(found) == size
    assert fed <= size * (reading.RECORD_LINES + 1)


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    rows = "".join(f"{number};plaats\n" for number in range(200))
    found = read(f'naam;plaats\n"open;plaats\n{rows}'.encode())[1]
    assert len(found) == 201
    assert found[0] == ['"open', "plaats"]


def test_a_line_that_begins_with_sep_names_the_delimiter() -> None:
    assert read(b"sep=|\nnaam|plaats;stad\na|b\n") == (["naam", "plaats;stad"], [["a", "b"]])


def test_line_numbers_are_those_of_an_editor() -> None:
    path = written(b'naam;plaats\n"a\nb";c\n\nd;e\n')
    assert [row.line for row in open_table(path).rows] == [2, 5]


def test_old_line_ends_and_lines_over_the_edge_of_a_chunk_are_read() -> None:
    many = b"naam,plaats\r" + b"bedrijf,plaats\r\n" * 20_000
    assert len(read(many)[1]) == 20_000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04xx", "CSV"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"a" * 400_000, "long"),
    ],
)
def test_what_is_no_table_is_named(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(content)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        open_table(tmp_path / "weg.csv")
    with pytest.raises(Unreadable):
        open_table(tmp_path)


FAR = (("1234", 57), ("9", 8))


@pytest.mark.parametrize(
    ("reasons", "kind"),
    [
        (["no name"], "no name"),
        (
            ["sector 'wo' is neither mbo nor hbo", "sector 'vo' is neither mbo nor hbo"],
            "sector '…' is neither mbo nor hbo",
        ),
        (["'12 A' is no postcode", "'1234AB!' is no postcode"], "'…' is no postcode"),
        (
            [f"postcode '{code}' is {far} km from its neighbours" for code, far in FAR],
            "postcode '…' is … km from its neighbours",
        ),
    ],
)
def test_refusals_are_counted_together_and_still_say_why(reasons: list[str], kind: str) -> None:
    assert {kind_of(reason) for reason in reasons} == {kind}
