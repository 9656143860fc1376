"""`manage.py publish_gaps COHORT.csv --year Y --kind provisional|final [--region NAME]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from placements.outcomes.reading import read_students
from placements.releases.actions import Superseded, publish_gap
from placements.releases.gaps import TooLittle
from placements.releases.models import Kind
from stagebaken.imports.reading import Unreadable
from stagebaken.web.days import today

BAD_INPUT = 2
YEARS = range(2000, 2101)
KINDS = (Kind.PROVISIONAL.value, Kind.FINAL.value)


class Command(BaseCommand):
    help = (
        "Publish the gap between groups in the country, or in one region of it, from your own file "
        "with the students of many schools: raw and adjusted, rounded, once and for good. The file "
        "is read in memory, and nothing of it is kept but the published figures. From the own "
        "records of the schools the scheduler does this by itself. A second time changes nothing. "
        "Exit code 0: done; 2: the file or a word cannot be used, or nothing may be said of it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cohort", type=Path, metavar="COHORT.csv",
                            help="a student per row, of many schools")  # fmt: skip
        parser.add_argument("--year", type=int, required=True,
                            help="the calendar year in which the school year starts")  # fmt: skip
        parser.add_argument("--kind", choices=KINDS, required=True)
        parser.add_argument("--region", metavar="NAME", help="as the file names it; else all")

    def handle(
        self, *_: Any, cohort: Path, year: int, kind: str, region: str | None, **__: Any
    ) -> None:
        if year not in YEARS:
            raise _bad(f"{year} is no year of this installation")
        try:
            students, units = read_students(cohort)
            release = publish_gap(
                region=region, year=year, cohort=students, units=units, day=today(),
                kind=Kind(kind), progress=self._tell,
            )  # fmt: skip
        except Unreadable as problem:
            raise _bad(str(problem)) from None
        except TooLittle:
            raise _bad("too few students or schools: nothing may be said of these") from None
        except Superseded:
            raise _bad(f"the final figures of {year}-{year + 1} are out already") from None
        except KeyboardInterrupt:
            raise _bad("stopped halfway; nothing was published") from None
        place, day = region or "the country", release.released_on.isoformat()
        self.stdout.write(f"{place}: published on {day}")

    def _tell(self, part: float) -> None:
        self.stderr.write(f"\r{part:4.0%}", ending="" if part < 1 else "\n")


def _bad(text: str) -> CommandError:
    return CommandError(text, returncode=BAD_INPUT)
