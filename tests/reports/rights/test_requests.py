"""The clock of a request, who decides on it, and what nobody can read from it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from reports.rights import actions, policy
from reports.rights.models import DataRequest
from reports.rights.policy import Counter
from reports.rights.vocabulary import OUTCOMES, Desk, Outcome, Part, Reason, Right
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.web.days import suppose
from tests import cast
from tests.reports.rights.conftest import PLATFORM, TODAY, enter


def ids(user: User, counter: Counter) -> set[str]:
    return {str(one.pk) for one in policy.visible_to(user, counter)}


def test_no_column_takes_a_word_and_none_points_at_a_person() -> None:
    for field in DataRequest._meta.local_fields:
        assert not isinstance(field, models.TextField)
        if isinstance(field, models.CharField):
            assert field.choices, field.name
        if isinstance(field, models.ForeignKey):
            assert field.related_model is School


@pytest.mark.parametrize(
    ("received", "due", "longer"),
    [
        (date(2026, 11, 27), date(2026, 12, 27), date(2027, 2, 27)),
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
    ],
)
def test_a_request_takes_a_month_and_once_two_more(
    truus: User, office: Counter, received: date, due: date, longer: date
) -> None:
    with suppose(received):
        one = enter(truus, office, Part.ACCOUNT, received_on=received)
        assert one.due_on == due
        one = actions.extend(by=truus, counter=office, request=one, reason=Reason.COMPLEX)
        assert one.due_on == longer
        with pytest.raises(actions.NotExtended):
            actions.extend(by=truus, counter=office, request=one, reason=Reason.NUMBER)
        again = actions.extend(by=truus, counter=office, request=one, reason=Reason.COMPLEX)
        assert again.due_on == longer


def test_more_time_is_taken_within_the_first_month(truus: User, office: Counter) -> None:
    one = enter(truus, office, Part.ACCOUNT)
    with suppose(one.due_on + timedelta(days=1)), pytest.raises(actions.NotExtended):
        actions.extend(by=truus, counter=office, request=one, reason=Reason.COMPLEX)


@pytest.mark.parametrize("days", [-1, 366])
def test_a_day_that_cannot_be_is_refused(truus: User, office: Counter, days: int) -> None:
    with pytest.raises(actions.NotThatDay):
        enter(truus, office, Part.ACCOUNT, received_on=TODAY - timedelta(days=days))


def test_a_form_sent_twice_starts_one_clock(truus: User, office: Counter, olga: User) -> None:
    once = uuid4()
    first = enter(truus, office, Part.ACCOUNT, once=once)
    assert enter(truus, office, Part.ACCOUNT, once=once) == first
    # The mark of a form of another desk opens nothing there, and loses nothing here.
    assert enter(olga, PLATFORM, Part.ACCOUNT, once=once) != first
    assert DataRequest.objects.count() == 2


# ---------- about reports: nothing can be read from it ----------


def test_the_answer_about_reports_has_one_day_and_one_outcome(mehmet: User, team: Counter) -> None:
    one = enter(mehmet, team, Part.REPORTS)
    assert one.answer_on == date(2026, 12, 20)
    for day in (TODAY, one.answer_on - timedelta(days=1)):
        with suppose(day), pytest.raises(actions.TooEarly):
            actions.close(by=mehmet, counter=team, request=one, outcome=Outcome.ANSWERED)
    for outcome in (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED):
        with pytest.raises(actions.NoSuchChoice):
            actions.close(by=mehmet, counter=team, request=one, outcome=outcome)
    with suppose(one.answer_on):
        actions.close(by=mehmet, counter=team, request=one, outcome=Outcome.ANSWERED)


def test_it_is_never_called_complex(mehmet: User, team: Counter) -> None:
    """There would be something to look into."""
    one = enter(mehmet, team, Part.REPORTS)
    with pytest.raises(actions.NoSuchChoice):
        actions.extend(by=mehmet, counter=team, request=one, reason=Reason.COMPLEX)


@pytest.mark.parametrize("change", [{"outcome": "granted"}, {"reason": "complex"}])
def test_the_database_refuses_it_too(mehmet: User, team: Counter, change: dict[str, str]) -> None:
    one = enter(mehmet, team, Part.REPORTS)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=one.pk).update(
            closed_on=TODAY if "outcome" in change else None, **change
        )


@pytest.mark.parametrize("outcome", OUTCOMES[Part.REPORTS])
def test_an_administrator_sees_the_same_however_and_whenever_it_ended(
    truus: User, office: Counter, mehmet: User, team: Counter, outcome: Outcome
) -> None:
    passed_on = enter(truus, office, Part.REPORTS)
    with suppose(passed_on.answer_on):
        before = ids(truus, office)
        actions.close(by=mehmet, counter=team, request=passed_on, outcome=outcome)
        assert ids(truus, office) == before == {str(passed_on.pk)}
    with suppose(passed_on.due_on + timedelta(days=1)):
        assert ids(truus, office) == set()


def test_an_administrator_sees_nothing_of_what_came_to_the_team_until_it_is_late(
    truus: User, office: Counter, mehmet: User, team: Counter, olga: User
) -> None:
    one = enter(mehmet, team, Part.REPORTS)
    assert ids(truus, office) == ids(olga, PLATFORM) == set()
    with suppose(one.due_on + timedelta(days=1)):
        assert ids(truus, office) == ids(olga, PLATFORM) == {str(one.pk)}
        for user, counter in ((truus, office), (olga, PLATFORM)):
            with pytest.raises(PermissionDenied):
                actions.close(by=user, counter=counter, request=one, outcome=Outcome.ANSWERED)


def test_no_event_of_it_is_one_that_an_administrator_reads(mehmet: User, team: Counter) -> None:
    one = enter(mehmet, team, Part.REPORTS)
    with suppose(one.answer_on):
        actions.close(by=mehmet, counter=team, request=one, outcome=Outcome.ANSWERED)
    events = Event.objects.filter(subject=one.pk)
    assert {(event.scope, event.vault_id) for event in events} == {(Scope.SYSTEM, None)}
    assert [event.detail for event in events] == [{"right": "insight"}, {"outcome": "answered"}]
    assert {event.actor_role for event in events} == {"confidential_counsellor"}


# ---------- who decides ----------


def test_the_team_decides_on_reports_and_the_administrator_on_accounts(
    truus: User, office: Counter, mehmet: User, team: Counter
) -> None:
    about_reports = enter(truus, office, Part.REPORTS)
    about_account = enter(truus, office, Part.ACCOUNT)
    assert ids(mehmet, team) == {str(about_reports.pk)}
    with pytest.raises(PermissionDenied):
        actions.close(by=truus, counter=office, request=about_reports, outcome=Outcome.WITHDRAWN)
    with pytest.raises(PermissionDenied):
        actions.close(by=mehmet, counter=team, request=about_account, outcome=Outcome.GRANTED)
    actions.close(by=truus, counter=office, request=about_account, outcome=Outcome.GRANTED)
    assert Event.objects.filter(verb=Verb.DATA_REQUEST_CLOSED).count() == 1


def test_nobody_works_at_a_desk_that_is_not_theirs(
    truus: User, mehmet: User, team: Counter, office: Counter, olga: User
) -> None:
    other = cast.duinkerk()
    elsewhere = [Counter(desk, other) for desk in (Desk.TEAM, Desk.SCHOOL)]
    for user, counters in (
        (truus, [team, PLATFORM, *elsewhere]),
        (mehmet, [office, PLATFORM, *elsewhere]),
        (olga, [team, office, *elsewhere]),
    ):
        for counter in counters:
            assert ids(user, counter) == set()
            with pytest.raises(PermissionDenied):
                enter(user, counter, Part.ACCOUNT)


def test_the_team_enters_no_account_and_the_platform_no_reports(
    mehmet: User, team: Counter, olga: User
) -> None:
    for user, counter, part in (
        (mehmet, team, Part.ACCOUNT),
        (olga, PLATFORM, Part.REPORTS),
    ):
        with pytest.raises(actions.NoSuchChoice):
            enter(user, counter, part)


def test_closing_twice_is_once_and_another_end_is_refused(truus: User, office: Counter) -> None:
    one = enter(truus, office, Part.ACCOUNT, right=Right.ERASURE)
    for _ in range(2):
        actions.close(by=truus, counter=office, request=one, outcome=Outcome.GRANTED)
    assert Event.objects.filter(verb=Verb.DATA_REQUEST_CLOSED).count() == 1
    with pytest.raises(actions.AlreadyClosed):
        actions.close(by=truus, counter=office, request=one, outcome=Outcome.REFUSED)


def test_what_was_closed_is_forgotten_after_two_years_and_what_is_open_never(
    truus: User, office: Counter
) -> None:
    done, waiting = enter(truus, office, Part.ACCOUNT), enter(truus, office, Part.ACCOUNT)
    actions.close(by=truus, counter=office, request=done, outcome=Outcome.GRANTED)
    assert actions.forget(TODAY + timedelta(days=730)) == 0
    assert actions.forget(TODAY + timedelta(days=731)) == 1
    assert actions.forget(TODAY + timedelta(days=9000)) == 0
    assert DataRequest.objects.get() == waiting
