"""Read the examples of a school, and change them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language, override

from reports.phrases.models import Phrase
from reports.phrases.vocabulary import BUILT_IN, Kind
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb


@dataclass(frozen=True)
class Example:
    """An example as this school has it, in both languages."""

    kind: Kind
    text: str
    text_en: str
    is_own: bool  # the school wrote other words

    @property
    def shown(self) -> str:
        """In the language of whoever reads the list; it is used in either."""
        return self.text_en if get_language() == "en" else self.text


def schools_of(user: User) -> Iterable[School]:
    """The schools whose reporting team this user is on."""
    memberships = Membership.objects.of(user).filter(role__in=School.team_roles)
    return School.objects.filter(pk__in=memberships.values("school"))


def built_in(kind: Kind) -> Example:
    with override("nl"):
        text = str(BUILT_IN[kind])
    with override("en"):
        return Example(kind, text, str(BUILT_IN[kind]), is_own=False)


def examples(school: School) -> list[Example]:
    """All examples of a school, in the order in which a case needs them."""
    own = {Kind(row.kind): row for row in Phrase.objects.filter(school=school)}
    return [_example(kind, own.get(kind)) for kind in Kind]


def example(school: School, kind: Kind) -> Example:
    return _example(kind, Phrase.objects.filter(school=school, kind=kind).first())


def _example(kind: Kind, row: Phrase | None) -> Example:
    return Example(kind, row.text, row.text_en, is_own=True) if row else built_in(kind)


@transaction.atomic
def adapt(*, by: User, school: School, kind: Kind, text: str, text_en: str) -> None:
    """Keep the school's own words. The built-in words again are no words of its own."""
    _authorise(by, school)
    words = {"text": _lines(text), "text_en": _lines(text_en)}
    before = example(school, kind)
    if words == {"text": before.text, "text_en": before.text_en}:
        return
    Phrase.objects.update_or_create(school=school, kind=kind, defaults=words)
    _record(by, school)


def _lines(text: str) -> str:
    """A browser sends the ends of lines in another way than we wrote them."""
    return text.replace("\r\n", "\n").strip()


@transaction.atomic
def restore(*, by: User, school: School, kind: Kind) -> None:
    """Go back to the built-in words. Doing it twice changes nothing."""
    _authorise(by, school)
    deleted, _rows = Phrase.objects.filter(school=school, kind=kind).delete()
    if deleted:
        _record(by, school)


def _authorise(by: User, school: School) -> None:
    """Hold the school's row, too: two members who save at once are two changes."""
    School.objects.select_for_update().get(pk=school.pk)
    if school not in schools_of(by):
        raise PermissionDenied


def _record(by: User, school: School) -> None:
    """The school's administrator sees that it changed: these words reach students."""
    membership = Membership.objects.reporting_team(school).filter(user=by).first()
    record(
        verb=Verb.SCHOOL_CHANGED,
        actor=by,
        role=membership.role if membership else "",
        scope=Scope.VAULT,
        vault_id=school.vault_id,
        detail={"what": "phrases"},
    )
