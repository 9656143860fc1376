from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from reports.casework.watching import watch
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Look after the deadlines of cases. `watch` announces those that come near or lapsed: news "
        "for the readers of a case, or where there is one reader, a line in the reporter's own "
        "dossier. Each deadline is announced once; running it again does nothing. No reporter is "
        "mailed. The scheduler does this every morning."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["watch"])

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{watch(today())} announcements.")
