"""Proposed by an administrator, admitted by who compared the key; and what they then read."""

import pytest
from django.conf import LazySettings
from django.urls import reverse

from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from reports.strongroom import actions as strongroom
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.vault import grants, keyring
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.wrapping import generate_key_pair
from stagebaken.web.days import today
from tests import cast
from tests.reports.filing import file, own
from tests.reports.strongroom.conftest import Open
from tests.reports.strongroom.screens import compared, deliver, words_of


@pytest.fixture
def wim(school: School, safe: cast.Recovery) -> cast.Member:
    """Has made a key and waits."""
    return cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)


def state(member: cast.Member) -> str:
    return Recipient.objects.get(pk=member.recipient.pk).state


def now(member: cast.Member) -> cast.Member:
    return member._replace(recipient=Recipient.objects.get(pk=member.recipient.pk))


# By a member


def test_a_member_admits_and_shares_what_was_filed_before(
    school: School, mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    case = Case.objects.get(dossier=file(school).dossier)
    browser = screen(mehmet.user)
    browser.unlock()
    assert "Laat Wim de Roo toe" in browser.text()

    browser.admit(wim.recipient)
    browser.hand_over(wim.recipient)

    assert state(wim) == RecipientState.ADMITTED
    assert open_case(member=now(wim).unlocked, case=case).account.account
    granted = Event.objects.get(verb=Verb.GRANTED)
    assert (granted.scope, granted.subject) == (Scope.DOSSIER, case.dossier_id)
    assert Event.objects.get(verb=Verb.ADMITTED).subject == wim.recipient.pk


def test_an_admission_is_mailed_to_the_whole_team(
    mehmet: cast.Member, ilse: cast.Member, wim: cast.Member, screen: Open
) -> None:
    browser = screen(mehmet.user)
    browser.unlock()
    browser.admit(wim.recipient)

    told = deliver()

    assert {mehmet.user.email, ilse.user.email, wim.user.email} <= told


def test_a_newcomer_reads_what_is_filed_after_the_admission(
    school: School, mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    browser = screen(mehmet.user)
    browser.unlock()
    browser.admit(wim.recipient)

    case = Case.objects.get(dossier=file(school).dossier)

    assert open_case(member=now(wim).unlocked, case=case)


def test_admission_asks_the_passphrase_again(
    mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    browser = screen(mehmet.user)
    browser.unlock()

    assert browser.admit(wim.recipient, "acid acid").status_code == 422
    assert state(wim) == RecipientState.KEYED


def test_admission_needs_the_comparison(
    mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    browser = screen(mehmet.user)
    browser.unlock()
    data = compared(wim.recipient, cast.PASSPHRASE)
    del data["is_equal"]

    answer = browser.post("admit", data, recipient_id=wim.recipient.pk)

    assert answer.status_code == 422
    assert state(wim) == RecipientState.KEYED


def test_a_key_swapped_while_the_page_was_open_is_not_admitted(
    mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    browser = screen(mehmet.user)
    browser.unlock()
    data = compared(wim.recipient, cast.PASSPHRASE)
    Recipient.objects.filter(pk=wim.recipient.pk).update(public_key=generate_key_pair().public)

    browser.post("admit", data, recipient_id=wim.recipient.pk)

    assert state(wim) == RecipientState.KEYED


def test_with_a_closed_vault_nobody_admits(
    mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    answer = screen(mehmet.user).admit(wim.recipient)

    assert answer["Location"].startswith(reverse("strongroom:unlock"))
    assert state(wim) == RecipientState.KEYED


def test_who_waits_admits_nobody_and_least_of_all_themselves(
    school: School, wim: cast.Member, screen: Open
) -> None:
    noor = cast.make_member(school, name="Noor Bakker", state=RecipientState.KEYED)
    browser = screen(wim.user)

    for target in (noor, wim):
        assert browser.admit(target.recipient).status_code == 403


def test_who_was_not_proposed_is_not_admitted(
    school: School, mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    """A key without a membership that an administrator gave."""
    Membership.objects.filter(user=wim.user).update(ended_on=today())
    browser = screen(mehmet.user)
    browser.unlock()

    assert browser.admit(wim.recipient).status_code == 403
    assert state(wim) == RecipientState.KEYED


def test_a_refused_key_gets_nothing_and_its_owner_can_start_anew(
    school: School, mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    browser = screen(mehmet.user)
    asked = browser.text("refuse", recipient_id=wim.recipient.pk)
    assert "De sleutel van Wim de Roo weigeren?" in asked
    assert "Je team krijgt een mail" in asked
    assert state(wim) == RecipientState.KEYED  # asked first

    browser.post("refuse", recipient_id=wim.recipient.pk)

    said = browser.text()
    assert "De sleutel van Wim de Roo is geweigerd." in said
    assert "die maakt een nieuwe sleutel" in said
    assert "in orde" not in said
    assert state(wim) == RecipientState.LEFT
    assert Event.objects.filter(verb=Verb.REFUSED, subject=wim.recipient.pk).exists()
    assert "Maak je eigen sleutel" in screen(wim.user).text()


# By two custodians


def test_two_custodians_admit_the_first_member_each_with_an_account_of_their_own(
    safe: cast.Recovery, wim: cast.Member, screen: Open
) -> None:
    anna, bram, _ = (screen(user) for user in safe.custodians)
    anna.approve(wim.recipient)
    assert state(wim) == RecipientState.KEYED
    assert "Nog één sleutelbewaarder" in anna.text()

    bram.approve(wim.recipient)

    assert state(wim) == RecipientState.ADMITTED
    verbs = Event.objects.filter(subject=wim.recipient.pk).values_list("verb", flat=True)
    assert list(verbs) == [Verb.APPROVED, Verb.ADMITTED]


def test_the_same_custodian_twice_admits_nobody(
    safe: cast.Recovery, wim: cast.Member, screen: Open
) -> None:
    anna = screen(safe.custodians[0])
    anna.approve(wim.recipient)
    anna.approve(wim.recipient)

    assert state(wim) == RecipientState.KEYED


def test_a_removed_custodian_confirms_nothing(
    school: School, safe: cast.Recovery, wim: cast.Member, screen: Open
) -> None:
    anna, bram, _ = safe.custodians
    screen(anna).approve(wim.recipient)
    Membership.objects.filter(user=bram).update(ended_on=today())

    assert screen(bram).approve(wim.recipient).status_code == 404
    assert state(wim) == RecipientState.KEYED


def test_a_new_custodian_without_a_share_confirms_nothing(
    school: School, safe: cast.Recovery, wim: cast.Member, screen: Open
) -> None:
    user = cast.make_user("Nieuwe Bewaarder", school)
    cast.join(school, user, Role.CUSTODIAN)

    assert screen(user).approve(wim.recipient).status_code == 403


def test_while_there_is_a_member_custodians_do_not_admit(
    safe: cast.Recovery, mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    for custodian in safe.custodians[:2]:
        screen(custodian).approve(wim.recipient)

    assert state(wim) == RecipientState.KEYED


def test_a_member_is_no_custodian(wim: cast.Member, mehmet: cast.Member, screen: Open) -> None:
    assert screen(mehmet.user).approve(wim.recipient).status_code == 403


# Older reports that only the reporter lets a newcomer read


def admit_and_share(mehmet: cast.Member, wim: cast.Member, screen: Open) -> None:
    browser = screen(mehmet.user)
    browser.unlock()
    browser.admit(wim.recipient)
    browser.hand_over(wim.recipient)


def test_a_report_that_names_somebody_outside_the_team_waits_for_its_reporter(
    school: School, mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    filed = file(school, outsiders="Mijn mentor, Wim, mag dit niet weten.")

    admit_and_share(mehmet, wim, screen)

    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, now(wim).unlocked)
    assert strongroom.pending_newcomers(dossier=filed.dossier) == [wim.recipient]


def test_the_reporters_yes_lets_the_newcomer_read_and_later_the_notes_too(
    school: School, mehmet: cast.Member, ilse: cast.Member, wim: cast.Member, screen: Open
) -> None:
    filed = file(school, excluded=(ilse.user,))
    admit_and_share(mehmet, wim, screen)
    mine = own(filed)

    strongroom.accept_newcomer(dossier=mine.dossier, keys=mine.keys, recipient=now(wim).recipient)

    assert keyring.open_as_member(filed.dossier, now(wim).unlocked).staff is None
    keyring.open_as_member(filed.dossier, mehmet.unlocked)  # a holder of the staff key opens
    assert keyring.open_as_member(filed.dossier, now(wim).unlocked).staff is not None
    assert strongroom.pending_newcomers(dossier=filed.dossier) == []


def test_the_reporters_no_is_an_exclusion_that_can_be_taken_back(
    school: School, mehmet: cast.Member, ilse: cast.Member, wim: cast.Member, screen: Open
) -> None:
    filed = file(school, excluded=(ilse.user,))
    admit_and_share(mehmet, wim, screen)

    strongroom.decline_newcomer(dossier=filed.dossier, recipient=now(wim).recipient)

    assert strongroom.pending_newcomers(dossier=filed.dossier) == []
    assert wim.user in keyring.excluded_users(filed.dossier)
    choose_readers(own=own(filed), excluded=[ilse.user])
    assert keyring.open_as_member(filed.dossier, now(wim).unlocked)


def test_the_reporters_yes_is_not_for_somebody_who_was_excluded(
    school: School, mehmet: cast.Member, ilse: cast.Member
) -> None:
    filed = file(school, excluded=(ilse.user,))
    mine = own(filed)

    strongroom.accept_newcomer(dossier=mine.dossier, keys=mine.keys, recipient=ilse.recipient)

    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, ilse.unlocked)


def test_an_excluded_member_who_is_invited_again_gets_nothing(
    school: School, mehmet: cast.Member, ilse: cast.Member, screen: Open
) -> None:
    filed = file(school, excluded=(ilse.user,))
    screen(ilse.user).make_key()
    again = Recipient.objects.get(user=ilse.user, state=RecipientState.KEYED)
    browser = screen(mehmet.user)
    browser.unlock()

    browser.admit(again)
    browser.hand_over(again)

    assert not keyring.wrapped_for(again).exists()
    assert not grants.newcomers(filed.dossier)


def test_a_withdrawn_report_reaches_nobody_any_more(
    school: School, mehmet: cast.Member, wim: cast.Member, screen: Open
) -> None:
    filed = file(school)
    browser = screen(mehmet.user)
    browser.unlock()
    browser.admit(wim.recipient)
    reporter.withdraw(own=own(filed))

    browser.hand_over(wim.recipient)

    assert not Event.objects.filter(verb=Verb.GRANTED).exists()


def test_many_older_reports_are_shared_page_by_page(
    school: School, mehmet: cast.Member, wim: cast.Member, screen: Open, settings: LazySettings
) -> None:
    settings.HAND_OVER_BATCH = 2
    dossiers = {file(school).dossier.pk for _ in range(5)}
    browser = screen(mehmet.user)
    browser.unlock()
    assert browser.admit(wim.recipient).status_code == 302
    first = browser.post("hand_over", {"after": ""}, recipient_id=wim.recipient.pk)
    assert 'value="' in words_of(first)

    browser.hand_over(wim.recipient)

    assert set(keyring.wrapped_for(wim.recipient).values_list("pk", flat=True)) == dossiers
