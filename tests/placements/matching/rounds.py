"""A school, a coordinator, students with accounts and places: what a round needs."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from placements.matching import actions
from placements.matching.actions import Plan, Wanted
from placements.matching.models import Offer, Round
from placements.matching.priorities import Facts
from placements.places.models import State, TrainingPlace
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.placements.places.writing import a_company, a_programme, recognised
from tests.schools.students.people import let_in, make_coordinator, make_student

TODAY = date(2026, 11, 20)
LAST_DAY = TODAY + timedelta(days=14)
AFTER = LAST_DAY + timedelta(days=1)
STARTS, ENDS = date(2027, 2, 1), date(2027, 7, 2)  # of the placements
CREBO = "90211"


def a_plan(*criteria: str, title: str = "Bol niveau 2, voorjaar", **group: Any) -> Plan:
    return Plan(title, criteria, STARTS, ENDS, **group)


@dataclass
class Matching:
    school: School
    ilse: User = field(init=False)
    students: list[Student] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ilse = make_coordinator(self.school)

    def student(self, name: str, **facts: object) -> Student:
        number = str(1001 + len(self.students))
        mail = f"{name.lower()}@zeewaarde.example"
        own = {"name": name, "email": mail, "crebo": CREBO, "pathway": "bol"} | facts
        student = make_student(self.school, number, **own)
        let_in(student, self.ilse)
        self.students.append(student)
        return student

    def draft(self, *criteria: str, **group: Any) -> Round:
        return actions.draft(by=self.ilse, school=self.school, plan=a_plan(*criteria, **group))

    def offer(self, round_: Round, name: str, capacity: int = 1) -> Offer:
        place = a_place(name)
        return actions.offer(by=self.ilse, round_=round_, place=place, capacity=capacity)

    def open(self, round_: Round) -> Round:
        return actions.open_round(by=self.ilse, round_=round_, closes_on=LAST_DAY)

    def hand_in(self, round_: Round, student: Student, *wishes: Offer | Wanted) -> None:
        wanted = [Wanted(one.pk, Facts()) if isinstance(one, Offer) else one for one in wishes]
        account = student.account
        assert account is not None
        actions.hand_in(by=account, round_=round_, student=student, wishes=wanted)

    def finish(self, round_: Round, *, publish: bool = True) -> Round:
        with suppose(AFTER):
            actions.close(by=self.ilse, round_=round_)
            solved = actions.solve(by=self.ilse, round_=round_)
            return actions.publish(by=self.ilse, round_=round_) if publish else solved


def a_place(name: str) -> TrainingPlace:
    """Open, for one programme, at a company that is erkend for it."""
    company, programme = a_company(f"Garage {name}"), a_programme(CREBO)
    recognised(company, programme)
    return TrainingPlace.objects.create(
        company=company,
        title=name,
        programme=programme,
        pathway="bol",
        level=2,
        number=3,
        state=State.OPEN,
        published_on=today(),
    )
