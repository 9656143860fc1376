"""What a morning does: for whom there is something to look for, and looking."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from placements.saved_searches import looking
from placements.saved_searches.models import Find, SavedSearch
from schools.students.models import Student


def due(day: date) -> list[UUID]:
    """Students with a search that was not looked at today, or with news without a mail.

    Who left a school looks for no place any more.
    """
    enrolled = Student.objects.enrolled(day)
    searches = SavedSearch.objects.due(day).filter(student__in=enrolled)
    found = set(searches.order_by().values_list("student", flat=True))
    waiting = Find.objects.unmailed().filter(search__student__in=enrolled)
    return sorted(found | set(waiting.order_by().values_list("search__student", flat=True)))


def look_for(student: UUID, day: date) -> bool:
    """Each search by itself, so that one long one holds nothing up. Whether a mail is due."""
    searches = SavedSearch.objects.due(day).filter(student=student)
    for number in list(searches.order_by("pk").values_list("pk", flat=True)):
        _look(number, day)
    return Find.objects.unmailed().filter(search__student=student).exists()


@transaction.atomic
def _look(number: UUID, day: date) -> None:
    rows = SavedSearch.objects.due(day).select_for_update(of=("self",))
    search = rows.filter(pk=number).first()  # or paused or thrown away a moment ago
    if search is not None:
        looking.look(search, day)


def forget(day: date) -> None:
    """What nobody looked at for so long is no news any more."""
    before = day - timedelta(days=settings.SAVED_SEARCH_NEWS_DAYS)
    Find.objects.filter(found_on__lt=before).delete()
