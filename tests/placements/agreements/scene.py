"""A garage, a student and a coordinator, and placements that have come as far as a test asks."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from placements.agreements import agreeing, ending, passing, proposing
from placements.agreements.agreeing import Text
from placements.agreements.models import Placement, Route
from placements.agreements.transitions import EndReason, Party, State
from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests.placements.applications.scene import account_of, make_student
from tests.placements.applications.scene import make_scene as make_earlier_scene
from tests.schools.students.people import make_coordinator

TEXT = Text(
    starts_on=date(2027, 2, 1),
    ends_on=date(2027, 7, 2),
    hours_total=640,
    hours_per_week=32,
    weekdays=["mon", "tue", "wed", "thu"],
    guidance="Elke dinsdag een gesprek met Gijs.",
    trainer_name="Gijs Garage",
    trainer_email="gijs@garage.example",
    work_processes=["B1-K1-W1 Voert onderhoud uit"],
    assessment="De school beoordeelt na een gesprek met de praktijkopleider.",
    early_ending="In overleg, of als de afspraken niet worden nagekomen.",
)


@dataclass
class Scene:
    school: School
    garage: TrainingCompany
    gijs: User
    place: TrainingPlace
    yasmina: Student
    ilse: User

    @property
    def user(self) -> User:
        return account_of(self.yasmina)

    def by(self, party: Party) -> User:
        return {Party.STUDENT: self.user, Party.COMPANY: self.gijs, Party.SCHOOL: self.ilse}[party]

    def proposed(self, student: Student | None = None, **facts: Any) -> Placement:
        told: dict[str, Any] = {
            "route": Route.SCHOOL,
            "company": self.garage,
            "starts_on": TEXT.starts_on,
            "ends_on": TEXT.ends_on,
        }
        return proposing.propose(by=self.ilse, student=student or self.yasmina, **(told | facts))

    def drawn_up(self, student: Student | None = None, **changes: Any) -> Placement:
        return self.draw_up(self.proposed(student), **changes)

    def draw_up(self, placement: Placement, **changes: Any) -> Placement:
        newest = placement.newest
        seen = newest.version if newest else 0
        agreeing.draw_up(
            by=self.ilse, placement=placement, text=replace(TEXT, **changes), seen=seen
        )
        placement.refresh_from_db()
        return placement

    def confirm(self, placement: Placement, *parties: Party) -> Placement:
        newest = placement.newest
        assert newest is not None
        for party in parties or tuple(Party):
            is_student = party is Party.STUDENT
            by = account_of(placement.student) if is_student else self.by(party)
            agreeing.confirm(by=by, placement=placement, party=party, version=newest.version)
        placement.refresh_from_db()
        return placement

    def agreed(self, student: Student | None = None) -> Placement:
        return self.confirm(self.drawn_up(student))

    def reached(self, state: State, student: Student | None = None) -> Placement:
        """A placement that has come this far, by the people and days that bring it there."""
        if state is State.PROPOSED:
            return self.drawn_up(student)
        placement = self.agreed(student)
        if state is State.WITHDRAWN:
            ending.withdraw(by=self.ilse, placement=placement, reason=EndReason.TOGETHER)
        if state not in (State.WITHDRAWN, State.AGREED):
            passing.start_due(TEXT.starts_on)
        if state is State.ENDED_EARLY:
            with suppose(TEXT.starts_on + timedelta(days=30)):
                ending.end_early(by=self.ilse, placement=placement, reason=EndReason.TOGETHER)
        if state in (State.ENDED, State.EVALUATED):
            passing.end_due(TEXT.ends_on + timedelta(days=1))
        if state is State.EVALUATED:
            passing.mark_evaluated(placement)
        placement.refresh_from_db()
        return placement


def make_scene() -> Scene:
    earlier = make_earlier_scene()
    return Scene(
        earlier.school,
        earlier.garage,
        earlier.gijs,
        earlier.place,
        earlier.yasmina,
        make_coordinator(earlier.school),
    )


__all__ = ["TEXT", "Scene", "make_scene", "make_student"]
