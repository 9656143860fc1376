"""Mail, once a day: something happened with a placement, or something waits. No name, no company.

Noted first, claimed then, and given back when the mail server fails: no mail is sent twice. Once a
day, so that no mail tells at which moment somebody did something.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from placements.agreements.models import Placement, PlacementEvent, PlacementNotice
from placements.agreements.transitions import Party, Verb, Who
from placements.contacts.models import CompanyContact
from placements.measures.policy import companies_for, staff_of
from schools.students.models import Student
from schools.teams.tasks import send_in_both_languages
from stagebaken.web.days import today

LOOK_BACK_DAYS: Final = 3  # a scheduler that slept tells it late; longer ago it tells no more
KEEP_DAYS: Final = 14
# Who is told of what; never whoever did it.
TOLD: Final[dict[Verb, frozenset[Party]]] = {
    Verb.PROPOSE: frozenset({Party.STUDENT, Party.SCHOOL}),
    Verb.DRAW_UP: frozenset({Party.STUDENT, Party.COMPANY}),
    Verb.ASK_CHANGE: frozenset({Party.SCHOOL}),
    Verb.AGREE: frozenset(Party),
    Verb.WAIVE: frozenset({Party.STUDENT}),
    Verb.END_EARLY: frozenset(Party),
    Verb.WITHDRAW: frozenset(Party),
}
PAGES: Final = {
    Party.STUDENT: "own_placement:home",
    Party.COMPANY: "trainees:companies",
    Party.SCHOOL: "placements:home",
}


def note(day: date) -> list[int]:
    """Note who has something to read of the days before this one; give what is not mailed yet."""
    first = day - timedelta(days=LOOK_BACK_DAYS)
    events = PlacementEvent.objects.filter(day__gte=first, day__lt=day, verb__in=TOLD)
    found = {
        (user, party, event.day)
        for event in events.select_related("placement__student__school")
        for user, party in _told(event)
    }
    PlacementNotice.objects.bulk_create(
        (PlacementNotice(user_id=user, party=party, day=on) for user, party, on in sorted(found)),
        ignore_conflicts=True,  # of an earlier round
        batch_size=500,
    )
    waiting = PlacementNotice.objects.filter(mailed_on=None, day__gte=first, day__lt=day)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def _told(event: PlacementEvent) -> Iterator[tuple[UUID, Party]]:
    for party in TOLD[Verb(event.verb)]:
        if event.who == Who(party.value):
            continue
        for user in _people(event.placement, party):
            yield user, party


def _people(placement: Placement, party: Party) -> list[UUID]:
    student: Student = placement.student
    if party is Party.STUDENT:
        return [student.account_id] if student.account_id and student.joined_on else []
    if party is Party.COMPANY:
        # What was never drawn up, no company has heard of.
        if not placement.agreements.exists():
            return []
        rows = CompanyContact.objects.active().filter(company=placement.company_id)
        return list(rows.values_list("user", flat=True))
    return [
        one.pk
        for one in staff_of(student.school)
        if placement.company_id is None
        or companies_for(one).filter(pk=placement.company_id).exists()
    ]


def mail(notice_id: int) -> None:
    """Send one. Raises what the mail server says, with the notice given back."""
    notice = _claim(notice_id)
    if notice is None:
        return
    try:
        party = Party(notice.party)
        address = settings.PUBLIC_ADDRESS + reverse(PAGES[party])
        template = f"agreements/mail/{party.value}.txt"
        send_in_both_languages(template, notice.user.email, {"address": address})
    except BaseException:
        PlacementNotice.objects.filter(pk=notice.pk).update(mailed_on=None)
        raise


@transaction.atomic
def _claim(notice_id: int) -> PlacementNotice | None:
    rows = PlacementNotice.objects.select_for_update(of=("self",)).select_related("user")
    notice = rows.filter(pk=notice_id, mailed_on=None, user__is_active=True).first()
    if notice is not None:
        notice.mailed_on = today()
        notice.save(update_fields=["mailed_on"])
    return notice


def forget(day: date) -> int:
    old = PlacementNotice.objects.filter(day__lt=day - timedelta(days=KEEP_DAYS))
    return old.delete()[0]


def tell(placement: Placement, parties: Collection[Party], day: date) -> None:
    """Something a room above found about this placement: the same mail as for any step."""
    PlacementNotice.objects.bulk_create(
        (
            PlacementNotice(user_id=user, party=party, day=day)
            for party in parties
            for user in _people(placement, party)
        ),
        ignore_conflicts=True,
    )
