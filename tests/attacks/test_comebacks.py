"""Whoever comes back to a team gets nothing that the reporter would keep from them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from reports.casework.models import Case
from reports.intake.actions import FiledReport
from reports.reporter import actions as reporter
from reports.reporter.readers import answer_newcomer
from reports.strongroom import actions as strongroom
from reports.strongroom.policy import POLICY as ROOMS
from schools.registry.models import School
from schools.teams import actions as teams
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.vault import grants, keyring, leaving, membership, recovery, roster
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.passphrases import seal_private_key
from stagebaken.vault.wrapping import generate_key_pair
from stagebaken.web.days import today
from tests.attacks import staff
from tests.attacks.keyholders import hand_over, recover, wraps_of
from tests.cast import (
    PASSPHRASE,
    Member,
    Recovery,
    join,
    make_administrator,
    make_member,
    make_recovery,
    make_team,
    zeewaarde,
)
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def custodians(school: School) -> Recovery:
    return make_recovery(school)


@pytest.mark.parametrize("how", ["other role", "other key"])
def test_an_excluded_member_who_comes_back_gets_nothing_of_that_dossier(
    school: School, team: list[Member], custodians: Recovery, how: str
) -> None:
    mehmet, _, wim = team
    filed = file(school, excluded=(wim.user,))
    if how == "other role":
        join(school, wim.user, Role.CONFIDENTIAL_COUNSELLOR)
    Recipient.objects.filter(pk=wim.recipient.pk).update(state=RecipientState.LEFT)
    again = make_member(school, Role.CONFIDENTIAL_COUNSELLOR, "Wim de Roo") if (
        how == "other key"
    ) else admitted_again(school, wim)  # fmt: skip
    hand_over(school, mehmet, again.recipient)
    recover(school, custodians, again.recipient)
    keyring.open_as_member(filed.dossier, mehmet.unlocked)
    assert wraps_of(wim.user) == 0
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, again.unlocked)
    assert grants.newcomers(filed.dossier) == []


def admitted_again(school: School, member: Member) -> Member:
    """The same person with a fresh key, as the pages would make and admit it."""
    pair = generate_key_pair()
    recipient = Recipient(
        id=uuid4(), vault=school.vault, user=member.user, state=RecipientState.ADMITTED,
        role=Role.CONFIDENTIAL_COUNSELLOR, public_key=pair.public, keyed_on=today(),
        admitted_by=[str(uuid4())], admitted_on=today(),
    )  # fmt: skip
    recipient.sealed_key = seal_private_key(pair.private, PASSPHRASE, recipient_id=recipient.pk)
    roster.sign(recipient)
    recipient.save(force_insert=True)
    return Member(member.user, recipient, pair.private)


def test_an_excluded_person_with_a_new_account_waits_for_the_reporters_yes(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    """A new address is a new person to us, so a dossier with an exclusion admits no newcomer."""
    mehmet, _, wim = team
    filed = file(school, excluded=(wim.user,))
    again = make_member(school, name="W de Roo")
    hand_over(school, mehmet, again.recipient)
    recover(school, custodians, again.recipient)
    keyring.open_as_member(filed.dossier, mehmet.unlocked)
    assert wraps_of(again.user) == 0
    assert [one.user_id for one in grants.newcomers(filed.dossier)] == [again.user.pk]
    assert staff.unlocked(again).get(f"/zaken/{Case.objects.get().pk}/").status_code == 404


def test_a_recipient_left_behind_is_not_made_a_member_by_its_state_alone(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    """Somebody who left for good: their signature must not be good for a second time."""
    *_, wim = team
    file(school)
    Recipient.objects.filter(pk=wim.recipient.pk).update(
        state=RecipientState.SUSPENDED, suspended_on=today()
    )
    assert leaving.leave(Recipient.objects.get(pk=wim.recipient.pk))
    Recipient.objects.filter(pk=wim.recipient.pk).update(state=RecipientState.ADMITTED)
    file(school)
    assert wraps_of(wim.user) == 0


# Named in words as somebody who may not know, while away: those words are sealed, no row tells.

NAMED = "Wim de Roo, die hier vroeger werkte"


def named(school: School, wim: Member, *, leave: Callable[[], None]) -> FiledReport:
    """Wim could read it, `leave` is how he went, and then the reporter named him."""
    filed = file(school)
    assert wraps_of(wim.user) == 2
    leave()
    reporter.name_outsiders(own=own(filed), outsiders=NAMED)
    join(school, wim.user, Role.CONFIDENTIAL_COUNSELLOR)
    return filed


def remove(school: School, member: Member) -> None:
    administrator = User.objects.filter(name="Truus Beheer").first() or make_administrator(school)
    active = Membership.objects.get(user=member.user, ended_on__isnull=True)
    teams.remove(by=administrator, membership=active)


def remove_for_good(school: School, member: Member) -> None:
    remove(school, member)
    assert strongroom.end_overdue(day=today() + timedelta(days=14)) == 1


def new_key(school: School, member: Member) -> Recipient:
    """A key of one's own under another passphrase, as the pages make one."""
    assert school.vault is not None
    role = Role.CONFIDENTIAL_COUNSELLOR
    return membership.make_key(
        vault=school.vault, user=member.user, role=role, passphrase=PASSPHRASE
    )


def admitted_with_a_new_key(school: School, member: Member, by: Member) -> Member:
    made = new_key(school, member)
    membership.admit(recipient=made, public_key=bytes(made.public_key), by=by.recipient)
    made.refresh_from_db()
    return Member(member.user, made, membership.own_key(made, PASSPHRASE))


def is_kept_out(filed: FiledReport, person: Member) -> bool:
    """No key, no page, and the reporter is asked."""
    case = Case.objects.get(dossier=filed.dossier)
    sees = staff.unlocked(person).get(f"/zaken/{case.pk}/").status_code == 200
    asked = [one.user_id for one in grants.newcomers(filed.dossier)] == [person.user.pk]
    return asked and not sees and not wraps_of(person.user)


def test_a_named_member_who_left_and_came_back_is_not_let_in_by_a_recovery(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    mehmet, _, wim = team
    filed = named(school, wim, leave=lambda: remove_for_good(school, wim))
    again = admitted_with_a_new_key(school, wim, by=mehmet)
    hand_over(school, mehmet, again.recipient)

    recover(school, custodians, again.recipient)

    assert is_kept_out(filed, again)


def test_a_new_key_made_before_the_leaving_was_confirmed_brings_nothing_back(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    """Back within the fourteen days, with a passphrase that is said to be lost."""
    mehmet, _, wim = team
    filed = named(school, wim, leave=lambda: remove(school, wim))
    again = admitted_with_a_new_key(school, wim, by=mehmet)

    recover(school, custodians, again.recipient)

    assert is_kept_out(filed, again)


def test_a_passphrase_lost_before_leaving_brings_nothing_back(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    mehmet, _, wim = team

    def leave() -> None:
        new_key(school, wim)
        remove(school, wim)

    filed = named(school, wim, leave=leave)
    again = admitted_with_a_new_key(school, wim, by=mehmet)

    recover(school, custodians, again.recipient)

    assert is_kept_out(filed, again)


def test_a_named_member_who_is_let_back_in_with_the_same_key_gets_nothing(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    mehmet, _, wim = team
    filed = named(school, wim, leave=lambda: remove(school, wim))
    strongroom.reinstate(
        room=ROOMS.require(mehmet.user, school.code),
        member=mehmet.unlocked,
        recipient=Recipient.objects.get(pk=wim.recipient.pk),
    )
    again = Member(wim.user, Recipient.objects.get(pk=wim.recipient.pk), wim.private_key)

    recover(school, custodians, again.recipient)

    assert is_kept_out(filed, again)


def test_the_reporters_yes_lets_a_named_member_in_again(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    mehmet, _, wim = team
    filed = named(school, wim, leave=lambda: remove_for_good(school, wim))
    again = admitted_with_a_new_key(school, wim, by=mehmet)

    answer_newcomer(own=own(filed), recipient=again.recipient, is_welcome=True)

    assert keyring.open_as_member(filed.dossier, again.unlocked)


def test_members_who_stayed_get_back_what_names_somebody_else(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    """A passphrase that is lost, even twice, even by all, loses nothing (P4)."""
    mehmet, ilse, wim = team
    filed = file(school, outsiders=NAMED, excluded=(ilse.user,))
    for lost in (wim, ilse, mehmet):
        new_key(school, lost)
    made = new_key(school, mehmet)
    for seat in recovery.custodians_of(made.vault)[:2]:
        membership.approve(recipient=made, public_key=bytes(made.public_key), by=seat)
    made.refresh_from_db()

    recover(school, custodians, made)

    again = Member(mehmet.user, made, membership.own_key(made, PASSPHRASE))
    assert keyring.open_as_member(filed.dossier, again.unlocked).staff


def test_who_left_and_came_back_gets_what_names_nobody(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    """Otherwise a report without any such wish would be lost with the last who reads it (P4)."""
    mehmet, _, wim = team
    filed = file(school)
    remove_for_good(school, wim)
    join(school, wim.user, Role.CONFIDENTIAL_COUNSELLOR)
    again = admitted_with_a_new_key(school, wim, by=mehmet)

    recover(school, custodians, again.recipient)

    assert keyring.open_as_member(filed.dossier, again.unlocked)
