"""What happened in one student's search, day by day. The student reads the same lines.

Of an application: that it is there, with which company, and its state. Never the profile, its
needs, what was said of a talk or an offer, or why a company refused: that is between the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.agreements import policy as agreements
from placements.agreements.models import PlacementEvent
from placements.agreements.querysets import PlacementQuerySet
from placements.agreements.reading import ICONS as VERB_ICONS
from placements.agreements.transitions import Party, Verb, Who
from placements.applications import policy as applications
from placements.applications.models import Application, ApplicationEvent, ApplicationQuerySet
from placements.applications.showing import ICONS as STATE_ICONS
from placements.applications.transitions import State as Applied
from placements.evaluations.models import Evaluation
from placements.matching.models import Assignment
from placements.matching.transitions import State as Matched
from placements.measures.policy import companies_for
from schools.messages.models import Message, MessageQuerySet, Side
from schools.students.models import Student
from schools.students.periods import periods_of
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import short_date

# Of one day each placement by itself, first the one that did not end: steps of two placements
# through each other tell no story.
BY_DAY = ("-day", F("placement__ended_on").desc(nulls_first=True), "placement", "-position")


@dataclass(frozen=True)
class Moment:
    day: date
    icon: str
    title: str
    text: str = ""

    @property
    def when(self) -> str:
        return short_date(self.day)


@dataclass(frozen=True)
class Sources:
    """What may be read of this student by this reader."""

    applications: ApplicationQuerySet
    placements: PlacementQuerySet
    messages: MessageQuerySet


def for_school(student: Student, user: User) -> Sources:
    """For a coordinator, without companies for which this one speaks.

    Attack: who works for a company would read in a timeline who applied there, without a name yet.
    """
    found = Application.objects.filter(student=student, company__in=companies_for(user))
    return Sources(
        applications=found,
        placements=agreements.of_school(user, student.school).filter(student=student),
        messages=Message.objects.filter(thread=student.pk),
    )


def for_student(student: Student, user: User) -> Sources:
    """For the student: what was so before this account came is somebody else's."""
    return Sources(
        applications=applications.applications_of(user).filter(student=student),  # type: ignore[arg-type]
        placements=agreements.own(user).filter(student=student),
        messages=Message.objects.filter(thread=student.pk).for_account(user),
    )


def moments(student: Student, sources: Sources, day: date) -> list[Moment]:
    """The newest first. Eight queries, however much happened."""
    found = [
        *_account(student),
        *_periods(student, day),
        *_applications(sources.applications),
        *_rounds(student),
        *_placements(sources.placements),
        *_evaluations(sources.placements),
        *_messages(sources.messages),
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _account(student: Student) -> Iterator[Moment]:
    # Of one day: the later step first, as in the whole list.
    if student.joined_on:
        yield Moment(student.joined_on, "person", _("Account gemaakt"))
    if student.invited_on:
        yield Moment(student.invited_on, "mail", _("Uitgenodigd voor een account"))


def _periods(student: Student, day: date) -> Iterator[Moment]:
    for period in periods_of(student):
        if period.search_start <= day:
            yield Moment(period.search_start, "search", _("Begin van het zoeken"), period.name)
        if period.cut_off < day:
            title = _("Laatste dag van het zoeken")
            yield Moment(period.cut_off, "calendar", title, period.name)


def _applications(rows: ApplicationQuerySet) -> Iterator[Moment]:
    events = ApplicationEvent.objects.filter(application__in=rows).order_by("-day", "-position")
    for day, state, company in events.values_list("day", "state", "application__company__name"):
        label = Applied(state).label
        yield Moment(day, STATE_ICONS[Applied(state)], _("Sollicitatie"), f"{company} · {label}")


def _rounds(student: Student) -> Iterator[Moment]:
    rows = Assignment.objects.filter(
        student=student, round__state=Matched.PUBLISHED, round__ended_on__isnull=False
    )
    for title, day, offer in rows.values_list("round__title", "round__ended_on", "offer"):
        if day is None:
            continue
        result = _("een plek") if offer else _("geen plek")
        yield Moment(day, "dice", _("Uitslag van de stagematching"), f"{title} · {result}")


def _placements(rows: PlacementQuerySet) -> Iterator[Moment]:
    names = {one.pk: one.company_name for one in rows.select_related("company")}
    events = PlacementEvent.objects.filter(placement__in=names).order_by(*BY_DAY)
    for day, verb, who, placement in events.values_list("day", "verb", "who", "placement"):
        parts = [names[placement], str(Verb(verb).label), _who(verb, who)]
        text = " · ".join(filter(None, parts))
        yield Moment(day, VERB_ICONS[Verb(verb)], _("Stage"), text)


def _who(verb: str, who: str) -> str:
    """Whose step it was, where that is not clear from the step."""
    if verb in (Verb.AGREE, Verb.WAIVE, Verb.TAKE_OVER) or who == Who.TIME:
        return ""
    return _("door: %(who)s") % {"who": str(Party(who).label).lower()}


def _evaluations(rows: PlacementQuerySet) -> Iterator[Moment]:
    """That it was asked and that it is in; no answer is read."""
    found = Evaluation.objects.filter(placement__in=rows).order_by("pk")
    for opened, sent in found.values_list("opened_on", "sent_on"):
        if sent:
            yield Moment(sent, "check", _("Teruggekeken op de stage"))
        yield Moment(opened, "eye", _("Gevraagd om terug te kijken op de stage"))


def _messages(rows: MessageQuerySet) -> Iterator[Moment]:
    """That there was one; no word is opened."""
    days = rows.order_by("-day", "side").values_list("day", "side").annotate(total=Count("pk"))
    for day, side, total in days:
        who = _("van de student") if side == Side.STUDENT else _("van de school")
        count = ngettext("%(total)s bericht", "%(total)s berichten", total) % {"total": total}
        yield Moment(day, "message", count, who)
