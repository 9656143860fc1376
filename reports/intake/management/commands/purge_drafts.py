"""`manage.py purge_drafts`."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.intake import drafts


class Command(BaseCommand):
    help = (
        "Delete unfinished reports that were begun before yesterday, with their files. The "
        "scheduler does this every hour; running it again does no harm."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"Deleted {drafts.purge()} drafts.")
