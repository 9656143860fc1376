"""The demo has placement decisions and requests, made at a desk and with no case behind them."""

import pytest

from placements.measures.models import Measure
from placements.replacement.models import ReplacementRequest
from reports.demo.scene import build
from stagebaken.web.days import today


@pytest.mark.django_db
def test_the_demo_shows_a_decision_to_look_at_and_a_request_that_waits() -> None:
    list(build(today()))
    assert Measure.objects.due(today()).exists()
    assert Measure.objects.lasting(today()).count() == 2
    assert ReplacementRequest.objects.running().get().suggestions.exists()
    assert ReplacementRequest.objects.get(state="found").days_to_place == 11
