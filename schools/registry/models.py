"""Schools (mbo and hbo) and the terms and texts of their own reporting point."""

import uuid
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Outer limits of the law's yardstick (domain.md R7); a school may promise less, never more.
ACKNOWLEDGE_LIMIT = 7  # calendar days
FEEDBACK_LIMIT = 89  # calendar days: the shortest three months, February to April
FEEDBACK_LEAST = 7  # calendar days: a promise of less is not kept


class Sector(models.TextChoices):
    MBO = "mbo", _("mbo")
    HBO = "hbo", _("hbo")


class SchoolQuerySet(models.QuerySet["School"]):
    def open(self) -> Self:
        """Schools whose reporting point takes reports now."""
        return self.filter(is_open=True)


class School(models.Model):
    """A school with one meldpunt (R1). Its vault is referred to by `vault_id` alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), unique=True, max_length=40)
    name = models.CharField(_("naam"), max_length=160)
    sector = models.CharField(_("sector"), max_length=3, choices=Sector.choices)
    vault = models.OneToOneField(
        "vault.Vault", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_open = models.BooleanField(_("open voor meldingen"), default=True)
    acknowledge_days = models.PositiveSmallIntegerField(
        _("ontvangst bevestigen binnen (kalenderdagen)"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(ACKNOWLEDGE_LIMIT)],
    )
    feedback_days = models.PositiveSmallIntegerField(
        _("antwoord geven binnen (kalenderdagen)"),
        default=60,
        validators=[MinValueValidator(FEEDBACK_LEAST), MaxValueValidator(FEEDBACK_LIMIT)],
    )
    welcome_text = models.TextField(
        _("welkomsttekst van het meldpunt"), max_length=1200, blank=True
    )
    welcome_text_en = models.TextField(_("welkomsttekst, Engels"), max_length=1200, blank=True)
    counsellor_contact = models.CharField(
        _("hoe je de vertrouwenspersoon bereikt"), max_length=240, blank=True
    )
    email_domains = models.CharField(_("e-maildomeinen van de school"), max_length=240, blank=True)

    objects: ClassVar[SchoolQuerySet] = SchoolQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(acknowledge_days__range=(1, ACKNOWLEDGE_LIMIT)),
                name="acknowledged_within_a_week",
            ),
            models.CheckConstraint(
                condition=Q(feedback_days__range=(FEEDBACK_LEAST, FEEDBACK_LIMIT)),
                name="feedback_within_three_months",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def welcome(self) -> str:
        """The school's own words to reporters, in the visitor's language where there are any."""
        if get_language() == "en" and self.welcome_text_en:
            return self.welcome_text_en
        return self.welcome_text
