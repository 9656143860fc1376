"""Contact persons: who may maintain what a leerbedrijf says of itself."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.companies.models import TrainingCompany
from schools.registry.models import School
from stagebaken.accounts.models import User


class CompanyContactQuerySet(models.QuerySet["CompanyContact"]):
    def active(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def of(self, user: User) -> Self:
        return self.active().filter(user=user)


class CompanyContact(models.Model):
    """One person's say over one company. Beside it stands a membership with the role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(TrainingCompany, on_delete=models.CASCADE, related_name="contacts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="company_contacts"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar[CompanyContactQuerySet] = CompanyContactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["started_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "user"],
                condition=Q(ended_on__isnull=True),
                name="one_active_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"


class OnBehalf(models.TextChoices):
    """Who invites: whoever invites for them sees the invitation, and may resend or withdraw it."""

    SCHOOL = "school", _("Een school")
    SBB = "sbb", _("SBB")
    COMPANY = "company", _("Het leerbedrijf zelf")


class CompanyInvitationQuerySet(models.QuerySet["CompanyInvitation"]):
    def open(self) -> Self:
        """Not accepted and not withdrawn; it may have expired, then it can be sent again."""
        return self.filter(accepted_on__isnull=True, withdrawn_on__isnull=True)


class CompanyInvitation(models.Model):
    """The offer to maintain one company. The name is as typed: it says nothing of the account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.CASCADE, related_name="contact_invitations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="company_invitations"
    )
    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=120)
    on_behalf = models.CharField(max_length=8, choices=OnBehalf.choices)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    expires_on = models.DateField()
    accepted_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    mail_failed_on = models.DateField(null=True)  # since when the mail does not get through

    objects: ClassVar[CompanyInvitationQuerySet] = CompanyInvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["company__name", "name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "user"],
                condition=Q(accepted_on__isnull=True, withdrawn_on__isnull=True),
                name="one_open_company_invitation",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="company_invitation_accepted_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf=OnBehalf.SCHOOL, school__isnull=False)
                | (~Q(on_behalf=OnBehalf.SCHOOL) & Q(school__isnull=True)),
                name="company_invitation_of_a_school_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.company}"

    def is_open(self, day: date) -> bool:
        answered = self.accepted_on is not None or self.withdrawn_on is not None
        return not answered and self.expires_on >= day
