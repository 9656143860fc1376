"""Ids of one dossier at the addresses of another: nothing is found, and nothing there changes.

Whoever has both in hand, as a member or as a reporter of two, is the one who can try.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import get_resolver, reverse

from reports.casework.models import Case, Note
from reports.consents.models import Consent
from reports.handover.models import Handover, Reply
from reports.hearings.models import Hearing, Minutes
from reports.ladder.models import DangerException
from reports.replacing.models import Proposal, Replacing
from reports.tasks.models import Task
from stagebaken.vault import receipts
from stagebaken.vault.models import Dossier
from tests.attacks import staff
from tests.attacks.outward import go_outward
from tests.attacks.story import Told, tell
from tests.attacks.test_excluded import case_addresses
from tests.cast import PASSPHRASE, make_advisor, make_recovery, make_team, zeewaarde
from tests.reports.filing import file

pytestmark = pytest.mark.django_db
ROWS: dict[type[Model], str] = {
    Consent: "dossier", DangerException: "dossier", Hearing: "dossier", Minutes: "dossier",
    Handover: "dossier", Reply: "handover__dossier", Task: "dossier", Note: "dossier",
    Proposal: "dossier", Replacing: "dossier",
}  # fmt: skip
FORM = {
    "text": "Woorden", "told": "whole", "answer": "ja", "passphrase": PASSPHRASE, "klaar": "ja",
    "reason": "Gevaar", "seen": "", "due_on": "2030-01-01", "came_on": "2026-01-01", "do": "1",
}  # fmt: skip

ASKED = {
    "receiver": "X", "document": "Tekst", "may_follow": "Niets", "may_guess": "no",
    "outcome": "over",
}  # fmt: skip


class Scene(NamedTuple):
    rich: Told  # with something behind every address
    own: Case  # of the same team, with nothing
    reporter: Client  # of `own`
    ids: dict[str, Any]


@pytest.fixture
def scene() -> Scene:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    make_recovery(school)
    rich = tell(school, mehmet)
    go_outward(rich, make_advisor())
    staff.open_vault(rich.team, mehmet)
    receipt = receipts.new_receipt()
    own = file(school, receipt=receipt).dossier.case
    ids = {
        "attachment_id": rich.attachment.pk,
        "hearing_id": Hearing.objects.get().pk,
        "reply_id": Reply.objects.all()[0].pk,
        "task_id": Task.objects.filter(kind="own").get().pk,
        "proposal_id": Proposal.objects.get().pk,
    }
    return Scene(rich, own, staff.reporter(receipt), ids)


def state(dossier: Dossier) -> list[Any]:
    """Every row of what goes outward, as it lies in the database."""
    return [
        list(model._default_manager.filter(**{path: dossier}).order_by("pk").values())
        for model, path in ROWS.items()
    ]


def strange(scene: Scene) -> Iterator[tuple[str, str]]:
    """Each address of the poor case with ids of the rich one."""
    consents = [{"consent_id": one} for one in Consent.objects.values_list("pk", flat=True)]
    known = {"case_id": scene.own.pk, "step": "talk", **scene.ids}
    for name, needed in case_addresses(get_resolver().url_patterns):
        foreign = needed - {"case_id", "step"}
        if not foreign or not foreign <= {*scene.ids, "consent_id"}:
            continue
        for consent in consents if "consent_id" in foreign else [{}]:
            kwargs = {key: (known | consent)[key] for key in needed}
            yield name, reverse(name, kwargs=kwargs)


def test_a_members_other_case_lends_no_ids(scene: Scene) -> None:
    before, asked = state(scene.rich.dossier), set()
    for name, address in strange(scene):
        asked.add(name)
        statuses = {
            scene.rich.team.get(address).status_code,
            scene.rich.team.post(address, FORM).status_code,
        }
        assert statuses <= {302, 404, 405}, name
        assert state(scene.rich.dossier) == before, name
    assert len(asked) >= 18
    assert [rows for rows in state(scene.own.dossier) if rows] == []


def test_a_reporter_answers_no_question_of_another_dossier(scene: Scene) -> None:
    before = state(scene.rich.dossier)
    for consent in Consent.objects.filter(dossier=scene.rich.dossier):
        address = reverse("own-ladder:question", args=[consent.pk])
        assert scene.reporter.get(address).status_code == 404
        assert scene.reporter.post(address, {"answer": "no"}).status_code == 404
    proposal = f"/dossier/plek/{scene.ids['proposal_id']}/"
    assert scene.reporter.post(proposal, {"answer": "ja"}).status_code in {302, 404}
    assert scene.reporter.get(f"/dossier/stukken/{scene.ids['attachment_id']}/").status_code == 404
    assert state(scene.rich.dossier) == before


def test_marks_of_another_dossiers_forms_open_and_change_nothing(scene: Scene) -> None:
    """Attack: the mark of a form is the id of what it wrote: another's is no key to it."""
    before = state(scene.rich.dossier)
    marks = [row["id"] for rows in before for row in rows if "id" in row]
    base = f"/zaken/{scene.own.pk}/"
    for mark in marks:
        for verb in ("antwoord/", "notitie/", "taken/", "vragen/nieuw/talk/", "gevaar/"):
            answer = scene.rich.team.post(base + verb, FORM | ASKED | {"once": str(mark)})
            assert answer.status_code in {302, 409, 422}, verb
    assert state(scene.rich.dossier) == before
