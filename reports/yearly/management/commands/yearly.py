"""`manage.py yearly release YEAR [--final]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.yearly import actions
from reports.yearly.actions import Superseded, TooEarly, due_on
from reports.yearly.models import Kind
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "The yearly report on reports. `yearly release YEAR` publishes the provisional figures of "
        "the school year that starts in YEAR, for all schools; with --final the final ones, and "
        "every third year those of three years. Published figures never change: a second time "
        "does nothing. The scheduler publishes what is due by itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["release"])
        parser.add_argument(
            "year", type=int, help="the calendar year in which the school year starts"
        )
        parser.add_argument("--final", action="store_true", help="the final figures")

    def handle(self, *_: Any, year: int, final: bool, **__: Any) -> None:
        if not 2000 <= year <= 2100:
            raise CommandError(f"{year} is no year of this installation.", returncode=2)
        kind = Kind.FINAL if final else Kind.PROVISIONAL
        name = f"The {kind.value} figures of {year}-{year + 1}"
        try:
            made, is_new = actions.release(year=year, kind=kind, day=today())
        except TooEarly:
            due = due_on(year, kind).isoformat()
            raise CommandError(f"{name} can be released from {due} on.", returncode=2) from None
        except Superseded:
            text = f"The final figures of {year}-{year + 1} are out already."
            raise CommandError(text, returncode=2) from None
        number = made.cells.count()
        done = "are released" if is_new else f"were released on {made.released_on.isoformat()}"
        self.stdout.write(f"{name} {done}: {number} figures.")
