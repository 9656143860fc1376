"""Schools from a register, by BRIN. None of them takes reports yet: a file cannot open a meldpunt.

What a school or an administrator set is left alone, and no school is closed for being absent from
a file: students may be writing to it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.text import slugify

from placements.imports.headers import SCHOOLS
from schools.registry.actions import enlist
from schools.registry.models import School, Sector
from schools.registry.provinces import province
from stagebaken.imports import cleaning
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.columns import Headers
from stagebaken.imports.engine import Refuse, Work, cell, nothing_vanishes

_SECTORS = {"mbo": Sector.MBO, "hbo": Sector.HBO, "middelbaarberoepsonderwijs": Sector.MBO,
            "hogerberoepsonderwijs": Sector.HBO}  # fmt: skip
_DOMAIN = re.compile(r"(?:[a-z]+://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})(?:[/:].*)?")


class Named(NamedTuple):
    code: str
    name: str
    sector: Sector
    domain: str
    province: str


class SchoolImporter:
    known: Headers = SCHOOLS

    def begin(self, work: Work) -> None:
        self.work = work
        self.met: set[str] = set()

    def read(self, values: dict[str, str]) -> Named:
        name = cleaning.text(cell(values, "naam"), 160)
        code = slugify(cleaning.text(cell(values, "code")) or cleaning.text(cell(values, "brin")))
        if not name or not code:
            raise Refused("no name" if code else "no BRIN and no code")
        if len(code) > 40:
            raise Refused(f"code '{code[:40]}' is too long")
        domain = _domain(cell(values, "domein")) or _domain(cell(values, "website"))
        where = province(cell(values, "provincie"))
        return Named(code, name, self._sector(values), domain, where)

    def take(self, items: Sequence[tuple[int, Named]], refuse: Refuse) -> None:
        known = School.objects.in_bulk([item.code for _, item in items], field_name="code")
        for _, item in items:
            if item.code in self.met:
                self.work.outcome.count("repeated")
                continue
            self.met.add(item.code)
            self.work.outcome.count(_take(known.get(item.code), item))

    def spare(self, values: dict[str, str]) -> None:
        return

    def vanished(self) -> tuple[Sequence[int], int]:
        return nothing_vanishes()

    def end(self, rows: Sequence[int]) -> None:
        return

    def finish(self) -> None:
        return

    def _sector(self, values: dict[str, str]) -> Sector:
        """Of the row; where the file has none, of the word mbo or hbo in the name of the source."""
        word = re.sub(r"[^a-z]", "", cleaning.text(cell(values, "sector")).lower())
        if not word:
            found = re.findall(r"(?<![a-z])(mbo|hbo)(?![a-z])", self.work.source.lower())
            word = found[0] if len(set(found)) == 1 else ""
        if word not in _SECTORS:
            raise Refused(f"sector '{word[:40]}' is neither mbo nor hbo")
        return _SECTORS[word]


def _take(school: School | None, item: Named) -> str:
    if school is None:
        enlist(
            code=item.code,
            name=item.name,
            sector=item.sector,
            email_domains=item.domain,
            province=item.province,
        )
        return "new"
    news = {"name": item.name} if school.name != item.name else {}
    if item.domain and not school.email_domains:
        news["email_domains"] = item.domain
    if item.province and school.province != item.province:
        news["province"] = item.province
    if not news:
        return "same"
    for field, value in news.items():
        setattr(school, field, value)
    school.save(update_fields=list(news))
    return "changed"


def _domain(cell_text: str) -> str:
    found = _DOMAIN.fullmatch(cleaning.text(cell_text).lower())
    return found[1] if found else ""
