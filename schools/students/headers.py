"""The columns of students' lists: which we know, and which are never looked at."""

import re
from typing import Final

from stagebaken.imports.columns import Headers, header_key

STUDENTS: Headers = {
    "nummer": ("studentnummer", "leerlingnummer", "deelnemernummer", "student_id", "nummer",
               "student number", "number"),
    # National numbers: they only tell two rows apart where a school gives no number of its own.
    "persoon": ("bsn", "burgerservicenummer", "onderwijsnummer", "pgn"),
    "naam": ("naam", "studentnaam", "volledige naam", "name"),
    "voornaam": ("roepnaam", "voornaam", "given_name"),
    "tussenvoegsel": ("tussenvoegsel", "voorvoegsel", "voorvoegsels"),
    "achternaam": ("achternaam", "geslachtsnaam", "family_name"),
    "email": ("e-mail", "e-mailadres", "schoolmail", "mail"),
    "opleiding": ("opleiding", "opleidingsnaam", "kwalificatie", "programme"),
    "crebo": ("crebo", "crebocode", "crebonummer", "opleidingcode", "opleidingscode"),
    "cohort": ("cohort", "cohortjaar", "startjaar"),
    "leerweg": ("leerweg", "leertraject", "opleidingsvorm", "vorm", "pathway"),
    "niveau": ("niveau", "level"),
    "klas": ("klas", "groep", "lesgroep", "stamgroep", "group"),
    "mentor": ("mentor", "slb", "slb-er", "studieloopbaanbegeleider"),
    "locatie": ("locatie", "onderwijslocatie", "vestiging", "lesplaats", "location"),
    "begin": ("begindatum", "datum begin", "inschrijfdatum", "datum inschrijving"),
    "einde": ("einddatum", "datum eind", "einde inschrijving", "uitschrijfdatum",
              "datum uitschrijving", "enrolment end"),
    "inschrijving": ("inschrijvingvolgnummer", "inschrijvingsvolgnummer"),
    "regel": ("recordsoort",),
}  # fmt: skip

_NEVER: Final = frozenset(
    map(
        header_key,
        (
            "geboortedatum", "geboorte", "geboortedag", "geboortejaar", "leeftijd", "birthdate",
            "date of birth", "dob", "age", "geboorteplaats", "geboorteland", "geboorteland ouders",
            "geboorteland moeder", "geboorteland vader", "land van herkomst", "herkomst",
            "herkomstland", "origin", "migratieachtergrond", "etniciteit", "ethnicity",
            "nationaliteit", "nationaliteit 1", "nationaliteit 2", "nationality", "verblijfstitel",
            "verblijfsstatus", "geslacht", "sekse", "sex", "gender", "man/vrouw", "m/v",
            "godsdienst", "religie", "religion", "adres", "straat", "straatnaam", "huisnummer",
            "toevoeging", "postcode", "woonplaats", "telefoon", "telefoonnummer", "mobiel",
            "foto", "photo", "zorg", "beperking", "handicap", "bijzonderheden",
        ),
    )
)  # fmt: skip
# The same under the many names that files give them, such as `Geb. datum` and `Geslacht (M/V)`.
_NEVER_HOLDS: Final = re.compile(
    "(?:geboorte|gebdat|gebjaar|gebplaats|gebland|birth|geslacht|gender|sekse|nationalit|herkomst"
    "|migratie|etnic|ethnic|godsdienst|religi)(?!s?naam)"  # a `geslachtsnaam` is a name
)


def is_never(header: str) -> bool:
    """A column that is taken off every row before anything else sees it; not by `--map` either."""
    key = header_key(header)
    return key in _NEVER or bool(_NEVER_HOLDS.search(key))
