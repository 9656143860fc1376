"""The evaluation of a trainer: no account, one link at a time."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from placements.agreements.models import Placement
from placements.agreements.policy import require
from placements.agreements.transitions import Party
from placements.evaluations import tasks, tokens
from placements.evaluations.mails import address_of
from placements.evaluations.models import EvaluationQuerySet, TrainerEvaluation
from placements.evaluations.tokens import Link, NoLink
from stagebaken.accounts.models import User
from stagebaken.audit import models as audit
from stagebaken.audit.actions import record
from stagebaken.web.days import today

ANSWERS = ("preparation", "contact", "clarity", "time", "wishes", "again", "job")


class NotPossible(Exception):
    """It is in, its days are over, nobody's address is known, or too many links went out."""


def opened(token: str, *, lock: bool = False) -> TrainerEvaluation:
    """The evaluation that this link opens now. Raises NoLink, whatever the reason."""
    link = tokens.read(token)
    if not link.is_fresh(today()):
        raise NoLink
    return _of(link, TrainerEvaluation.objects.filter(link=link.number), lock=lock)


def _of(
    link: Link, rows: EvaluationQuerySet[TrainerEvaluation], *, lock: bool
) -> TrainerEvaluation:
    rows = rows.open().filter(pk=link.evaluation_id)
    rows = rows.select_for_update() if lock else rows.select_related(
        "placement__company", "placement__student__school"
    )  # fmt: skip
    found = rows.first()
    if found is None or found.until < today():
        raise NoLink
    return found


@transaction.atomic
def send(*, token: str, answers: Mapping[str, Any]) -> None:
    """Once: with this the link is used. Raises NoLink."""
    held = opened(token, lock=True)
    for name in ANSWERS:
        setattr(held, name, answers[name])
    held.sent_on = today()
    held.save(update_fields=[*ANSWERS, "sent_on"])


@transaction.atomic
def ask_again(*, token: str) -> None:
    """Whoever holds a link that no longer works asks for another, which goes to the same address.

    It answers nothing, because what it did would tell whether the evaluation is in. One a day, so
    that an old mail is no way to fill somebody's postbox.
    """
    try:
        held = _of(tokens.read(token), TrainerEvaluation.objects.all(), lock=True)
    except NoLink:
        return
    if may_get_one(held) and held.told_on is not None and held.told_on < today():
        _renew(held)


@transaction.atomic
def ask_anew(*, by: User, placement: Placement) -> None:
    """A coordinator has a new link sent; the one of before ends. Raises NotPossible."""
    require(by, placement, Party.SCHOOL)
    rows = TrainerEvaluation.objects.open().select_for_update()
    held = rows.filter(placement=placement).first()
    if held is None or not may_get_one(held) or not address_of(placement):
        raise NotPossible
    _renew(held)
    record(
        verb=audit.Verb.EVALUATION_ASKED,
        actor=by,
        scope=audit.Scope.SYSTEM,
        subject=placement.pk,
    )


def may_get_one(held: TrainerEvaluation) -> bool:
    """Whether another link may go out for this one."""
    return held.is_open and held.until >= today() and held.link < settings.EVALUATION_LINKS_MOST


def _renew(held: TrainerEvaluation) -> None:
    held.link += 1
    held.told_on = None
    held.save(update_fields=["link", "told_on"])
    tasks.mail_trainer.enqueue(str(held.pk))
