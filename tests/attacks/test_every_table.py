"""Nothing that anybody said stands in any table, mail, task or cache (P1)."""

import base64

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from reports.notices import rounds, tasks
from stagebaken.vault import receipts
from tests.attacks import canaries, staff
from tests.attacks.outward import go_outward
from tests.attacks.story import PLAIN, Told, tell
from tests.attacks.test_tricked_browser import sign_in_by_page
from tests.cast import (
    PASSPHRASE,
    PASSWORD,
    Member,
    Recovery,
    make_advisor,
    make_recovery,
    make_team,
    zeewaarde,
)
from tests.reports.intake.journey import Reporter

pytestmark = pytest.mark.django_db
WORD, DRAFTED, ADDRESS = "kanariewoord", "kanarieconcept", "kanarie.adres@voorbeeld.example"
Scene = tuple[Told, list[Member], Recovery, Reporter]


@pytest.fixture
def scene() -> Scene:
    school = zeewaarde()
    team = make_team(school)
    recovery = make_recovery(school)
    told = tell(school, team[0], word=WORD, address=ADDRESS)
    go_outward(told, make_advisor(), WORD)
    visitor = Reporter()
    visitor.tell(verhaal={"account": DRAFTED}, mail={"address": ADDRESS})
    visitor.confirm()
    sign_in_by_page(staff.Client(), team[1])
    staff.signed_in(team[1].user).post("/zaken/kluis/openen/", {"passphrase": PASSPHRASE})
    return told, team, recovery, visitor


def secrets(scene: Scene) -> dict[str, list[bytes]]:
    told, team, recovery, visitor = scene
    words = {
        "word": WORD, "draft": DRAFTED, "address": ADDRESS, "passphrase": PASSPHRASE,
        "password": PASSWORD, "file": PLAIN.decode().strip(), "share": recovery.shares[0],
        "draft cookie": visitor.client.cookies["__Host-draft"].value,
        "dossier cookie": told.reporter.cookies["__Host-dossier"].value,
        "vault cookie": told.team.cookies["__Host-vault"].value,
        "session cookie": told.team.cookies[settings.SESSION_COOKIE_NAME].value,
    }  # fmt: skip
    found = {name: list(canaries.texts(word)) for name, word in words.items()}
    for name, code in (("filed", told.receipt), ("drafted", visitor.code())):
        found[f"receipt ({name})"] = list(canaries.digits(code))
    keys = {
        "shared key": told.keys.shared, "staff key": told.keys.staff or b"",
        "receipt's key": told.filed.receipt_keys.wrapping_key,
    }  # fmt: skip
    keys |= {member.user.name: member.private_key for member in team}
    return found | {name: list(canaries.binaries(key)) for name, key in keys.items()}


def test_no_table_holds_a_word_a_receipt_or_a_key(scene: Scene) -> None:
    told, *_ = scene
    tables = canaries.tables()
    assert {"django_session", "accounts_cacheentry", "intake_draft"} <= tables.keys()
    assert told.case.number.encode() in tables["casework_case"]
    assert canaries.traces(secrets(scene), tables) == []


def test_no_authenticator_secret_stands_in_clear(scene: Scene) -> None:
    from allauth.mfa.models import Authenticator

    from stagebaken.accounts.sealing import unseal_secret

    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    texts = [unseal_secret(app.data["secret"]) for app in apps]
    assert texts
    found = {text: [*canaries.texts(text), base64.b32decode(text)] for text in texts}
    assert canaries.traces(found, canaries.tables()) == []


def test_mail_to_the_reporter_holds_the_address_as_its_receiver_and_nothing_else(
    scene: Scene,
) -> None:
    told, *_ = scene
    [message] = [message for message in mail.outbox if message.to == [ADDRESS]]
    text = str(message.message()).replace(f"To: {ADDRESS}", "")
    for secret in (ADDRESS, WORD, told.case.number, "Zeewaarde", "Stagebaken", "stagebaken"):
        assert secret not in f"{text} {message.subject} {message.body}", secret
    assert not message.cc
    assert not message.bcc
    assert not message.attachments


def test_mail_to_staff_says_the_same_to_everybody(scene: Scene) -> None:
    told, team, *_ = scene
    told.reporter.post("/dossier/bericht/", {"text": f"Nog iets {WORD}"})
    mail.outbox.clear()
    for user_id in rounds.members_with_news():
        rounds.mail_member(user_id)
    advisor = "arend-adviseur@elders.example"  # SBB's news is mailed in the same words
    assert {tuple(message.to) for message in mail.outbox} == {
        (advisor,),
        *((member.user.email,) for member in team),
    }
    assert len({(message.subject, message.body) for message in mail.outbox}) == 1
    for message in mail.outbox:
        assert told.case.number not in str(message.message())
        assert WORD not in str(message.message())


def test_a_queued_task_holds_ids_of_staff_and_nothing_of_a_dossier(scene: Scene) -> None:
    told, team, *_ = scene
    told.reporter.post("/dossier/bericht/", {"text": "Nog iets"})
    tasks.staff_round.func()
    queued = [str(one.args_kwargs) for one in DBTaskResult.objects.all()]
    assert queued
    for text in queued:
        assert str(told.dossier.pk) not in text
        assert str(told.case.pk) not in text
    assert any(str(team[1].user.pk) in text for text in queued)


def test_the_cache_names_nobody(scene: Scene) -> None:
    _, team, *_ = scene
    tables = canaries.tables()["accounts_cacheentry"]
    for member in team:
        assert member.user.email.encode() not in tables
    assert b"127.0.0.1" not in tables
    assert cache.get("kanarie") is None


def test_a_receipt_is_in_one_answer_of_the_api_and_in_no_other(db: None) -> None:
    make_team(zeewaarde())
    client = staff.Client()
    receipt = receipts.new_receipt()
    body = {
        "school": "zeewaarde", "account": "Een keer", "wish": "talk", "receipt": receipt,
        "ticket": receipts.issue_ticket(receipt),
    }  # fmt: skip
    kind = "application/json"
    first = client.post("/api/v1/reports/", body, kind)
    assert first.json() == {"receipt": receipt}
    answers = [
        client.post("/api/v1/reports/", body, kind),
        client.post("/api/v1/reports/", body | {"ticket": "x"}, kind),
        client.post("/api/v1/dossier/open/", {"receipt": receipt}, kind),
        client.post("/api/v1/dossier/messages/", {"receipt": receipt, "text": "x"}, kind),
        client.post("/api/v1/dossier/open/", {"receipt": receipt[:-1]}, kind),
        client.post("/dossier/", {"code": receipt}),
        client.get("/dossier/inhoud/"),
    ]
    for answer in answers:
        shown = answer.content + str(answer.headers).encode() + str(answer.cookies).encode()
        assert not canaries.found(canaries.digits(receipt), shown)
