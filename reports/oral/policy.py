"""Who may write a report down, and for which school."""

from django.core.exceptions import PermissionDenied

from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import TEAM_ROLES, User


class OralPolicy:
    """A member of a reporting team, for the schools of whose team they are."""

    def memberships(self, user: User) -> dict[str, Membership]:
        """One membership of a team by the code of its school."""
        found = Membership.objects.of(user).filter(role__in=TEAM_ROLES)
        return {
            one.school.code: one for one in found.select_related("school", "user") if one.school
        }

    def require(self, user: User, school: School) -> Membership:
        membership = self.memberships(user).get(school.code)
        if membership is None:
            raise PermissionDenied
        return membership


POLICY = OralPolicy()
