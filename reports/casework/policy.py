"""Who may see and do what with a case. One object answers both questions."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from reports.casework.models import Case, CaseQuerySet
from stagebaken.accounts.models import User
from stagebaken.vault.sessions import UnlockedMember


class CasePolicy:
    """A case exists for exactly those members for whom its key is wrapped (P2)."""

    def visible_to(self, user: User) -> CaseQuerySet:
        return Case.objects.visible_to(user)

    def all_visible_to(self, user: User) -> CaseQuerySet:
        """The same, where all of them are counted."""
        return Case.objects.all_visible_to(user)

    def require(self, user: User, case_id: UUID) -> Case:
        """The case, or 404: what is invisible does not exist."""
        case = self.visible_to(user).select_related("dossier", "school").filter(pk=case_id).first()
        if case is None:
            raise Http404
        return case

    def require_unlocked(self, member: UnlockedMember, case: Case) -> None:
        """An unlocked vault of another school or another person opens nothing here."""
        if member.recipient.vault_id != case.school.vault_id:
            raise PermissionDenied


POLICY = CasePolicy()
