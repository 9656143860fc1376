"""The pages of a thread on both sides, and a coordinator's list of threads."""

from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from schools.messages import actions
from schools.messages.models import Message, Thread
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests import cast
from tests.schools.students.browsers import browser
from tests.schools.students.people import let_in, make_coordinator, make_student
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
LIST = "/studenten/zeewaarde/berichten/"
OWN = "/mijn-stage/berichten/"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def thread(student: Student) -> str:
    return f"/studenten/zeewaarde/{student.pk}/berichten/"


def own(student: Student) -> str:
    return f"{OWN}{student.pk}/"


def test_a_student_writes_and_the_coordinator_answers(
    noor: Student, phone: Client, desk: Client
) -> None:
    assert phone.get(OWN)["Location"] == own(noor)
    sent = phone.post(own(noor), {"text": "Ik vind niets", "once": uuid4()}, follow=True)
    assert "Verstuurd." in sent.content.decode()
    assert "Nieuw" in text(desk, LIST)
    assert "Nieuw" in text(desk, f"/studenten/zeewaarde/{noor.pk}/")
    assert "Berichten: 1 nieuw" in text(desk, "/studenten/zeewaarde/")
    assert "Ik vind niets" in text(desk, thread(noor))
    assert "Wacht op antwoord" in text(desk, LIST)
    desk.post(thread(noor), {"text": "Kom langs", "once": uuid4()})
    assert "Wacht op antwoord" not in text(desk, LIST)
    assert "1 nieuw bericht" in text(phone, "/mijn-stage/")
    assert "Kom langs" in text(phone, own(noor))
    assert "nieuw bericht" not in text(phone, "/mijn-stage/")


def test_the_form_has_a_mark_and_sending_it_again_does_nothing(
    noor: Student, phone: Client
) -> None:
    form = {"text": "Hallo", "once": str(uuid4())}
    for _ in range(2):
        assert phone.post(own(noor), form).status_code == 302
    assert Message.objects.count() == 1
    assert 'name="once" value="' in text(phone, own(noor))


@pytest.mark.parametrize("words", ["", "x" * 2001])
def test_a_refused_message_stays_in_the_form(noor: Student, phone: Client, words: str) -> None:
    answer = phone.post(own(noor), {"text": words})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Message.objects.exists()


def test_two_thousand_signs_on_many_lines_fit(noor: Student, phone: Client) -> None:
    """A browser sends two signs for the end of a line and counts one."""
    words = "\r\n".join(["a" * 9] * 200)
    assert phone.post(own(noor), {"text": words}).status_code == 302


def test_words_survive_a_session_that_ended(noor: Student, account: User) -> None:
    """As a browser sends it: with a token that belonged to the session before."""
    phone = Client(enforce_csrf_checks=True)
    sign_in(phone, account)
    token = phone.get(own(noor)).context["csrf_token"]
    Session.objects.all().delete()
    form = {"text": "Lange zin die bleef", "csrfmiddlewaretoken": str(token)}
    answer = phone.post(own(noor), form, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert "Lange zin die bleef" in answer.content.decode()


def test_the_box_leads_to_reporting_and_says_who_reads(noor: Student, phone: Client) -> None:
    page = text(phone, own(noor))
    assert "daar lezen alleen de mensen die jij kiest het" in page
    assert 'href="/melden/"' in page
    assert "De stagecoördinatoren van mbo Zeewaarde lezen dit." in page


def test_a_look_without_reading_marks_nothing(noor: Student, phone: Client, desk: Client) -> None:
    phone.post(own(noor), {"text": "Hallo"})
    desk.head(thread(noor))
    assert "Nieuw" in text(desk, LIST)


def test_a_student_takes_a_copy(noor: Student, phone: Client, desk: Client) -> None:
    phone.post(own(noor), {"text": "Ik vind niets"})
    desk.post(thread(noor), {"text": "Kom langs"})
    answer = phone.get(f"{own(noor)}kopie/")
    copy = answer.content.decode()
    assert copy.index("Ik vind niets") < copy.index("Kom langs")
    assert "Ilse Bosgra" in copy
    assert answer["Content-Disposition"] == 'attachment; filename="berichten.txt"'
    assert "no-store" in answer["Cache-Control"]


def test_a_student_of_two_schools_chooses_with_which(
    noor: Student, account: User, phone: Client, other_school: School
) -> None:
    make_student(other_school, "7", account=account, invited_on=today(), joined_on=today())
    page = text(phone, OWN)
    assert "mbo Zeewaarde" in page
    assert "Hogeschool Duinkerk" in page


def test_who_is_not_in_the_conversation_finds_nothing(
    noor: Student, phone: Client, coordinator: User, other_school: School, administrator: User
) -> None:
    phone.post(own(noor), {"text": "Hallo"})
    stranger = make_coordinator(other_school, "Els Vreemd")
    bram = let_in(make_student(noor.school, "1002", email="b@zeewaarde.example"), coordinator)
    outsiders = [browser(one) for one in (stranger, bram, administrator)]
    for client in (*outsiders, browser(cast.make_user("Gijs Garage"))):
        for address in (LIST, thread(noor), own(noor), f"{own(noor)}kopie/"):
            assert client.get(address).status_code == 404, address
            assert client.post(address, {"text": "Hallo"}).status_code in (404, 405), address
    assert browser(stranger).get(thread(noor).replace("zeewaarde", "duinkerk")).status_code == 404
    assert Message.objects.count() == 1


def test_a_list_asks_as_much_for_three_hundred_threads_as_for_one(
    school: School,
    noor: Student,
    account: User,
    desk: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    actions.write_as_student(by=account, student=noor, text="Hallo")
    desk.get(LIST)
    with django_assert_num_queries(9) as few:
        desk.get(LIST)
    students = [
        Student(school=school, number=str(number), name=f"N {number}", source="lijst",
                started_on=today())
        for number in range(2000, 2300)
    ]  # fmt: skip
    Student.objects.bulk_create(students)
    Thread.objects.bulk_create(
        Thread(student=one, student_position=1, last_on=today()) for one in students
    )
    with django_assert_num_queries(len(few)):
        page = text(desk, LIST)
    assert page.count("stagebaken-person__name") == 50


def test_a_long_thread_comes_in_pages_with_the_newest_first(
    noor: Student, account: User, phone: Client, settings: object
) -> None:
    settings.MESSAGES_A_DAY = 100  # type: ignore[attr-defined]
    for number in range(60):
        actions.write_as_student(by=account, student=noor, text=f"bericht {number:02}.")
    page = text(phone, own(noor))
    assert "bericht 59." in page
    assert "bericht 09." not in page
    assert page.index("bericht 58.") < page.index("bericht 59.")
    assert "bericht 09." in text(phone, f"{own(noor)}?page=2")
