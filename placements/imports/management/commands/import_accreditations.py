from placements.imports.accreditations import AccreditationImporter
from stagebaken.imports.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import recognitions: leerbedrijf_id, crebo, leerweg, van, tot, status. Import companies "
        "and programmes first. What the source no longer says ends yesterday; days that have "
        "passed are never rewritten."
    )
    importer = AccreditationImporter
