"""The lines of DUO as they lie beside the repository; none of them is part of it."""

import pytest

from schools.registry.models import School
from schools.students.models import Student
from tests.schools.students.importing import REAL, Desk

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real_files,
    pytest.mark.skipif(
        not REAL.is_dir(), reason="*** ../shared/data IS NOT THERE: real files were not read ***"
    ),
]
SPECS = REAL / "specs"


def records() -> list[tuple[object, ...]]:
    return sorted(Student.objects.values_list(), key=str)


@pytest.mark.parametrize(("name", "new"), [("ro_isp_bpv_27DV.csv", 10), ("ro_isp_bpv_25LX.csv", 3)])
def test_every_student_of_an_ro_file_comes_in_once(desk: Desk, name: str, new: int) -> None:
    answer = desk.run(SPECS / name)
    assert (answer.code, answer.refused) == (0, []), answer.text
    assert Student.objects.count() == new
    assert not Student.objects.filter(crebo="").exists()
    assert not Student.objects.filter(cohort=None).exists()
    before = records()
    again = desk.run(SPECS / name)
    assert again.code == 0
    assert "same" in again.text
    assert "changed" not in again.text
    assert records() == before


def test_the_newest_period_counts_and_the_first_gives_the_cohort(desk: Desk) -> None:
    desk.run(SPECS / "ro_isp_bpv_27DV.csv")
    assert Student.objects.filter(crebo="25748", pathway="bol", cohort=2024).count() == 1
    assert Student.objects.filter(crebo="25311", cohort=2020).count() == 1
    assert not Student.objects.filter(crebo="25809").exists()
    assert Student.objects.filter(crebo="23301").count() == 0
    assert set(Student.objects.values_list("location", flat=True)) >= {"101X591", "101X589"}


def test_both_delimiters_and_both_forms_of_dates_say_the_same(desk: Desk) -> None:
    text = (SPECS / "ro_isp_bpv_25LX.csv").read_text()
    desk.run(SPECS / "ro_isp_bpv_25LX.csv")
    before = Student.objects.get(crebo="25650")
    assert (before.pathway, before.cohort, before.location) == ("bbl", 2025, "100X979")
    desk.give(text.replace(";", "|").replace("1-8-2025", "2025-08-01"), "ro_isp_bpv_25LX.csv")
    again = Student.objects.get(crebo="25650")
    assert (again.pk, again.cohort) == (before.pk, 2025)


def test_the_examples_of_both_variants_are_read(desk: Desk, school: School) -> None:
    """As DUO's own description writes them."""
    for name in ("duo_isp.md", "duo_bpv.md"):
        lines = [
            line
            for line in (SPECS / name).read_text().splitlines()
            if line.startswith(("ISP|", "ISP;", "BPV|", "BPV;"))
        ]
        assert len(lines) == 2
        for line in lines:
            answer = desk.give(line + "\n", "voorbeeld.csv")
            assert (answer.code, answer.refused) == (0, []), answer.text
    student = Student.objects.of(school).get()
    assert (student.crebo, student.pathway, student.location) == ("25655", "bbl", "101X591")
