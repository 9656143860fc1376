"""What the school does with a report. Content is sealed; status and deadline are not."""

import secrets
import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.vault import keyring
from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier, Wrap
from stagebaken.vault.purposes import Purpose

NUMBER_ALPHABET = "BCDFGHJKLMNPRSTVWXZ23456789"  # nothing that reads as another sign, no words


def new_number() -> str:
    """A case number to say aloud, such as K7M-42P. Random: it tells no order (P3)."""
    signs = [secrets.choice(NUMBER_ALPHABET) for _ in range(6)]
    return f"{''.join(signs[:3])}-{''.join(signs[3:])}"


def as_number(typed: str) -> str:
    """A case number as people type it, with or without its hyphen: `k7m 42p` is `K7M-42P`."""
    signs = "".join(sign for sign in typed.upper() if sign in NUMBER_ALPHABET)
    return f"{signs[:3]}-{signs[3:]}"


class Status(models.TextChoices):
    """The statuses of domain.md (c)."""

    RECEIVED = "received", _("Ontvangen")
    ACKNOWLEDGED = "acknowledged", _("Ontvangst bevestigd")
    INTAKE = "intake", _("Gesprek met jou")
    AWAITING_STUDENT_CHOICE = "awaiting_student_choice", _("Jouw keuze")
    HEARING = "hearing", _("Vraag aan het bedrijf")
    FORWARDED_SBB = "forwarded_sbb", _("Bij SBB")
    OUTCOME_KNOWN = "outcome_known", _("Uitkomst bekend")
    REPLACEMENT = "replacement", _("Andere plek zoeken")
    AFTERCARE = "aftercare", _("Nazorg")
    CLOSED = "closed", _("Afgerond")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class Turn(models.TextChoices):
    """Who has the turn."""

    SCHOOL = "school", _("School is aan de beurt")
    REPORTER = "reporter", _("Jij bent aan de beurt")
    COMPANY = "company", _("Het bedrijf is aan de beurt")
    SBB = "sbb", _("SBB is aan de beurt")
    NOBODY = "nobody", _("Er hoeft nu niets")


def _readable_by(user: User) -> models.QuerySet[Wrap]:
    return keyring.readable().filter(audience=Audience.SHARED, user=user)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> "CaseQuerySet":
        """Cases whose key is wrapped for this user: for all others they do not exist (P2)."""
        wraps = _readable_by(user).filter(dossier=OuterRef("dossier_id"))
        return self.filter(Exists(wraps))

    def all_visible_to(self, user: User) -> "CaseQuerySet":
        """The same cases, found from the user's wraps: the faster way to go through all of them."""
        return self.filter(dossier__in=_readable_by(user).values("dossier"))

    def running(self) -> "CaseQuerySet":
        """Cases that somebody still works on."""
        return self.exclude(status__in=[Status.CLOSED, Status.WITHDRAWN])

    def late(self, day: date) -> "CaseQuerySet":
        """Cases whose deadline, the school's own or the outer limit, has passed."""
        return self.filter(due_on__lt=day)

    def by_urgency(self) -> "CaseQuerySet":
        """The school's turn first, in the order of the deadlines; what is closed last."""
        waits = models.Case(
            models.When(turn=Turn.SCHOOL, then=0),
            models.When(turn=Turn.NOBODY, then=2),
            default=1,
        )
        return self.order_by(waits, F("due_on").asc(nulls_last=True), "number")


class Case(models.Model):
    """A filed report in the hands of a school's reporting team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="case")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=7, unique=True, default=new_number, editable=False)
    status = models.CharField(max_length=24, choices=Status.choices, default=Status.RECEIVED)
    turn = models.CharField(max_length=8, choices=Turn.choices, default=Turn.SCHOOL)
    received_on = models.DateField()
    acknowledged_on = models.DateField(null=True)
    due_on = models.DateField(null=True)  # the deadline that runs now: the earlier of these two
    term_on = models.DateField(null=True)  # the school's own term; empty while it stands still
    limit_on = models.DateField(null=True)  # the outer limit (R7), which never stands still
    # Working days that were left when the term stopped; negative when it was late already.
    paused_days = models.SmallIntegerField(null=True)
    closed_on = models.DateField(null=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "due_on"], name="case_by_due"),
            models.Index(fields=["school", "turn", "due_on", "number"], name="case_by_turn"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status="received", acknowledged_on__isnull=True)
                | (~Q(status="received") & Q(acknowledged_on__isnull=False)),
                name="acknowledged_iff_past_received",
            ),
            models.CheckConstraint(
                condition=Q(term_on__isnull=True) | Q(paused_days__isnull=True),
                name="term_runs_or_stands_still",
            ),
            models.CheckConstraint(
                condition=Q(limit_on__isnull=True) | Q(due_on__lte=F("limit_on")),
                name="due_within_the_outer_limit",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False, due_on__isnull=True)
                | (~Q(status="closed") & Q(closed_on__isnull=True)),
                name="closed_iff_a_closing_day",
            ),
            models.CheckConstraint(
                condition=Q(status="closed") | Q(due_on__isnull=False),
                name="running_case_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def is_late(self, day: date) -> bool:
        return self.due_on is not None and self.due_on < day

    @property
    def is_paused(self) -> bool:
        return self.paused_days is not None

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED


class CaseEvent(models.Model):
    """History: appended, never edited. Codes only; who did it stands in the audit log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveIntegerField()
    day = models.DateField()
    status = models.CharField(max_length=24, choices=Status.choices)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "position"], name="one_event_per_position"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.status}"


class Stage(models.TextChoices):
    """What was done because a deadline came near. Nothing of it mails a reporter."""

    REMINDED = "reminded", _("Herinnerd")  # whoever took it up, or all readers
    ESCALATED = "escalated", _("Ook een ander gevraagd")  # the other readers
    ALONE = "alone", _("Aan de melder verteld")  # there is one reader: the dossier's page says so
    LAPSED = "lapsed", _("Te laat")  # all readers; the dossier's page says it as well


class Announcement(models.Model):
    """That a stage was announced for one deadline of a case: once, whoever runs the task again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="announcements")
    due_on = models.DateField()
    stage = models.CharField(max_length=9, choices=Stage.choices)
    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "due_on", "stage"], name="announced_once_for_a_deadline"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.due_on}"


class Note(models.Model):
    """An internal note of the team, under the staff key: the reporter cannot open it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveIntegerField()
    day = models.DateField()
    body = SealedField(purpose=Purpose.NOTE_BODY, audience=Audience.STAFF)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier", "position"], name="one_note_per_position"),
        ]

    def __str__(self) -> str:
        return str(self.id)
