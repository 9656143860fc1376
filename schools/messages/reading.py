"""A thread as each side reads it, as values: opened here and nowhere else."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from schools.messages import sealing
from schools.messages.models import Message, MessageQuerySet, ReadMark, Side, Thread
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import short_date

PAGE_SIZE = 50


@dataclass(frozen=True)
class Line:
    """A message in the shape of `ui/_conversation.html`."""

    author: str
    role: str
    when: str
    text: str
    is_own: bool


@dataclass(frozen=True)
class Conversation:
    lines: list[Line]
    page: Page[Message]
    read: str  # who of the other side read the last own message, and when; empty: nobody


def thread_of(student: Student) -> Thread | None:
    return Thread.objects.filter(student=student).first()


def for_student(student: Student, user: User, number: str | None) -> Conversation:
    """What was said while this account was the student's."""
    rows = Message.objects.filter(thread=student.pk).for_account(user)
    return _conversation(student, rows, Side.STUDENT, number)


def for_school(student: Student, number: str | None) -> Conversation:
    return _conversation(student, Message.objects.filter(thread=student.pk), Side.SCHOOL, number)


def news_for_student(student: Student, user: User) -> int:
    """How many messages of the school this account has not read."""
    mark = ReadMark.objects.filter(thread=student.pk, user=user).first()
    rows = Message.objects.filter(thread=student.pk, side=Side.SCHOOL).for_account(user)
    return rows.filter(position__gt=mark.position if mark else 0).count()


def copy_of(student: Student, user: User) -> str:
    """All of it as plain text, the oldest first."""
    rows = Message.objects.filter(thread=student.pk).for_account(user)
    lines = [_line(message, Side.STUDENT, student) for message in rows]
    parts = [f"{one.when} · {_who(one)}\n{one.text}\n" for one in lines]
    return "\n".join(parts)


def _conversation(
    student: Student, rows: MessageQuerySet, side: Side, number: str | None
) -> Conversation:
    """The newest on the first page; within a page the oldest comes first."""
    page = Paginator(rows.order_by("-position"), PAGE_SIZE).get_page(number)
    shown = [_line(message, side, student) for message in reversed(list(page))]
    last = rows.filter(side=side).order_by("-position").values_list("position", flat=True).first()
    return Conversation(shown, page, _read(student, side, last) if last else "")


def _line(message: Message, side: Side, student: Student) -> Line:
    said = sealing.open_words(message)
    is_own = message.side == side
    return Line(
        author=_author(message, said, student, side),
        role=said.title if said else "",
        when=short_date(message.day),
        text=said.text if said else _("Dit bericht kan niet worden geopend."),
        is_own=is_own,
    )


def _author(message: Message, said: sealing.Said | None, student: Student, side: Side) -> str:
    if message.side == Side.STUDENT:
        return _("Jij") if side == Side.STUDENT else str(student)
    return (said.name if said else "") or _("Stagecoördinator")


def _who(line: Line) -> str:
    return f"{line.author}, {line.role}" if line.role else line.author


def _read(student: Student, side: Side, position: int) -> str:
    """By whom of the other side the last own message was read, in a sentence."""
    marks = ReadMark.objects.filter(
        thread=student.pk, position__gte=position, read_on__isnull=False
    ).select_related("user")
    readers = [(mark.user, mark.read_on) for mark in marks.order_by("read_on", "pk")]
    if side == Side.SCHOOL:
        days: list[date | None] = [on for user, on in readers if user.pk == student.account_id]
        return _("Gelezen op %(day)s") % {"day": short_date(days[0])} if days else ""
    others = [(user, on) for user, on in readers if user.pk != student.account_id]
    return ", ".join(
        _("Gelezen door %(name)s op %(day)s") % {"name": user.name, "day": short_date(on)}
        for user, on in others
    )
