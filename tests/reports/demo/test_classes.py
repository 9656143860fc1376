"""The demo's schools have students, through the product's own actions."""

import pytest

from reports.demo.scene import build
from schools.students.models import Correction, PlacementPeriod, Student
from schools.students.policy import own_records
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@pytest.mark.django_db
def test_each_school_has_a_class_of_which_two_can_sign_in() -> None:
    *_, notes = build(today())
    for code, number in (("zeewaarde", 10), ("duinkerk", 8)):
        of_school = Student.objects.filter(school__code=code)
        assert of_school.enrolled(today()).count() == number
        assert of_school.with_account().count() == 2
        assert PlacementPeriod.objects.get(school__code=code).is_running(today())
    sem = User.objects.get(name="Sem Student")
    assert own_records(sem).exists()
    assert f"Sem Student (student): {sem.email}" in notes
    assert Correction.objects.waiting().count() == 2
