"""Hold a case while a verb changes it, and write what was done to it."""

from datetime import date
from uuid import UUID, uuid4

from django.db.models import Max

from reports.casework.models import Case, CaseEvent, Note
from reports.casework.policy import POLICY
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


class NoStaffKey(Exception):
    """A member whom the reporter let in again has no key of the notes until a colleague opens."""


def locked(member: UnlockedMember, case: Case) -> Case:
    """Lock dossier and case, in the order of the keyring's verbs, and look again who may see it.

    The reporter may have excluded this member a moment ago: then NotOnKeyring.
    """
    Dossier.objects.select_for_update().filter(pk=case.dossier_id).first()
    visible = POLICY.visible_to(member.recipient.user).select_related("school", "dossier")
    found = visible.select_for_update(of=("self",)).filter(pk=case.pk).first()
    if found is None:
        raise NotOnKeyring("The case is not this member's any more.")
    return found


def record_for(member: UnlockedMember, case: Case, verb: Verb) -> None:
    record(
        verb=verb,
        actor=member.recipient.user,
        role=member.recipient.role,
        scope=Scope.DOSSIER,
        vault_id=case.school.vault_id,
        subject=case.dossier_id,
    )


def append_event(case: Case, day: date) -> None:
    last = case.events.aggregate(Max("position"))["position__max"] or 0
    CaseEvent.objects.create(case=case, position=last + 1, day=day, status=case.status)


def title_of(user: User, school: School) -> str:
    """What the school calls this member, or the role: a code, named in the reader's language."""
    membership = Membership.objects.reporting_team(school).filter(user=user).first()
    return (membership.title or membership.role) if membership else ""


def note_of(case: Case, once: UUID | None) -> Note | None:
    """The note that this form wrote before."""
    return Note.objects.filter(dossier=case.dossier, pk=once).first() if once else None


def write_note(
    *, case: Case, keys: DossierKeys, author: str, text: str, once: UUID | None = None
) -> Note:
    """Seal a note under the staff key; the same form sent twice writes one. Raises NoStaffKey."""
    if keys.staff is None:
        raise NoStaffKey
    written_before = note_of(case, once)
    if written_before is not None:
        return written_before
    last = (
        Note.objects.filter(dossier=case.dossier).aggregate(Max("position"))["position__max"] or 0
    )
    note = Note(id=_free(once), dossier=case.dossier, position=last + 1, day=today())
    keys.seal(note, "body", {"author": author, "text": text})
    note.save(force_insert=True)
    return note


def _free(once: UUID | None) -> UUID:
    """Keep the form's mark as the note's id, unless another dossier's note has it."""
    if once is None or Note.objects.filter(pk=once).exists():
        return uuid4()
    return once
