from placements.imports.companies import CompanyImporter
from stagebaken.imports.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import leerbedrijven. A row needs a name, and a postcode or a place; who a company is "
        "says its leerbedrijf-ID, else source, id, name, postcode and house number. Companies "
        "that this source no longer names are ended, never deleted."
    )
    importer = CompanyImporter
