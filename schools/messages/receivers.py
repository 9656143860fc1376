"""What follows from news of students: a record that is deleted takes the thread along."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from schools.messages.models import Message, Thread
from schools.students.signals import student_leaving
from stagebaken.vault import erasure

TABLES = (Message._meta.db_table, Thread._meta.db_table)  # noqa: SLF001 - Django's own name of it


@receiver(student_leaving)
def scrub(**_: Any) -> None:
    """The rows go by cascade; this takes their remains from the pages of the database."""
    transaction.on_commit(partial(erasure.scrub, TABLES), robust=True)
