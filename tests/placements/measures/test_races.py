"""Two coordinators in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from functools import partial
from uuid import uuid4

import pytest

from placements.companies.models import TrainingCompany
from placements.measures import actions, reminders
from placements.measures.models import Kind, Measure, MeasureEvent
from placements.measures.rules import AlreadyDecided, RuleBroken, Stale
from placements.replacement import actions as requests
from placements.replacement.models import Cause, ReplacementRequest
from placements.replacement.rules import NotPossible
from placements.replacement.rules import RuleBroken as RequestRuleBroken
from schools.registry.models import School
from stagebaken.accounts.models import User
from tests.at_once import at_once as together
from tests.placements.measures.deciding import TODAY, after, days, decide
from tests.placements.replacement.asking import ask, wanted

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


at_once = partial(together, refusals=(RuleBroken, RequestRuleBroken), day=TODAY)


def test_two_coordinators_decide_no_placements_once(
    ilse: User, wim: User, school: School, company: TrainingCompany
) -> None:
    found = at_once(
        lambda: decide(ilse, school, company),
        lambda: decide(wim, school, company),
        lambda: decide(ilse, school, company),
    )
    assert found.count(AlreadyDecided) == 2
    assert MeasureEvent.objects.count() == 1


def test_a_form_sent_three_times_at_once_decides_once(
    ilse: User, school: School, company: TrainingCompany
) -> None:
    once = uuid4()

    def take() -> object:
        return actions.take(
            by=ilse, school=school, company=company, kind=Kind.AGREEMENT,
            days=days(Kind.AGREEMENT), once=once,
        ).pk  # fmt: skip

    assert at_once(take, take, take) == [once] * 3
    assert Measure.objects.count() == MeasureEvent.objects.count() == 1


def test_renewed_and_ended_at_once_one_of_the_two_happens(
    ilse: User, wim: User, school: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company)
    found = at_once(
        lambda: actions.end(by=ilse, measure=measure, seen=1),
        lambda: actions.renew(
            by=wim, measure=measure, seen=1, until=after(300), review_on=after(100)
        ),
    )
    assert found.count(Stale) == 1
    assert MeasureEvent.objects.count() == 2


def test_two_rounds_at_once_mail_once(
    ilse: User, school: School, company: TrainingCompany, mailoutbox: list[object]
) -> None:
    decide(ilse, school, company, review=0)
    people = reminders.people_to_remind(TODAY)
    at_once(*[lambda: reminders.remind(people[0])] * 3)
    assert len(mailoutbox) == 1


def test_a_request_opened_three_times_at_once_is_one(ilse: User, school: School) -> None:
    once = uuid4()

    def open_one() -> object:
        return requests.open_request(
            by=ilse, school=school, cause=Cause.ASKED, wanted=wanted(), once=once
        ).pk

    assert at_once(open_one, open_one, open_one) == [once] * 3
    assert ReplacementRequest.objects.count() == 1


def test_found_and_withdrawn_at_once_it_ends_once(ilse: User, wim: User, school: School) -> None:
    request = ask(ilse, school)
    found = at_once(
        lambda: requests.find(by=ilse, request=request),
        lambda: requests.withdraw(by=wim, request=request),
    )
    assert found.count(NotPossible) == 1
    assert request.events.count() == 2


def test_the_night_and_a_coordinator_close_a_request_once(ilse: User, school: School) -> None:
    request = ask(ilse, school)
    at_once(
        lambda: requests.expire(after(181)),
        lambda: requests.expire(after(181)),
        lambda: requests.find(by=ilse, request=request),
    )
    assert request.events.count() == 2
