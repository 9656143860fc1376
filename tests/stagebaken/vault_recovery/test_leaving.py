"""What remains when somebody goes."""

from datetime import timedelta

import pytest

from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.vault import keyring, leaving, restoration, rows
from stagebaken.vault.envelope import new_key
from stagebaken.vault.errors import NotWaiting
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import (
    Custodian,
    Dossier,
    Recipient,
    RecipientState,
)
from stagebaken.web.days import today
from tests import cast
from tests.stagebaken.vault_recovery.conftest import File, now, wrapped


def suspend(member: cast.Member, days_ago: int = 0) -> None:
    Recipient.objects.filter(pk=member.recipient.pk).update(
        state=RecipientState.SUSPENDED, suspended_on=today() - timedelta(days=days_ago)
    )


def test_who_left_keeps_no_wrap(mehmet: cast.Member, ilse: cast.Member, file: File) -> None:
    dossier = file()
    suspend(mehmet)

    assert leaving.leave(mehmet.recipient)

    assert now(mehmet).state == RecipientState.LEFT
    assert not wrapped(dossier, mehmet)
    assert wrapped(dossier, ilse)
    assert [entry.kind for entry in destruction.read()] == [Kind.LEAVE]


def test_the_last_wrap_stays_and_so_does_the_suspension(
    mehmet: cast.Member, custodians: list[Custodian], file: File
) -> None:
    only_his, recoverable = file(excluded=[custodians[0].user]), file()
    suspend(mehmet)

    assert not leaving.leave(mehmet.recipient)

    assert now(mehmet).state == RecipientState.SUSPENDED
    assert wrapped(only_his, mehmet)
    assert not wrapped(recoverable, mehmet)
    assert leaving.holds_last_key(now(mehmet))


def test_two_who_leave_together_do_not_rely_on_each_other(
    mehmet: cast.Member, ilse: cast.Member, custodians: list[Custodian], file: File
) -> None:
    dossier = file(excluded=[custodians[0].user])
    suspend(mehmet)
    suspend(ilse)

    assert not leaving.leave(mehmet.recipient)
    assert not leaving.leave(ilse.recipient)

    assert wrapped(dossier, mehmet)
    assert wrapped(dossier, ilse)


def test_nobody_leaves_who_is_not_suspended(mehmet: cast.Member) -> None:
    with pytest.raises(NotWaiting):
        leaving.leave(mehmet.recipient)


def test_after_fourteen_days_a_suspension_is_overdue(
    mehmet: cast.Member, ilse: cast.Member
) -> None:
    suspend(mehmet, days_ago=14)
    suspend(ilse, days_ago=13)

    assert list(leaving.overdue(today())) == [mehmet.recipient]


def test_a_restored_backup_takes_the_wraps_of_who_left_and_keeps_the_last(
    mehmet: cast.Member, custodians: list[Custodian], file: File
) -> None:
    only_his, recoverable = file(excluded=[custodians[0].user]), file()
    suspend(mehmet)
    leaving.leave(mehmet.recipient)
    rows.give(recoverable, [mehmet.recipient], new_keys(recoverable))  # as in the backup

    restoration.reapply(destruction.read())

    assert wrapped(only_his, mehmet)
    assert not wrapped(recoverable, mehmet)


def new_keys(dossier: Dossier) -> DossierKeys:
    return DossierKeys(dossier.pk, shared=new_key(), staff=new_key())


def test_who_comes_back_is_reinstated_by_a_member_alone(
    mehmet: cast.Member, ilse: cast.Member, file: File
) -> None:
    dossier = file()
    suspend(ilse)

    leaving.reinstate(recipient=ilse.recipient, by=mehmet.recipient)

    assert keyring.open_as_member(
        dossier, cast.Member(ilse.user, now(ilse), ilse.private_key).unlocked
    )


def test_who_never_was_admitted_is_not_reinstated(mehmet: cast.Member, wim: cast.Member) -> None:
    suspend(wim)

    with pytest.raises(NotWaiting):
        leaving.reinstate(recipient=wim.recipient, by=mehmet.recipient)
