"""What SBB writes reaches the school, sealed to its readers; SBB keeps it as it was sent."""

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from reports.handover import turns
from reports.handover.models import Handover, Investigation, InvestigationNote, Reply, SentReply
from reports.handover.vocabulary import ReplyKind
from schools.registry.models import SBB
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import letters
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


def is_sent(found: Investigation, once: UUID | None) -> bool:
    """Whether this form wrote to the school before."""
    return once is not None and SentReply.objects.filter(investigation=found, pk=once).exists()


def free(model: type[InvestigationNote] | type[SentReply], once: UUID | None) -> UUID:
    """Keep the form's mark as the id, unless another copy's row has it."""
    if once is None or model._default_manager.filter(pk=once).exists():  # noqa: SLF001
        return uuid4()
    return once


def following(rows: Any) -> int:
    return (rows.aggregate(Max("position"))["position__max"] or 0) + 1


def send(
    found: Investigation,
    keys: DossierKeys,
    kind: ReplyKind,
    content: dict[str, Any],
    once: UUID | None = None,
) -> None:
    """Keep what was written, and seal it to the school's readers; a withdrawn report gets none.

    The school waits from now for the day that stands on the investigation, if one does.
    """
    rows = SentReply.objects.filter(investigation=found)
    sent = SentReply(
        id=free(SentReply, once),
        investigation=found,
        position=following(rows),
        day=today(),
        has_arrived=_post(found, keys, kind, content),
    )
    keys.seal(sent, "body", {"kind": kind.value} | content)
    sent.save(force_insert=True)


def _post(
    found: Investigation, keys: DossierKeys, kind: ReplyKind, content: dict[str, Any]
) -> bool:
    handover = _handover(keys.read(found, "link")["handover"])
    if handover is None:
        return False
    handover.awaited_on, handover.late_told_on = found.expected_on, None
    handover.save(update_fields=["awaited_on", "late_told_on"])
    reply = Reply(handover=handover, kind=kind, received_on=today())
    with suppress(NotOnKeyring):
        body = {"reply": str(reply.pk), "kind": kind.value} | content
        reply.letter = letters.post(handover.dossier, body)
        reply.save(force_insert=True)
        turns.came_back(handover, kind)
        record(
            verb=Verb.LETTER_RECEIVED,
            actor=None,
            role=SBB,
            scope=Scope.DOSSIER,
            vault_id=handover.dossier.vault_id,
            subject=handover.dossier_id,
        )
        return True
    return False


def _handover(reference: str) -> Handover | None:
    """The school's side, held: who tells of a day that passed waits for the new one."""
    found = Handover.objects.filter(pk=reference)
    Dossier.objects.select_for_update().filter(pk__in=found.values("dossier")).first()
    return found.select_related("dossier").first()
