"""What a hand-over does to the case: SBB has the turn, until its outcome is known."""

from contextlib import suppress

from reports.casework import moving
from reports.casework.models import Case, Status
from reports.casework.transitions import IllegalTransition, Who
from reports.handover.models import Handover
from reports.handover.vocabulary import ReplyKind
from reports.notices import actions as notices
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


def to_sbb(member: UnlockedMember, case: Case, keys: DossierKeys) -> None:
    """The yes was carried out in this transaction. Raises IllegalTransition: the case is closed."""
    if case.status == Status.RECEIVED:
        moving.acknowledge(case, keys=keys, day=today())
    moving.move(member=member, case=case, to=Status.FORWARDED_SBB, keys=keys)


def came_back(handover: Handover, kind: ReplyKind) -> None:
    """SBB wrote: the team hears of it. With an outcome the turn is the school's."""
    case = Case.objects.filter(dossier=handover.dossier_id).first()
    if case is not None and kind is ReplyKind.OUTCOME:
        # The school may have gone on meanwhile: then the letter alone tells.
        with suppress(IllegalTransition):
            moving.moved_by(who=Who.SBB, case=case, to=Status.OUTCOME_KNOWN)
    notices.tell_team(dossier=handover.dossier)
