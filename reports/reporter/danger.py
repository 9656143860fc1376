"""The reporter says whether there is danger now: again, for the first time, or no more."""

from uuid import UUID

from django.db import transaction

from reports.casework.danger import write_card
from reports.casework.models import Turn
from reports.casework.turns import give_dossier
from reports.dossiers.actions import Kind, Side, said_before, say
from reports.dossiers.vocabulary import URGENT
from reports.notices import actions as notices
from reports.reporter.opening import OwnDossier
from reports.reporter.reopening import reopen
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


def tell(*, own: OwnDossier, danger: str, once: UUID | None = None) -> None:
    """Answer the question about danger. A person of the team is asked today where it is urgent."""
    case = own.case
    if case is None or said_before(dossier=own.dossier, once=once) is not None:
        return  # only kept: nobody would read it
    if danger in URGENT:
        reopen(own=own)
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        say(
            dossier=own.dossier,
            keys=own.keys,
            side=Side.REPORTER,
            kind=Kind.STEP,
            text="",
            step={"danger": danger},
            day=today(),
            once=once,
        )
        write_card(case, own.keys)
        notices.tell_team(dossier=own.dossier)
        if danger in URGENT:
            give_dossier(own.dossier, Turn.SCHOOL)
            notices.hasten(dossier=own.dossier)
        record(
            verb=Verb.DANGER_TOLD,
            actor=None,
            role=Side.REPORTER,
            scope=Scope.DOSSIER,
            vault_id=own.dossier.vault_id,
            subject=own.dossier.pk,
        )
