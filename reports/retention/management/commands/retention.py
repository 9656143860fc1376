from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from reports.intake import drafts
from reports.retention.actions import run
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "End what has been kept long enough. `run` warns, in the dossier itself, of what ends "
        "within 30 days, and destroys what was warned of and has ended: its keys first, then its "
        "content (vault.md P6). Closed cases end after the school's own term, what is only kept "
        "after five years without a visit, unfinished reports after a day or two. A hold delays "
        "the end. Running it again does nothing more. The scheduler does this every night."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["run"])
        parser.add_argument(
            "--dry-run", action="store_true", help="count what would happen, and change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry = bool(options["dry_run"])
        outcome = run(day=today(), is_dry=is_dry)
        if not is_dry:
            drafts.purge()
        verb = "would be" if is_dry else "were"
        self.stdout.write(
            f"{outcome.warned} dossiers {verb} warned, {outcome.destroyed} {verb} destroyed, "
            f"{outcome.held} are held."
        )
