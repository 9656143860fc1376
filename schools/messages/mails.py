"""Mail that there is a message, and where. No word of it, no name, and not how many.

Claimed first, sent then, and given back when the mail server fails: no mail is sent twice.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schools.messages.models import Message, ReadMark, Side, Thread, ThreadQuerySet
from schools.students.models import Student
from schools.students.policy import COORDINATORS
from schools.teams.models import Membership
from schools.teams.tasks import send_in_both_languages
from stagebaken.accounts.models import User
from stagebaken.web.days import today

TEMPLATE = "student_messages/mail/message.txt"


# ---------- to a student, at once ----------


def mail_student(student_id: UUID) -> None:
    """At most once a day, until they have read it."""
    student = Student.objects.select_related("account").filter(pk=student_id).first()
    account = student.account if student and student.joined_on else None
    if student is None or account is None or not account.is_active:
        return
    before = _claim_for_student(student, account)
    if before is None:
        return
    address = settings.PUBLIC_ADDRESS + reverse("own_messages:home")
    try:
        send_in_both_languages(TEMPLATE, account.email, {"address": address})
    except BaseException:
        marks = ReadMark.objects.filter(thread=student.pk, user=account)
        marks.update(mailed_position=before, mailed_on=None)
        raise


@transaction.atomic
def _claim_for_student(student: Student, account: User) -> int | None:
    """What was mailed before, or None when there is nothing to mail."""
    rows = Message.objects.filter(thread=student.pk, side=Side.SCHOOL).for_account(account)
    last = rows.order_by("-position").values_list("position", flat=True).first()
    if last is None:
        return None
    mark, _ = ReadMark.objects.select_for_update().get_or_create(thread_id=student.pk, user=account)
    before = mark.mailed_position
    is_pending = before > mark.position and mark.mailed_on == today()
    if last <= max(mark.position, before) or is_pending:
        return None
    mark.mailed_position, mark.mailed_on = last, today()
    mark.save(update_fields=["mailed_position", "mailed_on"])
    return before


# ---------- to coordinators, in rounds ----------


def due_mails() -> list[UUID]:
    """The memberships of coordinators who hear in this round that a student wrote."""
    found = {unmailed.membership for unmailed in _unmailed(Thread.objects.waiting())}
    return sorted(found)


def mail_coordinator(membership_id: UUID) -> None:
    """One mail about all threads of a school."""
    rows = Membership.objects.active().filter(role__in=COORDINATORS, user__is_active=True)
    membership = rows.select_related("user", "school").filter(pk=membership_id).first()
    if membership is None or membership.school is None:
        return
    claimed = _claim(membership)
    if not claimed:
        return
    address = settings.PUBLIC_ADDRESS + reverse("messages:list", args=[membership.school.code])
    try:
        send_in_both_languages(TEMPLATE, membership.user.email, {"address": address})
    except BaseException:
        for thread, before in claimed:
            marks = ReadMark.objects.filter(thread=thread, user=membership.user)
            marks.update(mailed_position=before)
        raise


class Unmailed(NamedTuple):
    """What waits in one thread and is neither read by one coordinator nor mailed to them."""

    thread: UUID
    position: int
    membership: UUID


@transaction.atomic
def _claim(membership: Membership) -> list[tuple[UUID, int]]:
    """Threads that this mail is about, with what was mailed of each before."""
    waiting = Thread.objects.waiting().filter(student__school=membership.school)
    claimed = []
    for thread, position, whose in _unmailed(waiting):
        if whose != membership.pk:
            continue
        mark, _ = ReadMark.objects.select_for_update().get_or_create(
            thread_id=thread, user_id=membership.user_id
        )
        claimed.append((thread, mark.mailed_position))
        mark.mailed_position, mark.mailed_on = position, today()
        mark.save(update_fields=["mailed_position", "mailed_on"])
    return claimed


def _unmailed(threads: ThreadQuerySet) -> list[Unmailed]:
    """Who wrote in a thread hears of it; where nobody did who is still there, all of the school do.

    Four queries, however many threads wait.
    """
    waiting = list(threads.values_list("pk", "student__school", "student_position"))
    staff = _coordinators({school for _thread, school, _position in waiting})
    writers = _writers(threads)
    marks = ReadMark.objects.filter(thread__in=threads.values("pk"))
    seen = {
        (thread, user): max(read, mailed)
        for thread, user, read, mailed in marks.values_list(
            "thread", "user", "position", "mailed_position"
        )
    }
    return [
        Unmailed(thread, position, staff[school][user])
        for thread, school, position in waiting
        for user in (writers[thread] & staff[school].keys()) or staff[school]
        if seen.get((thread, user), 0) < position
    ]


def _coordinators(schools: Iterable[UUID]) -> dict[UUID, dict[UUID, UUID]]:
    """By school: the membership of each coordinator, by account."""
    found: dict[UUID, dict[UUID, UUID]] = defaultdict(dict)
    rows = Membership.objects.active().filter(
        school__in=schools, role__in=COORDINATORS, user__is_active=True
    )
    for school, user, membership in rows.values_list("school", "user", "pk"):
        if school is not None:
            found[school][user] = membership
    return found


def _writers(threads: ThreadQuerySet) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Message.objects.filter(thread__in=threads.values("pk"), author__isnull=False)
    for thread, author in rows.order_by().values_list("thread", "author").distinct():
        if author is not None:
            found[thread].add(author)
    return found
