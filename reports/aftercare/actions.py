"""Answer the three questions, and read the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reports.aftercare.models import CheckIn
from reports.aftercare.vocabulary import MOMENTS, QUESTIONS, Answer, Moment
from reports.casework import turns
from reports.casework.models import Case, Turn
from reports.notices import actions as notices
from reports.reporter.opening import OwnDossier
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


class NotAsked(Exception):
    """It is not the moment: the case went further, or was opened again."""


@dataclass(frozen=True)
class Answered:
    """The answers of one moment, as opened."""

    moment: Moment
    day: date
    answers: dict[str, str]


def moment_of(case: Case | None) -> Moment | None:
    """Which moment it is for this case, if one."""
    return MOMENTS.get(case.status) if case else None


def check_in(*, own: OwnDossier, answers: Mapping[str, str]) -> CheckIn | None:
    """Keep what was answered, over what was answered before at this moment; nothing for nothing.

    The team has news, and during aftercare the turn. Raises NotAsked.
    """
    given = {
        name: str(answer)
        for name, answer in answers.items()
        if name in QUESTIONS and answer in Answer.values
    }
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        moment = moment_of(Case.objects.filter(dossier=own.dossier).first())
        if moment is None:
            raise NotAsked
        if not given:
            return None
        kept = _write(own, moment, given)
        notices.tell_team(dossier=own.dossier)
        if moment is Moment.AFTERCARE:
            turns.give_dossier(own.dossier, Turn.SCHOOL)
    return kept


def _write(own: OwnDossier, moment: Moment, given: dict[str, str]) -> CheckIn:
    kept = CheckIn.objects.filter(dossier=own.dossier, moment=moment).first()
    kept = kept or CheckIn(dossier=own.dossier, moment=moment)
    kept.day = today()
    own.keys.seal(kept, "answers", given)
    kept.save()
    return kept


def answered(dossier: Dossier, keys: DossierKeys) -> list[Answered]:
    """Every moment that was answered, the oldest first."""
    return [
        Answered(Moment(one.moment), one.day, keys.read(one, "answers"))
        for one in CheckIn.objects.filter(dossier=dossier)
    ]
