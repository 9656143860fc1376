"""The placement of the demo that is over."""

import pytest

from placements.agreements.transitions import State
from placements.evaluations import mails
from placements.evaluations.models import Evaluation, TrainerEvaluation
from reports.demo.scene import build
from stagebaken.web.days import today


@pytest.mark.django_db
def test_a_student_and_a_trainer_can_look_back_on_it() -> None:
    list(build(today()))
    held = Evaluation.objects.open().get(placement__student__name="Jesse Vloed")
    assert held.placement.state == State.ENDED
    days = held.placement.events.values_list("day", flat=True)
    assert max(days) == today()
    assert mails.students_to_mail(today()) == [held.pk]
    assert mails.trainers_to_mail(today()) == [TrainerEvaluation.objects.get().pk]
