"""A vault that closed while somebody worked: nothing that was typed is lost."""

from unittest.mock import patch
from uuid import uuid4

import pytest
from django.urls import reverse

from reports.casework.models import Case, Note
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.vault.errors import Busy
from tests.cast import PASSPHRASE, duinkerk, make_member
from tests.reports.casework.conftest import HOSTILE, VERBS, WORDS, Desk, events, upload
from tests.reports.filing import file, own
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

FIELD = "kluis-wachtzin"


def test_a_closed_vault_sends_to_its_door_and_back(mehmet: Desk, case: Case) -> None:
    mehmet.close_vault()
    door = mehmet.get(case)["Location"]
    assert door.startswith("/zaken/kluis/openen/?next=%2Fzaken%2F")
    back = mehmet.client.post(door, {"passphrase": PASSPHRASE})["Location"]
    assert back == reverse("casework:case", args=[case.pk])
    assert events(case, Verb.OPENED) == 0


def test_what_was_typed_survives_a_vault_that_closed(mehmet: Desk, school: School) -> None:
    filed = file(school)
    case = filed.dossier.case
    mehmet.close_vault()

    kept = mehmet.post(case, "reply", text=f"Dit mag niet weg. {HOSTILE}", once=str(uuid4()))
    assert (kept.status_code, "Dit mag niet weg." in kept.content.decode()) == (409, True)
    assert "<script>alert" not in kept.content.decode()
    fields = {one.attrs["name"]: one.attrs.get("value", "")
              for one in Page(kept.content.decode()).all("input", type="hidden")}  # fmt: skip

    wrong = mehmet.post(case, "reply", **fields, **{FIELD: "niet mijn wachtzin"})
    assert (wrong.status_code, "Deze wachtzin klopt niet" in wrong.content.decode()) == (409, True)
    assert "niet mijn wachtzin" not in wrong.content.decode()
    assert Event.objects.filter(verb=Verb.UNLOCK_FAILED).count() == 1

    sent = mehmet.post(case, "reply", **fields, **{FIELD: PASSPHRASE})
    assert sent.status_code == 302
    assert [said.text for said in own(filed).conversation] == [f"Dit mag niet weg. {HOSTILE}"]
    assert mehmet.get(case).status_code == 200


def test_a_file_that_was_chosen_must_be_chosen_again(mehmet: Desk, case: Case) -> None:
    mehmet.close_vault()
    kept = mehmet.post(case, "reply", **WORDS, file=upload())
    assert "Kies het daarna nog een keer." in kept.content.decode()


def test_a_busy_lane_keeps_what_was_typed(mehmet: Desk, case: Case) -> None:
    mehmet.close_vault()
    with patch("stagebaken.vault.sessions.open_private_key", side_effect=Busy):
        kept = mehmet.post(case, "note", **WORDS, **{FIELD: PASSPHRASE})
    assert kept.status_code == 409
    assert "Het is even druk" in kept.content.decode()
    assert "Ik geloof je." in kept.content.decode()


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_waits_for_the_vault(mehmet: Desk, case: Case, name: str) -> None:
    mehmet.close_vault()
    assert mehmet.post(case, name, **WORDS).status_code == 409
    assert mehmet.post(case, name, **WORDS, **{FIELD: PASSPHRASE}).status_code == 302


def test_the_open_vault_of_another_school_asks_for_the_right_one(
    mehmet: Desk, school: School
) -> None:
    other = duinkerk()
    make_member(other, user=mehmet.member.user)
    case = file(other).dossier.case
    assert "kluis/openen" in mehmet.get(case)["Location"]
    assert mehmet.post(case, "note", **WORDS).status_code == 409
    assert mehmet.post(case, "note", **WORDS, **{FIELD: PASSPHRASE}).status_code == 302
    assert Note.objects.count() == 1
