"""Two custodians, two browsers: a member who lost everything reads again."""

import pytest
from django.conf import LazySettings

from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.strongroom import actions as strongroom
from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.vault import keyring, membership, recovery
from stagebaken.vault.models import Recipient, RecipientState, Vault
from stagebaken.vault.recovery_models import RecoverySession
from stagebaken.vault.shares import SharesDoNotFit
from tests import cast
from tests.reports.filing import file
from tests.reports.strongroom.conftest import Open
from tests.reports.strongroom.screens import Screen, database, words_of


@pytest.fixture
def screens(safe: cast.Recovery, screen: Open) -> list[Screen]:
    """The browsers of the three custodians."""
    return [screen(user) for user in safe.custodians]


@pytest.fixture
def lost(school: School, mehmet: cast.Member, screens: list[Screen], screen: Open) -> cast.Member:
    """Mehmet lost his passphrase, made a new key, and was admitted by two custodians."""
    file(school)
    passphrase = screen(mehmet.user).make_key()
    made = Recipient.objects.get(user=mehmet.user, state=RecipientState.KEYED)
    for custodian in screens[:2]:
        custodian.approve(made)
    made.refresh_from_db()
    return cast.Member(mehmet.user, made, membership.own_key(made, passphrase))


def begin(custodian: Screen, target: str) -> RecoverySession:
    assert custodian.post("recover", {"target": target}).status_code == 302
    return RecoverySession.objects.get(used_on__isnull=True)


def finish(custodian: Screen) -> None:
    """Press on until everything is wrapped and the new sitting begins."""
    answer = custodian.post("recover_progress")
    while answer.status_code == 200:
        answer = custodian.post("recover_progress")
    assert answer["Location"] == custodian.url("share")


def recover(screens: list[Screen], shares: list[str], target: str) -> None:
    session = begin(screens[1], target)
    screens[0].post("recovery", {"share": shares[0]}, session_id=session.pk)
    answer = screens[1].post("recovery", {"share": shares[1]}, session_id=session.pk)
    assert answer["Location"] == screens[1].url("recover_progress")
    finish(screens[1])


def test_a_member_reads_again_and_the_custodians_get_new_shares(
    school: School, safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    case = Case.objects.get()
    assert not keyring.wrapped_for(lost.recipient).exists()

    recover(screens, safe.shares, str(lost.recipient.pk))
    fresh = screens[1].sit()

    assert open_case(member=lost.unlocked, case=case).account.account
    vault = Vault.objects.get()
    assert vault.recovery_generation == 2
    assert recovery.open_key(vault, fresh[1:])
    with pytest.raises(SharesDoNotFit):
        recovery.open_key(vault, safe.shares[:2])
    assert not recovery.is_renewal_due(vault)


def test_the_event_stands_before_anything_is_wrapped(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    recover(screens, safe.shares, str(lost.recipient.pk))

    events = Event.objects.filter(verb__in=[Verb.RECOVERED, Verb.GRANTED])
    assert [event.verb for event in events] == [Verb.RECOVERED, Verb.GRANTED]
    recovered, granted = events
    assert (recovered.scope, recovered.subject) == (Scope.VAULT, lost.recipient.pk)
    assert (granted.scope, granted.actor_role) == (Scope.DOSSIER, Role.CUSTODIAN)


def test_until_there_are_new_shares_everybody_is_reminded_and_the_old_ones_work(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    recover(screens, safe.shares, str(lost.recipient.pk))

    assert "nieuwe delen van de herstelsleutel nodig" in screens[2].text()
    assert recovery.open_key(Vault.objects.get(), safe.shares[:2])


def test_custodians_see_no_report_no_number_and_no_count(
    school: School, safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    file(school)
    numbers = list(Case.objects.values_list("number", flat=True))
    session = begin(screens[1], str(lost.recipient.pk))
    screens[0].post("recovery", {"share": safe.shares[0]}, session_id=session.pk)
    screens[1].post("recovery", {"share": safe.shares[1]}, session_id=session.pk)

    page = screens[1].text("recover_progress")

    assert not any(number in page for number in numbers)
    assert screens[1].client.get("/zaken/").status_code == 404


def test_a_recovery_never_overrules_an_exclusion(
    school: School,
    safe: cast.Recovery,
    ilse: cast.Member,
    mehmet: cast.Member,
    screens: list[Screen],
    screen: Open,
) -> None:
    filed = file(school, excluded=(mehmet.user,))
    screen(mehmet.user).make_key()
    again = Recipient.objects.get(user=mehmet.user, state=RecipientState.KEYED)
    membership.admit(recipient=again, public_key=bytes(again.public_key), by=ilse.recipient)

    recover(screens, safe.shares, str(again.pk))

    assert not keyring.wrapped_for(again).exists()
    assert not strongroom.pending_newcomers(dossier=filed.dossier)


def test_somebody_new_does_not_get_by_recovery_what_names_an_outsider(
    school: School, safe: cast.Recovery, screens: list[Screen], mehmet: cast.Member
) -> None:
    file(school, outsiders="Mijn mentor Noor")
    newcomer = cast.make_member(school, name="Noor Bakker")

    recover(screens, safe.shares, str(newcomer.recipient.pk))

    assert not keyring.wrapped_for(newcomer.recipient).exists()


def test_many_reports_are_recovered_page_by_page(
    school: School,
    safe: cast.Recovery,
    screens: list[Screen],
    lost: cast.Member,
    settings: LazySettings,
) -> None:
    settings.HAND_OVER_BATCH = 2
    Recipient.objects.filter(pk=lost.recipient.pk).update(state=RecipientState.SUSPENDED)
    cast.make_member(school, name="Tijdelijk Lid")
    dossiers = {case.dossier_id for case in Case.objects.all()}
    dossiers |= {file(school).dossier.pk for _ in range(4)}
    Recipient.objects.filter(pk=lost.recipient.pk).update(state=RecipientState.ADMITTED)

    recover(screens, safe.shares, str(lost.recipient.pk))

    assert dossiers <= set(keyring.wrapped_for(lost.recipient).values_list("pk", flat=True))


def test_only_new_shares_wraps_nothing_for_anybody(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    recover(screens, safe.shares, "renew")
    fresh = screens[1].sit()

    assert recovery.open_key(Vault.objects.get(), fresh[:2])
    assert not keyring.wrapped_for(lost.recipient).exists()
    assert not Event.objects.filter(verb__in=[Verb.GRANTED, Verb.RECOVERED]).exists()
    assert Event.objects.filter(verb=Verb.RECOVERY_RENEWED).exists()


# What goes wrong


def test_a_wrong_share_is_said_and_can_be_given_again(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    session = begin(screens[1], str(lost.recipient.pk))
    screens[0].post("recovery", {"share": safe.shares[1]}, session_id=session.pk)

    answer = screens[1].post("recovery", {"share": safe.shares[1]}, session_id=session.pk)

    page = words_of(screens[1].client.get(answer["Location"]))
    assert "passen niet bij elkaar" in page
    screens[0].post("recovery", {"share": safe.shares[0]}, session_id=session.pk)
    answer = screens[1].post("recovery", {"share": safe.shares[1]}, session_id=session.pk)
    assert answer["Location"] == screens[1].url("recover_progress")


def test_a_misspelt_word_is_named_by_its_place_only(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    session = begin(screens[1], str(lost.recipient.pk))
    words = safe.shares[0].split()
    words[4] = "sleutel"

    answer = screens[0].post("recovery", {"share": " ".join(words)}, session_id=session.pk)

    assert answer.status_code == 422
    assert "Woord 5 staat niet in onze lijst" in words_of(answer)


def test_the_opener_does_not_give_the_first_share_too(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    session = begin(screens[1], str(lost.recipient.pk))

    answer = screens[1].post("recovery", {"share": safe.shares[0]}, session_id=session.pk)

    assert "Nu geeft een andere sleutelbewaarder een deel" in words_of(answer)
    assert RecoverySession.objects.get().sealed_share is None


def test_the_opener_in_another_browser_opens_nothing(
    safe: cast.Recovery, screens: list[Screen], screen: Open, lost: cast.Member
) -> None:
    session = begin(screens[1], str(lost.recipient.pk))
    screens[0].post("recovery", {"share": safe.shares[0]}, session_id=session.pk)
    elsewhere = screen(safe.custodians[1])

    answer = elsewhere.post("recovery", {"share": safe.shares[1]}, session_id=session.pk)

    assert answer["Location"] == elsewhere.url("room")
    assert RecoverySession.objects.get().used_on is None


def test_no_share_lies_readable_in_the_database(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    session = begin(screens[1], str(lost.recipient.pk))
    screens[0].post("recovery", {"share": safe.shares[0]}, session_id=session.pk)

    assert safe.shares[0].split()[5:9] != []
    assert " ".join(safe.shares[0].split()[5:9]) not in database()


def test_a_swapped_recovery_key_stops_everything_and_alarms(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    session = begin(screens[1], str(lost.recipient.pk))
    screens[0].post("recovery", {"share": safe.shares[0]}, session_id=session.pk)
    Vault.objects.update(recovery_public_key=bytes(1216))

    answer = screens[1].post("recovery", {"share": safe.shares[1]}, session_id=session.pk)

    assert answer.status_code == 409
    assert RecoverySession.objects.get().used_on is None
    assert not keyring.wrapped_for(lost.recipient).exists()
    assert Event.objects.filter(verb=Verb.UNLOCK_FAILED, scope=Scope.VAULT).exists()


def test_a_custodian_without_a_share_of_this_key_takes_no_part(
    school: School, safe: cast.Recovery, screens: list[Screen], screen: Open, lost: cast.Member
) -> None:
    user = cast.make_user("Nieuwe Bewaarder", school)
    cast.join(school, user, Role.CUSTODIAN)
    session = begin(screens[1], str(lost.recipient.pk))

    answer = screen(user).post("recovery", {"share": safe.shares[0]}, session_id=session.pk)

    assert answer.status_code == 403


def test_a_member_takes_no_part_in_a_recovery(
    safe: cast.Recovery, screens: list[Screen], screen: Open, lost: cast.Member
) -> None:
    session = begin(screens[1], str(lost.recipient.pk))
    own = screen(lost.user)

    assert own.get("recovery", session_id=session.pk).status_code == 403
    assert own.post("recover", {"target": str(lost.recipient.pk)}).status_code == 403
    assert own.post("recover_progress").status_code == 403


def test_nobody_is_helped_who_is_not_admitted(
    school: School, screens: list[Screen], mehmet: cast.Member
) -> None:
    waiting = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)

    answer = screens[0].post("recover", {"target": str(waiting.recipient.pk)})

    assert answer.status_code == 422
    assert not RecoverySession.objects.exists()


def test_a_finished_recovery_is_not_opened_again(
    safe: cast.Recovery, screens: list[Screen], lost: cast.Member
) -> None:
    session = begin(screens[1], str(lost.recipient.pk))
    screens[0].post("recovery", {"share": safe.shares[0]}, session_id=session.pk)
    screens[1].post("recovery", {"share": safe.shares[1]}, session_id=session.pk)

    for custodian in screens:
        answer = custodian.post("recovery", {"share": safe.shares[0]}, session_id=session.pk)
        assert answer.status_code == 404


def test_who_walked_away_from_the_open_key_finds_the_way_back(
    safe: cast.Recovery, screens: list[Screen]
) -> None:
    assert "nog open" not in screens[1].text("recover")
    session = begin(screens[1], "renew")
    screens[0].post("recovery", {"share": safe.shares[0]}, session_id=session.pk)
    screens[1].post("recovery", {"share": safe.shares[1]}, session_id=session.pk)
    assert screens[1].url("recover_progress") in screens[1].text("recover")
    assert screens[0].url("recover_progress") not in screens[0].text("recover")


def test_the_progress_page_needs_the_open_key(screens: list[Screen]) -> None:
    assert screens[0].post("recover_progress")["Location"] == screens[0].url("room")
