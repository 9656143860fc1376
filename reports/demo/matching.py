"""An open round of stagematching: one student handed in a list, the other has not yet."""

from datetime import date, timedelta

from placements.matching import actions
from placements.matching.actions import Plan, Wanted
from placements.matching.models import Offer, Round
from placements.matching.priorities import Criterion, Facts
from placements.places.models import TrainingPlace
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose

HANDED_IN = "Yara Branding"
MINUTES = (20, 35)  # of travel, to each place of the round


def open_round(*, today: date, school: School, by: User) -> None:
    student = Student.objects.select_related("account").get(school=school, name=HANDED_IN)
    with suppose(today - timedelta(days=6)):
        drafted = _draft(school, by, student, today)
        opened = actions.open_round(by=by, round_=drafted, closes_on=today + timedelta(days=8))
    with suppose(today - timedelta(days=2)):
        _hand_in(opened, student)


def _draft(school: School, by: User, student: Student, today: date) -> Round:
    first = today + timedelta(days=75)
    plan = Plan(
        title="Eerste stage, beheer ict",
        criteria=[Criterion.GOALS, Criterion.TRAVEL],
        starts_on=first,
        ends_on=first + timedelta(weeks=20),
        cohort=student.cohort,
        crebo=student.crebo,
    )
    made = actions.draft(by=by, school=school, plan=plan)
    places = TrainingPlace.objects.open(today).filter(programme__crebo=student.crebo)
    for place in places.order_by("company__name", "title"):
        actions.offer(by=by, round_=made, place=place, capacity=place.number)
    return made


def _hand_in(round_: Round, student: Student) -> None:
    if student.account is None:
        return
    offers = Offer.objects.filter(round=round_).order_by("place__company__name")
    wishes = [
        Wanted(offer.pk, Facts(goals=1, minutes=minutes))
        for offer, minutes in zip(offers, MINUTES, strict=False)
    ]
    actions.hand_in(by=student.account, round_=round_, student=student, wishes=wishes)
