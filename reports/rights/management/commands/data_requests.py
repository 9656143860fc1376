"""`manage.py data_requests remind|forget`."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand

from reports.rights import actions, reminders
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Requests of people about their data. `data_requests remind` mails who must answer before "
        "a term ends, and everybody above once it has; each moment once, and nothing of the "
        "request is in the mail. `data_requests forget` deletes what was closed longer ago than it "
        "is kept. The scheduler does both every day; running them again does no harm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=("remind", "forget"))

    def handle(self, *_: Any, verb: str, **__: Any) -> None:
        if verb == "forget":
            self.stdout.write(f"Deleted {actions.forget(today())} requests.")
        else:
            self._remind()

    def _remind(self) -> None:
        sent = failed = 0
        for user_id in reminders.people_to_remind(today()):
            try:
                sent += reminders.remind(user_id)
            except (OSError, SMTPException):
                failed += 1  # named nowhere: the error may quote an address
        self.stdout.write(f"Mailed {sent} people; {failed} mails were not taken.")
