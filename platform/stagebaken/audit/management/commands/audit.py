"""`manage.py audit verify`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from stagebaken.audit import head
from stagebaken.audit.models import Event
from stagebaken.audit.verification import verify


class Command(BaseCommand):
    help = (
        "Check the audit log. `audit verify` follows the chain of events from the first to the "
        "last and compares its end with the head file outside the database. Exit 0: nothing was "
        "changed. Exit 1: the output names the first event that was changed, removed or moved, "
        "or where the log was cut. Exit 2: the log or its head file cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="verify")
        verbs.add_parser("verify", help="follow the chain and name the first event that is wrong")

    def handle(self, *_: Any, **__: Any) -> None:
        problems = self._problems()
        if problems:
            raise CommandError("\n".join(problems), returncode=1)
        self.stdout.write(f"The audit log is whole: {Event.objects.count()} events.")

    def _problems(self) -> list[str]:
        try:
            return [str(problem) for problem in verify()]
        except (OSError, UnicodeError, head.HeadUnreadable):
            raise CommandError(f"Cannot read the head file {head.path()}.", returncode=2) from None
        except DatabaseError:
            raise CommandError("Cannot read the audit log in the database.", returncode=2) from None
