"""Where postcodes lie; afterwards companies without exact coordinates are put in their place."""

from collections import defaultdict
from collections.abc import Sequence
from math import cos, hypot, radians
from statistics import median

from django.db.models import Q
from django.db.models.functions import Left

from placements.companies import sources
from placements.companies.models import KM_PER_DEGREE, TrainingCompany
from placements.geography.actions import Area, state_areas
from placements.geography.coordinates import CoordinateSource
from placements.geography.models import Basis, PostcodeArea
from placements.geography.places import Atlas
from placements.imports import registers
from placements.imports.headers import POSTCODES
from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.columns import Headers
from stagebaken.imports.engine import BATCH, Refuse, Work, cell

ASTRAY_KM = 40  # from the middle of the ten postcodes around it; the widest real ten span less
_NOT_VISITED = ("postbus", "onbekend")


class PostcodeImporter:
    known: Headers = POSTCODES

    def begin(self, work: Work) -> None:
        self.work = work
        self.areas: dict[str, tuple[int, Area]] = {}
        self.spared: set[str] = set()  # the four digits

    def read(self, values: dict[str, str]) -> Area:
        pc4 = registers.pc4(cell(values, "postcode"))
        point = registers.coordinates(cell(values, "lat"), cell(values, "lon"))
        point = point or registers.rd_coordinates(cell(values, "x"), cell(values, "y"))
        if point is None:
            raise Refused("no coordinates in the Netherlands")
        kind = cleaning.text(cell(values, "soort")).lower()
        others = (cleaning.text(name) for name in cell(values, "andere_namen").split(";"))
        return Area(
            pc4=pc4,
            latitude=point[0],
            longitude=point[1],
            is_visited=kind not in _NOT_VISITED,
            place=registers.place(cell(values, "plaats")),
            other_names=tuple(filter(None, others)),
            municipality=cleaning.text(cell(values, "gemeente"), 80),
        )

    def spare(self, values: dict[str, str]) -> None:
        self.spared |= {cleaning.digits(cell(values, "postcode"))[:4]}

    def take(self, items: Sequence[tuple[int, Area]], refuse: Refuse) -> None:
        self.refuse = refuse
        for line, area in items:
            if area.pc4 in self.areas:
                self.work.outcome.count("repeated")
            else:
                self.areas[area.pc4] = line, area

    def finish(self) -> None:
        areas = self._plausible()
        basis = Basis.LISTING if "soort" in self.work.columns else Basis.ADDRESSES
        new, changed = state_areas(source=self.work.source, basis=basis, areas=areas)
        self.work.outcome.count("new", new)
        self.work.outcome.count("changed", changed)
        self.work.outcome.count("same", len(areas) - new - changed)
        boxes = sum(not area.is_visited for area in areas)
        if boxes:
            self.work.outcome.notes.append(f"{boxes} postcodes are no visiting address.")
        self.work.outcome.count("companies moved", relocate())

    def vanished(self) -> tuple[Sequence[int], int]:
        own = PostcodeArea.objects.filter(source=self.work.source)
        rows = list(own.values_list("pk", "pc4"))
        named = self.spared | self.areas.keys()
        return [pk for pk, pc4 in rows if pc4 not in named], len(rows)

    def end(self, rows: Sequence[int]) -> None:
        PostcodeArea.objects.filter(pk__in=rows).delete()
        self.work.outcome.count("companies moved", relocate())

    def _plausible(self) -> list[Area]:
        """Refuse a code that lies far from the ten around it: a known fault of listings."""
        tens = defaultdict(list)
        for _, area in self.areas.values():
            tens[area.pc4[:3]].append(area)
        middles = {
            ten: (median(a.latitude for a in own), median(a.longitude for a in own))
            for ten, own in tens.items()
        }
        kept = []
        for line, area in self.areas.values():
            away = _km(area, *middles[area.pc4[:3]])
            if away > ASTRAY_KM:
                self.refuse(line, f"postcode '{area.pc4}' is {away:.0f} km from its neighbours")
            else:
                kept.append(area)
        return kept


def _km(area: Area, latitude: float, longitude: float) -> float:
    east = (area.longitude - longitude) * cos(radians(latitude))
    return hypot(area.latitude - latitude, east) * KM_PER_DEGREE


def relocate() -> int:
    """Put every company without exact coordinates where its postcode or place lies; how many."""
    atlas, moved = Atlas.whole(), 0
    waiting = TrainingCompany.objects.exclude(coordinate_source=CoordinateSource.EXACT)
    waiting = waiting.exclude(Q(street="") & ~Q(postal_address=""))  # a box is visited by nobody
    waiting = waiting.exclude(latitude__isnull=False, coordinate_source="")  # set by hand
    pairs = waiting.annotate(pc4=Left("postcode", 4)).values_list("pc4", "place").distinct()
    for pc4, place in list(pairs.order_by("pc4", "place")):
        location = atlas.locate(pc4, place)
        if location is None:
            continue
        values = {
            "latitude": location.latitude,
            "longitude": location.longitude,
            "coordinate_source": str(location.source),
        }
        there = waiting.annotate(pc4=Left("postcode", 4)).filter(pc4=pc4, place=place)
        ids = list(there.exclude(**values).values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            sources.relocate(companies=ids[start : start + BATCH], values=values)
        moved += len(ids)
    return moved
