"""The reporter's verbs. Holding the keys is the authorisation."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from placements.replacement import asked
from placements.replacement.wanted import Wanted
from reports.casework import turns
from reports.casework.models import Case, Turn
from reports.consents.actions import PreviewChanged
from reports.dossiers.actions import Side
from reports.notices import actions as notices
from reports.replacing import matter as matters
from reports.replacing import proposals
from reports.replacing.actions import NotNow, request_of
from reports.replacing.matter import IllegalStage, Matter, Stage, digest_of
from reports.replacing.need import FINISHED
from reports.replacing.proposals import Said
from reports.reporter.opening import OwnDossier
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


def _held(own: OwnDossier) -> Matter:
    """Lock the dossier, and read what is known by now."""
    Dossier.objects.select_for_update().get(pk=own.dossier.pk)
    return matters.read(own.dossier, own.keys)


def _keep(own: OwnDossier, matter: Matter) -> None:
    matters.write(own.dossier, own.keys, matter)


def _tell_team(own: OwnDossier) -> None:
    turns.give_dossier(own.dossier, Turn.SCHOOL, when=Turn.REPORTER)
    notices.tell_team(dossier=own.dossier)
    record(
        verb=Verb.REPLACEMENT_ANSWERED,
        actor=None,
        role=Side.REPORTER,
        scope=Scope.DOSSIER,
        vault_id=own.dossier.vault_id,
        subject=own.dossier.pk,
    )


@transaction.atomic
def ask_for_place(*, own: OwnDossier, wanted: Wanted, closes: bool) -> None:
    """Ask the school to look, in the reporter's own words: that is a yes to exactly these.

    Raises NotNow.
    """
    known = _held(own)
    request = request_of(known)
    # As it is now: a page that was open longer holds an older one.
    case = Case.objects.filter(dossier=own.dossier).first()
    if case is None or case.status in FINISHED or (request and request.is_running):
        raise NotNow
    if known.is_agreed and known.wanted == wanted and known.closes == closes:
        return
    changes = wanted.facts() | {"agreed": digest_of(wanted), "closes": closes, "request": ""}
    _keep(own, known.moved(Stage.YES, today(), **changes))
    _tell_team(own)


@transaction.atomic
def answer(*, own: OwnDossier, is_yes: bool, digest: str, closes: bool) -> None:
    """Yes or no to what the team asked. The same answer again changes nothing.

    A yes names the digest of what was shown: PreviewChanged for any other. Raises IllegalStage.
    """
    known = _held(own)
    if is_yes and known.digest != digest:
        raise PreviewChanged("The page showed something else.")
    following = Stage.YES if is_yes else Stage.NO
    if known.stage == following:
        return
    if known.stage not in (Stage.ASKED, Stage.NO):
        raise IllegalStage("Nothing is asked now.")  # an old page would undo what came after it
    agreed = known.digest if is_yes else ""
    _keep(own, known.moved(following, today(), agreed=agreed, closes=closes))
    _tell_team(own)


@transaction.atomic
def need_none(*, own: OwnDossier) -> None:
    """Say, before anybody asked, that no other place is needed. Twice is once.

    Raises NotNow, IllegalStage.
    """
    known = _held(own)
    case = Case.objects.filter(dossier=own.dossier).first()
    if case is None or case.status in FINISHED:
        raise NotNow
    if known.stage == Stage.NOT_NEEDED:
        return
    if known.stage != Stage.NONE:
        raise IllegalStage("It was asked meanwhile: then no is an answer.")
    _keep(own, known.moved(Stage.NOT_NEEDED, today(), rested_by=Side.REPORTER))
    _tell_team(own)


@transaction.atomic
def revoke(*, own: OwnDossier) -> None:
    """Take the yes back, as long as nothing was opened. Raises IllegalStage."""
    known = _held(own)
    if known.stage == Stage.REVOKED:
        return
    _keep(own, known.moved(Stage.REVOKED, today(), agreed=""))
    _tell_team(own)


@transaction.atomic
def choose_closing(*, own: OwnDossier, closes: bool) -> None:
    """Whether withdrawing the report closes the request as well. Only the dossier knows."""
    _keep(own, replace(_held(own), closes=closes))


@transaction.atomic
def stop(*, own: OwnDossier) -> None:
    """No other place is needed any more: close the request. Twice is once."""
    known = _held(own)
    request = request_of(known)
    if request is not None and request.is_running:
        asked.withdraw(request.pk, today())
        _tell_team(own)


@transaction.atomic
def answer_proposal(*, own: OwnDossier, proposal_id: UUID, said: Said) -> bool:
    """Interested or not. False when that was said before, or nothing has this id.

    The request hears which company is wanted, and nothing else.
    """
    known = _held(own)
    body = proposals.answer(own.dossier, own.keys, proposal_id, said)
    if body is None:
        return False
    if known.request_id is not None:
        is_wanted = said is Said.WANTED
        asked.answer(known.request_id, UUID(body.company_id), is_wanted=is_wanted)
    _tell_team(own)
    return True
