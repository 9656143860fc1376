"""Memberships: which role a user has, at which school or body."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schools.registry.models import School
from stagebaken.accounts.models import STAFF_ROLES, TEAM_ROLES, Role, User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(ended_on__isnull=True)

    def staff(self) -> "MembershipQuerySet":
        return self.filter(role__in=STAFF_ROLES)

    def reporting_team(self, school: School) -> "MembershipQuerySet":
        return self.active().filter(school=school, role__in=TEAM_ROLES)

    def of(self, user: User) -> "MembershipQuerySet":
        return self.active().filter(user=user)


class Membership(models.Model):
    """One role of one user. `school` is empty for SBB and the platform's own administrators."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("rol"), max_length=32, choices=Role.choices)
    title = models.CharField(_("functie, zoals studenten die kennen"), max_length=80, blank=True)
    started_on = models.DateField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "school", "role"],
                condition=Q(ended_on__isnull=True),
                name="one_active_membership",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
