"""The verbs: every decision ends, is looked at again, and is in the history as it was."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import CharField, TextField
from hypothesis import given
from hypothesis import strategies as st

from placements.commitments.final import RowsAreFinal
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.measures import actions, reading
from placements.measures.days import Days, mistakes
from placements.measures.models import Kind, Measure, MeasureEvent, State
from placements.measures.rules import AlreadyDecided, NotPossible, Stale, WrongDays
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Scope
from stagebaken.audit.models import Verb as Audited
from stagebaken.web.days import suppose
from tests import cast
from tests.placements.measures.deciding import TODAY, after, days, decide

LONGEST, REVIEW = 730, 365  # settings.MEASURE_LONGEST_DAYS and MEASURE_REVIEW_DAYS


@pytest.mark.parametrize("kind", Kind)
def test_a_coordinator_decides_and_it_stands(
    ilse: User, school: School, company: TrainingCompany, kind: Kind
) -> None:
    measure = decide(ilse, school, company, kind)
    assert measure.state_on(TODAY) is State.STANDING
    (event,) = measure.events.all()
    assert (event.day, event.verb, event.by) == (TODAY, "take", ilse)


def test_no_column_takes_words() -> None:
    """A cause cannot be written down where there is nothing to write it in (R23)."""
    for model in (Measure, MeasureEvent):
        for field in model._meta.get_fields():
            if isinstance(field, CharField | TextField):
                assert field.choices, field


def test_no_column_points_at_a_report() -> None:
    related = {
        field.related_model._meta.label
        for model in (Measure, MeasureEvent)
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model
    }
    assert related == {
        "registry.School",
        "companies.TrainingCompany",
        "accounts.User",
        "measures.Measure",
        "measures.MeasureEvent",
        "measures.ReviewReminder",
    }


def test_sent_twice_it_is_one_decision(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    once = uuid4()
    facts = {"by": ilse, "school": school, "company": company, "kind": Kind.CONVERSATION}
    first = actions.take(**facts, days=days(Kind.CONVERSATION), once=once)  # type: ignore[arg-type]
    again = actions.take(**facts, days=days(Kind.CONVERSATION), once=once)  # type: ignore[arg-type]
    assert first == again
    assert MeasureEvent.objects.count() == 1


def test_another_schools_mark_finds_nothing(
    ilse: User, els: User, school: School, other: School, company: TrainingCompany
) -> None:
    theirs = decide(els, other, company)
    mine = actions.take(
        by=ilse, school=school, company=company, kind=Kind.NO_PLACEMENTS,
        days=days(Kind.NO_PLACEMENTS), once=theirs.pk,
    )  # fmt: skip
    assert mine.pk != theirs.pk
    assert mine.school == school


def test_no_placements_is_decided_once_at_a_time(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    first = decide(ilse, school, company)
    with pytest.raises(AlreadyDecided):
        decide(ilse, school, company)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.create(
            school=school, company=company, kind=Kind.NO_PLACEMENTS, starts_on=TODAY,
            until=TODAY, review_on=TODAY,
        )  # fmt: skip
    with suppose(after(201)):  # it ran out by itself the day before
        second = actions.take(
            by=ilse, school=school, company=company, kind=Kind.NO_PLACEMENTS,
            days=Days(after(201), after(300), after(250)),
        )  # fmt: skip
    first.refresh_from_db()
    assert first.ended_on == after(200)
    assert second.state_on(after(201)) is State.STANDING


def test_it_runs_out_on_its_last_day_without_anybody(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    decide(ilse, school, company)
    assert reading.closed_to(school, after(200)) == {company.pk}
    assert reading.closed_to(school, after(201)) == set()


def test_renewing_and_ending_are_appended_and_change_no_earlier_line(
    ilse: User, wim: User, school: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company)
    with suppose(after(90)):
        measure = actions.renew(
            by=wim, measure=measure, seen=1, until=after(400), review_on=after(180)
        )
        measure = actions.end(by=ilse, measure=measure, seen=2)
    told = [(one.verb, one.until, one.by) for one in measure.events.all()]
    assert told == [
        ("take", after(200), ilse),
        ("renew", after(400), wim),
        ("end", after(400), ilse),
    ]
    with pytest.raises(RowsAreFinal):
        MeasureEvent.objects.update(day=TODAY)
    assert reading.closed_to(school, after(90)) == set()


def test_a_second_click_finds_a_newer_one(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company)
    actions.end(by=ilse, measure=measure, seen=1)
    with pytest.raises(Stale):
        actions.end(by=ilse, measure=measure, seen=1)
    with pytest.raises(NotPossible):
        actions.renew(by=ilse, measure=measure, seen=2, until=after(99), review_on=after(9))


def test_only_coordinators_of_that_school_decide(
    els: User, school: School, company: TrainingCompany
) -> None:
    administrator = cast.make_administrator(school)
    counsellor = cast.make_member(school).user
    for user in (els, administrator, counsellor):
        with pytest.raises(PermissionDenied):
            decide(user, school, company)
    assert not Measure.objects.exists()


def test_who_speaks_or_spoke_for_the_company_decides_nothing_about_it(
    ilse: User, wim: User, school: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company)
    for ended_on in (None, TODAY - timedelta(days=400)):
        CompanyContact.objects.filter(user=wim).delete()
        CompanyContact.objects.create(
            company=company, user=wim, started_on=TODAY - timedelta(days=500), ended_on=ended_on
        )
        with pytest.raises(PermissionDenied):
            actions.end(by=wim, measure=measure, seen=1)


def test_the_log_names_who_decided_and_never_the_company(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company)
    event = Event.objects.get(verb=Audited.PLACEMENT_DECIDED)
    assert (event.actor_id, event.subject, event.scope) == (ilse.pk, measure.pk, Scope.SYSTEM)
    assert str(company.pk) not in str(event.facts())


def test_what_ended_is_deleted_after_two_years_with_its_history(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    decide(ilse, school, company)
    last = decide(ilse, school, company, Kind.CONVERSATION)
    actions.end(by=ilse, measure=last, seen=1)
    assert actions.forget(after(730)) == 0
    assert actions.forget(after(731)) == 1
    assert actions.forget(after(200 + 731)) == 1
    assert not MeasureEvent.objects.exists()


spans = st.integers(min_value=-900, max_value=900)


@given(st.sampled_from(Kind), spans, st.none() | spans, spans)
def test_days_that_pass_always_end_and_are_always_looked_at_again(
    kind: Kind, start: int, until: int | None, review: int
) -> None:
    last = None if until is None else after(until)
    found = mistakes(kind, Days(after(start), last, after(review)), TODAY)
    if found:
        return
    assert TODAY <= after(review) <= after(REVIEW)
    if kind is Kind.CONVERSATION:
        assert last is None
        assert start <= 0
    else:
        assert until is not None
        assert max(start, 0) <= review <= until <= LONGEST
    if kind is Kind.NO_PLACEMENTS:
        assert start >= 0  # nobody decides about days that have passed


def test_wrong_days_are_refused_behind_the_form_too(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    with pytest.raises(WrongDays):
        decide(ilse, school, company, until=800)
    measure = decide(ilse, school, company)
    with pytest.raises(WrongDays):
        actions.renew(by=ilse, measure=measure, seen=1, until=None, review_on=after(1))
