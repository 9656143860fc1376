"""What was filed before somebody came."""

from schools.registry.models import School
from stagebaken.vault import grants, keyring, membership
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import (
    Audience,
    Holder,
    Recipient,
    RecipientState,
    Wrap,
    WrapState,
)
from tests import cast
from tests.stagebaken.vault_recovery.conftest import File, everywhere, key_of, now, nowhere


def admit(newcomer: cast.Member, by: cast.Member) -> Recipient:
    return membership.admit(
        recipient=newcomer.recipient, public_key=key_of(newcomer), by=by.recipient
    )


def test_a_newcomer_gets_both_keys_of_what_the_admitting_member_opens(
    mehmet: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file()
    newcomer = admit(wim, mehmet)

    assert list(grants.candidates(holder=mehmet.recipient, newcomer=newcomer)) == [dossier]
    assert grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=newcomer, may_reach=everywhere
    )

    theirs = keyring.open_as_member(
        dossier, cast.Member(wim.user, newcomer, wim.private_key).unlocked
    )
    assert theirs == keyring.open_as_member(dossier, mehmet.unlocked)
    assert theirs.staff is not None


def test_a_dossier_with_any_exclusion_does_not_reach_a_newcomer_by_itself(
    mehmet: cast.Member, ilse: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file(excluded=[ilse.user])
    newcomer = admit(wim, mehmet)

    assert not grants.candidates(holder=mehmet.recipient, newcomer=newcomer).exists()
    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=newcomer, may_reach=everywhere
    )
    assert grants.newcomers(dossier) == [newcomer]


def test_a_dossier_that_names_somebody_outside_the_team_does_not_either(
    mehmet: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file()
    newcomer = admit(wim, mehmet)

    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=newcomer, may_reach=nowhere
    )
    assert grants.newcomers(dossier) == [newcomer]


def test_who_was_excluded_before_having_a_key_is_no_newcomer(
    school: School, mehmet: cast.Member, file: File
) -> None:
    user = cast.make_user("Wim de Roo", school)
    dossier = file(excluded=[user])
    wim = cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)
    newcomer = admit(wim, mehmet)

    assert newcomer.user == user
    assert grants.newcomers(dossier) == []
    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=newcomer, may_reach=everywhere
    )


def test_who_waits_or_is_suspended_gets_nothing(
    mehmet: cast.Member, ilse: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file()
    Wrap.objects.filter(user=ilse.user).delete()
    Recipient.objects.filter(pk=ilse.recipient.pk).update(state=RecipientState.SUSPENDED)

    for target in (wim, ilse):
        assert not grants.give_as_member(
            dossier.pk, holder=mehmet.unlocked, newcomer=now(target), may_reach=everywhere
        )
    assert grants.newcomers(dossier) == []


def test_a_newcomer_of_another_school_gets_nothing(mehmet: cast.Member, file: File) -> None:
    dossier = file()
    other = cast.duinkerk()
    cast.make_recovery(other)
    stranger = cast.make_member(other)

    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=stranger.recipient, may_reach=everywhere
    )


def test_a_spoiled_row_does_not_keep_the_rest_from_a_newcomer(
    mehmet: cast.Member, wim: cast.Member, file: File
) -> None:
    dossier = file()
    Wrap.objects.filter(dossier=dossier, user=mehmet.user).update(wrapped=b"\x01" * 1200)

    assert not grants.give_as_member(
        dossier.pk, holder=mehmet.unlocked, newcomer=admit(wim, mehmet), may_reach=everywhere
    )


def test_who_comes_back_by_the_reporters_yes_gets_the_staff_key_when_a_holder_opens(
    mehmet: cast.Member, ilse: cast.Member, wim: cast.Member, file: File
) -> None:
    """A row of the key that was destroyed when they left must not stand in the way."""
    dossier = file(excluded=[ilse.user])
    for audience in Audience:
        Wrap.objects.create(
            dossier=dossier,
            holder=Holder.MEMBER,
            user=wim.user,
            audience=audience,
            state=WrapState.LEFT,
        )
    back = cast.Member(wim.user, admit(wim, mehmet), wim.private_key)
    keys = keyring.open_as_member(dossier, mehmet.unlocked)
    shared = DossierKeys(dossier.pk, shared=keys.shared)
    assert grants.give_as_reporter(dossier, newcomer=back.recipient, keys=shared)

    keyring.open_as_member(dossier, mehmet.unlocked)

    assert keyring.open_as_member(dossier, back.unlocked).staff == keys.staff
