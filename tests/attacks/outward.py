"""What a case writes when it goes outward: questions, a hearing, a copy for SBB, what comes back.

Made by the same actions as the pages use; `word` is in everything that somebody says.
"""

from datetime import timedelta

from placements.companies.actions import register
from reports.aftercare import actions as aftercare
from reports.casework.models import Case, Status
from reports.consents import actions as consents
from reports.consents.actions import Request
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.handover import actions as handover
from reports.handover import investigating, linking
from reports.handover.expecting import proposed
from reports.handover.models import Investigation, Reply
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion
from reports.hearings import actions as hearings
from reports.hearings import answering, codes, filing
from reports.ladder import danger
from reports.retention import actions as retention
from reports.tasks import actions as tasks
from stagebaken.vault import letters, receipts
from stagebaken.web.days import today
from tests.attacks.story import Told
from tests.cast import Member
from tests.reports.filing import own


def go_outward(told: Told, advisor: Member, word: str = "") -> str:
    """Take every step that leaves sealed words behind. Gives the code of the hearing."""
    _propose_an_exception(told, word)
    retention.hold(
        member=told.reader.unlocked, case=told.case, until=today(), reason=f"Een klacht {word}"
    )
    code = _hear(told, word)
    _hand_over(told, advisor, word)
    letters.post(told.dossier, {"text": f"Nog een brief {word}"})
    _check_in(told)
    tasks.add(
        member=told.reader.unlocked,
        case=told.case,
        text=f"Bel terug {word}",
        due_on=today(),
        assignee=None,
    )
    return code


def _asked(told: Told, step: Step, word: str, answer: State | None = State.YES) -> Consent:
    mine = own(told.filed)
    request = Request(step=step, receiver=f"Garage {word}", document=f"Dit gaat weg {word}")
    consent, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    if answer:
        consents.answer(
            dossier=mine.dossier,
            keys=mine.keys,
            consent_id=consent.pk,
            answer=answer,
            digest=request.digest,
            day=today(),
        )
    return consent


def _propose_an_exception(told: Told, word: str) -> None:
    consent = _asked(told, Step.BODY, word, answer=None)
    danger.propose(
        member=told.reader.unlocked,
        case=told.case,
        consent_id=consent.pk,
        reason=f"Gevaar {word}",
    )


def _hear(told: Told, word: str) -> str:
    code = receipts.new_receipt()
    hearing = hearings.start(
        member=told.reader.unlocked,
        case=told.case,
        consent_id=_asked(told, Step.HEAR, word).pk,
        code=codes.derive(code),
        due_on=today() + timedelta(days=14),
    ).hearing
    answering.send(code=codes.derive(code), text=f"Wij zeggen {word}")
    filing.write_minutes(
        member=told.reader.unlocked, case=told.case, hearing=hearing, text=f"Verslag {word}"
    )
    return code


def _hand_over(told: Told, advisor: Member, word: str) -> None:
    consent = _asked(told, Step.SBB, word)
    case = Case.objects.select_related("dossier__report", "school").get(pk=told.case.pk)
    handover.hand_over(
        member=told.reader.unlocked,
        case=case,
        consent_id=consent.pk,
        seen=handover.outsiders_of(case, told.keys),
    )
    copy = Investigation.objects.select_related("dossier__vault").get()
    sbb = {"member": advisor.unlocked, "investigation": copy}
    investigating.add_note(text=f"Bevinding {word}", **sbb)  # type: ignore[arg-type]
    investigating.respond(expected_on=proposed(), text=f"Wij kijken ernaar {word}", **sbb)  # type: ignore[arg-type]
    linking.link_company(company=register(name="Bakkerij Kruim"), **sbb)  # type: ignore[arg-type]
    outcome = Outcome(Conclusion.NO_ACTION, reasons=f"Reden {word}")
    investigating.conclude(outcome=outcome, **sbb)  # type: ignore[arg-type]
    for reply in Reply.objects.all()[:1]:
        handover.file_reply(
            member=told.reader.unlocked, case=case, reply=reply, text=f"SBB schrijft {word}"
        )


def _check_in(told: Told) -> None:
    """At another moment of the case, which then goes back to where it was."""
    before = Case.objects.get(pk=told.case.pk).status
    Case.objects.filter(pk=told.case.pk).update(status=Status.AFTERCARE)
    aftercare.check_in(own=own(told.filed), answers={"heard": "no"})
    Case.objects.filter(pk=told.case.pk).update(status=before)
