"""Handing over to SBB: the team of whom the key is wrapped; the copy: SBB's advisors alone."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from reports.consents import actions as consents
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.handover import actions, investigating, linking
from reports.handover.expecting import proposed
from reports.handover.models import Handover, Investigation, Reply
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion
from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.rows.hearings import own
from tests.access.world import World
from tests.cast import PASSPHRASE

TEAM = only("coordinator", locked=302)
TEAM_VERB = only("coordinator", status=302, locked=409)
# Words typed before a session ended come back in the page.
TEAM_WORDS = TEAM_VERB | {"anonymous": 403, "reporter": 403}
SBB = only("sbb")
SBB_VERB = only("sbb", status=302)
SBB_WORDS = SBB_VERB | {"anonymous": 403, "reporter": 403}


def granted() -> Consent:
    """The reporter's yes to SBB."""
    mine = own()
    request = consents.Request(step=Step.SBB, receiver="SBB", document="Bij Garage De Slinger.")
    asked, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    consents.answer(
        dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, answer=State.YES,
        digest=request.digest, day=today(),
    )  # fmt: skip
    return asked


def question(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk, "consent_id": granted().pk}


def passphrase(_world: World) -> dict[str, Any]:
    return {"passphrase": PASSPHRASE}


def copy(world: World) -> dict[str, Any]:
    if not Handover.objects.exists():
        member = world.mehmet.unlocked
        actions.hand_over(member=member, case=world.case, consent_id=granted().pk)
    return {"investigation_id": Investigation.objects.get().pk}


def closed(world: World) -> dict[str, Any]:
    found = copy(world)
    outcome = Outcome(Conclusion.NO_ACTION, reasons="x")
    member, one = world.advisor.unlocked, Investigation.objects.get()
    if one.decided_on is None:
        link(world)
        investigating.conclude(member=member, investigation=one, outcome=outcome)
    return found


def link(world: World) -> None:
    """Which company it is about: without one nothing is concluded."""
    linking.link_company(
        member=world.advisor.unlocked,
        investigation=Investigation.objects.select_related("dossier__vault").get(),
        company=world.company,
    )


def linked(world: World) -> dict[str, Any]:
    found = copy(world)
    link(world)
    return found


def reply(world: World) -> dict[str, Any]:
    copy(world)
    respond(world)
    return {"case_id": world.case.pk, "reply_id": Reply.objects.get().pk}


def words(_world: World) -> dict[str, Any]:
    return {"text": "Wij gaan kijken.", "expected_on": proposed().isoformat()}


def examined(world: World) -> dict[str, Any]:
    found = copy(world)
    respond(world)
    return found


def respond(world: World) -> None:
    member, one = world.advisor.unlocked, Investigation.objects.get()
    if one.answered_on is None:
        investigating.respond(
            member=member, investigation=one, expected_on=proposed(), text="Wij gaan kijken."
        )


def another_day(_world: World) -> dict[str, Any]:
    day = proposed() + timedelta(days=7)
    return {"text": "Wij gaan later kijken.", "expected_on": day.isoformat()}


def company(world: World) -> dict[str, Any]:
    return {"company": str(world.company.pk)}


def outcome(_world: World) -> dict[str, Any]:
    return {"conclusion": "no_action", "reasons": "x", "confirmed": "1"}


def nothing_there(_world: World) -> dict[str, Any]:
    return {"investigation_id": UUID(int=1)}


def one(name: str, expected: dict[str, int], **facts: Any) -> Row:
    return Row(f"sbb_cases:{name}", expected, **({"kwargs": copy} | facts))


ROWS = [
    Row("handover:begin", TEAM, kwargs=question),
    Row("handover:begin", TEAM_VERB, kwargs=question, method="post", data=passphrase),
    Row("handover:reply", TEAM, kwargs=reply),
    Row("handover:reply", TEAM_WORDS, kwargs=reply, method="post", data=words),
    Row("sbb_cases:list", SBB),
    Row("sbb_cases:years", SBB),
    one("case", SBB),
    one("case", only(), kwargs=nothing_there),
    *(one(name, SBB_VERB) for name in ("respond", "note")),
    *(one(name, SBB_WORDS, method="post", data=words) for name in ("respond", "note")),
    one("day", SBB_VERB),
    one("day", SBB_WORDS, kwargs=examined, method="post", data=another_day),
    one("company", SBB),
    one("company", SBB_VERB, method="post", data=company),
    one("outcome", SBB),
    one("outcome", SBB_VERB, kwargs=linked, method="post", data=outcome),
    one("destroy", SBB),
    one("destroy", SBB_VERB, kwargs=closed, method="post"),
]
