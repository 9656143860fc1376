"""The team's verbs: ask, let it rest, open what the reporter agreed to, propose places."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from placements.companies.models import TrainingCompany
from placements.measures.reading import closed_to
from placements.replacement import asked
from placements.replacement.models import ReplacementRequest
from placements.replacement.rules import NoPlacementsThere
from placements.replacement.wanted import Wanted
from reports.casework import moving, turns
from reports.casework.actions import locked, record_for, title_of
from reports.casework.holding import write_note
from reports.casework.models import Case, Status
from reports.casework.opening import keys_for
from reports.consents.actions import NoConsent
from reports.consents.plain import plain
from reports.dossiers.actions import Kind, Side, checked_text, read_account, said_before, say
from reports.notices import actions as notices
from reports.replacing import matter as matters
from reports.replacing import proposals
from reports.replacing.matter import Matter, Stage
from reports.replacing.need import FINISHED
from reports.replacing.wording import proposal_text
from stagebaken.audit.models import Verb
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

PROPOSAL_LIMIT = 5  # places in one message: a choice, not a list
# From these the case is now about another placement; elsewhere somebody else has the turn.
MOVES_ON = (
    Status.ACKNOWLEDGED,
    Status.INTAKE,
    Status.AWAITING_STUDENT_CHOICE,
    Status.OUTCOME_KNOWN,
)


class NotNow(ValueError):
    """The case has ended, or a request runs already."""


class NothingChosen(ValueError):
    """No place was chosen, or more than PROPOSAL_LIMIT."""


def ask(*, member: UnlockedMember, case: Case, wanted: Wanted) -> bool:
    """Ask the reporter whether this may be looked for. False when the same was asked before.

    Raises NotNow, IllegalStage.
    """
    # Attack: signs that nobody sees carry a name past the reporter, to the coordinators.
    wanted = replace(wanted, near=plain(wanted.near), wishes=plain(wanted.wishes))
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        known = _runnable(case, keys)
        if known.stage == Stage.ASKED and known.wanted == wanted:
            return False
        fresh = known.moved(Stage.ASKED, today(), agreed="", request="", **wanted.facts())
        matters.write(case.dossier, keys, fresh)
        _reached_the_reporter(member, case, keys)
        record_for(member, case, Verb.REPLACEMENT_ASKED)
    return True


def _runnable(case: Case, keys: DossierKeys) -> Matter:
    """What is known, where a new question or request is possible at all."""
    known = matters.read(case.dossier, keys)
    request = request_of(known)
    if case.status in FINISHED or (request is not None and request.is_running):
        raise NotNow
    return known


def _reached_the_reporter(member: UnlockedMember, case: Case, keys: DossierKeys) -> None:
    """As any answer of the team: it confirms receipt, and the turn is the reporter's."""
    if case.status == Status.RECEIVED:
        moving.acknowledge(case, keys=keys, day=today())
    notices.seen(recipient=member.recipient, dossier=case.dossier)
    turns.answered(case, today())


def let_rest(*, member: UnlockedMember, case: Case, why: str) -> None:
    """No other placement is needed: the task ends without a question.

    Raises EmptyText, TextTooLong, IllegalStage (the reporter answered), NoStaffKey.
    """
    checked_text(why)
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        known = matters.read(case.dossier, keys)
        if known.stage != Stage.NOT_NEEDED:
            rest(member, case, keys, why)
            record_for(member, case, Verb.NOTED)  # nobody was asked anything


def rest(member: UnlockedMember, case: Case, keys: DossierKeys, why: str) -> None:
    """Keep that none is needed, and the reason for the team alone. Callers hold the case."""
    text = _("Geen andere plek nodig: %s") % checked_text(why)
    write_note(case=case, keys=keys, author=member.recipient.user.name, text=text)
    known = matters.read(case.dossier, keys)
    fresh = known.moved(Stage.NOT_NEEDED, today(), rested_by=Side.STAFF)
    matters.write(case.dossier, keys, fresh)


def open_agreed(*, member: UnlockedMember, case: Case) -> ReplacementRequest:
    """Open a request with exactly what the reporter said yes to. Doing it twice opens one.

    Raises NoConsent, NotNow.
    """
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        known = matters.read(case.dossier, keys)
        running = request_of(known) if known.stage == Stage.OPENED else None
        if running is not None:
            return running
        if case.status in FINISHED:
            raise NotNow
        if not known.is_agreed:
            raise NoConsent("The reporter's yes to these facts does not stand.")
        request = asked.begin(school=case.school, wanted=known.wanted, day=today())
        since = known.opened_on or today().isoformat()  # days count from the first time
        changes = {"request": str(request.pk), "opened_on": since}
        matters.write(case.dossier, keys, known.moved(Stage.OPENED, today(), **changes))
        _tell(member, case, keys, "", step={"search_code": request.code})
        record_for(member, case, Verb.REPLACEMENT_OPENED)
    _move_on(member, case, keys)
    return request


def _move_on(member: UnlockedMember, case: Case, keys: DossierKeys) -> None:
    if case.status in MOVES_ON:
        moving.move(member=member, case=case, to=Status.REPLACEMENT, keys=keys)


def _tell(
    member: UnlockedMember,
    case: Case,
    keys: DossierKeys,
    text: str,
    *,
    step: Mapping[str, str] | None = None,
    once: UUID | None = None,
) -> bool:
    """A sentence of the team in the conversation, or a code of `casework.words`."""
    _message, is_new = say(
        dossier=case.dossier,
        keys=keys,
        side=Side.STAFF,
        text=text,
        day=today(),
        kind=Kind.STEP if step else Kind.MESSAGE,
        step=step,
        author=member.recipient.user.name,
        role=title_of(member.recipient.user, case.school),
        once=once,
    )
    return is_new


def propose(
    *,
    member: UnlockedMember,
    case: Case,
    companies: Sequence[TrainingCompany],
    words: str = "",
    once: UUID | None = None,
) -> bool:
    """Propose places in the dossier, as a message with names and links.

    False for a form that was sent before. Raises NothingChosen, NoPlacementsThere, NotNow.
    """
    if not 0 < len(companies) <= PROPOSAL_LIMIT:
        raise NothingChosen
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        if said_before(dossier=case.dossier, once=once) is not None:
            return False
        if case.status in FINISHED:
            raise NotNow
        _require_possible(case, keys, companies)
        _tell(member, case, keys, proposal_text(companies, words), once=once)
        proposals.add(case.dossier, keys, companies, today())
        _in_the_request(case, keys, companies)
        _reached_the_reporter(member, case, keys)
        record_for(member, case, Verb.PLACE_PROPOSED)
    return True


def _require_possible(case: Case, keys: DossierKeys, companies: Sequence[TrainingCompany]) -> None:
    """Never back to the company of the report, nor where the school places nobody."""
    if {company.pk for company in companies} & never(case, keys):
        raise NoPlacementsThere


def never(case: Case, keys: DossierKeys) -> set[UUID]:
    """Companies that are not proposed in this case."""
    left_out = closed_to(case.school, today())
    account = read_account(report=case.dossier.report, keys=keys)
    with suppress(ValueError):  # typed by hand, or not told
        left_out.add(UUID(account.company_id))
    return left_out


def _in_the_request(case: Case, keys: DossierKeys, companies: Sequence[TrainingCompany]) -> None:
    """The coordinators see which places were proposed, and not by whom or where."""
    request_id = matters.read(case.dossier, keys).request_id
    if request_id is not None:
        asked.propose(request_id, [company.pk for company in companies], today())


def request_of(matter: Matter) -> ReplacementRequest | None:
    """The request as it is now, through the sealed link; None without one, or long after."""
    return asked.find(matter.request_id) if matter.request_id else None


def replacement_days(dossier: Dossier, keys: DossierKeys) -> tuple[date | None, date | None]:
    """When another placement was asked for with a yes, and when there was one."""
    matter = matters.read(dossier, keys)
    if not matter.opened_on:
        return None, None
    request = request_of(matter)
    return date.fromisoformat(matter.opened_on), request.found_on if request else None


def days_to_replacement(dossier: Dossier, keys: DossierKeys) -> int | None:
    """Days until a new place (R5); None when none was found, or none was looked for."""
    asked_on, found_on = replacement_days(dossier, keys)
    return (found_on - asked_on).days if asked_on and found_on else None
