"""Any sequence of what people and days do, against a naive model that only knows the promises."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.commitments.models import CompanyCommitment
from placements.commitments.policy import Body
from placements.commitments.rules import RuleBroken
from placements.commitments.transitions import Verb
from stagebaken.web.days import suppose
from tests.placements.commitments.people import DAY, Scene, make_company, make_contact

STEPS = st.lists(
    st.one_of(
        st.sampled_from(["declare", "show", "renew", "withdraw", "check", "refuse", "revoke"]),
        st.sampled_from([1, 30, 200, 306, 365]),  # days that pass
    ),
    max_size=14,
)


class Naive:
    """The rules in the words of the issue, without tables, revisions or derived states."""

    def __init__(self) -> None:
        self.until: date | None = None  # None: never promised, or withdrawn
        self.has_evidence = False
        self.checked_until: date | None = None

    def stands(self, day: date) -> bool:
        return self.until is not None and day <= self.until

    def is_checked(self, day: date) -> bool:
        return self.stands(day) and self.checked_until is not None and day <= self.checked_until

    def may(self, step: str, day: date) -> bool:
        if step == "declare":
            return not self.stands(day)
        if not self.stands(day):
            return False
        assert self.until is not None
        if step == "show":
            return self.has_evidence or not self._settled
        if step == "renew":
            return (self.until - day).days <= 60
        if step in ("check", "refuse"):
            return self.has_evidence
        return True  # withdraw; SBB revokes anything

    @property
    def _settled(self) -> bool:
        """Checked, and nothing promised anew since."""
        return self.checked_until is not None and self.checked_until == self.until

    def do(self, step: str, day: date) -> None:
        if step == "declare":
            self.until, self.has_evidence, self.checked_until = later(day), False, None
        elif step == "show":
            self.has_evidence = True
        elif step == "renew":
            assert self.until is not None
            self.until = later(self.until)
        elif step == "check":
            self.checked_until, self.has_evidence = self.until, False
        elif step == "refuse":
            self.has_evidence = False
        else:
            self.until, self.has_evidence, self.checked_until = None, False, None


def later(day: date) -> date:
    """The same day a year later, or the last of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def do(scene: Scene, step: str) -> None:
    one = CompanyCommitment.objects.filter(company=scene.company).first()
    if step == "declare":
        scene.declare()
    elif one is None:
        raise RuleBroken
    elif step in ("check", "refuse", "revoke"):
        scene.decide(one, Verb(step), by=scene.sbb, body=Body(None))
    else:
        getattr(scene, step)(one)


@pytest.mark.django_db
@settings(max_examples=60)
@given(steps=STEPS)
def test_any_sequence_ends_as_the_naive_model_says(scene: Scene, steps: list[str | int]) -> None:
    wipe(scene)
    naive, day = Naive(), DAY
    for step in steps:
        if isinstance(step, int):
            day += timedelta(days=step)
            continue
        allowed = naive.may(step, day)
        with suppose(day):
            try:
                do(scene, step)
            except RuleBroken:
                assert not allowed, step
            else:
                assert allowed, step
                naive.do(step, day)
        for probe in (day, day + timedelta(days=1), day + timedelta(days=400)):
            rows = CompanyCommitment.objects.filter(company=scene.company)
            assert rows.standing(probe).exists() == naive.stands(probe)
            assert rows.checked(probe).exists() == naive.is_checked(probe)


def wipe(scene: Scene) -> None:
    """Each example is about a company of its own."""
    scene.company = make_company(f"Garage {CompanyCommitment.objects.count()}")
    scene.contact = make_contact(scene.company)
