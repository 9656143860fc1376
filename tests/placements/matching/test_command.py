"""An operator at the keyboard: two files in, a result and its certificate out, and a check."""

import hashlib
import io
import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from placements.matching import certificate, files
from placements.matching.tables import Unreadable, open_table

STUDENTS = "student_id,preferences\nana,bakery|clinic\nbo,bakery|clinic\ncem,bakery\n"
PLACES = "place_id,capacity,priorities\nbakery,1,bo|cem\nclinic,2,\n"
RESULT = "student_id,place_id\nana,clinic\nbo,bakery\ncem,\n"


@dataclass
class Desk:
    folder: Path
    names: dict[str, str] = field(
        default_factory=lambda: {"S": "S.csv", "P": "P.csv", "R": "R.csv", "C": "C.json"}
    )

    def __getitem__(self, name: str) -> Path:
        return self.folder / self.names[name]

    def give(self, students: str | bytes = STUDENTS, places: str | bytes = PLACES) -> "Desk":
        for name, content in (("S", students), ("P", places)):
            self[name].write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def solve(self, seed: str | None = "7") -> tuple[int, str]:
        files = ("--students", self["S"], "--places", self["P"])
        made = ("--out", self["R"], "--certificate", self["C"])
        return run("solve", *files, *made, *(() if seed is None else ("--seed", seed)))

    def verify(self) -> tuple[int, str]:
        return run("verify", *(self[name] for name in "SPRC"))


def run(*words: Any) -> tuple[int, str]:
    """The exit code, and the one line that it comes with."""
    out, code = io.StringIO(), 0
    try:
        call_command("matching", *map(str, words), stdout=out)
    except CommandError as error:
        code = error.returncode
        out.write(f"{error}\n")
    line = out.getvalue().removesuffix("\n")
    assert line
    assert "\n" not in line
    return code, line


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_solved_is_true(desk: Desk) -> None:
    code, line = desk.give().solve()
    assert (code, desk["R"].read_text()) == (0, RESULT)
    assert "2 of 3 students placed" in line
    assert desk.verify()[0] == 0


def test_the_certificate_names_seed_hashes_and_that_no_pair_blocks(desk: Desk) -> None:
    desk.give().solve()
    facts = json.loads(desk["C"].read_bytes())
    assert facts["seed"] == 7
    assert facts["students_sha256"] == hashlib.sha256(STUDENTS.encode()).hexdigest()
    assert facts["places_sha256"] == hashlib.sha256(PLACES.encode()).hexdigest()
    assert facts["blocking_pairs"] == 0
    assert "No blocking pair exists" in facts["statement"]


def test_the_same_seed_gives_the_same_files_and_no_seed_a_new_one(desk: Desk) -> None:
    desk.give().solve()
    first = desk["R"].read_bytes(), desk["C"].read_bytes()
    desk.solve()
    assert (desk["R"].read_bytes(), desk["C"].read_bytes()) == first
    seeds = set()
    for _ in range(2):
        desk.solve(None)
        seeds.add(json.loads(desk["C"].read_bytes())["seed"])
        assert desk.verify()[0] == 0
    assert [len(bytes.fromhex(seed)) for seed in seeds] == [32, 32]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("S", STUDENTS.replace("cem,bakery", "cem,clinic"), "is not the file of the certificate"),
        ("P", PLACES.replace("bo|cem", "cem|bo"), "is not the file of the certificate"),
        ("R", RESULT.replace("ana,clinic", "ana,"), "which has a free seat"),
        ("R", RESULT.replace("cem,", "dua,"), "(and 1 more)"),
        ("R", RESULT + "ana,clinic\n", "twice"),
        ("R", "student_id,place_id\n", "not in the result"),
    ],
)
def test_a_file_of_which_something_was_changed_is_false(
    desk: Desk, name: str, content: str, line: str
) -> None:
    desk.give().solve()
    desk[name].write_text(content)
    code, told = desk.verify()
    assert code == 1
    assert line in told


def test_a_certificate_with_another_seed_is_false(desk: Desk) -> None:
    desk.give().solve()
    desk["C"].write_bytes(desk["C"].read_bytes().replace(b'"seed":7', b'"seed":8'))
    assert desk.verify()[0] == 1


def test_rows_in_another_order_and_a_pretty_certificate_are_still_true(desk: Desk) -> None:
    desk.give().solve()
    head, *rows = RESULT.splitlines()
    desk["R"].write_text("\r\n".join([head, *reversed(rows)]))
    desk["C"].write_text(json.dumps(json.loads(desk["C"].read_bytes()), indent=2))
    assert desk.verify()[0] == 0


@pytest.mark.parametrize("name", ["S", "P", "R", "C"])
@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04\x00\x00", b"\xff\xfea\x00", b"{}"])
def test_a_file_that_is_none_is_unreadable(desk: Desk, name: str, content: bytes | None) -> None:
    desk.give().solve()
    desk[name].unlink()
    if content is not None:
        desk[name].write_bytes(content)
    code, line = desk.verify()
    assert code == 2
    assert desk.names[name] in line


SIX_DIGITS = "place_id,capacity,priorities\nbakery,{},\nclinic,2,\n"


@pytest.mark.parametrize(
    ("students", "places", "line"),
    [
        (STUDENTS + "ana,bakery\n", PLACES, "names 'ana' again"),
        (STUDENTS, PLACES + "clinic,1,\n", "names 'clinic' again"),
        (STUDENTS.replace("cem,bakery", "cem,moon"), PLACES, "'moon', which is no place"),
        (STUDENTS.replace("cem,bakery", "cem,bakery|bakery"), PLACES, "names a place twice"),
        (STUDENTS, PLACES.replace("bo|cem", "bo|bo"), "names a student twice"),
        (STUDENTS.replace("cem,", ","), PLACES, "no usable id"),
        (STUDENTS.replace("cem,", "c|m,"), PLACES, "no usable id"),
        (STUDENTS.replace("cem,", "c\x07m,"), PLACES, "no usable id"),
        (STUDENTS.replace("cem,", "c" * 201 + ","), PLACES, "no usable id"),
        (STUDENTS.replace("cem,bakery", "cem,bakery,clinic"), PLACES, "more cells"),
        (STUDENTS.replace("student_id", "student"), PLACES, "no column student_id"),
        (STUDENTS, PLACES.replace("priorities", "remarks"), "no column priorities"),
        (STUDENTS.replace("preferences", "student id"), PLACES, "two columns student_id"),
        (STUDENTS + 'dua,"bakery\n', PLACES, "a quote is not closed"),
        (STUDENTS.encode() + b"\x00", PLACES, "is no text"),
        (STUDENTS.encode("utf-16"), PLACES, "is UTF-16"),
        (STUDENTS.encode() + b"\x81,bakery\n", PLACES, "neither UTF-8 nor cp1252"),
        *(
            (STUDENTS, SIX_DIGITS.format(text), "capacity that is no whole number")
            for text in ("", "two", "-1", "1.0", "1e3", "٣", "9" * 5000)
        ),
        (STUDENTS, SIX_DIGITS.format("999999999"), "cannot have 999999999 seats"),
    ],
)
def test_bad_input_is_one_line_and_no_result(
    desk: Desk, students: str | bytes, places: str | bytes, line: str
) -> None:
    code, told = desk.give(students, places).solve()
    assert code == 2
    assert line in told
    assert not desk["R"].exists()
    assert not desk["C"].exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("|", " | "),
        lambda text: text.replace("_id", " ID"),
        lambda text: "\n".join(
            ",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines()
        ),
    ],
)
def test_a_table_is_read_however_it_was_saved(desk: Desk, change: Any) -> None:
    assert desk.give(change(STUDENTS), change(PLACES)).solve()[0] == 0
    assert desk["R"].read_text() == RESULT
    assert desk.verify()[0] == 0


def test_names_outside_ascii_count_as_their_text_in_any_encoding(desk: Desk) -> None:
    students, found = STUDENTS.replace("ana", "zoë"), set()
    for encoding in ("utf-8", "cp1252"):
        assert desk.give(students.encode(encoding)).solve()[0] == 0
        found.add(desk["R"].read_bytes())
    assert len(found) == 1


def test_a_list_of_very_many_students_in_quotes_is_read(desk: Desk) -> None:
    names = [f"student-{number:06}" for number in range(20_000)]
    students = "student_id,preferences\n" + "".join(f"{name},bakery\n" for name in names)
    places = f'place_id,capacity,priorities\n"bakery","1","{"|".join(reversed(names))}"\n'
    assert desk.give(students, places).solve()[0] == 0
    assert f"{names[-1]},bakery" in desk["R"].read_text()


def test_a_round_without_anybody_is_a_round(desk: Desk) -> None:
    head = "student_id,preferences\n", "place_id,capacity,priorities\n"
    assert desk.give(*head).solve()[0] == 0
    assert desk["R"].read_text() == "student_id,place_id\n"
    assert desk.verify()[0] == 0


@pytest.mark.parametrize("twice", ["S", "P", "C"])
def test_a_result_is_not_written_over_another_of_the_files(desk: Desk, twice: str) -> None:
    desk.give()
    desk.names["R"] = desk.names[twice]
    assert desk.solve() == (2, "two of the files are one")
    assert desk["S"].read_text() == STUDENTS


def test_a_link_to_an_input_is_not_written_over_either(desk: Desk) -> None:
    desk.give()
    desk["R"].symlink_to(desk["S"])
    assert desk.solve()[0] == 2
    assert desk["S"].read_text() == STUDENTS


@pytest.mark.parametrize("name", ["R", "C"])
def test_a_place_that_cannot_be_written_is_one_line(desk: Desk, name: str) -> None:
    desk.give()
    desk.names[name] = "nowhere/file"
    code, line = desk.solve()
    assert code == 2
    assert "cannot be written" in line


@pytest.mark.parametrize("seed", ["", "a b", "é", "x" * 129])
def test_a_seed_that_is_none_is_one_line(desk: Desk, seed: str) -> None:
    code, line = desk.give().solve(seed)
    assert code == 2
    assert line.startswith("--seed")


@given(st.binary(max_size=300) | st.text(alphabet='ab_id,;"\n\r|', max_size=200).map(str.encode))
def test_any_bytes_are_rows_or_one_named_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with suppress(Unreadable):
        assert all(set(values) == {"id"} for _, values in open_table(path, ("id",)).rows())


@given(st.data(), st.sampled_from("SPRC"), st.integers(0, 10_000), st.binary(max_size=3))
def test_a_file_with_other_bytes_is_false_or_unreadable_or_says_the_same(
    tmp_path: Path, data: st.DataObject, name: str, at: int, other: bytes
) -> None:
    desk = Desk(tmp_path)
    desk.give().solve()
    whole = desk[name].read_bytes()
    at %= len(whole)
    changed = whole[:at] + other + whole[at + data.draw(st.integers(0, 3)) :]
    desk[name].write_bytes(changed)
    code, _ = desk.verify()
    assert code in {0, 1, 2}
    assert code or changed == whole or (name in "RC" and says(desk, name) == says_whole(name))


def says(desk: Desk, name: str) -> object:
    """What a file says, however it is written."""
    if name == "C":
        return certificate.read(desk["C"].read_bytes())
    return sorted(files.read_result(desk["R"]))


def says_whole(name: str) -> object:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.give().solve()
        return says(desk, name)
