"""The verbs: write as a student, write as the school, read. No message is changed afterwards.

No audit event: what a student does is not put in a row with what anonymous people do (ADR 46),
and what a coordinator writes stays in the thread, under the name that the student reads.
"""

from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from schools.messages import rules, sealing, tasks
from schools.messages.models import TEXT_LENGTH, Message, ReadMark, Side, Thread
from schools.messages.sealing import Said
from schools.students import policy
from schools.students.models import Student
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@transaction.atomic
def write_as_student(*, by: User, student: Student, text: str, once: UUID | None = None) -> Message:
    """Coordinators are mailed by the round, and not at this moment."""
    student = _locked(student)
    policy.require_own(by, student)
    return _append(student, Side.STUDENT, by, Said(_checked(text), "", ""), once)[0]


@transaction.atomic
def write_as_school(*, by: User, student: Student, text: str, once: UUID | None = None) -> Message:
    student = _locked(student)
    policy.require(by, student.school)
    if student.joined_on is None:
        raise rules.NobodyReads
    membership = (
        Membership.objects.of(by).filter(school=student.school, role__in=policy.COORDINATORS)
    ).first()
    said = Said(_checked(text), by.name, membership.title if membership else "")
    message, is_new = _append(student, Side.SCHOOL, by, said, once)
    if is_new:
        tasks.mail_student.enqueue(str(student.pk))
    return message


@transaction.atomic
def read(*, by: User, thread: Thread) -> None:
    """Note that this person saw everything so far. The caller let them see the thread."""
    position = thread.last_position
    mark, _ = ReadMark.objects.select_for_update().get_or_create(thread=thread, user=by)
    if mark.position < position:
        mark.position, mark.read_on = position, today()
        mark.save(update_fields=["position", "read_on"])


# ---------- how ----------


def _checked(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise rules.NothingWritten
    if len(words) > TEXT_LENGTH:
        raise rules.TooLong
    return words


def _locked(student: Student) -> Student:
    """Attack: while this waited, the record was taken away, and would carry it to the next."""
    rows = Student.objects.select_for_update(of=("self",)).select_related("school")
    return rows.get(pk=student.pk)


def _append(
    student: Student, side: Side, by: User, said: Said, once: UUID | None
) -> tuple[Message, bool]:
    """The student's row is locked, so that two tabs get two positions."""
    day = today()
    thread, _ = Thread.objects.get_or_create(student=student, defaults={"last_on": day})
    sent = thread.messages.filter(pk=once).first() if once else None
    if sent is not None:
        return sent, False
    if thread.messages.filter(day=day, side=side).count() >= settings.MESSAGES_A_DAY:
        raise rules.TooManyToday
    message = Message(
        id=_free(once),
        thread=thread,
        position=thread.last_position + 1,
        day=day,
        side=side,
        author=by if side == Side.SCHOOL else None,
        holder=student.account,
    )
    message.sealed = sealing.seal_words(message, said)
    message.save(force_insert=True)
    _turn(thread, message)
    return message, True


def _free(once: UUID | None) -> UUID:
    """Keep the form's mark as the message's id, unless another thread's message has it."""
    if once is None or Message.objects.filter(pk=once).exists():
        return uuid4()
    return once


def _turn(thread: Thread, message: Message) -> None:
    if message.side == Side.STUDENT:
        thread.student_position = message.position
    else:
        thread.school_position = message.position
    thread.last_on = message.day
    thread.save(update_fields=["student_position", "school_position", "last_on"])
