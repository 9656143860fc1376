"""The demo has places to find, written by its own contacts with the product's own verbs."""

import pytest

from placements.places.advice import advice_on
from placements.places.models import State, TrainingPlace
from reports.demo.openings import OPENINGS
from reports.demo.scene import build
from stagebaken.web.days import today


@pytest.mark.django_db
def test_the_demo_has_open_places_in_good_words_and_a_draft_with_advice() -> None:
    list(build(today()))
    found = TrainingPlace.objects.open(today())
    assert found.count() == len(OPENINGS)
    assert found.values("company").distinct().count() > 5
    assert not [place.title for place in found if advice_on(place)]
    draft = TrainingPlace.objects.get(state=State.CONCEPT)
    assert advice_on(draft)
