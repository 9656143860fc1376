"""A student of the demo has something to answer, and so has a company."""

import pytest

from placements.applications.advice import advice_on
from placements.applications.models import Application
from placements.applications.policy import applications_of
from placements.applications.profiling import profile_of
from placements.applications.transitions import State
from reports.demo.scene import build
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@pytest.mark.django_db
def test_the_demo_has_an_invitation_to_answer_and_an_application_to_read() -> None:
    list(build(today()))
    (own,) = applications_of(User.objects.get(name="Sem Student"))
    assert own.state == State.INVITED
    assert own.talk_on is not None
    assert own.talk_on > today()
    assert own.sent_on < today()
    assert Application.objects.filter(state=State.SENT).count() == 1
    for one in Application.objects.all():
        assert not advice_on(profile_of(one.student), one.student)
