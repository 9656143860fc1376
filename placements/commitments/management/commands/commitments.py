"""`manage.py commitments remind|lapse`."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand

from placements.commitments import lapsing, reminders
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Commitments of leerbedrijven. `commitments remind` mails contacts whose commitments "
        "lapse within sixty, thirty or seven days, each once. `commitments lapse` tells the "
        "search what has ended in the past week. The scheduler does both every day; running "
        "them again does no harm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=("remind", "lapse"))

    def handle(self, *_: Any, verb: str, **__: Any) -> None:
        if verb == "lapse":
            self.stdout.write(f"Told of {lapsing.tell_lapsed(today())} companies.")
        else:
            self._remind()

    def _remind(self) -> None:
        sent = failed = 0
        for contact_id in reminders.contacts_to_remind(today()):
            try:
                reminders.remind(contact_id)
            except (OSError, SMTPException):
                failed += 1  # named nowhere: the error may quote an address
            else:
                sent += 1
        self.stdout.write(f"Mailed {sent} contacts; {failed} mails were not taken.")
