"""The demo shows cases in several statuses, made by the product's own verbs."""

import pytest

from reports.casework.models import Case, Status, Turn
from reports.demo.scene import build
from reports.registration.actions import school_year
from reports.registration.models import RegistrationRecord
from schools.terms.models import Break
from stagebaken.web.days import today

pytestmark = pytest.mark.django_db


def test_the_demo_shows_cases_along_the_whole_road() -> None:
    list(build(today()))
    shown = set(Case.objects.values_list("status", flat=True))
    assert shown >= {
        Status.RECEIVED, Status.ACKNOWLEDGED, Status.INTAKE, Status.AWAITING_STUDENT_CHOICE,
        Status.AFTERCARE, Status.CLOSED,
    }  # fmt: skip
    waiting = Case.objects.get(status=Status.AWAITING_STUDENT_CHOICE)
    assert (waiting.turn, waiting.term_on) == (Turn.REPORTER, None)
    assert waiting.paused_days
    assert Case.objects.get(status=Status.INTAKE).turn == Turn.SCHOOL  # opened again
    counted = RegistrationRecord.objects.filter(only_counted=False)
    assert counted.filter(school_year=school_year(today())).count() == 2
    assert Break.objects.count() == 2
