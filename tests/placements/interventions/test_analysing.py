"""What is said of a plan afterwards: by itself, once, and no more than schools' figures bear."""

from datetime import date

import numpy as np
import pytest

from placements.interventions import analysing, sentences
from placements.interventions.models import Analysis
from placements.interventions.vocabulary import Outcome
from placements.protection.frozen import FiguresAreFrozen
from placements.releases.models import PublishedCell
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from tests.placements.interventions.scene import plan_of, publish, schools, steady

pytestmark = pytest.mark.django_db
DAY = date(2029, 3, 2)


def drifting(some: list[School], *, seed: int = 3, plus: float = 0.0) -> None:
    """Each changes a little by itself, and `plus` besides."""
    dice = np.random.default_rng(seed)
    for school in some:
        steady(school, plus + 0.02 * float(dice.standard_normal()))


def analysed(treated: int, others: int, *, plus: float, **fields: object) -> Analysis:
    some = schools(treated + others)
    drifting(some[:treated], plus=plus)
    drifting(some[treated:], seed=4)
    plan = plan_of(some[0], some[1:treated], **fields)
    [found] = analysing.analyse_due(day=DAY)
    assert found.plan_id == plan.pk
    return found


def test_a_rise_beside_many_schools_is_said_and_its_cause_is_not() -> None:
    found = analysed(6, 8, plus=0.2)
    said = sentences.said(found.plan, found)
    assert found.outcome == Outcome.HIGHER
    assert found.result["questions"][0]["change"]["value"] == pytest.approx(20, abs=4)
    assert len(found.result["picture"]) == 4
    assert "Waardoor dat komt, zeggen deze cijfers niet" in said.sentence
    assert "6 scholen met de maatregel en 8 zonder" in said.count


def test_no_change_is_published_too() -> None:
    found = analysed(3, 6, plus=0.0)
    assert found.outcome == Outcome.UNSEEN
    assert "niet dat er niets" in sentences.said(found.plan, found).sentence
    assert "picture" not in found.result  # three schools are nearly one school's own figures


@pytest.mark.parametrize(("plus", "outcome"), [(0.0, "inside"), (0.3, "outside")])
def test_of_a_single_school_nothing_is_said_but_where_it_lies(plus: float, outcome: str) -> None:
    found = analysed(1, 9, plus=plus)
    assert found.outcome == outcome
    assert set(found.result) == {"schools", "comparison_schools"}


def test_four_schools_to_hold_against_are_too_few() -> None:
    some = schools(7)
    drifting(some[:5])  # of the other six, four have figures
    plan_of(some[0])
    [found] = analysing.analyse_due(day=DAY)
    assert found.outcome == Outcome.TOO_FEW
    assert found.result == {"schools": 1, "comparison_schools": 4}


def test_a_school_that_lacks_one_year_does_not_count() -> None:
    some = schools(8)
    drifting(some[:6])
    publish(some[6], {2024: 0.5, 2025: 0.5, 2026: 0.9})
    steady(some[7], 0.4, n=25)  # hidden from 30 on the page, and no figure here either
    plan_of(some[0])
    [found] = analysing.analyse_due(day=DAY)
    assert found.result["comparison_schools"] == 5


def test_a_group_has_its_own_figures() -> None:
    some = schools(8)
    for at, school in enumerate(some):
        steady(school, 0.01 * at)
        steady(school, 0.3 if at == 0 else 0.01 * at, herkomst="Buiten-Europa")
    plan_of(some[0], group="Buiten-Europa")
    [found] = analysing.analyse_due(day=DAY)
    assert found.outcome == Outcome.OUTSIDE


def test_several_questions_are_corrected_for() -> None:
    some = schools(12)
    for name, plus in (("first_try", 0.2), ("placed", 0.0)):
        for at, school in enumerate(some):
            steady(school, (plus if at < 4 else 0) + 0.01 * (at % 3), name=name)
    plan_of(some[0], some[1:4], secondary=["placed"])
    [found] = analysing.analyse_due(day=DAY)
    first, second = found.result["questions"]
    assert first["holm"] == pytest.approx(min(1, 2 * first["p"]), abs=1e-3)
    assert second["holm"] >= second["p"]
    assert len(sentences.said(found.plan, found).lines) == 2


def test_it_comes_by_itself_and_once() -> None:
    some = schools(8)
    for school in some:
        publish(school, {2024: 0.5, 2025: 0.5, 2026: 0.5})
    plan = plan_of(some[0])
    assert analysing.analyse_due(day=DAY) == []  # the last year is not out yet
    for at, school in enumerate(some):
        publish(school, {2027: 0.5 + 0.01 * at})
    assert len(analysing.analyse_due(day=DAY)) == 1
    assert analysing.analyse_due(day=DAY) == []
    assert analysing.analyse(plan, day=DAY) == Analysis.objects.get()
    assert Event.objects.filter(verb=Verb.PLAN_ANALYSED).count() == 1
    with pytest.raises(FiguresAreFrozen):
        Analysis.objects.get().save()


def test_no_single_school_is_found_in_what_is_stored() -> None:
    """Of the schools beside it there are means alone, and never a name or a number of one."""
    found = analysed(2, 7, plus=0.1)
    text = str(found.result)
    assert not [one.code for one in School.objects.all() if one.code in text]
    exact = {f"{float(cell.k or 0) / float(cell.n or 1)}" for cell in PublishedCell.objects.all()}
    assert not [one for one in exact if len(one) > 5 and one in text]
