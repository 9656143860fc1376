"""/studenten/: the pages of a coordinator, and a list that is brought in by hand."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from schools.registry.models import School
from schools.students import actions
from schools.students.models import Correction, PlacementPeriod, Student, StudentFile
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.schools.students.browsers import browser
from tests.schools.students.people import FACTS, last_day, let_in, make_student

pytestmark = pytest.mark.django_db
HERE = "/studenten/zeewaarde/"
LIST = (
    "studentnummer;naam;e-mail;opleiding;crebo;klas;geboortedatum\n"
    "1001;Noor Haven;noor@zeewaarde.example;Kok;25997;HO2A;2007-03-04\n"
    "1002;Bram Baken;bram@zeewaarde.example;Kok;25997;HO2A;2006-05-06\n"
)


@pytest.fixture
def desk(coordinator: User) -> Client:
    return browser(coordinator)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def send(client: Client, content: str, source: str = "lijst") -> str:
    """Upload a list and give the address of the page on which it waits."""
    document = SimpleUploadedFile("studenten.csv", content.encode())
    answer = client.post(f"{HERE}inlezen/", {"document": document, "source": source})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


# ---------- bringing a list in ----------


def test_a_list_is_looked_at_before_anything_changes(desk: Client) -> None:
    waiting = send(desk, LIST)
    assert not Student.objects.exists()
    page = text(desk, waiting)
    assert "Nieuwe studenten" in page
    assert "nergens bewaard: geboortedatum" in page
    assert desk.post(waiting).headers["Location"] == HERE
    assert Student.objects.count() == 2
    assert not StudentFile.objects.exists()


def test_of_an_uploaded_file_only_what_is_kept_waits(desk: Client) -> None:
    send(desk, LIST)
    kept = StudentFile.objects.get()
    assert "Noor Haven" in kept.table
    assert "2007" not in f"{kept.table}{kept.outcome}"


def test_a_birth_date_that_slipped_a_column_is_kept_nowhere(desk: Client) -> None:
    """The reason of a refusal quotes the cell, and the list of refusals waits in the database."""
    waiting = send(desk, "studentnummer;naam;crebo\n1003;Noor Haven;19-03-2007\n")
    kept = StudentFile.objects.get()
    assert "2007" not in f"{kept.table}{kept.outcome}"
    assert "De crebo heeft geen vijf cijfers." in text(desk, waiting)


def test_a_list_is_carried_out_once(desk: Client) -> None:
    waiting = send(desk, LIST)
    desk.post(waiting)
    assert desk.post(waiting).status_code == 404


def test_a_list_that_is_thrown_away_changes_nothing(desk: Client) -> None:
    waiting = send(desk, LIST)
    assert desk.post(f"{waiting}weggooien/").status_code == 302
    assert not Student.objects.exists()
    assert not StudentFile.objects.exists()


def test_rows_with_a_mistake_are_named_in_dutch_and_end_nobody(desk: Client) -> None:
    desk.post(send(desk, LIST))
    waiting = send(desk, LIST.replace("25997;HO2A;2006", "259;HO2A;2006"))
    page = text(desk, waiting)
    assert "De crebo heeft geen vijf cijfers." in page
    assert re.search(
        r'Regel <span class="stagebaken-number">\d', page
    )  # on a phone there is no head above the number
    desk.post(waiting)
    assert Student.objects.get(number="1002").ended_on is None


def test_many_leave_only_when_that_is_ticked(desk: Client) -> None:
    desk.post(send(desk, LIST))
    short = "\n".join(LIST.splitlines()[:2]) + "\n"
    waiting = send(desk, short)
    assert "1 student staat niet meer in deze lijst" in text(desk, waiting)
    desk.post(waiting)
    assert not Student.objects.filter(ended_on__isnull=False).exists()
    desk.post(send(desk, short), {"allow_endings": "on"})
    assert Student.objects.get(number="1002").ended_on == today()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("kleur;smaak\nrood;zoet\n", "We herkennen geen enkele kolom"),
        ("PK\x03\x04", "geen lijst die we kunnen lezen"),
        ("  \n", "Dit bestand is leeg"),
    ],
)
def test_what_is_no_list_is_said_beside_the_field(desk: Client, content: str, words: str) -> None:
    document = SimpleUploadedFile("studenten.csv", content.encode())
    answer = desk.post(f"{HERE}inlezen/", {"document": document, "source": "lijst"})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_administrator_brings_a_list_in_and_reads_no_student(
    administrator: User, school: School
) -> None:
    office = browser(administrator)
    assert office.get("/studenten/").headers["Location"] == f"{HERE}inlezen/"
    assert office.post(send(office, LIST)).headers["Location"] == f"{HERE}inlezen/"
    assert Student.objects.count() == 2
    assert office.get(HERE).status_code == 404
    assert office.get(f"{HERE}{Student.objects.all()[0].pk}/").status_code == 404


# ---------- the list ----------


def test_the_list_is_narrowed_by_class_programme_cohort_and_word(
    desk: Client, school: School
) -> None:
    make_student(school, "1001")
    make_student(school, "1002", name="Bram Baken", group="ZO1B", cohort=2024, crebo="25998",
                 programme="Verzorgende")  # fmt: skip
    for query in ("klas", "q=bram", "group=ZO1B", "programme=25998", "cohort=2024"):
        page = text(desk, f"{HERE}?{query}")
        assert "Bram Baken" in page
        assert ("Noor Haven" in page) == (query == "klas"), query
    assert "Niemand gevonden" in text(desk, f"{HERE}?q=zzz")


def test_who_left_stands_apart(desk: Client, noor: Student) -> None:
    last_day(noor, today() - timedelta(days=1))
    assert "Noor Haven" not in text(desk, HERE)
    assert "Noor Haven" in text(desk, f"{HERE}?state=left")


def test_a_thousand_students_cost_no_more_questions_than_ten(
    desk: Client, school: School, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    facts = FACTS | {"school": school}
    Student.objects.bulk_create(
        Student(number=str(n), **(facts | {"group": f"K{n % 40}"})) for n in range(1_000)
    )
    desk.get(HERE)
    with django_assert_max_num_queries(18):
        page = text(desk, f"{HERE}?page=7")
    assert "1000 studenten" in page
    assert page.count('name="student"') == 50


def test_empty_says_what_to_do(desk: Client) -> None:
    assert "Er staan nog geen studenten." in text(desk, HERE)


# ---------- one student ----------


def test_a_record_shows_what_is_kept_and_until_when(desk: Client, noor: Student) -> None:
    page = text(desk, f"{HERE}{noor.pk}/")
    for words in ("Noor Haven", "1001", "Kok", "2025-2026", "HO2A", "Ilse Bosgra", "Nodig uit"):
        assert words in page
    desk.post(f"{HERE}{noor.pk}/uitschrijven/", {"last_day": "2026-01-31"})
    assert "Na 31 juli 2026 wist de software alles" in text(desk, f"{HERE}{noor.pk}/")


def test_a_coordinator_puts_a_record_right(desk: Client, noor: Student) -> None:
    values = {name: noor.stands(name) for name in ("name", "email", "programme", "crebo", "cohort",
              "pathway", "level", "group", "mentor", "location")}  # fmt: skip
    answer = desk.post(f"{HERE}{noor.pk}/wijzigen/", values | {"group": "HO2B"})
    assert answer.status_code == 302
    noor.refresh_from_db()
    assert noor.group == "HO2B"
    wrong = desk.post(f"{HERE}{noor.pk}/wijzigen/", values | {"crebo": "12"})
    assert wrong.status_code == 422


def test_students_are_invited_one_by_one_and_together(
    desk: Client, school: School, noor: Student
) -> None:
    desk.post(f"{HERE}{noor.pk}/uitnodigen/")
    noor.refresh_from_db()
    assert noor.invited_on == today()
    others = [make_student(school, str(n), email=f"s{n}@zeewaarde.example") for n in range(2)]
    desk.post(f"{HERE}uitnodigen/", {"student": [one.pk for one in others] + ["geen id"]})
    assert Student.objects.filter(invited_on=today()).count() == 3
    assert "Vink eerst aan" in desk.post(f"{HERE}uitnodigen/", follow=True).content.decode()


def test_a_correction_is_seen_on_the_list_and_taken_over(
    desk: Client, noor: Student, coordinator: User
) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"group": "HO2B"})
    assert "1 correctie" in text(desk, HERE)
    assert "HO2B" in text(desk, f"{HERE}{noor.pk}/")
    correction = Correction.objects.get()
    assert "HO2B" in text(desk, f"{HERE}correcties/")
    desk.post(f"{HERE}correcties/{correction.pk}/", {"answer": "take"})
    noor.refresh_from_db()
    assert noor.group == "HO2B"


def test_erasing_says_what_is_lost_and_asks_first(desk: Client, noor: Student) -> None:
    page = text(desk, f"{HERE}{noor.pk}/wissen/")
    assert "Dit kan niet worden teruggedraaid" in page
    assert Student.objects.exists()
    desk.post(f"{HERE}{noor.pk}/wissen/")
    assert not Student.objects.exists()


# ---------- periods ----------

PERIOD = {
    "name": "Eerste stage",
    "cohort": "2025",
    "programme": "25997",
    "search_start": "2026-11-01",
    "cut_off": "2027-01-31",
}


def test_a_period_says_when_a_cohort_looks(desk: Client, noor: Student, school: School) -> None:
    with suppose(date(2026, 11, 20)):
        assert desk.post(f"{HERE}periodes/", PERIOD).status_code == 302
        period = PlacementPeriod.objects.get()
        assert (period.crebo, period.cohort) == ("25997", 2025)
        assert "Eerste stage" in text(desk, f"{HERE}{noor.pk}/")
        assert "Voor 1 student" in text(desk, f"{HERE}periodes/{period.pk}/")
        again = desk.post(f"{HERE}periodes/", PERIOD)
        assert again.status_code == 422
        turned = PERIOD | {"name": "Anders", "cut_off": "2026-10-01"}
        assert desk.post(f"{HERE}periodes/", turned).status_code == 422


def test_a_period_is_changed_and_taken_away(desk: Client, noor: Student, school: School) -> None:
    with suppose(date(2026, 11, 20)):
        desk.post(f"{HERE}periodes/", PERIOD)
        here = f"{HERE}periodes/{PlacementPeriod.objects.get().pk}/"
        desk.post(here, PERIOD | {"cut_off": "2027-02-28", "programme": ""})
        period = PlacementPeriod.objects.get()
        assert (period.cut_off, period.crebo) == (date(2027, 2, 28), "")
        assert "weghalen" in text(desk, f"{here}weghalen/")
        desk.post(f"{here}weghalen/")
    assert not PlacementPeriod.objects.exists()


NAMES = ("Änne", "Bram", "çelik", "Élise", "IJsbrand", "Ömer", "'t Hart", "Yara", "Zoë", "Żaneta")


def test_a_name_with_an_accent_stands_among_its_letter(desk: Client, school: School) -> None:
    rows = "\n".join(f"{2000 + at};{name}" for at, name in enumerate(reversed(NAMES)))
    desk.post(send(desk, f"studentnummer;naam\n{rows}\n"))
    ordered = list(Student.objects.of(school).filter(number__startswith="20"))
    names = ["Änne", "Bram", "çelik", "Élise", "IJsbrand", "Ömer", "'t Hart", "Yara",
             "Żaneta", "Zoë"]  # fmt: skip
    assert [one.name for one in ordered] == names
    last = ordered[-1]
    last.name = "Aaf"
    last.save(update_fields=["name"])
    assert Student.objects.of(school).filter(number__startswith="20").first() == last


def test_a_list_that_renames_somebody_moves_them(desk: Client, school: School) -> None:
    for name in ("Zoë", "Ábel"):
        desk.post(send(desk, f"studentnummer;naam\n2001;{name}\n2002;Bram\n"))
    assert [one.name for one in Student.objects.of(school)][:2] == ["Ábel", "Bram"]
