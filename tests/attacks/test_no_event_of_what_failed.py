"""An act that failed leaves no event that says it happened; one without its event did not happen.

That the dossier was opened for it stays in the log: that is true, and was written first (P5).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.replacement.wanted import Wanted
from reports.attachments.models import Attachment
from reports.casework import actions, danger, holding, moving
from reports.casework.danger import Look
from reports.casework.models import Case, Note, Status
from reports.dossiers.models import Message
from reports.links import actions as links
from reports.links.vocabulary import Role
from reports.replacing import actions as replacing
from reports.tasks import actions as tasks
from reports.tasks.models import Task
from stagebaken.audit.models import Event, Verb
from stagebaken.audit.verification import verify
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today
from tests.attacks.story import Told, tell
from tests.cast import make_team, zeewaarde
from tests.reports.filing import file

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Scene:
    told: Told
    other: Case  # with the same readers
    company: TrainingCompany
    task: Task

    @property
    def one(self) -> dict[str, Any]:
        return {"member": self.member, "case": self.told.case}

    @property
    def member(self) -> UnlockedMember:
        return self.told.reader.unlocked


@pytest.fixture
def scene() -> Scene:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    told = tell(school, mehmet, outsiders="")
    told.case.refresh_from_db()
    filed = file(school)
    other = Case.objects.select_related("dossier", "school").get(dossier=filed.dossier)
    member = mehmet.unlocked
    task = tasks.add(member=member, case=told.case, text="Bel", due_on=today(), assignee=None)
    return Scene(told, other, register(name="Garage De Vonk"), task)


def reply(scene: Scene) -> None:
    actions.reply(**scene.one, text="Nog een antwoord")


def reply_with_a_file(scene: Scene) -> None:
    upload = SimpleUploadedFile("rooster.txt", b"Wat er in het rooster stond.")
    actions.reply(**scene.one, text="Met een bestand", upload=upload)


def note(scene: Scene) -> None:
    actions.add_note(**scene.one, text="Nog een notitie")


def step(scene: Scene) -> None:
    moving.move(**scene.one, to=Status.INTAKE, day=today())


def look(scene: Scene) -> None:
    danger.look(**scene.one, found=Look.LOOKED, seen="")


def link(scene: Scene) -> None:
    links.link(**scene.one, number=scene.other.number, role=Role.BESIDE, text="Hetzelfde bedrijf")


def write_task(scene: Scene) -> None:
    tasks.add(**scene.one, text="Bel nog eens", due_on=today(), assignee=None)


def change_task(scene: Scene) -> None:
    of = {"task_id": scene.task.pk, "text": "Bel morgen", "due_on": today(), "assignee": None}
    tasks.change(**scene.one, **of)


def tick(scene: Scene) -> None:
    tasks.finish(**scene.one, task_id=scene.task.pk, is_done=True)


def ask_for_a_place(scene: Scene) -> None:
    replacing.ask(**scene.one, wanted=Wanted("Breda"))


def open_a_request(scene: Scene) -> None:
    replacing.open_agreed(**scene.one)


def propose(scene: Scene) -> None:
    replacing.propose(**scene.one, companies=[scene.company])


Act = Callable[[Scene], None]
ACTS: dict[Act, tuple[Any, Verb]] = {
    reply: (actions, Verb.REPLIED),
    reply_with_a_file: (actions, Verb.ATTACHMENT_ADDED),
    note: (actions, Verb.NOTED),
    step: (moving, Verb.STATUS_CHANGED),
    look: (danger, Verb.DANGER_LOOKED),
    link: (links, Verb.NOTED),
    write_task: (tasks, Verb.TASKED),
    change_task: (tasks, Verb.TASKED),
    tick: (tasks, Verb.TASKED),
    ask_for_a_place: (replacing, Verb.REPLACEMENT_ASKED),
    open_a_request: (replacing, Verb.REPLACEMENT_OPENED),
    propose: (replacing, Verb.PLACE_PROPOSED),
}
acts = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)


def verbs(scene: Scene) -> list[str]:
    return [event.verb for event in Event.objects.of_dossier(scene.told.dossier.pk)]


def rows(scene: Scene) -> list[Any]:
    """Whatever one of the acts writes."""
    found = [list(model._default_manager.order_by("pk").values_list()) for model in KEPT]
    return [*found, Case.objects.get(pk=scene.told.case.pk).status]


KEPT = (Message, Note, Task, Attachment)


@acts
def test_an_act_is_told_once_after_it_was_opened_for(scene: Scene, act: Act) -> None:
    verb, before = ACTS[act][1], verbs(scene)
    act(scene)
    fresh = verbs(scene)[len(before) :]
    assert fresh[0] == Verb.OPENED
    assert fresh.count(verb) == 1
    assert fresh.count(Verb.OPENED) == 1, "once for the whole act"
    assert verify() == []


@acts
def test_an_act_that_fails_is_not_told(
    scene: Scene, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attack: the reporter reads that they were written to; the member was shut out meanwhile."""
    before, kept = verbs(scene), rows(scene)

    def shut_out(*_: Any) -> NoReturn:
        raise NotOnKeyring

    monkeypatch.setattr(ACTS[act][0], "locked", shut_out)
    with pytest.raises(NotOnKeyring):
        act(scene)
    assert set(verbs(scene)[len(before) :]) == {Verb.OPENED}
    assert rows(scene) == kept


@acts
def test_an_act_of_which_no_event_can_be_written_does_not_happen(
    scene: Scene, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The opening is written still, the act's own event is not."""
    kept = rows(scene)

    def fail(**_: Any) -> NoReturn:
        raise ValueError("no room for an event")

    monkeypatch.setattr(holding, "record", fail)
    with pytest.raises(ValueError, match="no room"):
        act(scene)
    assert rows(scene) == kept


def test_what_is_sent_twice_is_told_once(scene: Scene) -> None:
    once = uuid4()
    for _ in range(2):
        actions.add_note(**scene.one, text="Een keer", once=once)
        tasks.finish(**scene.one, task_id=scene.task.pk, is_done=True)
        replacing.ask(**scene.one, wanted=Wanted("Breda"))
    told = verbs(scene)
    assert told.count(Verb.NOTED) == 2, "one was in the story"
    assert told.count(Verb.TASKED) == 2, "one wrote it"
    assert told.count(Verb.REPLACEMENT_ASKED) == 1


def test_the_reporter_reads_one_opening_a_day_however_much_is_done(scene: Scene) -> None:
    for _ in range(3):
        note(scene)
        reply(scene)
    page = scene.told.reporter.get("/dossier/inhoud/").content.decode()
    assert page.count("las je dossier") == 1
    assert page.count("schreef een notitie voor het team") == 1
