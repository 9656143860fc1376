"""`manage.py cohorts_day`."""

from typing import Any

from django.core.management.base import BaseCommand

from placements.cohorts import collecting, forgetting
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Write down what came of searches that ended, for the figures on outcomes, and delete what "
        "no figure needs any more. The scheduler does this every night; running it again does no "
        "harm. It tells how many placement periods were counted, and nothing about students."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        number = collecting.collect_due(day=today())
        forgetting.empty_old(day=today())
        self.stdout.write(f"Counted {number} placement periods.")
