"""What the pages say of a record, and of a list that was read."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schools.registry.models import Sector
from schools.students.forms import MBO_ONLY
from schools.students.models import Field, Student
from stagebaken.imports.engine import kind_of

UNKNOWN = gettext_lazy("niet bekend")
# The order in which people read a record.
SHOWN = (
    Field.EMAIL, Field.PROGRAMME, Field.CREBO, Field.COHORT, Field.PATHWAY, Field.LEVEL,
    Field.GROUP, Field.MENTOR, Field.LOCATION,
)  # fmt: skip

# Why a row was refused: the importer's words for the operator, and these for the page.
REASONS = {
    "no student number": gettext_lazy("Er staat geen studentnummer."),
    "student number '…' has more than 20 signs": gettext_lazy("Het studentnummer is te lang."),
    "crebo '…' has no 5 digits": gettext_lazy("De crebo heeft geen vijf cijfers."),
    "cohort '…' is no school year": gettext_lazy("Het cohort is geen schooljaar."),
    "leerweg '…' does not exist": gettext_lazy("Deze leerweg bestaat niet."),
    "level '…' does not exist": gettext_lazy("Dit niveau bestaat niet."),
    "e-mail '…' is no address": gettext_lazy("Het e-mailadres klopt niet."),
    "e-mail is too long": gettext_lazy("Het e-mailadres is te lang."),
    "begin '…' is no date": gettext_lazy("De begindatum is geen datum."),
    "end '…' is no date": gettext_lazy("De einddatum is geen datum."),
    "record '…' does not exist": gettext_lazy("Deze regel begint met een onbekend soort."),
    "the row has more cells than there are columns": gettext_lazy(
        "De regel heeft meer vakjes dan er kolommen zijn. Staat er een puntkomma of komma in de "
        "tekst?"
    ),
}
COUNTS = {
    "new": gettext_lazy("Nieuwe studenten"),
    "changed": gettext_lazy("Gewijzigd"),
    "same": gettext_lazy("Ongewijzigd"),
    "ended": gettext_lazy("Uitgeschreven, want niet meer in de lijst"),
    "repeated": gettext_lazy("Dubbele regels, overgeslagen"),
    "no longer enrolled": gettext_lazy("Al uitgeschreven, niet overgenomen"),
}


def rows_of(student: Student, fields: Iterable[Field] = SHOWN) -> list[tuple[Field, Any, Any]]:
    """Fields with label and value; in the hbo there is no crebo and no level."""
    is_mbo = student.school.sector == Sector.MBO
    shown = [field for field in fields if is_mbo or field not in MBO_ONLY]
    return [(one, label_of(student, one), student.in_words(one) or UNKNOWN) for one in shown]


def label_of(student: Student, field: Field | str) -> str | Promise:
    if field == Field.PATHWAY:
        return _("Leerweg") if student.school.sector == Sector.MBO else _("Vorm")
    return Field(field).label


def reason(words: str) -> str | Promise:
    return REASONS.get(kind_of(words), gettext_lazy("Deze regel klopt niet."))


def counted(outcome: dict[str, Any]) -> list[tuple[Any, Any]]:
    """How many of what, in the order above."""
    counts = outcome["counts"]
    return [(words, counts[name]) for name, words in COUNTS.items() if counts.get(name)]


def refusals(outcome: dict[str, Any]) -> list[list[Any]]:
    return [[line, reason(words)] for line, words in outcome["lines"]]


def unreadable(words: str) -> str:
    """Why a file cannot be read at all, and what to do."""
    if "no known column" in words:
        return _(
            "We herkennen geen enkele kolom. De eerste regel moet zeggen wat er staat, zoals "
            "studentnummer, naam, e-mail, opleiding, crebo, cohort, leerweg, klas en mentor."
        )
    if "burgerservicenummers" in words:
        return _(
            "In de kolom met studentnummers staan burgerservicenummers. Die mogen hier niet. Zet "
            "er de eigen nummers van je school in. Er is niets bewaard."
        )
    if "is of school" in words:
        return _("Dit bestand van DUO is van een andere school.")
    if "empty" in words:
        return _("Dit bestand is leeg.")
    return _("Dit is geen lijst die we kunnen lezen. Bewaar hem als CSV (UTF-8).")
