import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from placements.agreements import duo_numbers, exporting
from placements.agreements.duo import Asked, Export, Variant
from schools.registry.models import School


class Command(BaseCommand):
    help = (
        "Write the agreements of a school's bbl students as DUO's BPV records. The numbers of the "
        "state (BSN, onderwijsnummer, PGN) come from --numbers, a CSV that is read and not kept. "
        "What is left out is told with its reason, by the reference of the placement."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("output", type=Path, help="the file to write; only its owner may read it")
        add("--school", required=True, metavar="CODE", help="whose students")
        add("--variant", choices=Variant.values, default=Variant.RO.value)
        add("--numbers", type=Path, metavar="CSV", help="studentnummer with bsn, pgn, …")
        add("--brin", default="", help="for grondslag; default: the school's code")
        add("--enrolment", default="", help="inschrijvingvolgnummer for who has none")
        add("--allow-blank", action="store_true", help="leave a person's number empty if unknown")

    def handle(self, *_: Any, output: Path, school: str, **given: Any) -> None:
        of = School.objects.filter(code=school.lower()).first()
        if of is None:
            raise CommandError(f"There is no school '{school}'.", returncode=2)
        asked = Asked(
            Variant(given["variant"]),
            (given["brin"] or of.code).upper(),
            given["enrolment"],
            given["allow_blank"],
        )
        numbers = _numbers(given["numbers"])
        export = exporting.made(by=None, school=of, numbers=numbers, asked=asked)
        _write(output, export)
        exporting.note(by=None, school=of)
        self.stdout.write(f"{len(export.lines)} agreements written")
        for one in export.refused:
            self.stderr.write(f"{one.number}: left out, {one.why.value}")
        if export.refused:
            raise CommandError(f"{len(export.refused)} left out", returncode=1)


def _numbers(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return duo_numbers.read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from None
    except duo_numbers.BadNumbers:
        raise CommandError(
            f"{path}: no CSV with studentnummer and bsn, onderwijsnummer, pgn or "
            "inschrijvingvolgnummer",
            returncode=2,
        ) from None


def _write(path: Path, export: Export) -> None:
    """Attack: a file in a shared folder is read by others while it is written, or a link awaits."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        number = os.open(path, flags, 0o600)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from None
    with os.fdopen(number, "w", encoding="ascii", newline="") as file:
        file.write(export.text)
