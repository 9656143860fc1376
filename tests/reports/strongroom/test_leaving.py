"""Who leaves the team loses access at once and the keys soon; never the last one of a report."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from reports.casework.models import Case
from reports.strongroom import actions as strongroom
from reports.strongroom.tasks import end_overdue_leaves
from schools.registry.models import School
from schools.teams import actions as teams
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.vault import keyring, recovery
from stagebaken.vault.models import Recipient, RecipientState, Wrap, WrapState
from stagebaken.web.days import today
from tests import cast
from tests.reports.filing import file
from tests.reports.strongroom.conftest import Open
from tests.reports.strongroom.screens import Screen, words_of


@pytest.fixture
def administrator(school: School) -> User:
    return cast.make_administrator(school)


def remove(administrator: User, member: cast.Member) -> None:
    membership = Membership.objects.get(user=member.user, ended_on__isnull=True)
    teams.remove(by=administrator, membership=membership)


def state(member: cast.Member) -> str:
    return Recipient.objects.get(pk=member.recipient.pk).state


def wraps(member: cast.Member) -> int:
    return Wrap.objects.filter(recipient=member.recipient, state=WrapState.WRAPPED).count()


def unlocked(screen: Open, member: cast.Member) -> Screen:
    browser = screen(member.user)
    browser.unlock()
    return browser


def leave(browser: Screen, member: cast.Member, decision: str = "leave") -> str:
    answer = browser.post(
        "leave",
        {"passphrase": cast.PASSPHRASE, "decision": decision},
        recipient_id=member.recipient.pk,
    )
    return words_of(browser.client.get(answer["Location"]))


def test_access_stops_at_once_in_a_vault_that_stands_open(
    school: School, administrator: User, mehmet: cast.Member, ilse: cast.Member, screen: Open
) -> None:
    case = Case.objects.get(dossier=file(school).dossier)
    browser = unlocked(screen, mehmet)
    address = reverse("casework:case", args=[case.pk])
    assert browser.client.get(address).status_code == 200

    remove(administrator, mehmet)

    assert browser.client.get(address).status_code == 404
    assert browser.get("room").status_code == 404
    assert wraps(mehmet) == 2


def test_a_second_member_confirms_and_the_wraps_go(
    school: School, administrator: User, mehmet: cast.Member, ilse: cast.Member, screen: Open
) -> None:
    file(school)
    remove(administrator, mehmet)

    page = leave(unlocked(screen, ilse), mehmet)

    assert "heeft het team verlaten" in page
    assert (state(mehmet), wraps(mehmet), wraps(ilse)) == (RecipientState.LEFT, 0, 2)
    assert Event.objects.get(verb=Verb.LEFT).actor_id == ilse.user.pk


def told(browser: Screen, member: cast.Member) -> list[str]:
    """All that a colleague is shown about somebody's leaving, with the name and id left out."""
    address = {"recipient_id": member.recipient.pk}
    pages = [browser.text(), browser.text("leave", **address)]
    pages += [leave(browser, member), browser.text()]
    lines = [line for page in pages for line in re.split(r"</?(?:p|h1|li|td|tr)\b", page)]
    name, own_id = member.user.name, str(member.recipient.pk)
    about = [line.replace(own_id, "id") for line in lines if name in line or "sleutel" in line]
    after = browser.get("leave", **address).status_code
    return [*(line.replace(name, "X") for line in about if "value=" not in line), str(after)]


def test_the_last_wrap_stays_and_who_is_excluded_does_not_see_that(
    school: School,
    administrator: User,
    safe: cast.Recovery,
    mehmet: cast.Member,
    ilse: cast.Member,
    screen: Open,
) -> None:
    """Attack: a last key that is kept tells a colleague without one that there is a report."""
    wim = cast.make_member(school, name="Wim de Roo")
    file(school, excluded=(safe.custodians[0], ilse.user, wim.user))
    browser = unlocked(screen, ilse)

    seen = []
    for leaver in (mehmet, wim):
        remove(administrator, leaver)
        seen.append(told(browser, leaver))

    assert seen[0] == seen[1]
    assert (state(mehmet), wraps(mehmet)) == (RecipientState.SUSPENDED, 2)
    assert state(wim) == RecipientState.LEFT


def test_a_kept_last_wrap_can_be_given_back(
    school: School, administrator: User, safe: cast.Recovery, mehmet: cast.Member,
    ilse: cast.Member, screen: Open,
) -> None:  # fmt: skip
    filed = file(school, excluded=(safe.custodians[0], ilse.user))
    remove(administrator, mehmet)
    browser = unlocked(screen, ilse)
    leave(browser, mehmet)
    cast.join(school, mehmet.user, mehmet.recipient.role)  # type: ignore[arg-type]
    assert mehmet.user.name in browser.text()

    leave(browser, mehmet, "reinstate")

    again = mehmet._replace(recipient=Recipient.objects.get(pk=mehmet.recipient.pk))
    assert keyring.open_as_member(filed.dossier, again.unlocked)


def test_confirming_takes_the_passphrase(
    school: School, administrator: User, mehmet: cast.Member, ilse: cast.Member, screen: Open
) -> None:
    file(school)
    remove(administrator, mehmet)

    answer = unlocked(screen, ilse).post(
        "leave", {"passphrase": "acid"}, recipient_id=mehmet.recipient.pk
    )

    assert answer.status_code == 422
    assert wraps(mehmet) == 2


def test_nobody_but_the_administrator_begins_a_leaving(
    mehmet: cast.Member, ilse: cast.Member, screen: Open
) -> None:
    answer = unlocked(screen, ilse).post(
        "leave", {"passphrase": cast.PASSPHRASE}, recipient_id=mehmet.recipient.pk
    )

    assert answer.status_code == 404
    assert state(mehmet) == RecipientState.ADMITTED


def test_after_fourteen_days_the_wraps_go_by_themselves(
    school: School, administrator: User, mehmet: cast.Member, ilse: cast.Member
) -> None:
    file(school)
    remove(administrator, mehmet)

    assert strongroom.end_overdue(day=today() + timedelta(days=13)) == 0
    assert strongroom.end_overdue(day=today() + timedelta(days=14)) == 1

    assert (state(mehmet), wraps(mehmet)) == (RecipientState.LEFT, 0)
    assert strongroom.end_overdue(day=today() + timedelta(days=15)) == 0


def test_a_kept_last_wrap_is_told_like_any_leaving_and_only_once(
    school: School, administrator: User, safe: cast.Recovery, mehmet: cast.Member
) -> None:
    """Attack: an administrator sees from a leaving without an end that there is a report."""
    file(school, excluded=(safe.custodians[0],))
    remove(administrator, mehmet)
    later = today() + timedelta(days=14)

    assert [strongroom.end_overdue(day=later) for _night in range(2)] == [1, 0]

    assert wraps(mehmet) == 2
    assert Event.objects.get(verb=Verb.LEFT).scope == Scope.VAULT


def test_the_kept_wrap_goes_once_somebody_else_can_open(
    school: School, administrator: User, safe: cast.Recovery, mehmet: cast.Member
) -> None:
    filed = file(school, excluded=(safe.custodians[0],))
    keys = keyring.open_as_member(filed.dossier, mehmet.unlocked)
    remove(administrator, mehmet)
    newcomer = cast.make_member(school, name="Noor Bakker")
    later = today() + timedelta(days=14)
    strongroom.end_overdue(day=later)

    strongroom.accept_newcomer(dossier=filed.dossier, keys=keys, recipient=newcomer.recipient)

    assert strongroom.end_overdue(day=later) == 1
    assert state(mehmet) == RecipientState.LEFT
    assert Event.objects.filter(verb=Verb.LEFT, scope=Scope.VAULT).count() == 1


def test_the_nightly_task_runs_by_itself(administrator: User, mehmet: cast.Member) -> None:
    remove(administrator, mehmet)
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(
        suspended_on=today() - timedelta(days=14)
    )

    end_overdue_leaves.func()

    assert state(mehmet) == RecipientState.LEFT


def test_who_is_on_the_team_again_is_let_back_in_by_a_member(
    school: School, administrator: User, mehmet: cast.Member, ilse: cast.Member, screen: Open
) -> None:
    filed = file(school)
    remove(administrator, mehmet)
    cast.join(school, mehmet.user, mehmet.recipient.role)  # type: ignore[arg-type]

    page = leave(unlocked(screen, ilse), mehmet, "reinstate")

    assert "heeft weer toegang" in page
    again = mehmet._replace(recipient=Recipient.objects.get(pk=mehmet.recipient.pk))
    assert keyring.open_as_member(filed.dossier, again.unlocked)


def test_who_is_not_on_the_team_is_not_let_back_in(
    administrator: User, mehmet: cast.Member, ilse: cast.Member, screen: Open
) -> None:
    remove(administrator, mehmet)

    answer = unlocked(screen, ilse).post(
        "leave",
        {"passphrase": cast.PASSPHRASE, "decision": "reinstate"},
        recipient_id=mehmet.recipient.pk,
    )

    assert answer.status_code == 403
    assert state(mehmet) == RecipientState.SUSPENDED


def test_who_is_on_the_team_again_keeps_the_keys_while_waiting_for_a_colleague(
    school: School, administrator: User, mehmet: cast.Member, ilse: cast.Member
) -> None:
    file(school)
    remove(administrator, mehmet)
    cast.join(school, mehmet.user, mehmet.recipient.role)  # type: ignore[arg-type]

    assert strongroom.end_overdue(day=today() + timedelta(days=30)) == 0

    assert (state(mehmet), wraps(mehmet)) == (RecipientState.SUSPENDED, 2)


# Custodians


def end_custodian(administrator: User, user: User) -> None:
    membership = Membership.objects.get(user=user, ended_on__isnull=True)
    teams.remove(by=administrator, membership=membership)


def test_an_administrator_cannot_take_the_recovery_away_by_removing_custodians(
    school: School, administrator: User, safe: cast.Recovery
) -> None:
    end_custodian(administrator, safe.custodians[0])

    with pytest.raises(teams.TooFewShares):
        end_custodian(administrator, safe.custodians[1])

    assert school.vault is not None
    assert len(recovery.custodians_of(school.vault)) == 2
    assert recovery.is_renewal_due(school.vault)


def test_a_custodian_who_comes_back_still_has_the_share(
    school: School, administrator: User, safe: cast.Recovery
) -> None:
    anna = safe.custodians[0]
    end_custodian(administrator, anna)

    invitation = teams.invite(
        by=administrator, school=school, email=anna.email, name=anna.name, role=Role.CUSTODIAN
    )
    teams.accept(user=anna, invitation=invitation)

    assert school.vault is not None
    assert recovery.custodian_of(school.vault, anna) is not None
    assert not recovery.is_renewal_due(school.vault)


def test_a_new_custodian_has_no_seat_before_new_shares_are_made(
    school: School, administrator: User, safe: cast.Recovery
) -> None:
    end_custodian(administrator, safe.custodians[0])
    new = cast.make_user("Nieuwe Bewaarder", school)

    invitation = teams.invite(
        by=administrator, school=school, email=new.email, name=new.name, role=Role.CUSTODIAN
    )
    teams.accept(user=new, invitation=invitation)

    assert school.vault is not None
    assert recovery.custodian_of(school.vault, new) is None
