"""Programmes, and for which of them a leerbedrijf is erkend on which day (R12-R15)."""

from datetime import date
from typing import ClassVar, NamedTuple, Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from placements.companies.models import SectorChamber, TrainingCompany
from schools.registry.models import School
from schools.registry.programmes import Pathway


class ProgrammeKind(models.TextChoices):
    KWALIFICATIE = "kwalificatie", _("mbo-opleiding")
    HBO = "hbo", _("hbo-opleiding")


class Programme(models.Model):
    """A kwalificatie of the mbo, by its crebo, or a programme of the hbo, by its name."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=12, choices=ProgrammeKind.choices)
    crebo = models.CharField(
        _("crebo"), max_length=5, unique=True, null=True, blank=True,
        validators=[RegexValidator(r"^\d{5}$")],
    )  # fmt: skip
    name = models.CharField(_("opleiding"), max_length=160)
    dossier_code = models.CharField(max_length=8, blank=True)
    dossier = models.CharField(_("kwalificatiedossier"), max_length=160, blank=True)
    level = models.PositiveSmallIntegerField(
        _("niveau"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    # In which leerwegen it is taught, comma-separated: "bol,bbl". Empty is unknown.
    pathways = models.CharField(max_length=16, blank=True)
    sector = models.CharField(_("sector"), max_length=2, choices=SectorChamber.choices, blank=True)
    # In which words students look for it, besides its name.
    keywords = models.CharField(_("vakwoorden"), max_length=240, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)  # the last day
    source = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # vanished from its own source

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "level", "crebo"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind=ProgrammeKind.KWALIFICATIE, crebo__isnull=False)
                | Q(kind=ProgrammeKind.HBO, crebo__isnull=True),
                name="programme_has_a_crebo_in_the_mbo",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(kind=ProgrammeKind.HBO),
                name="one_hbo_programme_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        unknown = set(filter(None, self.pathways.split(","))) - set(Pathway.values)
        if unknown:
            raise ValidationError({"pathways": _("Deze leerweg bestaat niet.")})


class Status(models.TextChoices):
    """What a row says of its days. Suspended and withdrawn outweigh active."""

    ACTIVE = "active", _("erkend")
    SUSPENDED = "suspended", _("geschorst")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class AccreditationQuerySet(models.QuerySet["Accreditation"]):
    def covering(self, day: date) -> Self:
        """Rows whose days include this one, whatever they say of it."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        )

    def lasting(self, day: date) -> Self:
        """Rows that have not ended before this day, whether or not they have begun."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))

    def erkend(self, day: date) -> Self:
        """Rows by which a company may train on this day: active, and nothing outweighs them."""
        outweighed = Accreditation.objects.covering(day).filter(
            ~Q(status=Status.ACTIVE),
            company=OuterRef("company"),
            programme=OuterRef("programme"),
            pathway=OuterRef("pathway"),
        )
        return self.covering(day).filter(~Exists(outweighed), status=Status.ACTIVE)


class Accreditation(models.Model):
    """Says that in one programme and pathway a company is erkend, or is not, on certain days.

    'Erkend on day D' holds when an active row covers D and no suspended or withdrawn row does.
    A change never rewrites days that have passed: it ends a row or adds one.
    """

    id = models.BigAutoField(primary_key=True)
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.CASCADE, related_name="accreditations"
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="accreditations"
    )
    pathway = models.CharField(_("leerweg"), max_length=3, choices=Pathway.choices)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.ACTIVE)
    valid_from = models.DateField(_("vanaf"), null=True, blank=True)  # empty: since ever
    valid_until = models.DateField(_("tot en met"), null=True, blank=True)  # empty: no end yet
    # The file or body that says so. Only the same source may end the row by leaving it out.
    source = models.CharField(max_length=80)
    # The first day that the source itself gave: with it a second run finds its own row again.
    stated_from = models.DateField(null=True, blank=True)
    # What the source said last. Only what it says anew changes something (statements.py): a file
    # that repeats itself does not undo what an officer decided since.
    stated_until = models.DateField(null=True, blank=True)
    stated_status = models.CharField(max_length=9, choices=Status.choices, blank=True, default="")

    objects: ClassVar[AccreditationQuerySet] = AccreditationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["programme__name", "pathway", "valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="accreditation_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["company", "programme", "pathway"], name="accreditation_of_company"
            ),
            models.Index(fields=["programme", "company"], name="accreditation_of_programme"),
            models.Index(fields=["source", "valid_until"], name="accreditation_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.pathway} {self.status}"

    def covers(self, day: date) -> bool:
        return covers(self.valid_from, self.valid_until, day)


def covers(first: date | None, last: date | None, day: date) -> bool:
    """Whether this day is one of these; where a day is not given, there is no bound."""
    return (first is None or first <= day) and (last is None or last >= day)


class Key(NamedTuple):
    """What recognition is about: never a company as a whole (R12)."""

    company_id: UUID
    programme_id: int
    pathway: str

    @classmethod
    def of(cls, row: Accreditation) -> Self:
        return cls(row.company_id, row.programme_id, row.pathway)


class AccreditationChangeQuerySet(models.QuerySet["AccreditationChange"]):
    def changes(self) -> Self:
        """Those that changed something on their day; the others are decisions for a later day."""
        return self.exclude(was_erkend=F("is_erkend"))


class AccreditationChange(models.Model):
    """One decision, or one day on which time changed something: appended, never edited.

    Everybody may read from which day a company was erkend, or no longer. Whether that was a
    suspension or a withdrawal, why, and by whom is for SBB: a reason can betray a report (R23).
    """

    id = models.BigAutoField(primary_key=True)
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.CASCADE, related_name="accreditation_changes"
    )
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    pathway = models.CharField(max_length=3, choices=Pathway.choices)
    day = models.DateField()
    # Of a decision for a later day. When that day comes, a row of its own is written.
    takes_effect_on = models.DateField(null=True, blank=True)
    was_erkend = models.BooleanField()
    is_erkend = models.BooleanField()
    status = models.CharField(max_length=9, choices=Status.choices)
    reason = models.TextField(_("reden"), max_length=1000, blank=True)
    source = models.CharField(max_length=80)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[AccreditationChangeQuerySet] = AccreditationChangeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["company", "day"], name="change_of_company"),
            models.Index(fields=["takes_effect_on"], name="change_to_come"),
            # Decisions are few among what files changed: without it the newest are looked for long.
            models.Index(fields=["id"], condition=Q(by__isnull=False), name="change_by_an_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.status}"

    @property
    def is_a_change(self) -> bool:
        return self.was_erkend != self.is_erkend


class RegisterDay(models.Model):
    """One row: the last day of which is written down what it changed by itself."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_register_day"),
        ]

    def __str__(self) -> str:
        return str(self.day)


class SchoolApprovalQuerySet(models.QuerySet["SchoolApproval"]):
    def valid(self, day: date) -> Self:
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day),
            valid_from__lte=day,
        )


class SchoolApproval(models.Model):
    """A hbo school's own judgement of a company (R15). Never shown as 'erkend'."""

    id = models.BigAutoField(primary_key=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="approvals")
    company = models.ForeignKey(TrainingCompany, on_delete=models.CASCADE, related_name="approvals")
    # Empty: for every programme of the school.
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="approvals"
    )
    valid_from = models.DateField(_("vanaf"))
    valid_until = models.DateField(_("tot en met"), null=True, blank=True)
    reason = models.TextField(_("waarom"), max_length=1000)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawal_reason = models.TextField(_("waarom ingetrokken"), max_length=1000, blank=True)

    objects: ClassVar[SchoolApprovalQuerySet] = SchoolApprovalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-valid_from", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="approval_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} · {self.company}"

    def can_be_withdrawn(self, day: date) -> bool:
        is_over = self.valid_until is not None and self.valid_until < day
        return self.withdrawn_on is None and not is_over
