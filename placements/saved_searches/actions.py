"""The verbs of a student. Pages call these; each authorises and changes in one go."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from placements.saved_searches import errors, looking, policy, shapes
from placements.saved_searches.known import pack, unpack
from placements.saved_searches.models import NAME_LENGTH, SEARCHES_MOST, SavedSearch
from placements.search.around import UnknownPlace
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@transaction.atomic
def save(*, by: User, student: Student, asked: str, name: str) -> SavedSearch:
    """Keep a search from now on. The same search twice is one; what it finds now is not news."""
    _hold(by, student)
    form = shapes.read_text(asked)
    written = shapes.write(form) if form else ""
    if not written:
        raise errors.CannotBeAsked
    earlier = SavedSearch.objects.filter(student=student, asked=written).first()
    if earlier is not None:
        return earlier
    if policy.searches_of(by).count() >= SEARCHES_MOST:
        raise errors.TooMany
    return SavedSearch.objects.create(
        student=student,
        name=name[:NAME_LENGTH],
        asked=written,
        saved_on=today(),
        checked_on=today(),
        known=_now(written),
    )


def _hold(by: User, student: Student) -> None:
    """Attack: the record was taken away meanwhile, and its next account would read the search."""
    rows = Student.objects.select_for_update(no_key=True)
    if not rows.filter(pk=student.pk, account=by, joined_on__isnull=False).exists():
        raise PermissionDenied


def _now(asked: str) -> bytes:
    """All that it finds today."""
    question = shapes.question(asked)
    if question is None:
        raise errors.CannotBeAsked
    try:
        return pack(looking.all_of(question, today()).keys)
    except looking.TooWide as refusal:
        raise errors.TooWide from refusal
    except UnknownPlace as refusal:
        raise errors.CannotBeAsked from refusal


@transaction.atomic
def rename(*, by: User, search: SavedSearch, name: str) -> None:
    held = _locked(by, search)
    held.name = name[:NAME_LENGTH]
    held.save(update_fields=["name"])


@transaction.atomic
def pause(*, by: User, search: SavedSearch) -> None:
    held = _locked(by, search)
    held.is_paused = True
    held.save(update_fields=["is_paused"])


@transaction.atomic
def resume(*, by: User, search: SavedSearch) -> None:
    """Look on from today: what came during the pause is no news any more."""
    held = _locked(by, search)
    if not held.is_paused:
        return
    held.known = pack(unpack(held.known) | unpack(_now(held.asked)))
    held.is_paused, held.checked_on = False, today()
    held.save(update_fields=["is_paused", "checked_on", "known"])


@transaction.atomic
def see(*, by: User, search: SavedSearch, until: int) -> None:
    """Seen: what stood on the page (ids up to `until`), and not what came in since."""
    _locked(by, search).finds.filter(pk__lte=until).delete()


@transaction.atomic
def remove(*, by: User, search: SavedSearch) -> None:
    _locked(by, search).delete()


def _locked(by: User, search: SavedSearch) -> SavedSearch:
    rows = policy.searches_of(by).select_for_update(of=("self",))
    held = rows.filter(pk=search.pk).first()
    if held is None:
        raise PermissionDenied
    return held
