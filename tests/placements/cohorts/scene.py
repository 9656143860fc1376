"""A school year that is over: searches from November 2025 to May 2026, and how they went."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from placements.agreements.models import Placement, Route
from placements.agreements.transitions import EndReason, Party
from placements.agreements.transitions import State as Stage
from placements.applications.models import Application, ApplicationEvent
from placements.applications.transitions import Reason, State, Turn, Who
from placements.cohorts import freezing
from placements.cohorts.models import FrozenCohort, FrozenStudent, Kind
from placements.cohorts.pseudonyms import pseudonym
from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from schools.registry.models import School
from schools.students.models import PlacementPeriod, Student
from tests import cast
from tests.placements.places.writing import a_company, a_programme, an_open_place
from tests.schools.students.people import make_student

YEAR = 2025
FIRST, CUT_OFF = date(2025, 11, 3), date(2026, 5, 29)
PROVISIONAL_ON, FINAL_ON = date(2026, 10, 1), date(2027, 3, 1)
CREBO = "90211"


@dataclass
class Scene:
    school: School
    garage: TrainingCompany
    place: TrainingPlace
    period: PlacementPeriod
    students: list[Student] = field(default_factory=list)

    def student(self, **facts: Any) -> Student:
        told = {"cohort": 2024, "crebo": CREBO, "pathway": "bol", "level": 3}
        number = str(1001 + len(self.students))
        made = make_student(self.school, number, **(told | facts))
        self.students.append(made)
        return made

    def applied(self, student: Student, day: int, *, invited: int | None = None) -> Application:
        """Refused in the end, on these days after the first of the search."""
        sent_on = FIRST + timedelta(days=day)
        made = Application.objects.create(
            student=student, place=self.place, company=self.garage, sent_on=sent_on,
            term_on=sent_on, state=State.REFUSED, turn=Turn.NOBODY, closed_on=sent_on,
            reason=Reason.TAKEN, explanation="Vol.", shown={},
        )  # fmt: skip
        if invited is not None:
            ApplicationEvent.objects.create(
                application=made, position=1, day=FIRST + timedelta(days=invited),
                state=State.INVITED, who=Who.COMPANY,
            )  # fmt: skip
        return made

    def placed(self, student: Student, day: int, **facts: Any) -> Placement:
        """Agreed on by all, a month after it was found."""
        found_on = FIRST + timedelta(days=day)
        told: dict[str, Any] = {
            "route": Route.SCHOOL, "company": self.garage, "period": self.period,
            "state": Stage.AGREED, "proposed_on": found_on, "taken_over_on": found_on,
            "agreed_on": found_on + timedelta(days=30),
            "starts_on": date(2026, 8, 31), "ends_on": date(2027, 1, 29),
        }  # fmt: skip
        return Placement.objects.create(student=student, **(told | facts))

    def freeze(self, kind: Kind = Kind.PROVISIONAL, year: int = YEAR) -> FrozenCohort:
        is_final = kind is Kind.FINAL
        day = date(year + 2, 3, 1) if is_final else date(year + 1, 10, 1)
        return freezing.freeze(school=self.school, year=year, kind=kind, day=day)

    def row(self, student: Student, kind: Kind = Kind.PROVISIONAL) -> FrozenStudent:
        name = pseudonym(self.school, student.pk, YEAR)
        return FrozenStudent.objects.of(self.school, YEAR, kind).get(pseudonym=name)


EARLY: dict[str, Any] = {
    "state": Stage.ENDED_EARLY,
    "ended_on": date(2026, 9, 18),
    "end_reason": EndReason.UNSAID,
    "ended_by": Party.STUDENT,
}


def make_scene() -> Scene:
    school = cast.zeewaarde()
    School.objects.filter(pk=school.pk).update(province="NH")
    school.refresh_from_db()
    programme = a_programme()
    programme.sector = "02"
    programme.save()
    garage = a_company()
    period = make_period(school)
    return Scene(school, garage, an_open_place(company=garage), period)


def make_period(school: School, **facts: Any) -> PlacementPeriod:
    told = {"cohort": 2024, "name": "Bpv 2", "search_start": FIRST, "cut_off": CUT_OFF}
    return PlacementPeriod.objects.create(school=school, **(told | facts))
