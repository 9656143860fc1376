"""Two changes of the same students in the same moment, with real transactions.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from functools import partial

import pytest
from allauth.socialaccount.models import SocialAccount

from schools.registry.models import School
from schools.students import actions, files, inviting
from schools.students.models import Correction, Student
from schools.students.rules import AddressTaken, InvitationClosed
from schools.teams.actions import RuleBroken
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from stagebaken.accounts.school_account import LinkedElsewhere, Unrecognised
from tests.at_once import at_once as together
from tests.schools.students.people import let_in, make_student
from tests.schools.students.school_accounts import arrive, claims

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

at_once = partial(together, refusals=(RuleBroken, Student.DoesNotExist))
LIST = b"studentnummer;naam\n1;Noor\n2;Bram\n"


def test_one_address_becomes_one_student(school: School, coordinator: User) -> None:
    first, second = make_student(school, "1"), make_student(school, "2")
    results = at_once(
        lambda: inviting.invite(by=coordinator, student=first),
        lambda: inviting.invite(by=coordinator, student=second),
    )
    assert results.count(AddressTaken) == 1
    assert Student.objects.filter(account__isnull=False).count() == 1


def test_a_double_click_joins_once(school: School, noor: Student, coordinator: User) -> None:
    inviting.invite(by=coordinator, student=noor)
    noor.refresh_from_db()
    account = noor.account
    assert account is not None
    results = at_once(
        *[lambda: inviting.accept(user=account, student_id=noor.pk) for _ in range(2)]
    )
    assert results.count(InvitationClosed) == 1
    assert Membership.objects.of(account).count() == 1


def test_a_list_is_carried_out_once(school: School, coordinator: User) -> None:
    waiting = files.look_at(by=coordinator, school=school, content=LIST, source="lijst")
    at_once(*[lambda: files.carry_out(by=coordinator, file=waiting) for _ in range(2)])
    assert Student.objects.count() == 2


def test_two_lists_at_once_make_each_student_once(school: School, coordinator: User) -> None:
    waiting = [
        files.look_at(by=coordinator, school=school, content=LIST, source=name)
        for name in ("eerste", "tweede")
    ]
    at_once(
        lambda: files.carry_out(by=coordinator, file=waiting[0]),
        lambda: files.carry_out(by=coordinator, file=waiting[1]),
    )
    assert Student.objects.count() == 2


def test_a_correction_is_answered_once(noor: Student, coordinator: User) -> None:
    account = let_in(noor, coordinator)
    actions.correct(by=account, student=noor, values={"group": "HO2B"})
    correction = Correction.objects.get()
    results = at_once(
        lambda: actions.take(by=coordinator, correction=correction),
        lambda: actions.decline(by=coordinator, correction=correction),
    )
    assert results.count(None) == 1
    assert Correction.objects.count() == 1


def test_erasing_and_inviting_leave_no_loose_account(noor: Student, coordinator: User) -> None:
    at_once(
        lambda: actions.erase(by=coordinator, student=noor),
        lambda: inviting.invite(by=coordinator, student=noor),
    )
    assert not Student.objects.exists()
    assert not User.objects.filter(email=noor.email).exists()


@pytest.mark.usefixtures("opened")
def test_two_answers_of_the_school_at_once_are_one_account(noor: Student) -> None:
    users = together(*[lambda: arrive(claims()) for _ in range(2)])
    noor.refresh_from_db()
    assert users == [noor.account, noor.account]
    assert SocialAccount.objects.count() == 1


@pytest.mark.usefixtures("opened")
def test_two_people_at_once_do_not_become_one_student(noor: Student) -> None:
    refusals = (Unrecognised, LinkedElsewhere)
    results = together(
        lambda: arrive(claims(), uid="een"),
        lambda: arrive(claims(), uid="twee"),
        refusals=refusals,
    )
    assert results.count(Unrecognised) == 1
    assert SocialAccount.objects.count() == 1
