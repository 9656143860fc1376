"""The reporter opens a case again that the school had closed."""

from uuid import UUID

from django.db import transaction

from reports.casework import moving
from reports.casework.models import Case, Status
from reports.casework.transitions import Who
from reports.dossiers.actions import Kind, Side, say
from reports.reporter.opening import OwnDossier
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


def reopen(*, own: OwnDossier, text: str = "", once: UUID | None = None) -> None:
    """Open a closed case again, with or without a word why. What is open already stays as it is.

    Possible as long as the dossier exists: its retention is the term.
    """
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        case = Case.objects.select_related("school").filter(dossier=own.dossier).first()
        if case is None or not case.is_closed:
            return  # opened a moment ago, in another tab or by the team
        moving.moved_by(who=Who.REPORTER, case=case, to=Status.INTAKE, keys=own.keys)
        say(
            dossier=own.dossier,
            keys=own.keys,
            side=Side.REPORTER,
            kind=Kind.STEP,
            text=text,
            step={"to": str(Status.INTAKE)},
            day=today(),
            once=once,
        )
        record(
            verb=Verb.REOPENED,
            actor=None,
            role=Side.REPORTER,
            scope=Scope.DOSSIER,
            vault_id=own.dossier.vault_id,
            subject=own.dossier.pk,
        )
