"""`manage.py measures remind|forget`."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand

from placements.measures import actions, reminders
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "A school's own placement decisions. `measures remind` mails coordinators whose decisions "
        "are to be looked at again, each once and without a name of a company. `measures forget` "
        "deletes what ended longer ago than it is kept. The scheduler does both every day; running "
        "them again does no harm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=("remind", "forget"))

    def handle(self, *_: Any, verb: str, **__: Any) -> None:
        if verb == "forget":
            self.stdout.write(f"Deleted {actions.forget(today())} decisions.")
        else:
            self._remind()

    def _remind(self) -> None:
        sent = failed = 0
        for user_id in reminders.people_to_remind(today()):
            try:
                reminders.remind(user_id)
            except (OSError, SMTPException):
                failed += 1  # named nowhere: the error may quote an address
            else:
                sent += 1
        self.stdout.write(f"Mailed {sent} people; {failed} mails were not taken.")
