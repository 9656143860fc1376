"""A placement that ended, with its two evaluations open."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core import mail
from django.test import Client

from placements.agreements.models import Placement
from placements.agreements.transitions import State
from placements.evaluations import mails, tasks, tokens
from placements.evaluations.models import Evaluation, TrainerEvaluation
from schools.origin.models import Register
from schools.students.models import Student
from stagebaken.web.days import suppose, today
from tests import cast
from tests.placements.agreements.scene import TEXT, Scene, make_scene
from tests.schools.origin.conftest import switch_on

OVER = TEXT.ends_on + timedelta(days=1)  # 3 July 2027: the first day after
THEMES = {
    "prepared": "good",
    "guidance_school": "fair",
    "guidance_company": "good",
    "learning": "good",
    "allowance": "yes",
    "recommend": "yes",
    "job": "yes",
}
ANSWERS = THEMES | {"safe": "seldom"}
APART = {"discrim": "yes", "satisfaction": "4"}
TRAINER: dict[str, Any] = {
    "preparation": "poor",
    "contact": "good",
    "clarity": "fair",
    "time": "tight",
    "wishes": ["visit", "paperwork"],
    "again": "yes",
    "job": "no",
}


@dataclass
class Ended:
    """The scene, on the first day after the placement."""

    scene: Scene
    placement: Placement

    @property
    def evaluation(self) -> Evaluation:
        return Evaluation.objects.get(placement=self.placement)

    @property
    def trainer(self) -> TrainerEvaluation:
        return TrainerEvaluation.objects.get(placement=self.placement)

    @property
    def page(self) -> str:
        return f"/mijn-stage/plek/evaluatie/{self.placement.pk}/"

    def link(self, day: date = OVER) -> str:
        held = self.trainer
        return f"/stage-evaluatie/{tokens.issue(held.pk, held.link, day)}/"

    def student(self) -> Client:
        client = Client()
        client.force_login(self.scene.user)
        return client


def make_ended() -> Ended:
    scene = make_scene()
    return Ended(scene, end(scene))


def make_ended_today() -> Ended:
    """For a browser, whose server knows no day but the real one."""
    found = make_ended()
    held = {"opened_on": today()}
    Evaluation.objects.update(**held)
    TrainerEvaluation.objects.update(**held)
    return found


def end(scene: Scene, student: Student | None = None) -> Placement:
    with suppose(OVER):
        return scene.reached(State.ENDED, student)


def switched_on(ended: Ended) -> Register:
    school = ended.scene.school
    return switch_on(school, cast.make_administrator(school))


def mails_of(day: date) -> list[str]:
    """Hold a round on this day; whom it mailed."""
    mail.outbox.clear()
    with suppose(day):
        for one in mails.students_to_mail(day):
            tasks.mail_student.call(str(one))
        for one in mails.trainers_to_mail(day):
            tasks.mail_trainer.call(str(one))
    return [one.to[0] for one in mail.outbox]
