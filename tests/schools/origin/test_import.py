"""Facts from the operator's file: by own number, streaming, and never a value in an answer."""

import csv
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from schools.origin import actions, own, reading
from schools.origin.models import Entry, Register, Response
from schools.origin.sealing import Facts, open_answers, open_facts
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.audit.models import Event, Verb
from tests.schools.origin.conftest import make_student, person

pytestmark = pytest.mark.django_db
COHORT = (
    "student_id,year,school,region,level,leerweg,sector,gender,herkomst,herkomst_land,born_nl,route,"
    "n_applications,n_invited,placed,days,left_school,early_term,responded,discrim,satisfaction"
)


class Outcome:
    """What a run of the command told: its code, its words, its report."""

    def __init__(self, path: Path, *options: str) -> None:
        report = path.with_name("report.csv")
        self.code, self.error, self.words = 0, "", ""
        out = path.with_name("out.txt").open("w+", encoding="utf-8")
        with out:
            try:
                call_command("import_origin", str(path), "--school", "zeewaarde", "--report",
                             str(report), *options, stdout=out)  # fmt: skip
            except CommandError as error:
                self.code, self.error = error.returncode, str(error)
            out.seek(0)
            self.words = out.read()
        self.report = report.read_text(encoding="utf-8") if report.exists() else ""

    @property
    def all(self) -> str:
        return f"{self.error}\n{self.words}\n{self.report}"

    @property
    def refused(self) -> list[str]:
        return [row["reason"] for row in csv.DictReader(self.report.splitlines())]


def load(folder: Path, text: str, *options: str) -> Outcome:
    path = folder / "herkomst.csv"
    path.write_text(text, encoding="utf-8")
    return Outcome(path, *options)


def test_without_a_basis_nothing_is_read(school: School, student: Student, tmp_path: Path) -> None:
    outcome = load(tmp_path, "studentnummer;herkomst\n1001;Europa\n")
    assert outcome.code == 2
    assert outcome.error == "This school recorded no legal basis."
    assert not Entry.objects.exists()


def test_under_another_key_the_command_stops_with_one_line(
    register: Register, student: Student, settings: LazySettings, tmp_path: Path
) -> None:
    settings.ORIGIN_KEY = "99" * 32
    outcome = load(tmp_path, "studentnummer;herkomst\n1001;Europa\n")
    assert (outcome.code, outcome.error) == (
        2, "ORIGIN_KEY is not the one of before: start again with that one.",
    )  # fmt: skip


def test_an_unknown_school_is_one_clear_line(tmp_path: Path) -> None:
    assert load(tmp_path, "studentnummer;herkomst\n1;Europa\n").code == 2


def test_a_row_of_a_cohorts_file_is_taken(
    register: Register, student: Student, tmp_path: Path
) -> None:
    row = "1001,2026,zeewaarde,Noord,niveau4,BOL,Techniek,vrouw,Buiten-Europa,Marokko,1.0"
    outcome = load(tmp_path, f"{COHORT}\n{row},sollicitatie,5,2,1,40,0,0,1,1.0,6.0\n")
    assert outcome.code == 0, outcome.all
    assert open_facts(Entry.objects.get()) == Facts("Buiten-Europa", "Marokko", True, "vrouw")
    said = open_answers(Response.objects.get())
    assert (said.discrim, said.satisfaction) == (True, 6)
    known = reading.read(school=register.school, year=2026, numbers=["1001"], release="r1")
    assert known["1001"].responded
    assert Event.objects.filter(verb=Verb.ORIGIN_IMPORTED).count() == 1


def test_the_same_file_twice_is_the_same(
    register: Register, student: Student, tmp_path: Path
) -> None:
    for _ in range(2):
        load(tmp_path, "studentnummer;herkomst;geslacht\n1001;europa;V\n")
    assert open_facts(Entry.objects.get()) == Facts("Europa", "", None, "vrouw")


def test_a_row_without_facts_keeps_nothing(
    register: Register, student: Student, tmp_path: Path
) -> None:
    outcome = load(tmp_path, "studentnummer;herkomst;geslacht;responded\n1001;Onbekend;;0\n")
    assert outcome.code == 0
    assert not Entry.objects.exists()
    assert not Response.objects.exists()


def test_a_dry_run_writes_nothing_and_says_the_same(
    register: Register, student: Student, tmp_path: Path
) -> None:
    text = "studentnummer;herkomst\n1001;Europa\n9;Europa\n"
    dry, wet = load(tmp_path, text, "--dry-run"), load(tmp_path, text)
    assert dry.report == wet.report
    assert dry.words.splitlines()[1:] == wet.words.splitlines()
    assert Entry.objects.count() == 1
    assert Event.objects.filter(verb=Verb.ORIGIN_IMPORTED).count() == 1


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("herkomst", "Kanarieland"),
        ("herkomst;herkomst_land", "Europa;Kanarie <b>land</b>"),
        ("herkomst;herkomst_land", "Europa;" + "Kanarie" * 20),
        ("geslacht", "kanarie"),
        ("born_nl", "kanarie"),
        ("year;discrim", "2026;kanarie"),
        ("year;discrim", "kanarie;1"),
        ("discrim", "1"),
        ("year;responded;discrim", "2026;0;1"),
        ("year;satisfaction", "2026;11"),
        ("year;satisfaction", "2026;kanarie"),
        ("herkomst", "Europa;Kanarie te veel"),
    ],
)
def test_a_bad_row_is_refused_without_its_value(
    register: Register, student: Student, tmp_path: Path, head: str, row: str
) -> None:
    outcome = load(tmp_path, f"studentnummer;{head}\n1001;{row}\n")
    assert outcome.code == 1
    assert len(outcome.refused) == 1
    assert "anarie" not in outcome.all
    assert not Entry.objects.exists()
    assert not Response.objects.exists()


def test_a_number_that_is_nobodys_is_refused_without_it(
    register: Register, student: Student, tmp_path: Path
) -> None:
    long = "kanarie" * 5
    outcome = load(tmp_path, f"studentnummer;herkomst\nkanarie7;Europa\n{long};Europa\n;Europa\n")
    assert len(outcome.refused) == 3
    assert "kanarie" not in outcome.all


def test_a_file_without_headers_is_not_repeated(
    register: Register, student: Student, tmp_path: Path
) -> None:
    for options in ([], ["--map", "nummer==5"]):
        outcome = load(tmp_path, "kanarie1001;Kanarieland\n1002;Europa\n", *options)
        assert outcome.code == 2
        assert "anarie" not in outcome.all


def test_the_answer_tells_nothing_of_what_stands_or_who_objects(
    register: Register, student: Student, tmp_path: Path
) -> None:
    """Attack: a file of one row, with a guess, asks what stands there."""
    objecting = make_student(register.school, "1002", "Joris de Wit")
    actions.withdraw(by=person(objecting), student=objecting)
    make_student(register.school, "1003", "Nour Haddad")
    actions.give(by=person(student), student=student, facts=Facts("Europa"))
    told = {
        (outcome.code, outcome.words, outcome.report)
        for number in ("1001", "1002", "1003")
        for guess in ("Europa", "Buiten-Europa")
        for outcome in [load(tmp_path, f"studentnummer;herkomst\n{number};{guess}\n")]
    }
    assert len(told) == 1
    assert not own.look(by=person(objecting), student=objecting).facts


def test_of_a_number_that_stands_twice_the_last_counts(
    register: Register, student: Student, tmp_path: Path
) -> None:
    load(tmp_path, "studentnummer;herkomst\n1001;Europa\n1001;Nederland\n")
    assert open_facts(Entry.objects.get()).herkomst == "Nederland"


@pytest.mark.parametrize("grade", ["0100", "010", "00", "001" + "0" * 5000, "11"])
def test_a_grade_with_noughts_before_it_is_no_other_grade(
    register: Register, student: Student, tmp_path: Path, grade: str
) -> None:
    outcome = load(tmp_path, f"studentnummer;schooljaar;tevredenheid\n1001;2026;{grade}\n")
    assert outcome.refused == ["tevredenheid is no whole number from 1 to 10"]
    assert not Response.objects.exists()
