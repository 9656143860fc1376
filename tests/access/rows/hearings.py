"""Hoor en wederhoor: the team of whom the key is wrapped; and whoever has a hearing's code."""

from datetime import timedelta
from typing import Any

from reports.consents import actions as consents
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.hearings import actions, codes
from reports.hearings.models import Hearing
from reports.reporter.opening import OwnDossier, open_own
from stagebaken.vault import receipts
from stagebaken.web.days import today
from tests.access.row import Row, everyone, only
from tests.access.world import RECEIPT, World
from tests.cast import PASSPHRASE

PAGE = only("coordinator", locked=302)
ASKS = only("coordinator", locked=200)  # a question before a verb holds nothing of the dossier
BACK = only("coordinator", "locked", status=302)
VERB = only("coordinator", status=302, locked=409)
# Words of who is not signed in come back in the page, wherever they were sent.
WRITTEN = VERB | {"anonymous": 403, "reporter": 403}
CODE = "1" * 24 + receipts.check_digit("1" * 24)


def own() -> OwnDossier:
    keys = receipts.derive(RECEIPT)
    return open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)


def granted() -> Consent:
    """A question to which the reporter said yes."""
    mine = own()
    request = consents.Request(step=Step.HEAR, receiver="Garage De Slinger", document="Klopt dit?")
    asked, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    consents.answer(
        dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, answer=State.YES,
        digest=request.digest, day=today(),
    )  # fmt: skip
    return asked


def hearing(world: World) -> dict[str, Any]:
    found = Hearing.objects.filter(dossier=world.case.dossier_id).first()
    if found is None:
        found = actions.start(
            member=world.mehmet.unlocked,
            case=world.case,
            consent_id=granted().pk,
            code=codes.derive(CODE),
            due_on=today() + timedelta(days=14),
        ).hearing
    return {"case_id": world.case.pk, "hearing_id": found.pk}


def question(world: World) -> dict[str, Any]:
    waiting = Consent.objects.filter(dossier=world.case.dossier_id, state=State.YES).first()
    return {"case_id": world.case.pk, "consent_id": (waiting or granted()).pk}


def form(_world: World) -> dict[str, Any]:
    code = receipts.new_receipt()
    due_on = (today() + timedelta(days=20)).isoformat()
    made = {"code": code, "ticket": receipts.issue_ticket(code), "due_on": due_on}
    return made | {"passphrase": PASSPHRASE}


def words(_world: World) -> dict[str, Any]:
    return {"text": "Hij belde.", "told": "whole"}


def code(world: World) -> dict[str, Any]:
    hearing(world)
    return {"code": CODE}


def one(name: str, expected: dict[str, int], **facts: Any) -> Row:
    return Row(f"hearings:{name}", expected, kwargs=hearing, **facts)


ROWS = [
    Row("hearings:begin", PAGE, kwargs=question),
    Row(
        "hearings:begin",
        only("coordinator", locked=409),
        kwargs=question,
        method="post",
        data=form,
    ),
    one("hearing", PAGE),
    *(one(name, ASKS) for name in ("renew", "close")),
    *(one(name, BACK) for name in ("letter", "file", "enter", "minutes", "extend")),
    one("renew", only("coordinator", locked=409), method="post", data=form),
    one("extend", VERB, method="post", data=form),
    *(one(name, WRITTEN, method="post", data=words) for name in ("file", "enter", "minutes")),
    one("close", VERB, method="post"),
    one("letter", VERB, method="post", data=form),
    Row("hearing:open", everyone(200)),
    Row("hearing:open", everyone(422), method="post"),
    Row("hearing:open", everyone(302), method="post", data=code),
    Row("hearing:question", everyone(302)),
    Row("hearing:question", everyone(409), method="post", data=words),
    Row("hearing:answer", everyone(302)),
    Row("hearing:answer", everyone(409), method="post", data=words),
    Row("hearing:close", everyone(302)),
    Row("hearing:close", everyone(302), method="post"),
]
