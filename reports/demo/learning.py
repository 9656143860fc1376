"""Placements of the demo: one that runs, and two that wait for a yes."""

from datetime import date, timedelta

from placements.agreements import agreeing, passing, proposing
from placements.agreements.agreeing import Text
from placements.agreements.models import Placement, Route
from placements.agreements.transitions import Party
from placements.companies.models import TrainingCompany
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose

RUNNING, PROPOSED = "Yara Branding", "Lina Vuurtoren"
AT_WORK, WAITING = "Datahuis Duinroos", "Bits & Bakens"
ASKED, ASKING = "Mila Meeuw", "Boekhandel De Kantlijn"
WITH_USERS = "B1-K1-W1 Helpt gebruikers met hun vragen"
WORDS = {
    "guidance": "Elke vrijdag een gesprek met de praktijkopleider. De school komt twee keer langs.",
    "trainer_name": "Roos Praktijk",
    "assessment": "De school beoordeelt, na een gesprek met de student en de praktijkopleider.",
    "early_ending": "Eerst praten student, praktijkopleider en school. Daarna kan elk van de drie "
    "stoppen.",
}


def place_students(*, today: date, school: School, by: User) -> None:
    """The first company has no account: it signed on paper. The second has to answer."""
    begun = today - timedelta(days=14)
    with suppose(today - timedelta(days=19)):
        placement = _propose(by, school, RUNNING, AT_WORK, begun, today + timedelta(days=60))
        account = placement.student.account
        if account is not None:
            agreeing.confirm(by=account, placement=placement, party=Party.STUDENT, version=1)
        agreeing.confirm(by=by, placement=placement, party=Party.SCHOOL, version=1)
        agreeing.confirm_on_paper(by=by, placement=placement, party=Party.COMPANY, version=1)
    with suppose(begun):
        passing.start_due(begun)
    with suppose(today - timedelta(days=4)):
        first = today + timedelta(days=40)
        placement = _propose(by, school, PROPOSED, WAITING, first, first + timedelta(days=120))
        agreeing.confirm(by=by, placement=placement, party=Party.SCHOOL, version=1)


def ask_student(*, today: date, school: School, by: User) -> None:
    """School and company said yes: the student, who has an account, is the last to be asked."""
    first = today + timedelta(days=35)
    with suppose(today - timedelta(days=3)):
        placement = _propose(by, school, ASKED, ASKING, first, first + timedelta(days=100),
                             task="Zoekt uit wat klanten willen en legt het uit")  # fmt: skip
        agreeing.confirm(by=by, placement=placement, party=Party.SCHOOL, version=1)
        agreeing.confirm_on_paper(by=by, placement=placement, party=Party.COMPANY, version=1)


def _propose(
    by: User,
    school: School,
    student: str,
    company: str,
    first: date,
    last: date,
    task: str = WITH_USERS,
) -> Placement:
    placement = proposing.propose(
        by=by,
        student=Student.objects.get(school=school, name=student),
        route=Route.SCHOOL,
        company=TrainingCompany.objects.get(name=company),
        starts_on=first,
        ends_on=last,
    )
    text = Text(
        starts_on=first,
        ends_on=last,
        hours_total=320,
        hours_per_week=32,
        weekdays=["mon", "tue", "wed", "thu"],
        work_processes=[task],
        **WORDS,
    )
    agreeing.draw_up(by=by, placement=placement, text=text)
    return placement
