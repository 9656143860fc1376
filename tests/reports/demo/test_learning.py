"""The placements of the demo, as its people find them."""

import pytest

from placements.agreements.models import Placement
from placements.agreements.reading import turns
from placements.agreements.transitions import Party, State
from reports.demo.scene import build
from schools.messages.models import Message, Side
from stagebaken.web.days import today


@pytest.mark.django_db
def test_one_student_is_at_work_others_wait_for_a_yes_and_one_writes_with_the_school() -> None:
    list(build(today()))
    running = Placement.objects.get(student__name="Yara Branding")
    assert running.state == State.RUNNING
    waiting = Placement.objects.for_pages().get(student__name="Lina Vuurtoren")
    assert set(turns(waiting)) == {Party.STUDENT, Party.COMPANY}
    asked = Placement.objects.for_pages().get(student__name="Mila Meeuw")
    assert asked.student.account is not None
    assert set(turns(asked)) == {Party.STUDENT}
    said = Message.objects.filter(thread__student__name="Yara Branding")
    assert [one.side for one in said.order_by("position")] == [Side.SCHOOL, Side.STUDENT]
