"""Students as their school knows them: who follows which programme, and when they look for a place.

No birth date, no sex, no nationality and no origin: no column for them exists (R18, R22).
"""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schools.registry.models import School
from schools.registry.programmes import Pathway, StudyForm
from schools.students import sorting

NUMBER_LENGTH = 20
DOMAIN_LENGTH = 64  # signs; so that an event can name it
COHORT_FIRST, COHORT_LAST = 1990, 2098  # school years that a file may name, by their first year
KEEP_LEAST, KEEP_MOST, KEEP_USUAL = 1, 24, 6  # calendar months after leaving; domain.md R25
PATHWAYS = [*Pathway.choices, *StudyForm.choices]


def school_year(first_year: int) -> str:
    """2026 is 2026-2027: so a school calls the year that begins in August."""
    return f"{first_year}-{first_year + 1}"


class Field(models.TextChoices):
    """What of a record can be put right."""

    NAME = "name", _("Naam")
    EMAIL = "email", _("E-mailadres")
    PROGRAMME = "programme", _("Opleiding")
    CREBO = "crebo", _("Crebo")
    COHORT = "cohort", _("Cohort")
    PATHWAY = "pathway", _("Leerweg of vorm")
    LEVEL = "level", _("Niveau")
    GROUP = "group", _("Klas")
    MENTOR = "mentor", _("Mentor")
    LOCATION = "location", _("Locatie")
    ENROLMENT_END = "enrolment_end", _("Laatste dag van de inschrijving")


class StudentQuerySet(models.QuerySet["Student"]):
    def of(self, school: School) -> Self:
        return self.filter(school=school)

    def enrolled(self, day: date) -> Self:
        """Students on this day: named by their source, and not past their last day."""
        return self.filter(Q(enrolment_end__isnull=True) | Q(enrolment_end__gte=day)).filter(
            ended_on__isnull=True
        )

    def left(self, day: date) -> Self:
        return self.filter(Q(ended_on__isnull=False) | Q(enrolment_end__lt=day))

    def with_account(self) -> Self:
        return self.filter(joined_on__isnull=False)

    def of_period(self, period: "PlacementPeriod") -> Self:
        """Whom a placement period is for."""
        found = self.filter(school=period.school_id, cohort=period.cohort)
        if period.crebo:
            return found.filter(crebo=period.crebo)
        return found.filter(programme=period.programme) if period.programme else found

    def with_correction(self) -> Self:
        """Those who said that something is not right."""
        return self.filter(_waiting())

    def marked(self) -> Self:
        """With `has_correction`, for the list."""
        return self.annotate(has_correction=_waiting())


def _waiting() -> Exists:
    return Exists(Correction.objects.waiting().filter(student=OuterRef("pk")))


class Student(models.Model):
    """One enrolment record of one school. What a file does not say is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="students")
    number = models.CharField(_("studentnummer"), max_length=NUMBER_LENGTH)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    # The name as lists order it (sorting.py); written together with the name, whoever writes that.
    sort_name = models.CharField(max_length=sorting.LENGTH, blank=True, default="", editable=False)
    email = models.EmailField(_("e-mailadres"), blank=True)
    programme = models.CharField(_("opleiding"), max_length=160, blank=True)
    crebo = models.CharField(_("crebo"), max_length=5, blank=True)
    cohort = models.PositiveSmallIntegerField(
        _("cohort"), null=True, blank=True
    )  # first year of it
    pathway = models.CharField(_("leerweg of vorm"), max_length=8, choices=PATHWAYS, blank=True)
    level = models.PositiveSmallIntegerField(_("niveau"), null=True, blank=True)
    group = models.CharField(_("klas"), max_length=40, blank=True)
    mentor = models.CharField(_("mentor"), max_length=120, blank=True)  # a name or an address
    location = models.CharField(_("locatie"), max_length=80, blank=True)  # of the school
    enrolment_end = models.DateField(_("laatste dag"), null=True, blank=True)
    source = models.CharField(max_length=80)
    said_by = models.JSONField(default=dict)  # field: source, where it is not `source`
    started_on = models.DateField()  # the day on which we first heard of it
    ended_on = models.DateField(null=True)  # the source named it no more
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="student_records",
    )
    invited_on = models.DateField(null=True)
    joined_on = models.DateField(null=True)
    mail_failed_on = models.DateField(null=True)
    # The school took the access away: from then on only an invitation opens it.
    closed_on = models.DateField(null=True)

    objects: ClassVar[StudentQuerySet] = StudentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_name", "number", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["school", "number"], name="one_record_per_number"),
            models.UniqueConstraint(
                fields=["school", "account"],
                condition=Q(account__isnull=False),
                name="one_record_per_account",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 4)), name="student_level"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="student_has_a_number"),
            models.CheckConstraint(
                condition=Q(account__isnull=True, invited_on__isnull=True, joined_on__isnull=True)
                | Q(account__isnull=False, invited_on__isnull=False)
                | Q(account__isnull=False, joined_on__isnull=False),
                name="student_account_was_invited_or_came",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "sort_name", "number"], name="students_by_name"),
            models.Index(fields=["school", "cohort", "crebo"], name="students_by_cohort"),
            models.Index(fields=["school", "source"], name="students_by_source"),
        ]

    def __str__(self) -> str:
        return self.name or self.number

    def save(self, *args: Any, **options: Any) -> None:
        self.sort_name = sorting.sorted_as(self.name)
        fields = options.get("update_fields")
        if fields is not None and "name" in fields:
            options["update_fields"] = {*fields, "sort_name"}
        super().save(*args, **options)

    @property
    def school_year(self) -> str:
        return school_year(self.cohort) if self.cohort else ""

    @property
    def left_on(self) -> date | None:
        """The day after which this is no student of the school any more, if there is one."""
        return min(filter(None, (self.ended_on, self.enrolment_end)), default=None)

    def has_left(self, day: date) -> bool:
        return self.ended_on is not None or (
            self.enrolment_end is not None and self.enrolment_end < day
        )

    def stands(self, field: str) -> str:
        """What the record says of a field, as text."""
        value = getattr(self, field)
        return "" if value is None else str(value)

    def in_words(self, field: str, text: str | None = None) -> str | Promise:
        """What stands (or another text) as people read it."""
        text = self.stands(field) if text is None else text
        if field == Field.PATHWAY:
            return dict(PATHWAYS).get(text, text)
        if field == Field.COHORT and text:
            return school_year(int(text))
        return text


class CorrectionState(models.TextChoices):
    WAITING = "waiting", _("Wacht op de school")
    TAKEN = "taken", _("Overgenomen")
    DECLINED = "declined", _("Niet overgenomen")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> Self:
        return self.filter(state=CorrectionState.WAITING)

    def taken(self) -> Self:
        return self.filter(state=CorrectionState.TAKEN)


class Correction(models.Model):
    """Another value for one field. It stands beside the record until a coordinator takes it.

    One that was taken remembers what the file said, so that the same file does not undo it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=16, choices=Field.choices)
    value = models.CharField(max_length=254, blank=True)
    stood = models.CharField(max_length=254, blank=True)  # what the record said before
    state = models.CharField(
        max_length=8, choices=CorrectionState.choices, default=CorrectionState.WAITING
    )
    day = models.DateField()

    objects: ClassVar[CorrectionQuerySet] = CorrectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "field", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["student", "field", "state"], name="one_correction_per_field_and_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.state}"

    @property
    def now(self) -> str | Promise:
        """What the record says."""
        return self.student.in_words(self.field)

    @property
    def said(self) -> str | Promise:
        return self.student.in_words(self.field, self.value)


class PlacementPeriod(models.Model):
    """When students of a cohort look for a place: from the first day until the cut-off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="placement_periods")
    cohort = models.PositiveSmallIntegerField(
        _("cohort"), validators=[MinValueValidator(COHORT_FIRST), MaxValueValidator(COHORT_LAST)]
    )
    # By crebo in the mbo, by name in the hbo; both empty: every programme of the cohort.
    crebo = models.CharField(_("crebo"), max_length=5, blank=True)
    programme = models.CharField(_("opleiding"), max_length=160, blank=True)
    name = models.CharField(_("naam"), max_length=60)
    search_start = models.DateField(_("eerste dag van het zoeken"))
    cut_off = models.DateField(_("laatste dag van het zoeken"))

    class Meta:
        ordering: ClassVar[list[str]] = ["-search_start", "name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(cut_off__gte=F("search_start")), name="search_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["school", "cohort", "crebo", "programme", "name"], name="one_period"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def school_year(self) -> str:
        return school_year(self.cohort)

    def is_running(self, day: date) -> bool:
        return self.search_start <= day <= self.cut_off


class StudentFile(models.Model):
    """A list that was uploaded and looked at, and not carried out yet; gone within two days.

    Never the file itself: the columns that we keep, written anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    source = models.CharField(max_length=80)
    day = models.DateField()
    table = models.TextField()
    outcome = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.pk)


class HomeOrganizationQuerySet(models.QuerySet["HomeOrganization"]):
    def confirmed(self) -> Self:
        """Those that open something."""
        return self.filter(confirmed_on__isnull=False)


class HomeOrganization(models.Model):
    """A domain by which the school's own sign-in names a school (`schac_home_organization`).

    A school with a confirmed one lets in, without an invitation, the students of whom it has a
    record.
    """

    domain = models.CharField(primary_key=True, max_length=DOMAIN_LENGTH)  # in small letters
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="home_organizations")
    confirmed_on = models.DateField(null=True)  # the platform says that it is the school's own

    objects: ClassVar[HomeOrganizationQuerySet] = HomeOrganizationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["domain"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(domain=""), name="home_organization_is_named"),
        ]

    def __str__(self) -> str:
        return self.domain


class KeepTerm(models.Model):
    """How long a school keeps a student's record after the last day; no row: the usual term."""

    school = models.OneToOneField(
        School, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    months = models.PositiveSmallIntegerField(
        _("bewaren na het vertrek (maanden)"),
        default=KEEP_USUAL,
        validators=[MinValueValidator(KEEP_LEAST), MaxValueValidator(KEEP_MOST)],
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(months__range=(KEEP_LEAST, KEEP_MOST)),
                name="students_kept_within_2_years",
            ),
        ]

    def __str__(self) -> str:
        return str(self.months)
