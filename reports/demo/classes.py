"""A class of fictional students for each school, brought in and invited by its coordinator."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import slugify

from schools.registry.models import School
from schools.students import actions, files, inviting, periods
from schools.students.entries import cohort_of
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose

SOURCE = "Studentenadministratie"


@dataclass(frozen=True)
class Class:
    """`names`: the first two have an account."""

    school: str
    group: str
    programme: str
    crebo: str
    pathway: str
    level: str
    location: str
    coordinator: str
    names: tuple[str, ...]


CLASSES = (
    Class(
        "zeewaarde", "IT3A", "Medewerker beheer ict", "25996", "bol", "3", "Zeewaarde",
        "Ilse Bosgra",
        ("Sem Student", "Yara Branding", "Bilal Zandstra", "Noor Haven", "Kaj Duinker",
         "Lina Vuurtoren", "Ömer Strand", "Fleur Golfslag", "Daan Schelp", "Amina Getij"),
    ),
    Class(
        "duinkerk", "ECO2B", "Bedrijfskunde", "", "voltijd", "", "Duinkerk",
        "Rachid Bennani",
        ("Mila Meeuw", "Jesse Vloed", "Samira Baken", "Tom Kade", "Ines Mast", "Levi Anker",
         "Esra Horizon", "Pim Touw"),
    ),
)  # fmt: skip
MakeAccount = Callable[[str, str], User]  # name and e-mail


def fill_classes(*, today: date, make_account: MakeAccount) -> None:
    for one in CLASSES:
        school = School.objects.get(code=one.school)
        by = User.objects.get(name=one.coordinator)
        with suppose(today - timedelta(days=25)):
            _bring_in(one, school, by, today)
        with suppose(today - timedelta(days=21)):
            for name in one.names[:2]:
                _let_in(school, by, make_account(name, _email(one, name)))
        with suppose(today - timedelta(days=2)):
            _say(school, one.names[0])
            inviting.invite(by=by, student=Student.objects.get(school=school, name=one.names[2]))


def _email(one: Class, name: str) -> str:
    return f"{slugify(name).replace('-', '.')}@student.{one.school}.example"


def _bring_in(one: Class, school: School, by: User, today: date) -> None:
    """Through the same action as a coordinator's own list; the columns that go are named."""
    cohort = (cohort_of(today) or today.year) - 1
    head = "studentnummer;naam;e-mail;opleiding;crebo;cohort;leerweg;niveau;klas;mentor;locatie"
    rows = [
        f"{number};{name};{_email(one, name)};{one.programme};{one.crebo};{cohort};{one.pathway};"
        f"{one.level};{one.group};{one.coordinator};{one.location}"
        for number, name in enumerate(one.names, start=1001)
    ]
    content = "\n".join([head, *rows]).encode()
    waiting = files.look_at(by=by, school=school, content=content, source=SOURCE)
    files.carry_out(by=by, file=waiting)
    periods.set_period(
        by=by, school=school, cohort=cohort, name="Eerste stage", crebo=one.crebo,
        programme="" if one.crebo else one.programme,
        search_start=today - timedelta(days=20), cut_off=today + timedelta(days=70),
    )  # fmt: skip


def _let_in(school: School, by: User, account: User) -> None:
    student = Student.objects.get(school=school, email=account.email)
    inviting.invite(by=by, student=student)
    inviting.accept(user=account, student_id=student.pk)


def _say(school: School, name: str) -> None:
    """Something that is not right, for the coordinator to answer."""
    student = Student.objects.select_related("account").get(school=school, name=name)
    if student.account is not None:
        actions.correct(by=student.account, student=student, values={"mentor": "Wim de Roo"})
