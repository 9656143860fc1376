"""What SBB's officer sees of one company: every recognition with its days, and all decisions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from placements.accreditations.models import Accreditation, Key, Programme, Status
from placements.accreditations.standing import Standing, standing
from placements.companies.models import TrainingCompany
from placements.supervision.decisions import WORDS, Decision, Text


@dataclass(frozen=True)
class Line:
    """One programme in one pathway."""

    key: Key
    programme: Programme
    rows: list[Accreditation]
    day: date

    @property
    def standing(self) -> Standing:
        return standing(self.rows, self.day)

    @property
    def status(self) -> Status | None:
        """What holds today; None when no row covers it."""
        said = {row.status for row in self.rows if row.covers(self.day)}
        order = (Status.WITHDRAWN, Status.SUSPENDED, Status.ACTIVE)
        return next((status for status in order if status in said), None)

    @property
    def to_come(self) -> list[Accreditation]:
        """What is planned and has not begun."""
        return [row for row in self.rows if row.valid_from and row.valid_from > self.day]

    @property
    def sources(self) -> list[str]:
        return sorted({row.source for row in self.rows if row.status == Status.ACTIVE})

    @property
    def decisions(self) -> list[tuple[Decision, Text]]:
        """What can be decided now; the action looks again."""
        lasting = [row for row in self.rows if not self._is_over(row)]
        said = {row.status for row in lasting}
        found = {
            Decision.SUSPEND: self.status is Status.ACTIVE,
            Decision.WITHDRAW: self.status in (Status.ACTIVE, Status.SUSPENDED),
            Decision.LIFT: bool(said & {Status.SUSPENDED, Status.WITHDRAWN}),
            Decision.END: Status.ACTIVE in said,
        }
        return [(one, WORDS[one].label) for one, is_possible in found.items() if is_possible]

    def _is_over(self, row: Accreditation) -> bool:
        return row.valid_until is not None and row.valid_until < self.day


def lines(company: TrainingCompany, day: date) -> list[Line]:
    rows = Accreditation.objects.filter(company=company).select_related("programme")
    return _lines(rows.order_by("programme__name", "programme", "pathway", "pk"), day)


def _lines(rows: Iterable[Accreditation], day: date) -> list[Line]:
    by_key: dict[Key, list[Accreditation]] = defaultdict(list)
    for row in rows:
        by_key[Key.of(row)].append(row)
    return [Line(key, found[0].programme, found, day) for key, found in by_key.items()]
