"""What follows from news of others: a student who is gone, a backup that was put back."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from schools.origin import actions
from schools.origin.models import Entry, Objection, Register, Response
from schools.origin.pseudonyms import key_id
from schools.students.models import Student
from schools.students.signals import record_parted
from stagebaken.accounts.models import User
from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.backup.signals import restored


@receiver(post_delete, sender=Student)
def forget_student(instance: Student, **_: Any) -> None:
    """Attack: a number that is given out again would show its next holder what is kept."""
    actions.forget(school=instance.school, number=instance.number)


@receiver(record_parted)
def keep_from_next(student: Student, account: User, **_: Any) -> None:
    actions.keep_from_next(student=student, account=account)


@receiver(restored)
def forget_again(**_: Any) -> None:
    """What was withdrawn or switched off since the backup stays destroyed (P6).

    Rows are named by their own ids: what the same student gave later, by choice, stays.
    """
    for entry in destruction.read():
        if entry.kind is Kind.SWITCH_OFF:
            Register.objects.filter(pk__in=entry.ids).delete()
        elif entry.kind is Kind.FORGET:
            name, *rows = entry.ids
            Entry.objects.filter(pk__in=rows).delete()
            Response.objects.filter(pk__in=rows).delete()
            if not Entry.objects.filter(pseudonym=name).exists():
                Objection.objects.get_or_create(pseudonym=name, defaults={"key_id": key_id()})
