"""One question to the register of leerbedrijven, for the page and the API alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from placements.companies.models import (
    CompanyProgramme,
    CompanyProgrammeQuerySet,
    TrainingCompany,
    TrainingCompanyQuerySet,
)

PAGE_SIZE = 20  # leerbedrijven on a page
PAGE_LIMIT = 5_000  # a page number beyond this is a mistake, and would overflow the database
RADIUS_LIMIT = 100  # kilometres; contract.md


@dataclass(frozen=True)
class Question:
    """What somebody asks; empty means that it does not matter."""

    q: str = ""
    crebo: str = ""
    pathways: Sequence[str] = ()
    levels: Sequence[int] = ()
    near: str = ""
    radius_km: float | None = None
    commitment: str = ""
    accredited_on: date | None = None  # only companies that are erkend on this day

    @cached_property
    def found(self) -> TrainingCompanyQuerySet:
        """The answer, in order. Raises UnknownPlace when `near` is a place that we do not know."""
        asks_programme = self.crebo or self.pathways or self.levels or self.accredited_on
        return self._here.offering(self._programmes()) if asks_programme else self._here

    def facets(self) -> dict[str, dict[str, int]]:
        """How many companies each choice would show, whatever was chosen for that facet."""
        here = self._here.order_by().values("pk")
        return {
            "pathway": self._programmes(pathways=())
            .filter(company__in=here)
            .companies_by("pathway"),
            "level": self._programmes(levels=()).filter(company__in=here).companies_by("level"),
        }

    @cached_property
    def _here(self) -> TrainingCompanyQuerySet:
        if self.commitment:
            return TrainingCompany.objects.none()  # no company has made a commitment yet
        matching = TrainingCompany.objects.matching(self.q)
        return matching.around(self.near, within_km=self.radius_km) if self.near else matching

    def _programmes(
        self, *, pathways: Sequence[str] | None = None, levels: Sequence[int] | None = None
    ) -> CompanyProgrammeQuerySet:
        return CompanyProgramme.objects.asked(
            crebo=self.crebo,
            pathways=self.pathways if pathways is None else pathways,
            levels=self.levels if levels is None else levels,
            accredited_on=self.accredited_on,
        )
