"""`manage.py turn_register_day`."""

from typing import Any

from django.core.management.base import BaseCommand

from placements.accreditations.turning import turn_day


class Command(BaseCommand):
    help = (
        "Write down which recognitions lapsed, began or came back by themselves since the last "
        "time, and tell the rooms that listen. The scheduler does this every night; running it "
        "again does no harm."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"Wrote down {turn_day()} changes of recognition.")
