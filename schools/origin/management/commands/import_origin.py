from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from schools.origin import registers
from schools.origin.importing import OriginImporter
from schools.origin.registers import KeyChanged, NotSwitchedOn
from schools.registry.models import School
from stagebaken.imports.commands import ImportCommand
from stagebaken.imports.engine import Options, Progress, Run
from stagebaken.web.days import today


class Command(ImportCommand):
    help = (
        "Import herkomst, gender and the evaluation's answers of a school's students, by own "
        "number, into the origin register. Only when the school recorded its legal basis. What a "
        "student gave stays, and who objects is left out; the report and the counts say nothing "
        "of either, and no value is repeated in them."
    )
    importer = OriginImporter

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--school", required=True, metavar="CODE", help="whose students")

    def run_of(self, options: Options, bar: Progress, given: dict[str, Any]) -> Run[Any]:
        school = School.objects.filter(code=given["school"].lower()).first()
        if school is None:
            raise CommandError(f"There is no school '{given['school']}'.", returncode=2)
        try:
            registers.readable(school)
        except NotSwitchedOn:
            raise CommandError("This school recorded no legal basis.", returncode=2) from None
        except KeyChanged as error:
            raise CommandError(str(error), returncode=2) from None
        importer = OriginImporter(school, options.mapping)
        return Run(importer, options, today(), bar, importer.arrange)
