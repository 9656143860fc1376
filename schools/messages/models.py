"""What a student and the internship coordinators of the school write to each other.

Outside the seal: who has a thread, whose turn it is, the day. The words are sealed (`sealing`).
"""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User

TEXT_LENGTH = 2000  # characters of one message


class Side(models.TextChoices):
    STUDENT = "student", "student"
    SCHOOL = "school", "school"


class Turn(models.IntegerChoices):
    """How a thread stands for one coordinator; the lowest comes first in the list."""

    NEW = 0, "new"  # the student wrote, nobody of the school answered, and this one did not read it
    WAITING = 1, "waiting"  # read, and not answered
    ANSWERED = 2, "answered"


class ThreadQuerySet(models.QuerySet["Thread"]):
    def of(self, school: School) -> Self:
        return self.filter(student__school=school)

    def waiting(self) -> Self:
        """The student wrote last: what any colleague answered, waits for nobody."""
        return self.filter(student_position__gt=F("school_position"))

    def new_to(self, coordinator: User) -> Self:
        return self.waiting().exclude(_has_read(coordinator))

    def for_list(self, coordinator: User) -> Self:
        """With `turn`; first what is new to this coordinator, then what waits, the newest first."""
        is_waiting = Q(student_position__gt=F("school_position"))
        turn = Case(
            When(is_waiting & ~_has_read(coordinator), then=Value(Turn.NEW.value)),
            When(is_waiting, then=Value(Turn.WAITING.value)),
            default=Value(Turn.ANSWERED.value),
            output_field=models.PositiveSmallIntegerField(),
        )
        return self.annotate(turn=turn).order_by("turn", "-last_on", "student__sort_name", "pk")


def _has_read(user: User) -> Q:
    marks = ReadMark.objects.filter(
        thread=OuterRef("pk"), user=user, position__gte=OuterRef("student_position")
    )
    return Q(Exists(marks))


class Thread(models.Model):
    """The conversation about one student; it exists from the first message on."""

    student = models.OneToOneField(
        Student, on_delete=models.CASCADE, primary_key=True, related_name="thread"
    )
    # Positions of the last message of each side, counted together from 1; 0: none yet.
    student_position = models.PositiveIntegerField(default=0)
    school_position = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    objects: ClassVar[ThreadQuerySet] = ThreadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-last_on"], name="threads_by_day"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def last_position(self) -> int:
        return max(self.student_position, self.school_position)


class MessageQuerySet(models.QuerySet["Message"]):
    def for_account(self, user: User) -> Self:
        """What was said while this account was the student's.

        Attack: a record gets another account, and its holder reads what the one before wrote.
        """
        return self.filter(holder=user)


class Message(models.Model):
    """One message. Its id is the mark of the form that it was written in (decision 6)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    position = models.PositiveIntegerField()
    day = models.DateField()
    side = models.CharField(max_length=7, choices=Side.choices)
    author = models.ForeignKey(  # of the school; the name that was shown is in the seal
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    holder = models.ForeignKey(  # the student's account on that day
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sealed = models.BinaryField()  # schools.messages.sealing.Said

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["thread", "position"], name="one_student_message_per_position"
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="student_message_has_a_side"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReadMark(models.Model):
    """How far one person has read a thread, on which day; and of which message they were mailed."""

    id = models.BigAutoField(primary_key=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)
    read_on = models.DateField(null=True)
    mailed_position = models.PositiveIntegerField(default=0)
    mailed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["thread", "user"], name="one_read_mark_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.position}"
