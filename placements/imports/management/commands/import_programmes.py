from placements.imports.programmes import ProgrammeImporter
from stagebaken.imports.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import programmes by crebo, from any generation of crebo files; with 'soort' hbo by name."
    )
    importer = ProgrammeImporter
