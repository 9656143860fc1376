"""/mijn-stage/: what a student sees of the own record, and says of it."""

from datetime import timedelta

import pytest
from django.test import Client

from schools.registry.models import School
from schools.students import actions, periods
from schools.students.models import Correction, CorrectionState, Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.schools.students.browsers import browser
from tests.schools.students.people import let_in, make_coordinator, make_student

pytestmark = pytest.mark.django_db
HERE = "/mijn-stage/"


@pytest.fixture
def own(noor: Student, coordinator: User) -> Client:
    return browser(let_in(noor, coordinator))


def text(client: Client, address: str = HERE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_student_reads_what_the_school_has_and_who_sees_it(own: Client) -> None:
    page = text(own)
    for words in ("mbo Zeewaarde", "1001", "Noor Haven", "Kok", "2025-2026", "HO2A", "Ilse Bosgra"):
        assert words in page
    assert "Tot 6 maanden na je laatste dag op school" in page


def test_a_student_reads_when_to_look(own: Client, school: School, coordinator: User) -> None:
    day = today()
    for name, crebo in (("Eerste stage", "25997"), ("Voor iedereen", ""), ("Van anderen", "25998")):
        periods.set_period(
            by=coordinator, school=school, cohort=2025, name=name, crebo=crebo,
            search_start=day, cut_off=day + timedelta(days=60),
        )  # fmt: skip
    page = text(own)
    assert "Eerste stage" in page
    assert "Voor iedereen" in page
    assert "Van anderen" not in page


def test_what_is_not_right_stands_beside_it_until_the_school_answers(
    own: Client, noor: Student, coordinator: User
) -> None:
    form = {"name": "Noor Haven", "group": "HO2B", "email": noor.email, "programme": "Kok",
            "cohort": "2025", "pathway": "bbl", "level": "2", "mentor": "Ilse Bosgra",
            "location": "Zeewaarde"}  # fmt: skip
    own.post(f"{HERE}{noor.pk}/klopt-niet/", form)
    correction = Correction.objects.get()
    page = text(own)
    assert "HO2A" in page
    assert "HO2B" in page
    assert "Wacht op je school" in page
    again = text(own, f"{HERE}{noor.pk}/klopt-niet/")
    assert 'value="HO2B"' in again  # what was said, so that sending once more undoes nothing
    actions.decline(by=coordinator, correction=correction)
    page = text(own)
    assert "Niet overgenomen" in page
    assert "Je school nam iets niet over" in page
    assert "Het gaat om: Klas" in page
    own.post(f"{HERE}{noor.pk}/correcties/{correction.pk}/terug/")
    assert not Correction.objects.exists()
    assert "nam iets niet over" not in text(own)


def test_what_was_taken_over_is_not_taken_back(
    own: Client, noor: Student, coordinator: User
) -> None:
    own.post(f"{HERE}{noor.pk}/klopt-niet/", {"group": "HO2B"})
    for correction in Correction.objects.waiting():
        actions.take(by=coordinator, correction=correction)
    taken = Correction.objects.filter(state=CorrectionState.TAKEN).first()
    assert taken is not None
    own.post(f"{HERE}{noor.pk}/correcties/{taken.pk}/terug/")
    assert Correction.objects.filter(pk=taken.pk).exists()


def test_an_address_that_is_none_is_said_beside_the_field(own: Client, noor: Student) -> None:
    assert own.post(f"{HERE}{noor.pk}/klopt-niet/", {"email": "geen"}).status_code == 422


def test_the_record_of_a_classmate_does_not_exist(
    own: Client, school: School, coordinator: User
) -> None:
    bram = make_student(school, "1002", name="Bram Baken", email="bram@zeewaarde.example")
    let_in(bram, coordinator)
    assert "Bram" not in text(own)
    assert own.get(f"{HERE}{bram.pk}/klopt-niet/").status_code == 404
    assert own.post(f"{HERE}{bram.pk}/klopt-niet/", {"group": "X"}).status_code == 404


def test_a_student_of_two_schools_sees_both(
    own: Client, noor: Student, other_school: School
) -> None:
    elsewhere = make_coordinator(other_school, "Rachid Bennani")
    second = make_student(other_school, "9", email=noor.email)
    noor.refresh_from_db()
    account = let_in(second, elsewhere)
    assert account == noor.account
    page = text(browser(account))
    assert "mbo Zeewaarde" in page
    assert "Hogeschool Duinkerk" in page


def test_in_the_hbo_there_is_no_level_and_no_crebo(other_school: School) -> None:
    elsewhere = make_coordinator(other_school, "Rachid Bennani")
    account = let_in(make_student(other_school, "9", crebo="", level=None), elsewhere)
    page = text(browser(account))
    assert "Niveau" not in page
    assert "Crebo" not in page
    assert "Vorm" in page
