"""`manage.py replacement tidy`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from placements.replacement import actions
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Requests for a new place. `replacement tidy` closes those that nobody closed in time and "
        "deletes those that were closed long ago. The scheduler does it every day; running it "
        "again does no harm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=("tidy",))

    def handle(self, *_: Any, **__: Any) -> None:
        closed, deleted = actions.expire(today()), actions.forget(today())
        self.stdout.write(f"Closed {closed} requests, deleted {deleted}.")
