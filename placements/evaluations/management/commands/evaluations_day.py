"""`manage.py evaluations_day`."""

from typing import Any

from django.core.management.base import BaseCommand

from placements.evaluations import passing


class Command(BaseCommand):
    help = (
        "Close evaluations whose days are over, mix the safety answers, make the figures of the "
        "school year that is over, and delete what is past its term. The scheduler does this every "
        "night; running it again does no harm."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"Closed {passing.pass_day()} evaluations of students.")
