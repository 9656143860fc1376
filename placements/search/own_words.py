"""A school's own words for trades: who searches with `?school=CODE` is understood in them."""

from placements.search.models import SchoolSynonym


def words_of_school(code: str) -> tuple[tuple[str, str], ...]:
    if not code.isascii() or not code.isprintable() or not code:
        return ()
    rows = SchoolSynonym.objects.filter(school__code=code).order_by("word")
    return tuple(rows.values_list("word", "means"))
