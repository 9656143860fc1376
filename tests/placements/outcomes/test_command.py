"""An operator at the keyboard: a file of their own in, exact figures out, not for publication."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.placements.outcomes.cohorts import random_rows, student, written

KEYS = ["indicator", "group", "k", "n", "value", "se", "low", "high"]


def run(*words: Any) -> tuple[int, str]:
    """The exit code, and what was said."""
    out, code = io.StringIO(), 0
    try:
        call_command("outcomes", *map(str, words), stdout=out)
    except CommandError as error:
        code = error.returncode
        out.write(str(error))
    said = out.getvalue()
    assert not code or "\n" not in said
    return code, said


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "cohort.csv"
    path.write_text(written(random_rows(600, seed=3)))
    return path


def test_every_indicator_of_every_group_is_a_row_of_the_contract(
    source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    code, said = run("indicators", source, "--by", "herkomst", "--json", out)
    assert code == 0
    assert "not for publication" in said
    rows = json.loads(out.read_text())
    assert all(list(row) == KEYS for row in rows)
    assert len(rows) == 13 * 3
    [small] = [row for row in rows if (row["indicator"], row["group"]) == ("rmst126", "Europa")]
    assert small["n"] < 100
    assert [small[name] for name in ("value", "se", "low", "high")] == [None] * 4


def test_nothing_in_a_file_of_figures_is_nan(tmp_path: Path) -> None:
    path, out = tmp_path / "cohort.csv", tmp_path / "out.json"
    path.write_text(written([student(placed=0, days="", n_invited="")] * 600))
    assert run("indicators", path, "--by", "year", "--json", out)[0] == 0
    assert "NaN" not in out.read_text()
    assert "Infinity" not in out.read_text()


def test_direct_placements_and_answers_are_said_beside_them(source: Path, tmp_path: Path) -> None:
    said = run("indicators", source, "--by", "leerweg", "--json", tmp_path / "out.json")[1]
    assert "placed directly" in said
    assert "in BOL answered" in said


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--by", "student_id"), "--by 'student_id': give one of year, school"),
        (("--by", "days"), "--by 'days'"),
        (("--by", ""), "--by ''"),
    ],
)
def test_a_column_that_is_no_group_is_one_line(
    source: Path, tmp_path: Path, words: tuple[str, str], line: str
) -> None:
    code, said = run("indicators", source, *words, "--json", tmp_path / "out.json")
    assert code == 2
    assert line in said
    assert not (tmp_path / "out.json").exists()


def test_bad_input_is_one_line_and_no_file(tmp_path: Path) -> None:
    path, out = tmp_path / "cohort.csv", tmp_path / "out.json"
    for content in (b"", b"\xff\xfe\x00", written([student(placed="ja")]).encode()):
        path.write_bytes(content)
        code, said = run("indicators", path, "--by", "year", "--json", out)
        assert code == 2
        assert str(path) in said
        assert not out.exists()


def test_a_link_that_leads_to_itself_is_one_line(tmp_path: Path) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    code, said = run("indicators", loop, "--by", "year", "--json", tmp_path / "out.json")
    assert (code, "cannot be opened" in said) == (2, True)


def test_figures_are_not_written_over_the_cohort_nor_nowhere(source: Path, tmp_path: Path) -> None:
    before = source.read_text()
    assert run("indicators", source, "--by", "year", "--json", source)[0] == 2
    assert source.read_text() == before
    code, said = run("indicators", source, "--by", "year", "--json", tmp_path / "no" / "out.json")
    assert code == 2
    assert "cannot be written" in said
