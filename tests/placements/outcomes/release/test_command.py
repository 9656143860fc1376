"""`manage.py outcomes release`: a file in, what may be published out, nothing exact said."""

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from tests.placements.outcomes.cohorts import Row, student, written
from tests.placements.outcomes.release.schools import KEY, mixed, published

COLUMNS = "table,measure,herkomst,gender,level,leerweg,sector,value,suppressed,base"
ID, FEW = "voorlopig", ("--measures", "n,placed")


def run(*words: Any) -> tuple[int, str, str]:
    """The exit code, what was said, and what was said of how far it is."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("outcomes", "release", *map(str, words), stdout=out, stderr=err)
    except CommandError as error:
        code = error.returncode
        out.write(str(error))
    assert not code or "\n" not in out.getvalue()
    return code, out.getvalue(), err.getvalue()


def source(folder: Path, rows: list[Row], name: str = "cohort.csv") -> Path:
    path = folder / name
    path.write_text(written(rows))
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_files_hold_what_is_published_and_no_more(tmp_path: Path) -> None:
    rows, out = mixed(70, seed=9), tmp_path / "new" / "out"
    code, said, progress = run(source(tmp_path, rows), "--release-id", ID, "--key-hex", KEY.hex(),
                               "--out", out, *FEW)  # fmt: skip
    assert code == 0
    assert "10AA, 2025" in progress
    assert "70" not in said
    found = published(rows)
    lines = rows_of(out / "published.csv")
    assert (out / "published.csv").read_text().splitlines()[0] == COLUMNS
    assert [line["value"] for line in lines] == [
        "" if one.value is None else str(one.value) for one in found.cells
    ]
    assert [line["suppressed"] for line in lines] == [
        str(int(one.is_hidden)) for one in found.cells
    ]
    assert {line["herkomst"] for line in lines} >= {"Totaal", "Onbekend"}
    shares = rows_of(out / "figures.csv")
    assert [line["indicator"] for line in shares] == [one.indicator for one in found.shares]
    assert sorted(path.name for path in out.iterdir()) == ["figures.csv", "published.csv"]


def test_the_order_of_rows_tells_nothing(tmp_path: Path) -> None:
    rows = [{"student_id": f"s{at}", **row} for at, row in enumerate(mixed(60, seed=10))]
    other = random.Random(2).sample(rows, len(rows))  # noqa: S311 - no secrets
    for name, some in (("a", rows), ("b", other)):
        path = source(tmp_path, some, f"{name}.csv")
        assert run(path, "--release-id", ID, "--out", tmp_path / name, *FEW)[0] == 0
    for name in ("published.csv", "figures.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_schools_and_years_have_tables_and_a_gate_of_their_own(tmp_path: Path) -> None:
    some, other = mixed(60, seed=11), mixed(40, seed=12)
    rows = [{"student_id": f"a{at}", **row} for at, row in enumerate(some)]
    rows += [{"student_id": f"b{at}", **row, "school": "20BB"} for at, row in enumerate(other)]
    run(source(tmp_path, rows), "--release-id", ID, "--key-hex", KEY.hex(), "--out", tmp_path, *FEW)
    lines = rows_of(tmp_path / "published.csv")
    assert list(lines[0]) == [*COLUMNS.split(","), "school", "year"]
    assert {(line["school"], line["year"]) for line in lines} == {
        ("10AA", "2025"),
        ("20BB", "2025"),
    }
    alone = published(rows[:60])
    mine = [line["value"] for line in lines if line["school"] == "10AA"]
    assert mine == ["" if one.value is None else str(one.value) for one in alone.cells]


def test_one_student_in_two_years_of_one_release_is_warned_of(tmp_path: Path) -> None:
    rows = [{"student_id": "s", **student(year=year)} for year in (2024, 2025)]
    code, _, said = run(source(tmp_path, rows), "--release-id", ID, "--out", tmp_path, *FEW)
    assert code == 0
    assert "every year a release of its own" in said


def test_the_key_of_the_installation_is_the_one_that_counts(tmp_path: Path) -> None:
    path, out = source(tmp_path, mixed(60, seed=13)), tmp_path / "out"
    with override_settings(RELEASE_KEY="aa" * 32):
        run(path, "--release-id", ID, "--out", out, *FEW)
    own = (out / "published.csv").read_bytes()
    run(path, "--release-id", ID, "--key-hex", "aa" * 32, "--out", out, *FEW)
    assert (out / "published.csv").read_bytes() == own


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--release-id", " "), "--release-id"),
        (("--release-id", ID, "--key-hex", "xyz"), "--key-hex"),
        (("--release-id", ID, "--key-hex", ""), "--key-hex"),
        (("--release-id", ID, "--measures", "n,median"), "--measures"),
    ],
)
def test_a_word_that_cannot_be_used_is_named(
    tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    code, said, _ = run(source(tmp_path, [student()]), *words, "--out", tmp_path / "out")
    assert code == 2
    assert said.startswith(complaint)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "rows", [[], [student(sector="Totaal")] * 20, [student(level="mavo")], [student(placed=2)]]
)
def test_a_file_that_cannot_be_used_leaves_nothing(tmp_path: Path, rows: list[Row]) -> None:
    path = source(tmp_path, rows)
    code, said, _ = run(path, "--release-id", ID, "--out", tmp_path / "out", *FEW)
    assert code == 2
    assert said.startswith(str(path))
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path, taken = source(tmp_path, [student()] * 20), tmp_path / "taken"
    taken.write_text("")
    code, said, _ = run(path, "--release-id", ID, "--out", taken, *FEW)
    assert code == 2
    assert said.startswith(str(taken))


def test_a_file_is_never_written_over_the_one_that_is_read(tmp_path: Path) -> None:
    path = source(tmp_path, [student()] * 20, "published.csv")
    before = path.read_bytes()
    assert run(path, "--release-id", ID, "--out", tmp_path, *FEW)[0] == 2
    assert path.read_bytes() == before


def test_a_label_never_runs_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = [student(sector='=cmd|"/c calc"!A1')] * 20
    run(source(tmp_path, rows), "--release-id", ID, "--out", tmp_path, *FEW)
    sectors = {line["sector"] for line in rows_of(tmp_path / "published.csv")}
    assert sectors == {"Totaal", '\'=cmd|"/c calc"!A1'}
