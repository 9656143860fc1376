"""Leerbedrijven: who and where they are. Never anything about reports."""

import uuid
from math import ceil
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.geography.coordinates import CoordinateSource

KM_PER_DEGREE = 111.195  # kilometres in one degree of latitude


class SectorChamber(models.TextChoices):
    """The sectorkamers of SBB; the code is theirs."""

    TECHNIEK = "01", _("Techniek en gebouwde omgeving")
    MOBILITEIT = "02", _("Mobiliteit, transport, logistiek en maritiem")
    ZORG = "03", _("Zorg, welzijn en sport")
    HANDEL = "04", _("Handel")
    ICT = "05", _("Ict en creatieve industrie")
    VOEDSEL = "06", _("Voedsel, groen en gastvrijheid")
    ZAKELIJK = "07", _("Zakelijke dienstverlening en veiligheid")
    VAKMANSCHAP = "08", _("Specialistisch vakmanschap")
    ENTREE = "09", _("Entree")


class SizeClass(models.TextChoices):
    """How many people work there: what a small company is asked is sized to it (R19)."""

    SMALL = "1-9", _("1 tot en met 9 medewerkers")
    MEDIUM = "10-49", _("10 tot en met 49 medewerkers")
    LARGE = "50-249", _("50 tot en met 249 medewerkers")
    VERY_LARGE = "250+", _("250 medewerkers of meer")


class TrainingCompany(models.Model):
    """A leerbedrijf (R12). Recognition is per programme, never of the company as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leerbedrijf_id = models.CharField(
        _("leerbedrijf-ID"),
        max_length=9,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$")],
    )
    kvk_number = models.CharField(
        _("KvK-nummer"), max_length=8, blank=True, validators=[RegexValidator(r"^\d{8}$")]
    )
    kvk_establishment = models.CharField(
        _("vestigingsnummer"), max_length=12, blank=True, validators=[RegexValidator(r"^\d{12}$")]
    )
    name = models.CharField(_("naam"), max_length=160)
    other_names = models.CharField(_("andere namen"), max_length=240, blank=True)
    street = models.CharField(_("straat"), max_length=120, blank=True)
    house_number = models.CharField(_("huisnummer"), max_length=12, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    place = models.CharField(_("plaats"), max_length=80, blank=True)
    postal_address = models.CharField(_("postadres"), max_length=240, blank=True)
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    coordinate_source = models.CharField(
        max_length=8, choices=CoordinateSource.choices, blank=True, default=""
    )
    sector = models.CharField(_("sector"), max_length=2, choices=SectorChamber.choices, blank=True)
    size_class = models.CharField(
        _("grootte"), max_length=6, choices=SizeClass.choices, blank=True, default=""
    )
    website = models.URLField(_("website"), blank=True)
    # How to reach the company, as it publishes itself; its people are in placements/contacts.
    public_email = models.EmailField(_("e-mailadres voor studenten"), blank=True)
    public_phone = models.CharField(_("telefoon voor studenten"), max_length=20, blank=True)
    trades = models.CharField(_("vakwoorden"), max_length=240, blank=True)
    learning_tasks = models.TextField(_("wat je er leert"), max_length=2000, blank=True)
    # Euro cents a month. Empty is unknown, not nothing (R17).
    allowance_cents = models.PositiveIntegerField(_("vergoeding"), null=True, blank=True)
    # How often (a share) and how fast (median days) applications get an answer; empty until enough.
    reply_rate = models.FloatField(null=True, editable=False)
    reply_days = models.FloatField(null=True, editable=False)
    # Identity where there is no leerbedrijf-ID: a digest of source, id, name, postcode and number.
    source_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    # The day on which its last source no longer named it. Ended, never deleted.
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="company_has_both_coordinates_or_none",
            ),
            models.CheckConstraint(
                condition=~Q(leerbedrijf_id=""), name="company_number_is_null_when_unknown"
            ),
            models.CheckConstraint(
                condition=~Q(source_key=""), name="company_source_key_is_null_when_unknown"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["latitude", "longitude"], name="company_on_the_map"),
            models.Index(fields=["postcode"], name="company_by_postcode"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        """The leerbedrijf-ID as people read it: 100-417-920."""
        digits = self.leerbedrijf_id or ""
        return "-".join(filter(None, (digits[:3], digits[3:6], digits[6:])))

    @property
    def spaced_postcode(self) -> str:
        """The postcode as people write it: 9881 AA."""
        return f"{self.postcode[:4]} {self.postcode[4:]}".strip()

    @property
    def allowance_euros(self) -> float | None:
        return None if self.allowance_cents is None else self.allowance_cents / 100

    @property
    def reply_tenths(self) -> int | None:
        """Of ten applications, how many got an answer; None until enough is known."""
        return None if self.reply_rate is None else round(self.reply_rate * 10)

    @property
    def usual_reply_days(self) -> int | None:
        """Within how many days most answers came, in whole days."""
        return None if self.reply_days is None else max(1, ceil(self.reply_days))


class CompanySource(models.Model):
    """A source that names, or named, a company. Only its own rows may end (contract.md)."""

    id = models.BigAutoField(primary_key=True)
    company = models.ForeignKey(TrainingCompany, on_delete=models.CASCADE, related_name="sources")
    source = models.CharField(max_length=80)
    source_id = models.CharField(max_length=80, blank=True)  # the company's number in that source
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "source"], name="one_source_per_company"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "ended_on"], name="company_by_source"),
        ]

    def __str__(self) -> str:
        return self.source
