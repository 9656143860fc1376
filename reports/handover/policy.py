"""Who of SBB may see and do what with a copy. One object answers both questions."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from placements.contacts.policy import companies_of
from reports.handover.models import Investigation, InvestigationQuerySet
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.sessions import UnlockedMember


class InvestigationPolicy:
    """A copy exists for exactly those advisors of SBB for whom its key is wrapped (P2)."""

    def visible_to(self, user: User) -> InvestigationQuerySet:
        if not self.is_advisor(user):
            return Investigation.objects.none()
        return Investigation.objects.visible_to(user)

    def is_advisor(self, user: User) -> bool:
        return Membership.objects.of(user).filter(role=Role.SBB_ADVISOR).exists()

    def require(self, user: User, investigation_id: UUID) -> Investigation:
        """The investigation, or 404: what is invisible does not exist."""
        visible = self.visible_to(user).select_related("dossier__vault")
        found = visible.filter(pk=investigation_id).first()
        if found is None:
            raise Http404
        return found

    def require_unlocked(self, member: UnlockedMember, investigation: Investigation) -> None:
        """An unlocked vault of a school, or of another person, opens nothing here."""
        if member.recipient.vault_id != investigation.dossier.vault_id:
            raise PermissionDenied
        if not self.is_advisor(member.recipient.user):
            raise NotOnKeyring("No advisor of SBB any more.")

    def stakes(self, user: User) -> set[str]:
        """The ids of the companies for which this advisor speaks."""
        return {str(one) for one in companies_of(user).values_list("pk", flat=True)}


POLICY = InvestigationPolicy()
