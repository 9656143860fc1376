"""The SQL of a question, the same for both databases.

`hits` is read once: all companies that meet the words, the programme, the place and the day. From
it come the page (with the ticked filters) and, for every combination of filters that occurs, how
many companies have it; facets.tally makes all counts from those.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from placements.search import text
from placements.search.around import Around, squared
from placements.search.models import COMPANIES, ENTRIES, STEPS

if TYPE_CHECKING:
    from placements.search.engine import Question

KM_PER_STEP = 111.195 / STEPS
# The database's own order of letters could differ; ours are a-z, 0-9 and the space.
_LETTERS = {"sqlite": "BINARY", "postgresql": '"C"'}
# A value with a point is a `numeric` to PostgreSQL, which reckons with those in software.
_REAL = "CAST(%s AS double precision)"
# SQLite would sort all hits to group them; a row of text is counted in half the time.
_FACETS = {
    "sqlite": "SELECT 1, count(*), group_concat(facets, ' '), 0, NULL, '' FROM hits",
    "postgresql": "SELECT 1, count(*), facets, 0, NULL, '' FROM hits GROUP BY facets",
}


@dataclass
class Part:
    """A piece of SQL with its values."""

    sql: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, sql: str, *values: Any) -> None:
        self.sql.append(sql)
        self.values += values


def write(question: "Question", day: date, *, limit: int, offset: int) -> tuple[str, list[Any]]:
    hits, page = _hits(question, day), _page(question, limit, offset)
    sql = (
        f"WITH hits AS MATERIALIZED ({' UNION ALL '.join(hits.sql)})"  # noqa: S608 - our own names
        f" SELECT 0, number, 0, standing, far, name FROM ({' '.join(page.sql)}) AS page"
        f" UNION ALL {_FACETS[connection.vendor]}"
    )
    return sql, hits.values + page.values


def _hits(question: "Question", day: date) -> Part:
    """Companies with a position in the circle; and those without, by the name of their place."""
    place, radius = question.around, question.reach
    together = Part()
    if place is None:
        _select(together, question, day, "NULL", [], Part())
        return together
    column, name = place.here
    here = Part()
    here.add(
        f"company_id IN (SELECT id FROM {COMPANIES} WHERE {column} = %s)",  # noqa: S608
        name,
    )
    if place.latitude is None:
        _select(together, question, day, "NULL", [], here)
        return together
    far, far_values = _distance(place)
    circle = here if radius == 0 else _circle(place, radius, far, far_values)
    inside = Part(["latitude IS NOT NULL", *circle.sql], circle.values)
    _select(together, question, day, far, far_values, inside)
    outside = Part(["latitude IS NULL", *here.sql], here.values)
    _select(together, question, day, "NULL", [], outside)
    return together


def _select(
    together: Part, question: "Question", day: date, far: str, values: list[Any], where: Part
) -> None:
    number = day.toordinal()
    conditions = Part(["crebo = %s"], [int(question.crebo or 0)])
    conditions.add(" AND ".join(["starts <= %s AND until >= %s", *where.sql]), number, number)
    conditions.values += where.values
    for mask, every in question.demands:
        conditions.add(_demand(every=every), *([mask, mask] if every else [mask]))
    if question.renewed_since:
        conditions.add(
            f"company_id IN (SELECT id FROM {COMPANIES} WHERE renewed_on >= %s)",  # noqa: S608
            question.renewed_since,
        )
    if question.asked.groups:
        conditions.add(f"company_id IN ({text.found()})", text.expression(_words(question)))
    distance = "CAST(NULL AS double precision)" if far == "NULL" else far
    together.add(
        f"SELECT company_id AS number, facets, {distance} AS far"  # noqa: S608 - our own names
        f" FROM {ENTRIES} WHERE {' AND '.join(conditions.sql)}",
        *values,
        *conditions.values,
    )


def _words(question: "Question") -> Sequence[Sequence[text.Term]]:
    """With a crebo the words are looked for among its own companies only: far fewer."""
    groups = list(question.asked.groups)
    return [*groups, [text.Term(question.crebo)]] if question.crebo else groups


def _distance(place: Around) -> tuple[str, list[Any]]:
    north, east = (place.latitude or 0) * STEPS, (place.longitude or 0) * STEPS
    up, along = f"(latitude - {_REAL})", f"(longitude - {_REAL})"
    sql = f"{up} * {up} + {along} * {along} * {_REAL}"
    return sql, [north, north, east, east, place.shrink**2]


def _circle(place: Around, radius: float | None, far: str, values: list[Any]) -> Part:
    """The square first: it is what the index knows."""
    if radius is None:
        return Part()
    up = radius / KM_PER_STEP
    along = up / place.shrink
    north, east = (place.latitude or 0) * STEPS, (place.longitude or 0) * STEPS
    square = Part()
    square.add("latitude BETWEEN %s AND %s", round(north - up) - 1, round(north + up) + 1)
    square.add("longitude BETWEEN %s AND %s", round(east - along) - 1, round(east + along) + 1)
    square.add(f"{far} <= {_REAL}", *values, squared(radius))
    return square


def _page(question: "Question", limit: int, offset: int) -> Part:
    page = Part()
    where = Part()
    for mask, every in question.choice.demands():
        where.add(_demand(every=every), *([mask, mask] if every else [mask]))
    condition = " AND ".join(where.sql) or "1 = 1"
    if question.by == "distance" or question.is_empty:
        page.add(
            "SELECT number, 0 AS standing, far, '' AS name FROM hits"  # noqa: S608
            f" WHERE {condition} ORDER BY far IS NULL, far, number",
            *where.values,
        )
    else:
        rank, values = _rank(question)
        page.add(
            f"SELECT number, {rank} AS standing, far, name FROM hits"  # noqa: S608
            f" JOIN {COMPANIES} AS company ON company.id = hits.number WHERE {condition}"
            f" ORDER BY 2, far IS NULL, far, name COLLATE {_LETTERS[connection.vendor]},"
            " number",
            *values,
            *where.values,
        )
    page.add("LIMIT %s OFFSET %s", limit, offset)
    return page


def _rank(question: "Question") -> tuple[str, list[Any]]:
    """How well a company's name answers: it begins so, a word of it does, or other words did."""
    if not question.asked.typed:
        return "0", []
    phrase, first = " ".join(question.asked.typed), question.asked.typed[0]
    sql = "CASE WHEN name LIKE %s THEN 0 WHEN name LIKE %s OR name LIKE %s THEN 1 ELSE 2 END"
    return sql, [f"{phrase}%", f"{first}%", f"% {first}%"]


def _demand(*, every: bool) -> str:
    return "(facets & %s) = %s" if every else "(facets & %s) <> 0"
