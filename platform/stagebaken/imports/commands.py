"""The command line that every import has, and how it answers."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from stagebaken.imports.engine import Importer, Options, Outcome, Progress, Run
from stagebaken.imports.reading import Unreadable
from stagebaken.web.days import today

BAR_WIDTH = 40  # signs
BAR_SECONDS = 0.2  # between two drawings


class ImportCommand(BaseCommand):
    """A command without rules of its own: `importer` says what its rows are."""

    importer: type[Importer[Any]]

    def run_of(self, options: Options, bar: Progress, given: dict[str, Any]) -> Run[Any]:
        """Which importer, with what else the command line gave."""
        return Run(self.importer(), options, today(), bar)

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("file", type=Path, help="a CSV file, of any usual encoding and delimiter")
        add("--encoding", default="", help="when it is not recognised: utf-8, cp1252, …")
        add("--delimiter", default="", help="when it is not recognised: one sign, or 'tab'")
        fields = ", ".join(self.importer.known)
        where = "where fields are, with commas between; FIELD==TEXT is one text for all rows."
        add("--map", dest="mapping", default="", metavar="FIELD=COLUMN", help=f"{where} {fields}")
        add("--source", default="", help="name of the source; default: the file's name")
        add("--dry-run", action="store_true", help="look at everything, write nothing")
        much = "let more than 10 %% of the source's rows end because the file lacks them"
        add("--allow-endings", action="store_true", help=much)
        add("--report", type=Path, metavar="OUT.csv", help="write line and reason of refused rows")

    def handle(self, *_: Any, file: Path, **given: Any) -> None:
        names = ("encoding", "delimiter", "mapping", "source", "dry_run", "allow_endings", "report")
        options = Options(path=file, **{name: given[name] for name in names})
        bar = Bar()
        try:
            outcome = self.run_of(options, bar, given)()
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from None
        except DatabaseError as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise CommandError(f"the database refused: {reason}", returncode=2) from None
        except KeyboardInterrupt:
            raise CommandError("stopped halfway; run it again, it goes on", returncode=2) from None
        finally:
            bar.wipe()
        self.stdout.write(summary(outcome, dry_run=options.dry_run))
        if not outcome.is_whole:
            raise CommandError(shortfall(outcome, options), returncode=1)


def summary(outcome: Outcome, *, dry_run: bool) -> str:
    counts = [f"{number} {what}" for what, number in outcome.counts.items()]
    told = f"{outcome.read} rows read: {', '.join(counts) or 'nothing to do'}."
    lines = ["Nothing was written (--dry-run)." if dry_run else "", told, *outcome.notes]
    lines += [f"  {number} × {reason}" for reason, number in outcome.reasons.items()]
    return "\n".join(filter(None, lines))


def shortfall(outcome: Outcome, options: Options) -> str:
    parts = []
    if outcome.refused:
        where = f"see {options.report}" if options.report else "name them with --report OUT.csv"
        parts.append(f"{outcome.refused} rows were refused; {where}.")
    if outcome.kept:
        parts.append(
            f"{outcome.kept} rows of '{options.source_name}' are not in the file. That is more "
            "than 10 %, so none was ended; if it is right, run again with --allow-endings."
        )
    return " ".join(parts)


class Bar:
    """How far the file is read, on the terminal of whoever waits for it."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr.isatty()
        self._drawn = 0.0

    def __call__(self, read: int, size: int) -> None:
        if not self._is_seen or time.monotonic() - self._drawn < BAR_SECONDS:
            return
        self._drawn = time.monotonic()
        share = min(1.0, read / size) if size else 1.0
        full = round(share * BAR_WIDTH)
        sys.stderr.write(f"\r[{'#' * full}{'.' * (BAR_WIDTH - full)}] {share:4.0%}")
        sys.stderr.flush()

    def wipe(self) -> None:
        if self._is_seen and self._drawn:
            sys.stderr.write("\r" + " " * (BAR_WIDTH + 8) + "\r")
