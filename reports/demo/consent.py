"""A step outward that a reporter of the demo is asked, and says yes to."""

from uuid import UUID

from reports.consents import actions as consents
from reports.consents.vocabulary import State, Step
from reports.reporter.opening import OwnDossier
from stagebaken.vault.keys import UnlockedMember
from stagebaken.web.days import today


def granted(
    *,
    member: UnlockedMember,
    mine: OwnDossier,
    step: Step,
    receiver: str,
    text: str,
    may_follow: str,
) -> UUID:
    """Ask with this very text, and let the reporter say yes to it; return the question's id."""
    request = consents.Request(
        step=step,
        receiver=receiver,
        document=text,
        may_follow=may_follow,
        author=member.recipient.user.name,
        role=member.recipient.role,
    )
    dossier, keys = mine.dossier, mine.keys
    asked, _ = consents.ask(dossier=dossier, keys=keys, request=request, day=today())
    consents.answer(
        dossier=dossier, keys=keys, consent_id=asked.pk, answer=State.YES,
        digest=request.digest, day=today(),
    )  # fmt: skip
    return asked.pk
