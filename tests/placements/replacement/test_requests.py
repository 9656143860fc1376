"""The verbs of a request: what may follow what, and how long it took."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.replacement import actions, asked
from placements.replacement.models import (
    Answer,
    Cause,
    PlacedRequest,
    ReplacementRequest,
    RequestEvent,
    Suggestion,
)
from placements.replacement.rules import Enough, NoPlacementsThere, NotPossible
from placements.replacement.transitions import RUNNING, TRANSITIONS, State, Verb, following
from placements.replacement.wanted import coarse, lines
from placements.search.around import UnknownPlace
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event
from stagebaken.web.days import suppose
from tests import cast
from tests.placements.measures.deciding import TODAY, after, decide
from tests.placements.replacement.asking import ask, wanted


def told(request: ReplacementRequest) -> list[str]:
    return [event.state for event in request.events.all()]


def test_the_days_until_a_new_place_are_measured(wish: ReplacementRequest, ilse: User) -> None:
    assert wish.days_to_place is None
    with suppose(after(23)):
        found = actions.find(by=ilse, request=wish)
    assert (found.state, found.found_on, found.days_to_place) == (State.FOUND, after(23), 23)
    assert told(found) == ["open", "found"]


def test_a_company_is_listed_proposed_and_wanted(
    wish: ReplacementRequest, ilse: User, company: TrainingCompany
) -> None:
    listed = actions.suggest(by=ilse, request=wish, company=company)
    assert actions.suggest(by=ilse, request=wish, company=company) == listed
    wish.refresh_from_db()
    assert wish.state == State.OPEN  # nobody told the student yet
    for said in (Answer.ASKED, Answer.WANTED):
        actions.answer(by=ilse, request=wish, suggestion_id=listed.pk, said=said)
    actions.drop(by=ilse, request=wish, suggestion_id=listed.pk)  # too late: the student knows it
    assert Suggestion.objects.get().answer == Answer.WANTED
    assert told(wish) == ["open", "proposed"]


def test_where_the_school_places_nobody_no_student_is_sent(
    wish: ReplacementRequest, ilse: User, school: School, company: TrainingCompany
) -> None:
    decide(ilse, school, company)
    with pytest.raises(NoPlacementsThere):
        actions.suggest(by=ilse, request=wish, company=company)
    with pytest.raises(NoPlacementsThere):
        asked.propose(wish.pk, [company.pk], TODAY)
    with suppose(after(201)):
        actions.suggest(by=ilse, request=wish, company=company)


def test_another_schools_decision_stops_nobody_here(
    wish: ReplacementRequest, ilse: User, els: User, other: School, company: TrainingCompany
) -> None:
    decide(els, other, company)
    assert actions.suggest(by=ilse, request=wish, company=company)


def test_a_list_has_an_end(wish: ReplacementRequest, ilse: User) -> None:
    for number in range(actions.SUGGESTION_LIMIT):
        Suggestion.objects.create(request=wish, company=register(name=f"Garage {number}"))
    with pytest.raises(Enough):
        actions.suggest(by=ilse, request=wish, company=register(name="Nog een"))


def test_nobody_sends_a_student_to_a_company_for_which_they_speak(
    wish: ReplacementRequest, ilse: User, company: TrainingCompany
) -> None:
    CompanyContact.objects.create(company=company, user=ilse, started_on=TODAY)
    with pytest.raises(PermissionDenied):
        actions.suggest(by=ilse, request=wish, company=company)


def test_only_coordinators_of_that_school_do_anything(
    wish: ReplacementRequest, els: User, school: School, company: TrainingCompany
) -> None:
    strangers = (els, cast.make_administrator(school), cast.make_member(school).user)
    for user in strangers:
        verbs: list[Callable[[], object]] = [
            lambda user=user: ask(user, school),  # type: ignore[misc]
            lambda user=user: actions.find(by=user, request=wish),  # type: ignore[misc]
            lambda user=user: actions.suggest(  # type: ignore[misc]
                by=user, request=wish, company=company
            ),
        ]
        for verb in verbs:
            with pytest.raises(PermissionDenied):
                verb()


def test_a_double_click_opens_one_and_another_schools_mark_opens_its_own(
    ilse: User, els: User, school: School, other: School
) -> None:
    once = uuid4()

    def opened(by: User, where: School) -> ReplacementRequest:
        return actions.open_request(
            by=by, school=where, cause=Cause.ENDED, wanted=wanted(), once=once
        )

    assert opened(ilse, school) == opened(ilse, school)
    theirs = opened(els, other)
    assert (theirs.school, theirs.pk == once) == (other, False)


@pytest.mark.parametrize("verb", ["find", "withdraw"])
def test_what_is_closed_stays_closed(
    wish: ReplacementRequest, ilse: User, company: TrainingCompany, verb: str
) -> None:
    getattr(actions, verb)(by=ilse, request=wish)
    for again in (actions.find, actions.withdraw):
        with pytest.raises(NotPossible):
            again(by=ilse, request=wish)
    with pytest.raises(NotPossible):
        actions.suggest(by=ilse, request=wish, company=company)
    asked.propose(wish.pk, [company.pk], TODAY)
    asked.withdraw(wish.pk, TODAY)
    assert not Suggestion.objects.exists()
    assert len(told(wish)) == 2


@given(st.lists(st.sampled_from(Verb), max_size=8))
def test_no_road_leads_out_of_an_end(verbs: list[Verb]) -> None:
    state: State = State.OPEN
    for verb in verbs:
        step = following(state, verb)
        assert (step is None) == (state not in RUNNING)
        state = step or state
    assert set(TRANSITIONS) == set(State)


def test_an_old_request_runs_out_and_later_it_is_deleted(
    wish: ReplacementRequest, ilse: User, company: TrainingCompany
) -> None:
    actions.suggest(by=ilse, request=wish, company=company)
    assert actions.expire(after(180)) == 0
    assert actions.expire(after(181)) == 1
    assert actions.expire(after(181)) == 0
    wish.refresh_from_db()
    assert (wish.state, wish.days_to_place) == (State.EXPIRED, None)
    assert actions.forget(after(181 + 365)) == 0
    assert actions.forget(after(181 + 366)) == 1
    assert not RequestEvent.objects.exists()
    assert not Suggestion.objects.exists()


def test_a_request_from_a_desk_and_one_that_was_asked_for_cannot_be_told_apart(
    ilse: User, school: School
) -> None:
    """Attack: find the requests that came from a report (ADR 30)."""
    at_desk = ask(ilse, school)
    elsewhere = asked.begin(school=school, wanted=wanted(), day=TODAY)

    def facts(request: ReplacementRequest) -> dict[str, object]:
        fields = ReplacementRequest._meta.get_fields()
        columns = {one.name for one in fields if one.concrete} - {"id", "code"}
        rows = [(one.position, one.day, one.state) for one in request.events.all()]
        return {name: getattr(request, name) for name in columns} | {"events": rows}

    fresh = [ReplacementRequest.objects.get(pk=one.pk) for one in (at_desk, elsewhere)]
    assert facts(fresh[0]) == facts(fresh[1])
    assert not Event.objects.exists()  # nor in the log


def test_a_request_holds_no_column_that_could_point_at_a_report() -> None:
    fields = ReplacementRequest._meta.get_fields()
    points_at = {one.related_model._meta.label for one in fields if one.is_relation}  # type: ignore[union-attr]
    inside = {"replacement.RequestEvent", "replacement.Suggestion", "replacement.PlacedRequest"}
    assert points_at == {"registry.School", *inside}
    placed = {one.name for one in PlacedRequest._meta.get_fields()}
    assert placed == {"id", "request", "placement"}


def test_a_code_is_no_case_number(ilse: User, school: School) -> None:
    from reports.casework.models import new_number

    assert len(ask(ilse, school).code) == 9
    assert len(new_number()) == 7


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0300AA", None),
        ("9711 LM", "9711"),
        ("9711lm Groningen", "9711"),
        ("Oosterhaven", "Oosterhaven"),
    ],
)
def test_no_address_is_kept_of_where_a_student_lives(
    typed: str, kept: str | None, company: TrainingCompany
) -> None:
    if kept is None:
        with pytest.raises(UnknownPlace):
            coarse(typed)
    else:
        assert coarse(typed) == kept


@pytest.mark.parametrize("typed", ["Kerkstraat 12, Utrecht", "Ik heet Amina", "", "<script>"])
def test_words_that_are_no_place_are_refused(typed: str, company: TrainingCompany) -> None:
    with pytest.raises(UnknownPlace):
        coarse(typed)


def test_a_preview_names_every_fact_that_a_request_holds(company: TrainingCompany) -> None:
    shown = " ".join(lines(wanted(wishes="Op vrijdag vrij")))
    for fact in ("Autotechnicus (90211)", "Bol", "2", "Oosterhaven", "Op vrijdag vrij"):
        assert fact in shown
    assert len(lines(wanted(crebo="", pathway="", level=None))) == 1
