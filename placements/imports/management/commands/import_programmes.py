from placements.imports.commands import ImportCommand
from placements.imports.programmes import ProgrammeImporter


class Command(ImportCommand):
    help = (
        "Import programmes by crebo, from any generation of crebo files; with 'soort' hbo by name."
    )
    importer = ProgrammeImporter
