from placements.imports.schools import SchoolImporter
from stagebaken.imports.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import mbo and hbo schools by BRIN or code. They take no reports until a team with keys "
        "opens their reporting point; no school is closed for being absent from a file."
    )
    importer = SchoolImporter
