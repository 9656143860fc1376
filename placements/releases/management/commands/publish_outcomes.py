"""`manage.py publish_outcomes [COHORT.csv --school CODE] --year Y --kind provisional|final`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from placements.outcomes.reading import read_students
from placements.outcomes.release.cells import GateFailed
from placements.outcomes.release.places import UnusableLabel
from placements.releases import making
from placements.releases.actions import Superseded, publish_school
from placements.releases.models import Kind, Release
from placements.releases.timetable import due_on
from schools.registry.models import School
from stagebaken.imports.reading import Unreadable
from stagebaken.web.days import today

BAD_INPUT = 2
YEARS = range(2000, 2101)
KINDS = (Kind.PROVISIONAL.value, Kind.FINAL.value)


class Command(BaseCommand):
    help = (
        "Publish outcomes by group, rounded and guarded, once and for good: in a school's pages, "
        "and in public what it chose. Without a file those of every school, from its own records, "
        "when they are due; the scheduler does that by itself. With COHORT.csv and --school those "
        "of one school and year from your own file: it is read in memory, and nothing of it is "
        "kept but the published figures. A second time changes nothing. "
        "Exit code 0: done; 1: some schools could not; 2: the file or a word cannot be used."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cohort", nargs="?", type=Path, metavar="COHORT.csv",
                            help="a student per row, of one school and year")  # fmt: skip
        parser.add_argument("--school", metavar="CODE", help="whose students are in the file")
        parser.add_argument("--year", type=int, required=True,
                            help="the calendar year in which the school year starts")  # fmt: skip
        parser.add_argument("--kind", choices=KINDS, required=True)

    def handle(
        self, *_: Any, cohort: Path | None, school: str | None, year: int, kind: str, **__: Any
    ) -> None:
        if year not in YEARS:
            raise _bad(f"{year} is no year of this installation")
        if (cohort is None) != (school is None):
            raise _bad("COHORT.csv and --school go together")
        try:
            if cohort is not None and school is not None:
                self._file(cohort, _school(school), year, Kind(kind))
            else:
                self._own(year, Kind(kind))
        except Superseded:
            raise _bad(f"the final figures of {year}-{year + 1} are out already") from None
        except KeyboardInterrupt:
            raise _bad("stopped halfway; what is not out yet stays inside") from None

    def _file(self, path: Path, school: School, year: int, kind: Kind) -> None:
        try:
            cohort, units = read_students(path)
            if len(cohort.labels["school"].used) > 1 or len(cohort.labels["year"].used) > 1:
                raise _bad(f"{path}: holds more than one school or year")
            release = publish_school(
                school=school, year=year, kind=kind, cohort=cohort, units=units, day=today(),
                progress=self._tell,
            )  # fmt: skip
        except (Unreadable, UnusableLabel, GateFailed) as problem:
            raise _bad(str(problem) or "what would be published cannot be guarded") from None
        self._say(release, school)

    def _own(self, year: int, kind: Kind) -> None:
        due = due_on(year, kind)
        if today() < due:
            raise _bad(f"figures of {year}-{year + 1} can be published from {due.isoformat()} on")
        failed = 0
        for job in making.jobs_of(year, kind):
            making.make(job_id=job.pk, day=today())
            job.refresh_from_db()
            if job.release is None or job.school is None:
                failed += 1
                self.stderr.write(f"{job.school and job.school.code}: {job.failure}")
            else:
                self._say(job.release, job.school)
        if failed:
            raise CommandError(f"{failed} schools could not be published", returncode=1)

    def _tell(self, part: float) -> None:
        self.stderr.write(f"\r{part:4.0%}", ending="" if part < 1 else "\n")

    def _say(self, release: Release, school: School) -> None:
        number = release.cells.count()
        day = release.released_on.isoformat()
        self.stdout.write(f"{school.code}: {number} figures, published on {day}")


def _school(code: str) -> School:
    found = School.objects.filter(code=code).first()
    if found is None:
        raise _bad(f"there is no school {code!r}")
    return found


def _bad(text: str) -> CommandError:
    return CommandError(text, returncode=BAD_INPUT)
