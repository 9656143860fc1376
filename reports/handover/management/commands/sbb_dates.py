from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from reports.handover.watching import watch
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Look after the dates of SBB. `watch` announces to SBB's own members a first response or "
        "the last day of agreements that comes near or lapsed, and to the readers of a case that "
        "SBB has not responded within its term. Each is announced once; running it again does "
        "nothing. No reporter is mailed. The scheduler does this every morning."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["watch"])

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{watch(today())} announcements.")
