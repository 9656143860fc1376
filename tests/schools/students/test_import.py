"""A list of students: what comes in, what never does, and what a second list may change."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schools.registry.models import School
from schools.students import entries
from schools.students.importer import StudentImporter
from schools.students.models import Correction, CorrectionState, Student
from stagebaken.audit.models import Event, Verb
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.engine import Options, Run
from stagebaken.web.days import suppose
from tests.schools.students.importing import Desk

pytestmark = pytest.mark.django_db

HEAD = "studentnummer;naam;opleiding;crebo;cohort;leerweg;niveau;klas;mentor;e-mail;locatie"
NOOR = "1001;Noor Haven;Kok;25997;2025-2026;BBL;2;HO2A;Ilse Bosgra;noor@zeewaarde.example;Zeewaarde"
BRAM = "1002;Bram Baken;Kok;25997;2025/26;bbl;niveau 2;HO2A;;bram@zeewaarde.example;Zeewaarde"


def listing(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows]) + "\n"


def student(number: str = "1001") -> Student:
    return Student.objects.get(number=number)


def test_a_list_comes_in_with_what_the_coordinator_needs(desk: Desk, school: School) -> None:
    answer = desk.give(listing(NOOR, BRAM))
    assert (answer.code, answer.refused) == (0, [])
    noor = student()
    assert (noor.school, noor.name, noor.crebo) == (school, "Noor Haven", "25997")
    assert (noor.cohort, noor.pathway, noor.level) == (2025, "bbl", 2)
    assert (noor.group, noor.mentor, noor.location) == ("HO2A", "Ilse Bosgra", "Zeewaarde")
    assert noor.email == "noor@zeewaarde.example"
    assert noor.account is None


def test_the_same_list_changes_nothing(desk: Desk) -> None:
    desk.give(listing(NOOR, BRAM))
    before, events = list(Student.objects.values()), Event.objects.count()
    assert "2 same" in desk.give(listing(NOOR, BRAM)).text
    assert list(Student.objects.values()) == before
    assert Event.objects.count() == events


SECRETS = ("2007-03-04", "vrouw", "Surinaams", "Paramaribo", "1234AB")


def test_birth_dates_sex_and_origin_are_kept_nowhere(desk: Desk) -> None:
    head = f"{HEAD};geboortedatum;geslacht;nationaliteit;geboorteplaats;postcode"
    answer = desk.give(listing(f"{NOOR};{';'.join(SECRETS)}", head=head))
    assert answer.code == 0
    assert "geboortedatum, geslacht, nationaliteit, geboorteplaats, postcode" in answer.text
    kept = str([list(Student.objects.values()), list(Event.objects.values())])
    assert not [word for word in SECRETS if word in kept]


@pytest.mark.parametrize(
    "column",
    ["geboortedatum", "Geslacht", "NATIONALITEIT", "m/v", "Geb. datum", "Geslacht (M/V)",
     "Nationaliteit omschrijving", "Datum (geboorte)"],
)  # fmt: skip
def test_no_mapping_brings_in_what_is_never_kept(desk: Desk, column: str) -> None:
    answer = desk.give(listing(f"{NOOR};geheim", head=f"{HEAD};{column}"), mapping=f"klas={column}")
    assert answer.code == 2
    assert "no such column" in answer.text
    assert not Student.objects.exists()


def test_a_national_number_becomes_one_that_leads_nowhere(desk: Desk, school: School) -> None:
    desk.give(listing("123456782;Noor Haven;Kok", head="bsn;naam;opleiding"))
    found = Student.objects.get()
    assert found.number == entries.derived_number("123456782", school)
    assert "123456782" not in str(list(Student.objects.values()))
    assert desk.give(listing("123456782;Noor Haven;Kok", head="bsn;naam;opleiding")).code == 0
    assert Student.objects.count() == 1


def test_a_later_list_of_national_numbers_fills_in_names(desk: Desk) -> None:
    desk.give("ISP|123456782||1|2025-08-01|25997|BBL||J||100A501|101X591||\n", "ro.csv")
    desk.give(listing("123456782;Noor Haven;noor@z.example", head="bsn;naam;e-mail"), "namen.csv")
    found = Student.objects.get()
    assert (found.name, found.crebo, found.source) == ("Noor Haven", "25997", "ro.csv")
    assert found.said_by == {"name": "namen.csv", "email": "namen.csv"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";Noor;Kok;25997;;;;;;;", "no student number"),
        (
            "1" * 21 + ";Noor;;;;;;;;;",
            "student number '111111111111111111111' has more than 20 signs",
        ),
        ("1001;Noor;Kok;259;;;;;;;", "crebo '259' has no 5 digits"),
        ("1001;Noor;Kok;;2025-2027;;;;;;", "cohort '2025-2027' is no school year"),
        ("1001;Noor;Kok;;;mbo;;;;;", "leerweg 'mbo' does not exist"),
        ("1001;Noor;Kok;;;;5;;;;", "level '5' does not exist"),
        ("1001;Noor;Kok;;;;;;;geen adres;", "e-mail 'geen adres' is no address"),
        ("1001;Noor;Kok;;;;;;;;;te;veel", "the row has more cells than there are columns"),
    ],
)
def test_a_refused_row_is_named_with_its_line_and_the_rest_comes_in(
    desk: Desk, row: str, reason: str
) -> None:
    answer = desk.give(listing(BRAM, row))
    assert answer.code == 1
    assert answer.refused == [f"3,{reason}"]
    assert Student.objects.count() == 1


@pytest.mark.parametrize("content", ["", "PK\x03\x04", "a;b\n1;2\n"])
def test_what_is_no_list_is_unreadable(desk: Desk, content: str) -> None:
    assert desk.give(content).code == 2


def test_an_unknown_school_is_unreadable(desk: Desk) -> None:
    answer = desk.give(listing(NOOR), school="nergens")
    assert (answer.code, answer.text) == (2, "There is no school 'nergens'.")


def test_a_file_of_another_school_is_unreadable(desk: Desk, school: School) -> None:
    school.code = "27dv"
    school.save()
    lines = "VLP|25LX|2024-07-31|2026-03-24|2026-03-25\nISP|1||1|2025-08-01|25997|BBL||J||||\n"
    answer = desk.give(lines, school="27dv")
    assert (answer.code, answer.text) == (2, "the file is of school 25LX, and not of 27DV")


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    answer = desk.give(listing(NOOR), dry_run=True)
    assert "1 new" in answer.text
    assert not Student.objects.exists()
    assert not Event.objects.exists()


# ---------- endings ----------


def many(number: int) -> list[str]:
    return [f"{one};Student {one};Kok" for one in range(1000, 1000 + number)]


SHORT = "studentnummer;naam;opleiding"


def test_who_is_in_the_list_no_more_has_left(desk: Desk) -> None:
    desk.give(listing(*many(20), head=SHORT))
    answer = desk.give(listing(*many(19), head=SHORT))
    assert (answer.code, "1 ended" in answer.text) == (0, True)
    assert student("1019").ended_on is not None
    desk.give(listing(*many(20), head=SHORT))
    assert student("1019").ended_on is None


def test_half_a_list_ends_nobody_unless_that_is_meant(desk: Desk) -> None:
    desk.give(listing(*many(20), head=SHORT))
    assert desk.give(listing(*many(5), head=SHORT)).code == 1
    assert not Student.objects.filter(ended_on__isnull=False).exists()
    assert desk.give(listing(*many(5), head=SHORT), allow_endings=True).code == 0
    assert Student.objects.filter(ended_on__isnull=False).count() == 15


def test_a_refused_row_ends_nobody(desk: Desk) -> None:
    desk.give(listing(*many(20), head=SHORT + ";e-mail"))
    rows = [*many(19), "1019;Student 1019;Kok;geen adres"]
    assert desk.give(listing(*rows, head=SHORT + ";e-mail")).code == 1
    assert student("1019").ended_on is None


def test_another_list_ends_nobody_and_overrules_nothing(desk: Desk) -> None:
    desk.give(listing(NOOR, BRAM))
    desk.give(listing("1001;Anders;Bakker", head=SHORT), "tweede.csv")
    assert (student().name, student().programme) == ("Noor Haven", "Kok")
    assert not Student.objects.filter(ended_on__isnull=False).exists()


def test_an_empty_cell_says_nothing(desk: Desk) -> None:
    desk.give(listing(NOOR))
    desk.give(listing("1001;;;;;;;HO2B;;;"))
    assert (student().name, student().group) == ("Noor Haven", "HO2B")


def test_what_was_put_right_stays_until_the_list_says_something_new(desk: Desk) -> None:
    desk.give(listing(NOOR))
    noor = student()
    noor.group = "HO2C"
    noor.save()
    Correction.objects.create(
        student=noor, field="group", value="HO2C", stood="HO2A", state=CorrectionState.TAKEN,
        day=date(2026, 11, 20),
    )  # fmt: skip
    desk.give(listing(NOOR))
    assert student().group == "HO2C"
    desk.give(listing(NOOR.replace("HO2A", "HO3A")))
    assert student().group == "HO3A"
    assert not Correction.objects.exists()


def test_who_left_before_is_not_brought_in(desk: Desk) -> None:
    with suppose(date(2026, 11, 20)):
        rows = ["1;Weg;Kok;2026-01-31", "2;Hier;Kok;31-7-2027"]
        answer = desk.give(listing(*rows, head=SHORT + ";einddatum"))
    assert "1 no longer enrolled" in answer.text
    assert Student.objects.get().enrolment_end == date(2027, 7, 31)


def test_an_import_is_in_the_log_without_names(desk: Desk, school: School) -> None:
    desk.give(listing(NOOR, BRAM))
    event = Event.objects.get(verb=Verb.STUDENTS_IMPORTED)
    assert (event.subject, event.detail) == (school.pk, {"new": 2, "changed": 0})


def test_enrolments_give_the_last_day(desk: Desk) -> None:
    lines = (
        "PER|7||2001-02-03|V\n"
        "ISG|7||1|2020-08-01|2023-07-31|2023-06-30|01\n"
        "ISP|7||1|2020-08-01|25998|BOL|MBO-3|J||||\n"
        "ISG|7||2|2025-08-01|2028-07-31||\n"
        "ISP|7||2|2025-08-01|25997|BBL|MBO-2|J||||\n"
    )
    answer = desk.give(lines)
    assert answer.code == 0, answer.text
    assert "birth dates and sexes" in answer.text
    found = Student.objects.get()
    assert (found.crebo, found.level, found.cohort) == ("25997", 2, 2025)
    assert found.enrolment_end == date(2028, 7, 31)


# ---------- laws of the reader ----------


@given(st.text(max_size=12))
def test_any_cohort_is_a_school_year_or_refused(written: str) -> None:
    try:
        found = entries.cohort(written)
    except Refused:
        return
    assert found is None or 1990 <= found <= 2098


@given(
    st.integers(1990, 2097),
    st.sampled_from(["{0}", "{0}-{1}", "{0}/{1}", "{0}-{2:02}", "{0} / {1}"]),
)
def test_every_way_to_write_a_school_year_is_the_same_year(year: int, form: str) -> None:
    assert entries.cohort(form.format(year, year + 1, (year + 1) % 100)) == year


CELLS = st.text(alphabet="abz019-/.@; |'\"é", max_size=14)


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=12, max_size=15), max_size=6), st.sampled_from(";|"))
def test_any_lines_become_students_or_refused_rows(
    school: School, rows: list[list[str]], sign: str
) -> None:
    """Whatever the cells hold: no error, and every line is accounted for."""
    kinds = ("ISP", "BPV", "ISG")
    lines = [
        sign.join([kinds[at % 3], *(cell.replace(sign, "").replace('"', "") for cell in row)])
        for at, row in enumerate(rows)
    ]
    content = "\n".join([sign.join(["ISP", "1", "", "1", "2025-08-01", "25997", "BBL"]), *lines])
    importer = StudentImporter(school)
    options = Options(path=Path("ro.csv"), content=content.encode(), dry_run=True)
    outcome = Run(importer, options, date(2026, 11, 20), arrange=importer.arrange)()
    assert outcome.read == len(rows) + 1
    taken = sum(len(found) for found in importer.people.values())
    assert taken + outcome.refused == outcome.read


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_lines_in_any_order_say_the_same(school: School, years: list[int], random: object) -> None:
    lines = [
        f"ISP|7||1|{2018 + year}-08-01|{25990 + year}|BOL||J||||" for year in dict.fromkeys(years)
    ]
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [*_settled(school, lines)] == [*_settled(school, shuffled)]


def _settled(school: School, lines: list[str]) -> list[entries.Entry]:
    importer = StudentImporter(school)
    content = "\n".join(lines).encode()
    options = Options(path=Path("ro.csv"), content=content, dry_run=True)
    Run(importer, options, date(2026, 11, 20), arrange=importer.arrange)()
    return list(importer.settled())


def _bsn(start: int) -> list[str]:
    """Numbers of nine digits that pass the check of eleven."""
    found = (f"{start + step:09}" for step in range(200))
    return [one for one in found if entries._passes_eleven(one)]


def test_a_list_with_national_numbers_as_student_numbers_is_refused_whole(
    desk: Desk, school: School
) -> None:
    numbers = _bsn(123_456_000)
    rows = [f"{one};Noor {one[-3:]}" for one in numbers]
    answer = desk.give(listing(*rows[:5], head="studentnummer;naam"))
    assert answer.code == 2
    assert "burgerservicenummers" in answer.text
    assert not Student.objects.exists()
    # Four can be chance; and so can nine digits of which one does not pass.
    assert desk.give(listing(*rows[:4], head="studentnummer;naam")).code == 0
    other = [*rows, "123456789;Bram Baken"]
    assert desk.give(listing(*other, head="studentnummer;naam")).code == 0
    assert Student.objects.filter(number="123456789").exists()


def test_signs_that_turn_a_name_around_do_not_come_in(desk: Desk) -> None:
    desk.give(listing("1001;Noor \u202eHaven\u2069", head="studentnummer;naam"))
    assert student().name == "Noor Haven"
