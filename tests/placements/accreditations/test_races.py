"""Two officers decide about one recognition in the same moment, with real transactions."""

from functools import partial

import pytest

from placements.accreditations.actions import RuleBroken, block, is_erkend, lift, recognise
from placements.accreditations.models import Accreditation, AccreditationChange, Key, Status
from tests.at_once import at_once as together
from tests.placements.accreditations.conftest import FILE, TODAY

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


at_once = partial(together, refusals=(RuleBroken,), day=TODAY)


def test_two_officers_who_suspend_suspend_once(key: Key) -> None:
    recognise(key=key, source=FILE)

    def suspend() -> object:
        return block(key=key, status=Status.SUSPENDED, source="sbb", day=TODAY)

    results = at_once(suspend, suspend)
    assert results.count(RuleBroken) == 1
    assert Accreditation.objects.filter(status=Status.SUSPENDED).count() == 1
    assert AccreditationChange.objects.filter(is_erkend=False).count() == 1


def test_two_officers_who_lift_lift_once(key: Key) -> None:
    recognise(key=key, source=FILE)
    block(key=key, status=Status.WITHDRAWN, source="sbb", day=TODAY)

    def free() -> None:
        lift(key=key, source="sbb", day=TODAY)

    assert at_once(free, free).count(RuleBroken) == 1
    assert is_erkend(key, TODAY)
