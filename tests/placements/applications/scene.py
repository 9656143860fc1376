"""A garage with an open place, and students who apply there."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from placements.applications import answering, applying, profiling
from placements.applications.models import ApplicantProfile, Application
from placements.applications.profiling import Goal, Skill
from placements.applications.transitions import Reason, State
from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests.cast import join, make_school, make_user
from tests.placements.places.writing import (
    a_company,
    a_contact,
    a_programme,
    an_open_place,
    recognised,
)

MONDAY = date(2026, 11, 23)
FACTS: dict[str, Any] = {
    "available_from": date(2027, 2, 1),
    "available_until": date(2027, 7, 2),
    "hours_per_week": 32,
    "weekdays": ["mon", "tue"],
    "travel_minutes": 45,
    "travel_by": ["transit"],
    "needs": ["prayer", "wheelchair"],
    "needs_text": "Een stoel met steun.",
    "shows_needs": False,
    "motivation": "Ik wil leren hoe een motor werkt.",
}
GOALS = (Goal("Zelf een kleine beurt doen", "B1-K1-W1"), Goal("", "B1-K1-W2"))
SKILLS = (Skill("Banden wisselen", "Op school aan acht auto’s gedaan"),)


@dataclass
class Scene:
    school: School
    garage: TrainingCompany
    gijs: User  # speaks for the garage
    place: TrainingPlace
    yasmina: Student

    @property
    def user(self) -> User:
        return account_of(self.yasmina)

    def apply(self, student: Student | None = None) -> Application:
        return apply(student or self.yasmina, self.place)

    def reached(self, state: State) -> Application:
        """An application that has come this far, by the people who take such steps."""
        application = self.apply()
        for step in ROADS[state]:
            act(self, application, step)
            application.refresh_from_db()
        return application


ROADS: dict[State, tuple[State, ...]] = {
    State.SENT: (),
    State.SEEN: (State.SEEN,),
    State.INVITED: (State.SEEN, State.INVITED),
    State.CONVERSATION: (State.INVITED, State.CONVERSATION),
    State.OFFERED: (State.OFFERED,),
    State.ACCEPTED: (State.OFFERED, State.ACCEPTED),
    State.REFUSED: (State.REFUSED,),
    State.WITHDRAWN: (State.WITHDRAWN,),
}


def act(scene: Scene, application: Application, to: State, by: User | None = None) -> None:
    """Take a step by its own verb."""
    one: dict[str, Any] = {"application": application}
    company: dict[str, Any] = {"by": by or scene.gijs} | one
    student: dict[str, Any] = {"by": by or scene.user} | one
    if to is State.SEEN:
        answering.see(**company)
    elif to is State.INVITED:
        day = today() + timedelta(days=7)
        answering.invite(**company, talk_on=day, talk_text="Tien uur, aan de balie.")
    elif to is State.OFFERED:
        answering.offer(**company)
    elif to is State.REFUSED:
        answering.refuse(**company, reason=Reason.TAKEN, explanation="Er was één plek.")
    elif to is State.CONVERSATION:
        applying.accept_invitation(**student)
    elif to is State.ACCEPTED:
        applying.accept_offer(**student)
    elif to is State.WITHDRAWN:
        applying.withdraw(**student)


def make_scene() -> Scene:
    school = School.objects.filter(code="zeewaarde").first() or make_school()
    garage, programme = a_company(), a_programme()
    recognised(garage, programme)
    place = an_open_place(company=garage, programme_id=programme.pk, pathway="bol", level=2)
    yasmina = make_student(school, "Yasmina el Amrani")
    return Scene(school, garage, a_contact(garage), place, yasmina)


def make_student(
    school: School, name: str, *, crebo: str = "90211", has_profile: bool = True
) -> Student:
    user = make_user(name, school)
    student = Student.objects.create(
        school=school,
        number=f"S{Student.objects.count() + 1:05}",
        name=name,
        email=user.email,
        programme="Autotechnicus",
        crebo=crebo,
        cohort=2026,
        pathway="bol",
        level=2,
        source="proef",
        started_on=today(),
        account=user,
        invited_on=today(),
        joined_on=today(),
    )
    join(school, user, Role.STUDENT)
    if has_profile:
        make_profile(student)
    return student


def make_profile(student: Student, **facts: Any) -> ApplicantProfile:
    version = profiling.profile_of(student).version
    return profiling.save(
        student=student, version=version, facts=FACTS | facts, goals=GOALS, skills=SKILLS
    )


def account_of(student: Student) -> User:
    assert student.account is not None
    return student.account


def apply(student: Student, place: TrainingPlace) -> Application:
    version = profiling.profile_of(student).version
    return applying.apply(by=account_of(student), place=place, version=version)
