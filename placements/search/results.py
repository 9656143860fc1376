"""What a result tells of a company. Never anything about reports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from placements.accreditations.models import Accreditation, Programme, SchoolApproval
from placements.commitments.models import CompanyCommitment
from placements.companies.models import TrainingCompany
from placements.companies.words import plain
from placements.geography.coordinates import CoordinateSource
from placements.places.models import TrainingPlace
from placements.search.engine import Hit, Question
from placements.search.models import ALWAYS
from placements.search.spans import Row, erkend
from stagebaken.web.days import today


@dataclass(frozen=True)
class Recognised:
    """A programme for which the company is erkend today; `until` is the last day, if one is set."""

    programme: Programme
    until: date | None

    def answers(self, question: Question) -> int:
        """How much of the question this programme is about; the asked crebo is about all of it."""
        if self.programme.crebo == question.crebo:
            return 1_000
        words = plain(
            f"{self.programme.name} {self.programme.dossier} {self.programme.keywords}"
        ).split()
        groups = question.asked.groups
        return sum(
            any(word.startswith(term.word) for term in group for word in words) for group in groups
        )


@dataclass
class Result:
    company: TrainingCompany
    number: int  # its place in the list, and on the map
    distance_km: float | None
    recognised: list[Recognised] = field(default_factory=list)
    approved_by: list[str] = field(default_factory=list)
    commitments: list[CompanyCommitment] = field(default_factory=list)
    places: int = 0

    @property
    def is_about(self) -> bool:
        """The distance is to the middle of a postcode area or place."""
        return self.company.coordinate_source != CoordinateSource.EXACT

    @property
    def reply_tenths(self) -> int | None:
        return self.company.reply_tenths

    @property
    def first(self) -> Recognised | None:
        return self.recognised[0] if self.recognised else None

    @property
    def more(self) -> int:
        return len(self.recognised) - 1

    @property
    def crebos(self) -> list[str]:
        return sorted(one.programme.crebo or "" for one in self.recognised)


def results(hits: Sequence[Hit], question: Question, *, start: int = 1) -> list[Result]:
    """Tell about these companies, in this order, with one question per room."""
    companies = TrainingCompany.objects.in_bulk([hit.company for hit in hits])
    found = {
        hit.company: Result(companies[hit.company], number, hit.distance_km)
        for number, hit in enumerate(hits, start)
        if hit.company in companies
    }
    if found:
        _tell_recognitions(found, question)
        _tell_approvals(found)
        _tell_commitments(found)
        _tell_places(found)
    return list(found.values())


def _tell_recognitions(found: dict[UUID, Result], question: Question) -> None:
    rows = Accreditation.objects.filter(company__in=found).select_related("programme")
    states: dict[tuple[UUID, str], list[Row]] = defaultdict(list)
    taught: dict[UUID, dict[int, Programme]] = defaultdict(dict)
    ways: dict[tuple[UUID, int], set[str]] = defaultdict(set)
    for row in rows:
        key = (row.company_id, f"{row.programme_id} {row.pathway}")
        states[key].append((row.status, row.valid_from, row.valid_until))
        taught[row.company_id][row.programme_id] = row.programme
        ways[row.company_id, row.programme_id].add(row.pathway)
    asked = set(question.choice.pathways)
    for company, programmes in taught.items():
        for number, programme in programmes.items():
            offered = ways[company, number]
            counted = offered & asked or offered
            every = [states[company, f"{number} {way}"] for way in sorted(counted)]
            if last := _last_day(every):
                until = date.fromordinal(last) if last < ALWAYS else None
                found[company].recognised.append(Recognised(programme, until))
        found[company].recognised.sort(key=lambda one: (-one.answers(question), one.programme.name))


def _last_day(pathways: Iterable[Sequence[Row]]) -> int:
    """The last day of the recognition that holds today, in whichever pathway lasts longest."""
    day = today().toordinal()
    spans = (span for rows in pathways for span in erkend(rows))
    return max((until for start, until in spans if start <= day <= until), default=0)


def _tell_approvals(found: dict[UUID, Result]) -> None:
    rows = SchoolApproval.objects.valid(today()).filter(company__in=found)
    pairs = rows.order_by("school__name").values_list("company", "school__name").distinct()
    for company, school in pairs:
        found[company].approved_by.append(school)


def _tell_commitments(found: dict[UUID, Result]) -> None:
    rows = CompanyCommitment.objects.standing(today()).filter(company__in=found)
    for row in rows.select_related("commitment"):
        found[row.company_id].commitments.append(row)


def _tell_places(found: dict[UUID, Result]) -> None:
    rows = TrainingPlace.objects.open(today()).filter(company__in=found)
    counted: Counter[UUID] = Counter()
    for company, number in rows.order_by().values_list("company", "number"):
        counted[company] += number
    for company, number in counted.items():
        found[company].places = number
