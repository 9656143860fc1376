"""The agreement (POK): drawn up by the school, confirmed by three parties in any order.

Whoever says yes names the version that was read. A change is a new version, confirmed anew by all;
until then the one on which all agreed goes on counting.
"""

from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction

from placements.agreements import errors, policy, possible, proposing, steps
from placements.agreements.models import Agreement, ChangeWish, Confirmation, Placement
from placements.agreements.transitions import Party, State, Verb, Who
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@dataclass(frozen=True)
class Text:
    """What is agreed, besides who and for which programme."""

    starts_on: date
    ends_on: date
    hours_total: int
    hours_per_week: int
    guidance: str
    trainer_name: str
    assessment: str
    early_ending: str
    weekdays: list[str] = field(default_factory=list)
    trainer_email: str = ""
    work_processes: list[str] = field(default_factory=list)


@transaction.atomic
def draw_up(
    *, by: User, placement: Placement, text: Text, seen: int = 0, is_beside: bool = False
) -> Agreement:
    """Write the first version, or the next. `seen`: the version that was on the page (0: none).

    It answers every open wish. Drawing up says no yes: the school confirms as the others do.
    """
    policy.require(by, placement, Party.SCHOOL)
    held = steps.locked(placement)
    newest = held.newest
    if seen != (newest.version if newest else 0):
        raise errors.Stale
    if held.taken_over_on is None:
        raise errors.NotPossible
    if newest is None:
        proposing.take_programme(held)
    held.is_beside = held.is_beside or is_beside
    _require_possible(held, text)
    if held.state == State.PROPOSED:
        held.starts_on, held.ends_on = text.starts_on, text.ends_on
    steps.move(held, Verb.DRAW_UP, Who.SCHOOL, needs_agreement=True)
    held.agreements.filter(agreed_on=None, replaced_on=None).update(replaced_on=today())
    held.wishes.filter(answered_on=None).update(answered_on=today())
    made = Agreement.objects.create(
        placement=held, version=seen + 1, drawn_up_on=today(), **asdict(text)
    )
    steps.log(Verb.DRAW_UP, by, held)
    return made


def _require_possible(placement: Placement, text: Text) -> None:
    possible.require_days(text.starts_on, text.ends_on)
    possible.require_hours(text.hours_per_week, text.weekdays)
    # Whoever is there already stays by the agreement that stands: what ends a recognition opens
    # the search for another place, and does not keep a mistake in the hours from being put right.
    if placement.state != State.RUNNING:
        possible.require_company(placement.student, placement.company, text.starts_on)
    possible.require_alone(placement, text.starts_on, text.ends_on)


@transaction.atomic
def confirm(*, by: User, placement: Placement, party: Party, version: int) -> Placement:
    """Say yes to this version. Twice is once; the third yes makes it agreed."""
    policy.require(by, placement, party)
    return _confirm(steps.locked(placement), by, party, version, on_paper=False)


@transaction.atomic
def confirm_on_paper(*, by: User, placement: Placement, party: Party, version: int) -> Placement:
    """A coordinator saw the signature of who has no account here."""
    policy.require(by, placement, Party.SCHOOL)
    held = steps.locked(placement)
    if policy.has_account(held, party):
        raise errors.HasAccount
    _confirm(held, by, party, version, on_paper=True)
    steps.log(Verb.CONFIRM, by, held)
    return held


def _confirm(held: Placement, by: User, party: Party, version: int, *, on_paper: bool) -> Placement:
    newest = held.newest
    if newest is None or newest.version != version:
        raise errors.Stale
    if newest.confirmations.filter(party=party).exists():
        return held
    if held.state == State.PROPOSED:
        _require_yes_possible(held, newest, is_of_school=on_paper or party is Party.SCHOOL)
    who = Who(party.value)
    steps.move(held, Verb.CONFIRM, who)
    Confirmation.objects.create(
        agreement=newest, party=party, by=by, day=today(), on_paper=on_paper
    )
    if newest.confirmations.count() == len(Party):
        _agree(held, newest, who)
    return held


def _require_yes_possible(held: Placement, newest: Agreement, *, is_of_school: bool) -> None:
    """Something may have come between the text and the yes. A measure stops the school alone."""
    day = max(newest.starts_on, today())
    if held.is_mbo:
        possible.require_erkend(held.crebo, held.pathway, held.company, day)
    if is_of_school:
        possible.require_open(held.student, held.company, day)


def _agree(held: Placement, newest: Agreement, who: Who) -> None:
    held.agreements.filter(replaced_on=None).exclude(pk=newest.pk).update(replaced_on=today())
    newest.agreed_on = today()
    newest.save(update_fields=["agreed_on"])
    steps.move(
        held,
        Verb.AGREE,
        who,
        agreed_on=held.agreed_on or today(),
        starts_on=newest.starts_on,
        ends_on=newest.ends_on,
    )


@transaction.atomic
def waive(*, by: User, placement: Placement) -> Placement:
    """Agreed without a POK: the hbo may do without one."""
    policy.require(by, placement, Party.SCHOOL)
    held = steps.locked(placement)
    if held.is_mbo:
        raise errors.AgreementNeeded
    if held.taken_over_on is None or held.newest is not None:
        raise errors.NotPossible
    if held.starts_on is None or held.ends_on is None:
        raise errors.DaysUnknown
    possible.require_company(held.student, held.company, held.starts_on)
    possible.require_alone(held, held.starts_on, held.ends_on)
    steps.move(held, Verb.WAIVE, Who.SCHOOL, needs_agreement=False, agreed_on=today())
    steps.log(Verb.WAIVE, by, held)
    return held


@transaction.atomic
def ask_change(*, by: User, placement: Placement, party: Party, text: str) -> ChangeWish:
    """Ask the school for another text. Asked again, it replaces what was asked."""
    policy.require(by, placement, party)
    held = steps.locked(placement)
    if held.newest is None:
        raise errors.NotPossible
    earlier = held.wishes.filter(party=party, answered_on=None).first()
    if earlier is not None:
        earlier.text, earlier.asked_on = text.strip(), today()
        earlier.save(update_fields=["text", "asked_on"])
        return earlier
    steps.move(held, Verb.ASK_CHANGE, Who(party.value))
    made: ChangeWish = held.wishes.create(party=party, text=text.strip(), asked_on=today())
    return made
