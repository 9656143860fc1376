"""Contact persons: who may maintain what a leerbedrijf says of itself."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from placements.companies.models import TrainingCompany
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
