"""A cohort's file is read however it was saved, or refused in one line that says where."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.outcomes import reading
from placements.outcomes.reading import read_cohort
from stagebaken.imports.reading import Unreadable
from tests.placements.outcomes.cohorts import COLUMNS, student, written

ROWS = [
    student(),
    student(herkomst="Buiten-Europa", placed="0.0", satisfaction="7.0", n_applications="3.0"),
    student(herkomst="", sector="", days="", discrim="", satisfaction=""),
]


def read(tmp_path: Path, content: str | bytes) -> Any:
    path = tmp_path / "cohort.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_cohort(path)


def refused(tmp_path: Path, content: str | bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, content)
    line = str(caught.value)
    assert "\n" not in line
    return line.removeprefix(f"{tmp_path / 'cohort.csv'}: ")


def test_empty_is_unknown_and_point_nought_is_whole(tmp_path: Path) -> None:
    found = read(tmp_path, written(ROWS))
    assert len(found) == 3
    assert list(found["placed"]) == [1, 0, 1]
    assert found["n_applications"][1] == 3
    assert found["satisfaction"][1] == 7
    assert np.isnan([found[name][2] for name in ("days", "discrim", "satisfaction")]).all()
    assert found.labels["herkomst"].names == ("Buiten-Europa", "Nederland", "Onbekend")
    assert found.labels["sector"].equals("Onbekend").tolist() == [False, False, True]


def test_a_label_that_nobody_listed_is_a_group_of_its_own(tmp_path: Path) -> None:
    rows = [student(sector="Ambacht & lab", region="Fryslân", gender="x", herkomst_land="Syrië")]
    found = read(tmp_path, written(rows))
    assert found.labels["region"].names == ("Fryslân",)
    assert found.labels["gender"].names == ("x",)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.upper().replace("_", " ", 3),
        lambda text: text.replace("Rijnmond", "Zeeuws-Vlaanderen é").encode("cp1252"),
    ],
)
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, change: Any) -> None:
    found = read(tmp_path, change(written(ROWS)))
    assert list(found["placed"]) == [1, 0, 1]
    assert found.labels["route"].names == ("sollicitatie",)


def test_columns_may_stand_in_another_order_with_others_between(tmp_path: Path) -> None:
    head, *rows = (line.split(",") for line in written(ROWS).splitlines())
    turned = [[*reversed(line), "x"] for line in (head, *rows)]
    found = read(tmp_path, "\n".join(map(",".join, turned)))
    assert found["days"][0] == 30


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("placed", "ja", "is not 0 or 1"),
        ("placed", "2", "is not 0 or 1"),
        ("left_school", "0.5", "is not 0 or 1"),
        ("n_applications", "-1", "is no whole number"),
        ("n_applications", "1.5", "is no whole number"),
        ("n_applications", "1e3", "is no whole number"),
        ("n_applications", "nan", "is no whole number"),
        ("n_applications", "٣", "is no whole number"),
        ("days", "99999", "is no whole number from 0 to 10000"),
        ("days", "9" * 5_000, "is no whole number"),
        ("satisfaction", "11", "is no grade"),
        ("satisfaction", "0", "is no grade"),
        ("herkomst", "Nederlnd", "is none of Nederland, Europa, Buiten-Europa, Onbekend"),
        ("route", "via via", "is none of sollicitatie, direct"),
        ("level", "niveau5", "is none of entree, niveau2, niveau3, niveau4"),
        ("leerweg", "avond", "is none of BOL, BBL"),
        ("born_nl", "ja", "is none of 0, 1"),
        ("region", "x" * 121, "is longer than 120 signs"),
        ("n_invited", "2", "is more than n_applications"),
        ("student_id", "", "has no usable student_id"),
        ("student_id", "s0", "is there already for this year"),
    ],
)
def test_one_wrong_cell_refuses_the_file_and_names_line_and_column_alone(
    tmp_path: Path, column: str, cell: str, why: str
) -> None:
    line = refused(tmp_path, written([student(), student(**{column: cell})]))
    assert line.startswith("line 3: ")
    assert column in line
    assert why in line
    assert len(cell) < 4 or cell not in line


def test_many_wrong_lines_are_the_first_and_a_number(tmp_path: Path) -> None:
    line = refused(tmp_path, written([student(placed="?")] * 4))
    assert line == "line 2: placed is not 0 or 1 (and 3 more lines are wrong)"


def test_a_line_with_too_few_or_too_many_cells_is_refused(tmp_path: Path) -> None:
    text = written([student(), student()])
    assert "20 cells where the header has 21" in refused(tmp_path, text.rstrip()[:-2])
    assert "22 cells where the header has 21" in refused(tmp_path, text.rstrip() + ",8")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_must_be_there_once(tmp_path: Path, column: str) -> None:
    text = written(ROWS)
    head, rest = text.split("\n", 1)
    other = ",".join("else" if name == column else name for name in head.split(","))
    assert refused(tmp_path, f"{other}\n{rest}") == f"has no column {column}"
    twice = "\n".join(f"{line},{column if not at else ''}" for at, line in enumerate(text.split()))
    assert refused(tmp_path, twice) == f"has two columns {column}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"\xff\xfes\x00", "is UTF-16"),
        (b"PK\x03\x04...", "is no text"),
        (b"%PDF-1.7", "is no text"),
        (b"{}", "has no column student_id, year"),
        (",".join(COLUMNS).encode(), "holds no students"),
    ],
)
def test_a_file_that_is_no_cohort_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    assert why in refused(tmp_path, content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_cohort(tmp_path / "none.csv")
    with pytest.raises(Unreadable):
        read_cohort(tmp_path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SIZE_LIMIT", 100)
    assert "is larger than" in refused(tmp_path, written(ROWS))


@given(st.binary(max_size=300) | st.text(alphabet='01s,;"\n\r.', max_size=200).map(str.encode))
def test_any_bytes_below_the_header_are_students_or_one_named_error(
    tmp_path: Path, content: bytes
) -> None:
    with suppress(Unreadable):
        assert len(read(tmp_path, ",".join(COLUMNS).encode() + b"\n" + content)) > 0
