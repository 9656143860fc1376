"""`manage.py hearings_day`."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.hearings import daily


class Command(BaseCommand):
    help = (
        "End the terms of hearings that are over, tell the teams of those that nearly are, and "
        "close those of closed cases. The scheduler does this every day; running it again does "
        "no harm."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"Changed {daily.pass_day()} hearings.")
