"""A placement of the demo that is over: the student and the trainer can look back on it."""

from datetime import date, timedelta

from placements.agreements import agreeing, passing, proposing
from placements.agreements.agreeing import Text
from placements.agreements.models import Route
from placements.agreements.transitions import Party
from placements.companies.models import TrainingCompany
from schools.students.models import Student
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from stagebaken.web.days import suppose

STUDENT, COMPANY = "Jesse Vloed", "Datahuis Duinroos"  # the company has no account
DAYS = 120


def end_placement(*, today: date) -> None:
    """It ended yesterday. The trainer's mail goes out with the next round, to `/ontwerp/post/`."""
    student = Student.objects.select_related("school").get(name=STUDENT)
    roles = Membership.objects.filter(school=student.school, role=Role.INTERNSHIP_COORDINATOR)
    by = roles.order_by("user__name")[0].user
    first, last = today - timedelta(days=DAYS), today - timedelta(days=1)
    with suppose(first):
        placement = proposing.propose(
            by=by,
            student=student,
            route=Route.SCHOOL,
            company=TrainingCompany.objects.get(name=COMPANY),
            starts_on=first,
            ends_on=last,
        )
        agreeing.draw_up(by=by, placement=placement, text=_text(first, last))
        for party in (Party.STUDENT, Party.SCHOOL):
            account = student.account if party is Party.STUDENT else by
            if account is not None:
                agreeing.confirm(by=account, placement=placement, party=party, version=1)
        agreeing.confirm_on_paper(by=by, placement=placement, party=Party.COMPANY, version=1)
        passing.start_due(first)
    with suppose(today):
        passing.end_due(today)


def _text(first: date, last: date) -> Text:
    return Text(
        starts_on=first,
        ends_on=last,
        hours_total=480,
        hours_per_week=32,
        weekdays=["mon", "tue", "wed", "thu"],
        guidance="Elke week een gesprek met de praktijkopleider.",
        trainer_name="Pim Praktijk",
        trainer_email="pim.praktijk@duinroos.example",
        work_processes=["Helpt bij een onderzoek onder klanten"],
        assessment="De school beoordeelt, na een gesprek met student en praktijkopleider.",
        early_ending="Eerst praten student, praktijkopleider en school.",
    )
