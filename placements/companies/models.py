"""Leerbedrijven, and the programmes for which they are recognised. Never anything about reports."""

import math
import uuid
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Avg, Count, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from placements.companies.words import LENGTH_LIMIT, plain, words_of
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


class Pathway(models.TextChoices):
    BOL = "bol", _("Bol: vooral school")
    BBL = "bbl", _("Bbl: vooral werk")


class SizeClass(models.TextChoices):
    """How many people work there: what a small company is asked is sized to it (R19)."""

    SMALL = "1-9", _("1 tot en met 9 medewerkers")
    MEDIUM = "10-49", _("10 tot en met 49 medewerkers")
    LARGE = "50-249", _("50 tot en met 249 medewerkers")
    VERY_LARGE = "250+", _("250 medewerkers of meer")


class UnknownPlace(LookupError):
    """No company that we know is in this place or postcode."""


class TrainingCompanyQuerySet(models.QuerySet["TrainingCompany"]):
    def matching(self, words: str) -> Self:
        """Companies in which every word occurs: name, place, trade, programme, crebo or number."""
        found = self
        for word in words_of(words):
            found = found.filter(search_text__contains=word)
        return found

    def offering(self, programmes: "CompanyProgrammeQuerySet") -> Self:
        """Companies with at least one of these programmes."""
        return self.filter(Exists(programmes.filter(company=OuterRef("pk"))))

    def around(self, text: str, *, within_km: float | None = None) -> Self:
        """Companies near a place or postcode, nearest first; UnknownPlace when we know none there.

        Where a place is, we know from the companies in it. A company without coordinates is
        found by the name of its own place only. Flat-earth distance, in degrees of latitude: for
        100 km in the Netherlands it is right to some tens of metres, and it is plain arithmetic
        on every database.
        """
        here = _here(plain(text[:LENGTH_LIMIT]))
        middle = TrainingCompany.objects.filter(here).aggregate(
            north=Avg("latitude"), east=Avg("longitude"), companies=Count("pk")
        )
        if not middle["companies"]:
            raise UnknownPlace
        if middle["north"] is None:
            return self.filter(here)
        near = self.annotate(distance_squared=_distance_squared(middle["north"], middle["east"]))
        if within_km == 0:
            near = near.filter(here)
        elif within_km is not None:
            reach = Q(distance_squared__lte=(within_km / KM_PER_DEGREE) ** 2)
            near = near.filter(reach | here & Q(latitude__isnull=True))
        return near.order_by(F("distance_squared").asc(nulls_last=True), "name", "pk")


class CompanyProgrammeQuerySet(models.QuerySet["CompanyProgramme"]):
    def asked(
        self,
        *,
        crebo: str = "",
        pathways: Sequence[str] = (),
        levels: Sequence[int] = (),
        accredited_on: date | None = None,
    ) -> Self:
        """Programmes that meet all of these at once; what is empty does not matter."""
        asked = {
            "crebo": crebo,
            "pathway__in": list(pathways),
            "level__in": list(levels),
            "accredited_until__gte": accredited_on,
        }
        return self.filter(**{name: value for name, value in asked.items() if value})

    def companies_by(self, field: str) -> dict[str, int]:
        """How many companies there are for each value of a field."""
        rows = (
            self.exclude(**{f"{field}__isnull": True})
            .order_by(field)
            .values(field)
            .annotate(companies=Count("company", distinct=True))
        )
        return {str(row[field]): row["companies"] for row in rows if row[field] != ""}


def _here(name: str) -> Q:
    """In the place of this name, or in the postcode area of its first four digits."""
    digits = name[:4]
    if len(digits) == 4 and digits.isdigit():
        return Q(postcode__startswith=digits)
    return Q(place_plain=name) if name else Q(pk__in=[])


def _distance_squared(north: float, east: float) -> Combinable:
    shrink = math.cos(math.radians(north))
    up, along = F("latitude") - north, (F("longitude") - east) * shrink
    return ExpressionWrapper(up * up + along * along, models.FloatField())


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
    # Kept by actions.register alone: what search reads, in plain words.
    search_text = models.TextField(editable=False, default="")
    place_plain = models.CharField(max_length=80, editable=False, default="", db_index=True)

    objects: ClassVar[TrainingCompanyQuerySet] = TrainingCompanyQuerySet.as_manager()  # type: ignore[assignment]

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
    def allowance_euros(self) -> float | None:
        return None if self.allowance_cents is None else self.allowance_cents / 100

    @property
    def distance_km(self) -> float | None:
        """Kilometres from where the search began, when it began somewhere."""
        squared: float | None = getattr(self, "distance_squared", None)
        return None if squared is None else round(math.sqrt(squared) * KM_PER_DEGREE, 1)


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


class CompanyProgramme(models.Model):
    """A programme for which a company is, was, or is not yet recognised, in one pathway."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.CASCADE, related_name="programmes"
    )
    crebo = models.CharField(
        _("crebo"), max_length=5, blank=True, validators=[RegexValidator(r"^\d{5}$")]
    )
    name = models.CharField(_("opleiding"), max_length=160)
    pathway = models.CharField(_("leerweg"), max_length=3, choices=Pathway.choices, blank=True)
    level = models.PositiveSmallIntegerField(
        _("niveau"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    accredited_until = models.DateField(_("erkend tot en met"), null=True, blank=True)

    objects: ClassVar[CompanyProgrammeQuerySet] = CompanyProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "level", "pathway"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "crebo", "name", "pathway"], name="one_programme_per_pathway"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["crebo", "accredited_until", "company"], name="company_by_programme"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_accredited(self, day: date) -> bool:
        return self.accredited_until is not None and self.accredited_until >= day
