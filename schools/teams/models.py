"""Memberships: which role a user has, at which school or body; and the invitations to one."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schools.registry.models import Owner, School
from stagebaken.accounts.models import STAFF_ROLES, Role, User

# Roles that one has at a school; the others are of SBB, a company or the platform itself.
SCHOOL_ROLES = (
    Role.STUDENT,
    Role.INTERNSHIP_COORDINATOR,
    Role.CONFIDENTIAL_COUNSELLOR,
    Role.CUSTODIAN,
    Role.SCHOOL_ADMINISTRATOR,
)
# For a school role without a school every question about it would be answered for no school.
ROLE_FITS_SCHOOL = Q(school__isnull=False, role__in=SCHOOL_ROLES) | (
    Q(school__isnull=True) & ~Q(role__in=SCHOOL_ROLES)
)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def staff(self) -> Self:
        return self.filter(role__in=STAFF_ROLES)

    def at(self, owner: Owner) -> Self:
        """Everybody of a school, or of SBB: a role there has no school."""
        if isinstance(owner, School):
            return self.active().filter(school=owner)
        return self.active().filter(school=None, role__in=[*owner.team_roles, owner.custodian_role])

    def reporting_team(self, owner: Owner) -> Self:
        return self.at(owner).filter(role__in=owner.team_roles)

    def custodians(self, owner: Owner) -> Self:
        return self.at(owner).filter(role=owner.custodian_role)

    def administrators(self, school: School) -> Self:
        return self.active().filter(school=school, role=Role.SCHOOL_ADMINISTRATOR)

    def of(self, user: User) -> Self:
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
            # Two empty schools count as different in the constraint above.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_on__isnull=True, school__isnull=True)
                & ~Q(role=Role.COMPANY_CONTACT),
                name="one_active_membership_without_school",
            ),
            models.CheckConstraint(condition=ROLE_FITS_SCHOOL, name="membership_role_fits_school"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    @property
    def known_as(self) -> str:
        """What students call this person's job."""
        return self.title or str(self.get_role_display())


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Not accepted and not withdrawn; it may have expired, then it can be sent again."""
        return self.filter(accepted_on__isnull=True, withdrawn_on__isnull=True)


class Invitation(models.Model):
    """The offer of a role to somebody. The name is as typed: it says nothing about the account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, related_name="invitations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=120)
    role = models.CharField(_("rol"), max_length=32, choices=Role.choices)
    title = models.CharField(_("functie, zoals studenten die kennen"), max_length=80, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    day = models.DateField()
    expires_on = models.DateField()
    accepted_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    mail_failed_on = models.DateField(null=True)  # since when the mail does not get through

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "school", "role"],
                condition=Q(accepted_on__isnull=True, withdrawn_on__isnull=True),
                name="one_open_invitation",
            ),
            models.CheckConstraint(condition=ROLE_FITS_SCHOOL, name="invitation_role_fits_school"),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_role_display()}"

    def is_open(self, day: date) -> bool:
        answered = self.accepted_on is not None or self.withdrawn_on is not None
        return not answered and self.expires_on >= day


class MailFailure(models.Model):
    """Mail to this person fails: all that an administrator sees of it (vault.md)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    since = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)
