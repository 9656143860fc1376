"""Doors from a student's page to other rooms, as those rooms name them."""

import pytest
from django.conf import LazySettings

from schools.registry.models import School
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User
from tests import cast
from tests.schools.students.browsers import browser
from tests.schools.students.people import let_in, make_coordinator, make_student

pytestmark = pytest.mark.django_db


def a_room(student: Student, user: User) -> Door:
    return Door(f"Kamer van {student.number}", "/kamer/", "message", news="1 nieuw")


def nothing_there(student: Student, user: User) -> None:
    return None


@pytest.fixture
def school() -> School:
    return cast.zeewaarde()


def test_each_page_shows_the_doors_of_its_own_side(school: School, settings: LazySettings) -> None:
    settings.STUDENT_DOORS = [f"{__name__}.nothing_there", f"{__name__}.a_room"]
    settings.OWN_DOORS = []
    noor, ilse = make_student(school), make_coordinator(school)
    page = browser(ilse).get(f"/studenten/{school.code}/{noor.pk}/").content.decode()
    assert "Kamer van 1001" in page
    assert "1 nieuw" in page
    own = browser(let_in(noor, ilse))
    assert "Kamer van" not in own.get("/mijn-stage/").content.decode()
    settings.OWN_DOORS = settings.STUDENT_DOORS
    assert "Kamer van 1001" in own.get("/mijn-stage/").content.decode()


def test_without_rooms_there_is_no_heading_for_them(school: School, settings: LazySettings) -> None:
    settings.STUDENT_DOORS = []
    page = browser(make_coordinator(school)).get(
        f"/studenten/{school.code}/{make_student(school).pk}/"
    )
    assert "Verder met deze student" not in page.content.decode()
