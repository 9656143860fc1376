"""Leerbedrijven from a register: who, where, and how to write to them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from placements.companies import sources
from placements.companies.marks import Marks
from placements.companies.models import CompanySource, SectorChamber, SizeClass
from placements.geography.coordinates import CoordinateSource, Location
from placements.geography.places import Atlas
from placements.imports import registers
from placements.imports.headers import COMPANIES
from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.columns import Headers
from stagebaken.imports.engine import Refuse, Work, cell

NAME_LENGTH = 160
WEBSITE_LENGTH = 200
_CENTROIDS = {"pc4", "pc6", "postcode", "plaats", "gemeente"}  # coordinates that are no address's
_WEBSITE = URLValidator(["http", "https"])
_CODES, _SIZES = frozenset(SectorChamber.values), frozenset(SizeClass.values)
_SECTORS = {str(chamber.label).lower(): str(chamber.value) for chamber in SectorChamber}


class CompanyImporter:
    known: Headers = COMPANIES

    def begin(self, work: Work) -> None:
        self.work = work
        self.marks = Marks()
        self.spared: set[str] = set()  # leerbedrijf-IDs and source keys
        self.atlas = Atlas.whole()

    def read(self, values: dict[str, str]) -> sources.Facts:
        name = self._name(values)
        if not name:
            raise Refused("no name")
        facts: dict[str, Any] = {"name": name, **_address(values)}
        if not facts["postcode"] and not facts["place"]:
            raise Refused("no postcode and no place")
        facts |= self._coordinates(values, facts)
        facts |= _numbers(values) | _reach(values) | _work(values)
        number = registers.leerbedrijf_id(cell(values, "leerbedrijf_id"))
        return sources.Facts(number, _source_id(values), _address_key(values), facts)

    def spare(self, values: dict[str, str]) -> None:
        name = {"name": self._name(values)}
        named = sources.Facts("", _source_id(values), _address_key(values), name)
        number = cleaning.digits(cell(values, "leerbedrijf_id"))
        self.spared |= {number or named.key(self.work.source)}

    def take(self, items: Sequence[tuple[int, sources.Facts]], refuse: Refuse) -> None:
        work, facts = self.work, [item for _, item in items]
        tally = sources.state(source=work.source, day=work.day, facts=facts, marks=self.marks)
        for what in ("new", "changed", "same", "repeated"):
            work.outcome.count(what, getattr(tally, what))

    def vanished(self) -> tuple[Sequence[int], int]:
        open_rows = CompanySource.objects.filter(source=self.work.source, ended_on__isnull=True)
        named = open_rows.values_list("pk", "company__leerbedrijf_id", "company__source_key")
        total, gone = 0, []
        for number, *names in named.iterator(chunk_size=10_000):
            total += 1
            if number not in self.marks and self.spared.isdisjoint(names):
                gone.append(number)
        return gone, total

    def end(self, rows: Sequence[int]) -> None:
        sources.end(day=self.work.day, rows=rows)

    def finish(self) -> None:
        if "naam" in self.work.columns:
            return
        called = " Companies are called by what is done there, and where."
        self.work.outcome.notes.append(
            "No column with names was recognised: name it with --map naam=COLUMN."
            f"{called if 'activiteit' in self.work.columns else ''}"
        )

    def _name(self, values: dict[str, str]) -> str:
        """Where the file names nobody, say what is done there: `Brandweer Utrecht`."""
        if "naam" in self.work.columns:
            return cleaning.text(cell(values, "naam"), NAME_LENGTH)
        doing = cleaning.text(cell(values, "activiteit"), NAME_LENGTH)
        place = registers.place(cell(values, "plaats")) if doing else ""
        return f"{doing} {place}"[:NAME_LENGTH].strip()

    def _coordinates(self, values: dict[str, str], facts: dict[str, Any]) -> dict[str, Any]:
        """Of the address itself, else of the source's postcode, else where we know it lies."""
        point = registers.coordinates(cell(values, "lat"), cell(values, "lon"))
        point = point or registers.rd_coordinates(cell(values, "x"), cell(values, "y"))
        basis = cleaning.text(cell(values, "coord_bron")).lower()
        if not _is_visited(facts):
            return _placed(None)
        if point and basis not in _CENTROIDS:
            return _placed(Location(*point, CoordinateSource.EXACT))
        ours = self.atlas.locate(facts["postcode"], facts["place"])
        if ours and ours.source == CoordinateSource.POSTCODE:
            return _placed(ours)
        theirs = point and basis in {"pc4", "pc6", "postcode"}
        return _placed(Location(*point, CoordinateSource.POSTCODE) if theirs and point else ours)


def _placed(location: Location | None) -> dict[str, Any]:
    if location is None:
        return {"latitude": None, "longitude": None, "coordinate_source": ""}
    return {
        "latitude": location.latitude,
        "longitude": location.longitude,
        "coordinate_source": str(location.source),
    }


def _address(values: dict[str, str]) -> dict[str, Any]:
    """Where to visit; a box at the post office is no such place, and where to write to."""
    street, number = cleaning.text(cell(values, "straat"), 120), _house_number(values)
    if not street and (whole := cleaning.text(cell(values, "adres"), 140)):
        street, found = registers.street_and_number(whole)
        number = number or found
    number, box = registers.before_post_box(number)
    postcode = registers.postcode(cell(values, "postcode"))
    place = registers.place(cell(values, "plaats"))
    if registers.is_post_box(street):
        box, street, number = f"{street} {number}{box}", "", ""
    return {
        "street": street[:120],
        "house_number": number[:12].rstrip(),
        "postcode": "" if box and not street and place else postcode,
        "place": place,
        "postal_address": _line(box, postcode, place) if box else _post(values, street, number),
    }


def _is_visited(facts: dict[str, Any]) -> bool:
    return bool(facts["street"]) or not facts["postal_address"]


def _house_number(values: dict[str, str]) -> str:
    number = cleaning.text(cell(values, "huisnummer"), 60)
    more = cleaning.text(cell(values, "toevoeging"), 8)
    return f"{number}{more}" if more.isalpha() and len(more) == 1 else f"{number} {more}".strip()


def _post(values: dict[str, str], street: str, number: str) -> str:
    """The address to write to, when it is another than where one visits."""
    to = cleaning.text(cell(values, "post_straat"))
    to_number = cleaning.text(cell(values, "post_huisnummer"))
    if not to or (to, to_number) == (street, number):
        return ""
    code = registers.postcode(cell(values, "post_postcode"))
    return _line(f"{to} {to_number}", code, registers.place(cell(values, "post_plaats")))


def _line(street: str, postcode: str, place: str) -> str:
    parts = (street.strip(), f"{postcode} {place}".strip())
    return ", ".join(filter(None, parts))[:240]


def _source_id(values: dict[str, str]) -> str:
    parts = (cleaning.text(cell(values, name)) for name in ("bron", "id"))
    return ":".join(filter(None, parts))[:80]


def _address_key(values: dict[str, str]) -> str:
    """Postcode and house number as the source gave them: part of who a company is."""
    postcode = cleaning.text(cell(values, "postcode")).replace(" ", "").upper()
    return f"{postcode} {_house_number(values) or cleaning.text(cell(values, 'adres'))}"


def _numbers(values: dict[str, str]) -> dict[str, Any]:
    return {
        "kvk_number": cleaning.optional_number(cell(values, "kvk"), 8),
        "kvk_establishment": cleaning.optional_number(cell(values, "vestigingsnummer"), 12),
    }


def _reach(values: dict[str, str]) -> dict[str, Any]:
    website = cleaning.text(cell(values, "website"))
    if website and "://" not in website:
        website = f"https://{website}"
    if len(website) > WEBSITE_LENGTH:  # half an address leads nowhere, or elsewhere
        website = ""
    email = cleaning.text(cell(values, "email"), 254)
    return {
        "website": website if _is(_WEBSITE, website) else "",
        "public_email": email if _is(validate_email, email) else "",
        "public_phone": cleaning.text(cell(values, "telefoon"), 20),
    }


def _is(validate: Any, value: str) -> bool:
    if not value:
        return False
    try:
        validate(value)
    except ValidationError:
        return False
    return True


def _work(values: dict[str, str]) -> dict[str, Any]:
    """Sectorkamer and size when they are ours; a word for the sector helps to find it."""
    sector = cleaning.text(cell(values, "sector"), 80)
    code = sector.zfill(2)
    code = code if code in _CODES else _SECTORS.get(sector.lower(), "")
    words = cleaning.text(cell(values, "vakwoorden"), 240)
    if not code and not words and not sector.lower().startswith("sbi"):
        words = sector
    size = cleaning.text(cell(values, "grootte")).replace(" ", "")
    return {
        "sector": code,
        "trades": words,
        "other_names": cleaning.text(cell(values, "andere_namen"), 240),
        "size_class": size if size in _SIZES else "",
    }
