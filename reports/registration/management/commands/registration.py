from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from reports.registration.shuffling import shuffle


class Command(BaseCommand):
    help = (
        "Look after the registration records. `shuffle` writes the table anew, in random order "
        "and under fresh ids, so that no order tells which case a record came from; the scheduler "
        "does so on the first night of every month."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["shuffle"])

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{shuffle()} records in a new order.")
