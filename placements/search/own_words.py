"""A school's own words for trades: who searches with `?school=CODE` is understood in them."""

from django.db import transaction

from placements.companies.words import plain
from placements.search.models import SchoolSynonym
from schools.registry.models import School

WORDS_LIMIT = 300  # words of one school


class NotALine(ValueError):
    """A line does not say `word: meaning`."""


def words_of_school(code: str) -> tuple[tuple[str, str], ...]:
    if not code.isascii() or not code.isprintable() or not code:
        return ()
    rows = SchoolSynonym.objects.filter(school__code=code).order_by("word")
    return tuple(rows.values_list("word", "means"))


def read_lines(lines: str) -> dict[str, str]:
    """Read `word: meaning` lines into plain words; raise NotALine with the line that is wrong."""
    found: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        word, colon, means = line.partition(":")
        key, meaning = plain(word), plain(means)
        if not colon or not meaning or not key or " " in key or len(key) > 40 or len(meaning) > 160:
            raise NotALine(line[:80])
        found[key] = meaning
    return found


@transaction.atomic
def set_words(*, school: School, words: dict[str, str]) -> None:
    """Replace the words of a school. Its page is for its administrators (access.of_own_school)."""
    School.objects.select_for_update(no_key=True).get(pk=school.pk)  # a double click stands in line
    SchoolSynonym.objects.filter(school=school).delete()
    SchoolSynonym.objects.bulk_create(
        SchoolSynonym(school=school, word=word, means=means) for word, means in words.items()
    )
