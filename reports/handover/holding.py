"""Hold a copy while an advisor changes it, and write down who did."""

from reports.handover.models import Investigation
from reports.handover.policy import POLICY
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember


def locked(member: UnlockedMember, investigation: Investigation) -> Investigation:
    """Lock copy and investigation, and look again who may see it. Raises NotOnKeyring."""
    Dossier.objects.select_for_update().filter(pk=investigation.dossier_id).first()
    visible = POLICY.visible_to(member.recipient.user).select_related("dossier__vault")
    found = visible.select_for_update(of=("self",)).filter(pk=investigation.pk).first()
    if found is None:
        raise NotOnKeyring("The copy is not this member's any more.")
    return found


def record_for(member: UnlockedMember, investigation: Investigation, verb: Verb) -> None:
    record(
        verb=verb,
        actor=member.recipient.user,
        role=member.recipient.role,
        scope=Scope.DOSSIER,
        vault_id=investigation.dossier.vault_id,
        subject=investigation.dossier_id,
    )
