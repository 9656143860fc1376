"""The school's own search: the search of /stages/, with what this school decided beside each hit.

The public search is a page without sign-in and knows nothing of this.
"""

from dataclasses import dataclass, field
from uuid import UUID

from placements.measures.models import Measure
from placements.measures.reading import marks
from placements.search.engine import Answer, Question, answer
from placements.search.pages import Page
from placements.search.results import Result, results
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@dataclass(frozen=True)
class Hit:
    result: Result
    measures: list[Measure] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        """This school places nobody here now, or has decided to soon."""
        return any(one.kind == "no_placements" for one in self.measures)


@dataclass(frozen=True)
class Found:
    page: Page
    hits: list[Hit]


def find(question: Question, *, user: User, school: School, number: int) -> Found:
    """One page of companies. Raises UnknownPlace."""
    found = answer(question, page=number)
    page = Page(number, found.total)
    if number > page.num_pages:
        page = Page(page.num_pages, found.total)
        found = answer(question, page=page.number)
    return Found(page, _hits(found, question, page, user, school))


def _hits(found: Answer, question: Question, page: Page, user: User, school: School) -> list[Hit]:
    told = results(found.hits, question, start=page.start)
    decided = marks(user, school, _ids(told), today())
    return [Hit(one, decided.get(one.company.pk, [])) for one in told]


def _ids(told: list[Result]) -> list[UUID]:
    return [one.company.pk for one in told]
