"""What a leerbedrijf promises, what it showed for that, and who looked at it."""

import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.commitments import catalogue
from placements.commitments.final import FinalModel, FinalQuerySet
from placements.commitments.transitions import State, Verb
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from schools.registry.models import School

STORED = (State.DECLARED, State.EVIDENCE, State.CHECKED, State.WITHDRAWN)
REASON_LENGTH = 1000  # characters


class Commitment(models.Model):
    """One item of the catalogue. Its words are in `catalogue.py`, this row is for referring."""

    code = models.SlugField(primary_key=True, max_length=20)
    bit = models.PositiveSmallIntegerField(unique=True)  # its place in the masks of the search
    version = models.PositiveSmallIntegerField()  # the current one
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(bit__lte=15), name="commitment_bit_fits_16"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def text(self) -> catalogue.Text:
        return catalogue.text(self.code, self.version)

    @property
    def name(self) -> str:
        return str(self.text.name)

    @property
    def short(self) -> str:
        return str(self.text.short)

    @property
    def has_days(self) -> bool:
        """Whether the company chooses within how many working days it answers."""
        return self.code == catalogue.ANSWER


def stands(day: date) -> Q:
    """Neither lapsed nor withdrawn on this day."""
    return ~Q(state=State.WITHDRAWN) & Q(declared_on__lte=day, valid_until__gte=day)


class CompanyCommitmentQuerySet(models.QuerySet["CompanyCommitment"]):
    def standing(self, day: date) -> Self:
        """What stands on this day; each says whether its check counts then."""
        counts = When(checked_until__gte=day, then=Value(value=True))
        checked = Case(counts, default=Value(value=False))
        return self.filter(stands(day)).annotate(checked=checked)

    def checked(self, day: date) -> Self:
        """Standing, and looked at by a school or SBB within its term."""
        return self.standing(day).filter(checked_until__gte=day)

    def waiting(self, day: date) -> Self:
        """With evidence that nobody has looked at; who waits longest comes first."""
        return self.standing(day).filter(state=State.EVIDENCE).order_by("evidence_on", "pk")


class CompanyCommitment(models.Model):
    """One commitment of one company as it is now; what went before is in its events."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.PROTECT, related_name="commitments"
    )
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()  # of the text that was promised
    answer_days = models.PositiveSmallIntegerField(_("werkdagen"), null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices)
    # Counts every change: whoever decides, decides about what they have seen.
    revision = models.PositiveIntegerField(default=0)
    # Counts the times it was promised: evidence belongs to one of them.
    round = models.PositiveIntegerField(default=0)
    declared_on = models.DateField()
    valid_until = models.DateField()  # the last day on which it counts
    evidence_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_until = models.DateField(null=True, blank=True)  # the last day of that check
    checked_by = models.ForeignKey(  # empty with a check: SBB
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[CompanyCommitmentQuerySet] = CompanyCommitmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["commitment__position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "commitment"], name="one_row_per_commitment"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in STORED]),
                name="commitment_state_is_stored",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("declared_on")),
                name="commitment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_until__isnull=True)
                | Q(checked_on__isnull=False, checked_until__lte=F("valid_until")),
                name="check_ends_with_its_commitment",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__isnull=True) | Q(answer_days__in=catalogue.ANSWER_DAYS),
                name="commitment_answer_days",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "evidence_on"], name="commitment_queue"),
            models.Index(fields=["valid_until"], name="commitment_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.commitment_id}"

    @property
    def text(self) -> catalogue.Text:
        """The words that were promised, also when there are better ones by now."""
        return catalogue.text(self.commitment_id, self.version)

    @property
    def name(self) -> str:
        if self.answer_days is None:
            return str(self.text.name)
        words = gettext("Elke sollicitatie krijgt binnen %(days)s werkdagen antwoord")
        return words % {"days": self.answer_days}

    @property
    def checker(self) -> str:
        """The organisation that looked at it."""
        return self.checked_by.name if self.checked_by else "SBB"

    def state_on(self, day: date) -> State:
        if not self.revision:
            return State.NONE
        if self.state != State.WITHDRAWN and self.valid_until < day:
            return State.LAPSED
        return State(self.state)

    def is_checked(self, day: date) -> bool:
        """A check counts until the end of the term that it was about, also after renewal."""
        ends = self.checked_until
        return ends is not None and ends >= day and self.state_on(day) in STORED[:3]

    def is_expiring(self, day: date) -> bool:
        """It will lapse soon: the company may renew it now."""
        last = self.valid_until - timedelta(days=max(settings.COMMITMENT_REMINDER_DAYS))
        return self.state_on(day) in STORED[:3] and day >= last


class Organisation(models.TextChoices):
    """Who did something. Nobody's name stands in a history that everybody reads."""

    COMPANY = "company", _("het bedrijf")
    SCHOOL = "school", _("een school")
    SBB = "sbb", "SBB"
    TERM = "term", _("de einddatum")


class CommitmentEvent(FinalModel):
    """One step in the public history of a commitment."""

    id = models.BigAutoField(primary_key=True)
    commitment = models.ForeignKey(
        CompanyCommitment, on_delete=models.PROTECT, related_name="events"
    )
    day = models.DateField()
    verb = models.CharField(max_length=13, choices=Verb.choices)
    state = models.CharField(max_length=9, choices=State.choices)  # after it
    version = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField(null=True)
    organisation = models.CharField(max_length=7, choices=Organisation.choices)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    # The reason of a decision: for the company and those who check, never public.
    note = models.TextField(max_length=REASON_LENGTH, blank=True)
    is_single = models.BooleanField(default=False)  # there was no second person to confirm

    objects: ClassVar[FinalQuerySet["CommitmentEvent"]] = FinalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.day} {self.verb}"

    @property
    def who(self) -> str:
        return self.school.name if self.school else str(self.get_organisation_display())


class Badge(models.TextChoices):
    CHARTER = "charter", _("Charter Diversiteit (ondertekend)")
    MONITOR = "monitor", _("Nederlandse Inclusiviteitsmonitor (ingevuld)")


class Evidence(FinalModel):
    """What a company shows. Nothing at a link is ever fetched by us."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(
        CompanyCommitment, on_delete=models.PROTECT, related_name="evidence"
    )
    round = models.PositiveIntegerField()
    given_on = models.DateField()
    text = models.TextField(_("wat je laat zien"), max_length=4000, blank=True)
    link = models.URLField(_("link"), max_length=400, blank=True)
    badge = models.CharField(_("keurmerk"), max_length=7, choices=Badge.choices, blank=True)
    badge_number = models.CharField(_("nummer"), max_length=40, blank=True)
    badge_until = models.DateField(_("geldig tot en met"), null=True, blank=True)

    objects: ClassVar[FinalQuerySet["Evidence"]] = FinalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["given_on", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Proposal(models.Model):
    """A decision by one person that waits for a second of the same organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(
        CompanyCommitment, on_delete=models.CASCADE, related_name="proposals"
    )
    school = models.ForeignKey(  # empty: SBB
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verb = models.CharField(max_length=13, choices=Verb.choices)
    reason = models.TextField(_("reden"), max_length=REASON_LENGTH)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["commitment", "school"], name="one_proposal_per_school"
            ),
            # Two empty schools count as different in the constraint above.
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(school__isnull=True),
                name="one_proposal_of_sbb",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Reminder(models.Model):
    """One mail to one contact before one end: it is sent once, whoever runs the round again."""

    id = models.BigAutoField(primary_key=True)
    commitment = models.ForeignKey(
        CompanyCommitment, on_delete=models.CASCADE, related_name="reminders"
    )
    contact = models.ForeignKey(CompanyContact, on_delete=models.CASCADE, related_name="+")
    valid_until = models.DateField()
    days = models.PositiveSmallIntegerField()  # before the end: 60, 30 or 7
    mailed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["commitment", "contact", "valid_until", "days"], name="one_reminder"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
