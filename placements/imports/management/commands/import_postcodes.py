from placements.imports.postcodes import PostcodeImporter
from stagebaken.imports.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Import where postcodes (four digits) and places lie, and put companies without exact "
        "coordinates there. Files that were computed from addresses outweigh listings."
    )
    importer = PostcodeImporter
