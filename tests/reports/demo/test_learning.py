"""The placements of the demo, as its people find them."""

import pytest

from placements.agreements.models import Placement
from placements.agreements.reading import turns
from placements.agreements.transitions import Party, State
from reports.demo.scene import build
from stagebaken.web.days import today


@pytest.mark.django_db
def test_one_student_is_at_work_and_one_waits_for_a_yes() -> None:
    list(build(today()))
    running = Placement.objects.get(student__name="Yara Branding")
    assert running.state == State.RUNNING
    waiting = Placement.objects.for_pages().get(student__name="Lina Vuurtoren")
    assert set(turns(waiting)) == {Party.STUDENT, Party.COMPANY}
