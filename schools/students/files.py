"""A list from a page: looked at first, then carried out. By the same importer as the command."""

import csv
import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from schools.registry.models import School
from schools.students import policy
from schools.students.entries import Entry
from schools.students.importer import StudentImporter
from schools.students.models import StudentFile
from schools.students.rules import ListGone
from stagebaken.accounts.models import User
from stagebaken.imports.engine import Options, Outcome, Run, kind_of
from stagebaken.web.days import today

# The columns of a list that waits: names that the importer knows, and what an entry calls them.
COLUMNS = {
    "studentnummer": "number", "naam": "name", "e-mail": "email", "opleiding": "programme",
    "crebo": "crebo", "cohort": "cohort", "leerweg": "pathway", "niveau": "level",
    "klas": "group", "mentor": "mentor", "locatie": "location", "einddatum": "enrolment_end",
}  # fmt: skip


def look_at(*, by: User, school: School, content: bytes, source: str) -> StudentFile:
    """Read a list and keep what it would do; nothing of any student changes. Raises Unreadable.

    Of the file itself nothing is kept, and of its columns those that we know.
    """
    policy.require(by, school, policy.IMPORTERS)
    importer = StudentImporter(school, by)
    refused: list[tuple[int, str]] = []
    options = Options(path=Path(source), content=content, source=source, dry_run=True)
    run = Run(importer, options, today(), arrange=importer.arrange)
    # Attack: a reason quotes the cell, and a birth date that slipped a column would be kept.
    run.heard = lambda line, reason: refused.append((line, kind_of(reason)))
    outcome = run()
    return StudentFile.objects.create(
        school=school,
        uploader=by,
        source=options.source_name,
        day=today(),
        table=_table(importer),
        outcome=_told(outcome)
        | {
            "lines": refused[: settings.STUDENT_FILE_LINES],
            "left_out": importer.left_out,
            "has_persons": bool(importer.passed["PER"]),
            "spared": sorted(importer.spared),
        },
    )


@transaction.atomic
def carry_out(*, by: User, file: StudentFile, allow_endings: bool = False) -> dict[str, Any]:
    """Bring the list in as it was looked at; it is gone afterwards. Raises ListGone."""
    policy.require(by, file.school, policy.IMPORTERS)
    waiting = StudentFile.objects.select_for_update(of=("self",)).filter(pk=file.pk).first()
    if waiting is None:
        raise ListGone
    importer = StudentImporter(file.school, by, spared=waiting.outcome["spared"])
    options = Options(
        path=Path(waiting.source),
        content=waiting.table.encode(),
        source=waiting.source,
        allow_endings=allow_endings,
        encoding="utf-8",
        delimiter=";",
    )
    outcome = Run(importer, options, today(), arrange=importer.arrange)()
    waiting.delete()
    return _told(outcome)


@transaction.atomic
def discard(*, by: User, file: StudentFile) -> None:
    policy.require(by, file.school, policy.IMPORTERS)
    StudentFile.objects.filter(pk=file.pk).delete()


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "read": outcome.read,
        "refused": outcome.refused,
        "reasons": outcome.reasons,
        "counts": outcome.counts,
        "kept": outcome.kept,
    }


def _table(importer: StudentImporter) -> str:
    """What is kept of a list: one row a student, and of it the columns that a record has."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, importer.settled()))
    return file.getvalue()


def _row(entry: Entry) -> list[str]:
    values = (getattr(entry, name) for name in COLUMNS.values())
    return ["" if value is None else str(value) for value in values]
