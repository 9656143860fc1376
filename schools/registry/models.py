"""Schools (mbo and hbo) and the terms and texts of their own reporting point."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    MBO = "mbo", _("mbo")
    HBO = "hbo", _("hbo")


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
        validators=[MinValueValidator(1), MaxValueValidator(7)],
    )
    feedback_days = models.PositiveSmallIntegerField(
        _("antwoord geven binnen (kalenderdagen)"),
        default=60,
        validators=[MinValueValidator(7), MaxValueValidator(89)],
    )
    welcome_text = models.TextField(_("welkomsttekst van het meldpunt"), max_length=1200, blank=True)
    welcome_text_en = models.TextField(_("welkomsttekst, Engels"), max_length=1200, blank=True)
    counsellor_contact = models.CharField(
        _("hoe je de vertrouwenspersoon bereikt"), max_length=240, blank=True
    )
    email_domains = models.CharField(
        _("e-maildomeinen van de school"), max_length=240, blank=True
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
