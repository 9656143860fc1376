"""Keys, wraps and memberships that are copied or moved in the database open nothing."""

import pytest
from django.core.exceptions import PermissionDenied

from reports.casework.models import Case
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.vault import keyring
from stagebaken.vault.errors import (
    EnvelopeError,
    NotOnKeyring,
)
from stagebaken.vault.keys import UnlockedMember
from stagebaken.vault.models import (
    Audience,
    Recipient,
    Wrap,
    WrapState,
)
from tests.attacks import staff
from tests.attacks.keyholders import hand_over, wraps_of
from tests.cast import (
    Member,
    Recovery,
    duinkerk,
    make_member,
    make_recovery,
    make_team,
    zeewaarde,
)
from tests.reports.filing import file

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


def test_a_membership_moved_to_another_school_opens_nothing_there(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    other = duinkerk()
    els = make_member(other, name="Els Vreemd")
    filed = file(school)
    Membership.objects.filter(user=els.user).update(school=school)
    client = staff.unlocked(els)
    assert client.get(f"/zaken/{Case.objects.get().pk}/").status_code == 404
    assert "Er is nog geen zaak voor jou." in client.get("/zaken/").content.decode()
    later = file(school)
    with pytest.raises(PermissionDenied):
        hand_over(school, team[0], els.recipient)
    assert wraps_of(els.user) == 0
    # Moving the key as well breaks its signature.
    Recipient.objects.filter(pk=els.recipient.pk).update(vault=school.vault)
    moved = UnlockedMember(Recipient.objects.get(pk=els.recipient.pk), els.private_key)
    for one in (filed, later, file(school)):
        with pytest.raises(NotOnKeyring):
            keyring.open_as_member(one.dossier, moved)
    assert wraps_of(els.user) == 0


@pytest.mark.parametrize("audience", Audience.values)
def test_a_wrap_copied_to_another_dossier_opens_nothing(
    school: School, team: list[Member], audience: str
) -> None:
    _mehmet, _, wim = team
    source, target = file(school), file(school, excluded=(wim.user,))
    wrap = Wrap.objects.get(dossier=source.dossier, user=wim.user, audience=audience)
    Wrap.objects.filter(dossier=target.dossier, user=wim.user, audience=audience).update(
        state=WrapState.WRAPPED, wrapped=wrap.wrapped, recipient=wim.recipient
    )
    with pytest.raises((EnvelopeError, NotOnKeyring)):
        keyring.open_as_member(target.dossier, wim.unlocked)
    client = staff.unlocked(wim, raise_request_exception=False)
    [case] = Case.objects.filter(dossier=target.dossier)
    answer = client.get(f"/zaken/{case.pk}/")
    assert answer.status_code in {404, 500}
    assert "Autobedrijf" not in answer.content.decode()
    listed = client.get("/zaken/")
    assert listed.status_code == 200, "a spoiled row takes the whole list away"


def test_a_wrap_of_a_reader_copied_to_an_excluded_person_opens_nothing(
    school: School, team: list[Member]
) -> None:
    mehmet, _, wim = team
    filed = file(school, excluded=(wim.user,))
    for wrap in Wrap.objects.filter(dossier=filed.dossier, user=mehmet.user):
        Wrap.objects.filter(dossier=filed.dossier, user=wim.user, audience=wrap.audience).update(
            state=WrapState.WRAPPED, wrapped=wrap.wrapped, recipient=wim.recipient
        )
    with pytest.raises(EnvelopeError):
        keyring.open_as_member(filed.dossier, wim.unlocked)
    # Nor with the reader's recipient in the row of the excluded person.
    Wrap.objects.filter(dossier=filed.dossier, user=wim.user).update(recipient=mehmet.recipient)
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, wim.unlocked)
    assert not keyring.dossiers_visible_to(wim.user).exists()


def test_a_session_copied_to_another_person_opens_nothing(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    mehmet, _, wim = team
    file(school, excluded=(wim.user,))
    reader, other = staff.unlocked(mehmet), staff.signed_in(wim.user)
    stolen = dict(reader.session["vault"])
    session = other.session
    session["vault"] = stolen
    session.save()
    other.cookies["__Host-vault"] = reader.cookies["__Host-vault"].value
    assert other.get(f"/zaken/{Case.objects.get().pk}/").status_code == 404
    session["vault"] = stolen | {"recipient": str(wim.recipient.pk)}
    session.save()
    assert "Je kluis is dicht" in other.get("/zaken/").content.decode() or (
        "Er is nog geen zaak" in other.get("/zaken/").content.decode()
    )
