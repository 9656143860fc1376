from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from schools.registry.models import School
from schools.students.importer import StudentImporter
from stagebaken.imports.commands import ImportCommand
from stagebaken.imports.engine import Options, Progress, Run
from stagebaken.web.days import today


class Command(ImportCommand):
    help = (
        "Import the students of one school: a list with headers, or the lines of DUO (RO and "
        "GRONDSLAG: ISG, ISP, BPV). Birth dates, sexes, nationalities, origins and addresses are "
        "taken off every row and kept nowhere; a BSN or onderwijsnummer becomes a number of our "
        "own that leads nowhere back."
    )
    importer = StudentImporter

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--school", required=True, metavar="CODE", help="whose students")

    def run_of(self, options: Options, bar: Progress, given: dict[str, Any]) -> Run[Any]:
        school = School.objects.filter(code=given["school"].lower()).first()
        if school is None:
            raise CommandError(f"There is no school '{given['school']}'.", returncode=2)
        importer = StudentImporter(school)
        return Run(importer, options, today(), bar, importer.arrange)
