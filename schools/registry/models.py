"""Schools (mbo and hbo) with their own reporting point; and SBB, which has a vault too."""

import uuid
from typing import ClassVar, NamedTuple, Self
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schools.registry.provinces import Province
from stagebaken.accounts.models import TEAM_ROLES, Role
from stagebaken.vault.models import Vault

# The longest terms that a school may promise, in working days: what fits the outer limits of the
# law's yardstick (domain.md R7), 7 calendar days and 3 months, when no holiday falls in them.
ACKNOWLEDGE_LIMIT = 5  # working days: a week
FEEDBACK_LIMIT = 63  # working days: 89 calendar days, the shortest three months, hold as many
SBB = "sbb"  # the code of the one body; no school has it: both are part of an address
KEEP_LEAST, KEEP_MOST = 3, 60  # calendar months after closing that a dossier stays (R25)
FEEDBACK_LEAST = 5  # working days: a promise of less is not kept


class Sector(models.TextChoices):
    MBO = "mbo", _("mbo")
    HBO = "hbo", _("hbo")


class OwnWords(NamedTuple):
    """What a school wrote, and in which language: a page in another one has to say so."""

    text: str
    language: str


def _in_language_of_visitor(dutch: str, english: str) -> OwnWords:
    if get_language() == "en" and english:
        return OwnWords(english, "en")
    return OwnWords(dutch, "nl")


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
        _("ontvangst bevestigen binnen (werkdagen)"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(ACKNOWLEDGE_LIMIT)],
    )
    feedback_days = models.PositiveSmallIntegerField(
        _("antwoord geven binnen (werkdagen)"),
        default=40,
        validators=[MinValueValidator(FEEDBACK_LEAST), MaxValueValidator(FEEDBACK_LIMIT)],
    )
    keep_months = models.PositiveSmallIntegerField(
        _("bewaren na het afronden (maanden)"),
        default=24,
        validators=[MinValueValidator(KEEP_LEAST), MaxValueValidator(KEEP_MOST)],
    )
    welcome_text = models.TextField(
        _("welkomsttekst van het meldpunt"), max_length=1200, blank=True
    )
    welcome_text_en = models.TextField(_("welkomsttekst, Engels"), max_length=1200, blank=True)
    counsellor_contact = models.CharField(
        _("hoe je de vertrouwenspersoon bereikt"), max_length=240, blank=True
    )
    counsellor_contact_en = models.CharField(
        _("hoe je de vertrouwenspersoon bereikt, Engels"), max_length=240, blank=True
    )
    email_domains = models.CharField(_("e-maildomeinen van de school"), max_length=240, blank=True)
    province = models.CharField(_("provincie"), max_length=2, choices=Province.choices, blank=True)

    # Who reads what lies in the vault, and who holds the shares of its recovery key.
    team_roles: ClassVar[tuple[Role, ...]] = TEAM_ROLES
    custodian_role: ClassVar[Role] = Role.CUSTODIAN

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
            models.CheckConstraint(
                condition=Q(keep_months__range=(KEEP_LEAST, KEEP_MOST)),
                name="kept_within_five_years",
            ),
            models.CheckConstraint(condition=~Q(code=SBB), name="no_school_is_called_sbb"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def welcome(self) -> OwnWords:
        """The school's own words to reporters, in the visitor's language where there are any."""
        return _in_language_of_visitor(self.welcome_text, self.welcome_text_en)

    @property
    def counsellor(self) -> OwnWords:
        """How to reach the confidential counsellor, in the visitor's language likewise."""
        return _in_language_of_visitor(self.counsellor_contact, self.counsellor_contact_en)


class Body(models.Model):
    """A body outside the schools with a vault of its own: SBB. Its people have no school."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(unique=True, max_length=40)
    name = models.CharField(max_length=160)
    vault = models.OneToOneField("vault.Vault", on_delete=models.PROTECT, related_name="+")

    team_roles: ClassVar[tuple[Role, ...]] = (Role.SBB_ADVISOR,)
    custodian_role: ClassVar[Role] = Role.SBB_CUSTODIAN

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(code=SBB), name="one_body"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def sbb(cls) -> Self:
        """SBB, made at the first use; two first uses at once agree on one."""
        return cls._found() or cls._founded()

    @classmethod
    def _found(cls) -> Self | None:
        return cls.objects.select_related("vault").filter(code=SBB).first()

    @classmethod
    def _founded(cls) -> Self:
        try:
            with transaction.atomic():
                return cls.objects.create(code=SBB, name="SBB", vault=Vault.objects.create())
        except IntegrityError:
            return cls.objects.select_related("vault").get(code=SBB)


# Whoever has a vault with a team and custodians.
Owner = School | Body


def owner_of(vault_id: UUID) -> Owner:
    """The school or body of this vault."""
    school = School.objects.select_related("vault").filter(vault=vault_id).first()
    return school or Body.objects.select_related("vault").get(vault=vault_id)
