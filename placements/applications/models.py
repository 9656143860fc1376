"""What a student shows of learning, and the applications that are made with it.

There is no column for a name, photo, age, sex or origin here. Who a student is stands in
schools/students alone, and `reading.identity_of` is the one way from here to there.
"""

import secrets
import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from placements.applications.transitions import (
    CLOSED,
    FIRST,
    RUNNING,
    UNANSWERED,
    Reason,
    State,
    Turn,
    Who,
)
from placements.commitments.final import FinalModel, FinalQuerySet
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.places.models import HOURS_LIMIT, Accessibility, TrainingPlace
from schools.students.models import Student

REFERENCE_ALPHABET = "BCDFGHJKLMNPRSTVWXZ23456789"  # nothing that reads as another sign, no words
REFERENCE_SIGNS = 10
MOTIVATION_LENGTH = 600  # characters: a few sentences
TRAVEL_LIMIT = 180  # minutes, one way
POINTS = (1, 2, 3, 4)  # no middle: whoever scores, chooses


def new_reference() -> str:
    """How a company knows an application. Random: it tells no order, and nothing of a student."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_SIGNS))


class Weekday(models.TextChoices):
    MONDAY = "mon", _("maandag")
    TUESDAY = "tue", _("dinsdag")
    WEDNESDAY = "wed", _("woensdag")
    THURSDAY = "thu", _("donderdag")
    FRIDAY = "fri", _("vrijdag")
    SATURDAY = "sat", _("zaterdag")
    SUNDAY = "sun", _("zondag")


class Means(models.TextChoices):
    WALK = "walk", _("lopend")
    BICYCLE = "bicycle", _("met de fiets")
    TRANSIT = "transit", _("met bus, tram of trein")
    SCOOTER = "scooter", _("met de scooter")
    CAR = "car", _("met de auto")


class Need(models.TextChoices):
    """What a student needs, one by one what a place can say of itself (places.Accessibility)."""

    WHEELCHAIR = Accessibility.WHEELCHAIR.value, _("Overal komen met een rolstoel")
    TOILET = Accessibility.TOILET.value, _("Een toilet voor mensen met een rolstoel")
    TRANSIT = Accessibility.TRANSIT.value, _("Een bus, tram of trein dichtbij")
    QUIET = Accessibility.QUIET.value, _("Een rustige plek om te werken")
    REST = Accessibility.REST.value, _("Een ruimte om even te rusten")
    PRAYER = Accessibility.PRAYER.value, _("Een ruimte om te bidden of stil te zijn")
    HOURS = Accessibility.HOURS.value, _("Overleg over de werktijden")
    PART_TIME = Accessibility.PART_TIME.value, _("Minder uren per week")
    TOOLS = Accessibility.TOOLS.value, _("Hulpmiddelen of een aangepaste werkplek")
    PLAIN = Accessibility.PLAIN.value, _("Uitleg op papier of met plaatjes")


class ApplicantProfile(models.Model):
    """What a student shows of learning goals and skills. Never of who they are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    student = models.OneToOneField(
        Student, on_delete=models.CASCADE, related_name="applicant_profile"
    )
    available_from = models.DateField(_("vanaf"), null=True, blank=True)
    available_until = models.DateField(_("tot en met"), null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(HOURS_LIMIT)]
    )
    weekdays = models.JSONField(default=list, blank=True)  # values of Weekday
    travel_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(TRAVEL_LIMIT)]
    )
    travel_by = models.JSONField(default=list, blank=True)  # values of Means
    # Needs can say something of health or religion: unless the student says otherwise, a company
    # reads them together with the name, and not before.
    needs = models.JSONField(default=list, blank=True)  # values of Need
    needs_text = models.CharField(max_length=500, blank=True)
    shows_needs = models.BooleanField(default=False)
    motivation = models.TextField(max_length=MOTIVATION_LENGTH, blank=True)
    # Goes up with every change: a page that was read before says so.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(available_from__isnull=True)
                | Q(available_until__isnull=True)
                | Q(available_until__gte=F("available_from")),
                name="available_until_after_from",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ProfileGoal(models.Model):
    """A leerwens: what a student wants to learn, and for which werkproces that counts."""

    id = models.BigAutoField(primary_key=True)
    profile = models.ForeignKey(ApplicantProfile, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    work_process = models.CharField(max_length=160, blank=True)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["profile", "position"], name="one_goal_per_position"),
            models.CheckConstraint(
                condition=~Q(work_process="", text=""), name="goal_says_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.work_process


class ProfileSkill(models.Model):
    """What a student can do, and what shows it."""

    id = models.BigAutoField(primary_key=True)
    profile = models.ForeignKey(ApplicantProfile, on_delete=models.CASCADE, related_name="skills")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)
    evidence = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["profile", "position"], name="one_skill_per_position"),
        ]

    def __str__(self) -> str:
        return self.text


class ApplicationQuerySet(models.QuerySet["Application"]):
    def running(self) -> Self:
        return self.filter(state__in=RUNNING)

    def waiting(self) -> Self:
        """Without an answer of the company, also when its term has passed."""
        return self.filter(state__in=UNANSWERED)

    def overdue(self, day: date) -> Self:
        """The company's term is over, and nobody said so yet."""
        return self.filter(state__in=[State.SENT, State.SEEN], term_on__lt=day)

    def unanswered_by_student(self, day: date, days: int) -> Self:
        """An invitation or offer that stands for so many days, and was not recalled yet.

        It never lapses: nobody but the student or the company ends it.
        """
        waiting = self.filter(turn=Turn.STUDENT, reminded_on__isnull=True)
        since = waiting.annotate(since=Max("events__day"))
        return since.filter(since__lte=day - timedelta(days=days))

    def in_order(self) -> Self:
        """By the day of arrival, then at random: no list for a company ranks people."""
        return self.order_by("sent_on", "reference")


class Application(models.Model):
    """One student's application for one place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # student's side
    reference = models.CharField(  # the company's side: neither tells the other
        max_length=REFERENCE_SIGNS, unique=True, default=new_reference, editable=False
    )
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="applications")
    place = models.ForeignKey(TrainingPlace, on_delete=models.PROTECT, related_name="applications")
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.PROTECT, related_name="applications"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=FIRST)
    turn = models.CharField(max_length=7, choices=Turn.choices, default=Turn.COMPANY)
    sent_on = models.DateField()
    term_on = models.DateField()  # the last day of the company's term
    is_promised = models.BooleanField(default=False)  # by the company itself; else it is ours
    seen_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    no_answer_on = models.DateField(null=True)
    identity_shown_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    # The day on which the account that sent it lost the record: no later account finds it.
    parted_on = models.DateField(null=True)
    # The day of the one mail that an invitation or offer still waits; a new one may get its own.
    reminded_on = models.DateField(null=True)
    talk_on = models.DateField(_("dag van het gesprek"), null=True)
    talk_text = models.CharField(max_length=500, blank=True)  # where, how and with whom
    offer_text = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=11, choices=Reason.choices, blank=True, default="")
    explanation = models.TextField(max_length=1000, blank=True)
    # What the company reads: a copy of the profile as it was, in the shape of `copies.Copy`.
    shown = models.JSONField()
    withheld = models.JSONField(default=dict)  # read together with the name, and not before

    objects: ClassVar[ApplicationQuerySet] = ApplicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-sent_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["student", "place"],
                condition=Q(state__in=RUNNING),
                name="one_running_application_per_place",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, turn=Turn.NOBODY, closed_on__isnull=False)
                | (Q(state__in=RUNNING, closed_on__isnull=True) & ~Q(turn=Turn.NOBODY)),
                name="application_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.REFUSED) & ~Q(reason="") & ~Q(explanation=""))
                | (~Q(state=State.REFUSED) & Q(reason="")),
                name="application_refused_has_a_reason",
            ),
            # Between the days of before and after an acceptance lies the student's own act.
            models.CheckConstraint(
                condition=~Q(state__in=[State.CONVERSATION, State.ACCEPTED])
                | Q(identity_shown_on__isnull=False),
                name="application_named_was_shown",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*UNANSWERED, State.INVITED])
                | Q(identity_shown_on__isnull=True),
                name="application_unanswered_names_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.INVITED) | Q(talk_on__isnull=False),
                name="application_invited_has_a_day",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["company", "state", "sent_on"], name="application_of_company"),
            models.Index(fields=["state", "term_on"], name="application_by_term"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def since(self) -> date:
        """The day of the last step: from then on somebody is waited for."""
        return self.events.aggregate(last=Max("day"))["last"] or self.sent_on


class ApplicationEvent(FinalModel):
    """One step, appended. Whoever of the company took it stands nowhere: the company did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveSmallIntegerField()
    day = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices)
    who = models.CharField(max_length=7, choices=Who.choices)

    objects: ClassVar[FinalQuerySet["ApplicationEvent"]] = FinalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application", "position"], name="one_application_event_per_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.state}"


class GuideQuestion(models.Model):
    """A question that every candidate for a place is asked, and what a good answer holds."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(
        TrainingPlace, on_delete=models.CASCADE, related_name="guide_questions"
    )
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    good_answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["place", "position"], name="one_guide_question_per_position"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Score(models.Model):
    """How one answer was found. Gone with the decision; never added up."""

    id = models.BigAutoField(primary_key=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="scores")
    question = models.ForeignKey(GuideQuestion, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["question__position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application", "question"], name="one_score_per_question"
            ),
            models.CheckConstraint(
                condition=Q(points__range=(POINTS[0], POINTS[-1])), name="score_points"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ApplicationMail(models.Model):
    """One mail to one contact about what waits: after so many days, once."""

    id = models.BigAutoField(primary_key=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(CompanyContact, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()  # since it arrived: 0, 7 or 14
    mailed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application", "contact", "days"], name="one_application_mail"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
