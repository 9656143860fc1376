"""Cases stand beside each other for exactly those who may know of both."""

import json
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import serializers
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from reports.casework.models import Case, Note
from reports.casework.opening import keys_for, open_case
from reports.intake.actions import FiledReport
from reports.links import actions
from reports.links.actions import Linked
from reports.links.notes import LinkNote, read_why
from reports.links.vocabulary import Role
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit import destruction
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring, receipts
from stagebaken.vault.errors import EnvelopeError, WrongKey
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Audience, Dossier, Wrap
from stagebaken.vault.restoration import reapply
from tests.cast import Member, duinkerk, make_member, make_team, zeewaarde
from tests.reports.casework.conftest import HOSTILE, Desk, text
from tests.reports.filing import file, own
from tests.reports.ladder.conftest import desk

pytestmark = pytest.mark.django_db
NOISE = re.compile(r'value="[0-9A-Za-z]{64}"|name="once" value="[^"]*"')
WHY = "Twee studenten in dezelfde week."
RECEIPT = receipts.normalise("0" * 25)


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school, receipt=RECEIPT)


@pytest.fixture
def second(school: School, team: list[Member]) -> FiledReport:
    return file(school, story="De ander zag het ook.")


def case_of(filed: FiledReport) -> Case:
    return Case.objects.select_related("school", "dossier").get(dossier=filed.dossier)


@pytest.fixture
def case(filed: FiledReport) -> Case:
    return case_of(filed)


@pytest.fixture
def other(second: FiledReport) -> Case:
    return case_of(second)


@pytest.fixture
def mehmet(team: list[Member]) -> Desk:
    return desk(team[0])


Join = Callable[..., Any]


@pytest.fixture
def join(mehmet: Desk, case: Case, other: Case) -> Join:
    def join(number: str = "", **changes: str) -> Any:
        data = {"number": number or other.number, "role": "beside", "text": WHY} | changes
        return mehmet.client.post(reverse("links:links", args=[case.pk]), data)

    return join


def seen(case: Case, by: Member) -> list[Linked]:
    keys = keys_for(member=by.unlocked, case=case, verb=Verb.OPENED)
    return actions.linked(case, keys, by.user)


def why(case: Case, by: Member) -> list[tuple[Case, str]]:
    return [(one.link.case, one.why) for one in actions.explained(by.unlocked, seen(case, by))]


def page(by: Desk, case: Case) -> str:
    return text(by.client.get(reverse("links:links", args=[case.pk])))


def unlink(by: Desk, case: Case, other: Case) -> int:
    address = reverse("links:unlink", args=[case.pk])
    return int(by.client.post(address, {"other": str(other.pk)}).status_code)


# ---------- together and apart ----------


def test_a_member_puts_two_cases_beside_each_other(
    mehmet: Desk, team: list[Member], case: Case, other: Case, join: Join
) -> None:
    assert join().status_code == 302
    for here, there in ((case, other), (other, case)):
        assert there.number in text(mehmet.get(here))
        assert why(here, team[1]) == [(there, WHY)]
    assert "De ander zag het ook" in page(mehmet, case)  # the title, of who may open both


def test_one_of_them_leads_and_the_other_follows(
    team: list[Member], case: Case, other: Case, join: Join
) -> None:
    join(role="leads")
    assert [one.note.role for one in seen(case, team[0])] == [Role.LEADS]
    assert [one.note.role for one in seen(other, team[0])] == [Role.FOLLOWS]


def test_linking_twice_leaves_one_link(case: Case, join: Join) -> None:
    join()
    assert join().status_code == 302
    assert Note.objects.count() == 2


def test_what_a_colleague_wrote_is_not_overwritten(
    team: list[Member], case: Case, other: Case, join: Join
) -> None:
    join()
    for changed in ({"role": "follows"}, {"text": "Een andere reden."}):
        answer = join(**changed)
        assert answer.status_code == 422
        assert "Deze zaken zijn al verbonden." in answer.content.decode()
    assert [one.note.role for one in seen(other, team[0])] == [Role.BESIDE]
    assert why(case, team[1]) == [(other, WHY)]


@pytest.mark.parametrize("hyphen", ["-", " ", "", " - "])
def test_a_number_is_found_as_a_phone_types_it(
    mehmet: Desk, other: Case, join: Join, hyphen: str
) -> None:
    typed = other.number.lower().replace("-", hyphen)
    assert join(number=typed).status_code == 302
    found = mehmet.client.post("/zaken/zoeken/", {"words": typed.replace(" - ", "-")})
    assert other.number in found.content.decode()


def test_a_member_takes_them_apart_on_both_sides(
    mehmet: Desk, team: list[Member], case: Case, other: Case, join: Join
) -> None:
    join()
    assert unlink(mehmet, other, case) == 302
    assert seen(case, team[0]) == seen(other, team[0]) == []
    assert unlink(mehmet, other, case) == 404
    assert not Note.objects.exists()


def test_other_notes_stay_and_a_link_is_none_of_them(
    mehmet: Desk, team: list[Member], case: Case, other: Case, join: Join
) -> None:
    mehmet.post(case, "note", text="Een gewone notitie.")
    join()
    opened = open_case(member=team[0].unlocked, case=case)
    assert [note.text for note in opened.notes] == ["Een gewone notitie."]
    unlink(mehmet, case, other)
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", " "), ("number", "AAA-AAA"), ("role", "merged"), ("text", " ")],
)
def test_what_is_wrong_is_said_and_kept(join: Join, field: str, value: str) -> None:
    answer = join(**{field: value})
    assert answer.status_code == 422
    if field != "text":
        assert WHY in answer.content.decode()
    assert not Note.objects.exists()


def test_a_case_does_not_stand_beside_itself(case: Case, join: Join) -> None:
    assert join(case.number).status_code == 422


def test_hostile_words_stay_words(mehmet: Desk, case: Case, join: Join) -> None:
    join(text=HOSTILE)
    assert "<script>alert" not in page(mehmet, case)
    assert "<script>alert" not in text(mehmet.get(case))


# ---------- what others can tell from it ----------


def test_the_database_says_nothing_of_which_cases_belong_together(
    case: Case, other: Case, join: Join
) -> None:
    """Attack: a thief of the database looks for cases about the same workplace (P1)."""
    join()
    rows = list(Note.objects.all())
    assert {row.dossier_id for row in rows} == {case.dossier_id, other.dossier_id}
    for row in rows:
        for clear in (case, other):
            assert str(clear.pk).encode() not in bytes(row.body)
            assert clear.number.encode() not in bytes(row.body)
    verbs = set(Event.objects.filter(subject=case.dossier_id).values_list("verb", flat=True))
    assert verbs <= {Verb.FILED, Verb.NOTED, Verb.OPENED}
    assert not Event.objects.filter(verb=Verb.NOTED).exclude(detail={}).exists()


def test_a_link_has_the_size_of_a_note(mehmet: Desk, case: Case, other: Case, join: Join) -> None:
    mehmet.post(case, "note", text=WHY)
    join()
    assert len({len(bytes(row.body)) for row in Note.objects.all()}) == 1


def test_a_reporter_reads_the_same_as_after_any_note(
    mehmet: Desk, case: Case, other: Case, join: Join
) -> None:
    """Attack: a student learns from the own log that somebody else reported."""
    client = Client()
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    mehmet.get(case)
    mehmet.post(case, "note", text="Een gewone notitie.")
    before = dossier(client)
    assert join().status_code == 302
    assert dossier(client) == before
    assert other.number not in before


def dossier(client: Client) -> str:
    """The reporter's page, without what differs between two loads and says nothing."""
    return NOISE.sub("", client.get("/dossier/inhoud/").content.decode())


def test_who_is_excluded_later_finds_no_trace_of_the_other_case(
    team: list[Member], second: FiledReport, case: Case, other: Case, join: Join
) -> None:
    """Attack: a colleague learns from the case that they keep of the one they may not see (P2)."""
    wim = desk(team[2])
    before = text(wim.get(case)).count("Zaken over hetzelfde")
    join()
    assert other.number in text(wim.get(case))
    choose_readers(own=own(second), excluded=[team[2].user])
    for answer in (text(wim.get(case)), page(wim, case), wim.list()):
        for trace in (other.number, str(other.pk), WHY, "De ander zag", "Niet meer dezelfde"):
            assert trace not in answer, trace
    assert text(wim.get(case)).count("Zaken over hetzelfde") == before
    assert seen(case, team[2]) == []
    assert unlink(wim, case, other) == 404
    assert len(seen(case, team[0])) == 1


def test_an_excluded_member_cannot_tell_a_number_from_one_that_does_not_exist(
    team: list[Member], second: FiledReport, case: Case, other: Case
) -> None:
    choose_readers(own=own(second), excluded=[team[2].user])
    wim, address = desk(team[2]), reverse("links:links", args=[case.pk])
    answers = []
    for number in (other.number, "AAA-AAA"):
        data = {"number": number, "role": "beside", "text": WHY}
        answer = wim.client.post(address, data)
        assert answer.status_code == 422
        answers.append(answer.context["form"].errors)
    assert answers[0] == answers[1]


def test_who_remains_sees_that_the_readers_differ_and_takes_them_apart(
    mehmet: Desk, team: list[Member], second: FiledReport, case: Case, other: Case, join: Join
) -> None:
    join()
    choose_readers(own=own(second), excluded=[team[2].user])
    assert "Niet meer dezelfde lezers" in text(mehmet.get(case))
    assert "veranderde wie mag meelezen" in page(mehmet, case)
    assert unlink(mehmet, case, other) == 302


@pytest.mark.parametrize("difference", ["excluded", "outsiders", "recused"])
def test_cases_with_other_audiences_stay_apart(
    mehmet: Desk, school: School, team: list[Member], case: Case, join: Join, difference: str
) -> None:
    excluded: tuple[User, ...] = (team[2].user,) if difference == "excluded" else ()
    outsiders = "mijn mentor" if difference == "outsiders" else ""
    far = case_of(file(school, excluded=excluded, outsiders=outsiders))
    if difference == "recused":
        from reports.casework.actions import recuse

        recuse(member=team[2].unlocked, case=far)
    answer = join(far.number)
    assert answer.status_code == 422
    assert "niet precies dezelfde mensen" in answer.content.decode()
    assert not Note.objects.exists()


def test_the_same_exclusion_and_the_same_outsiders_are_equal(
    mehmet: Desk, school: School, team: list[Member]
) -> None:
    facts: dict[str, Any] = {"excluded": (team[2].user,)}
    one = case_of(file(school, outsiders="Mijn  mentor", **facts))
    two = case_of(file(school, outsiders="mijn mentor", **facts))
    data = {"number": two.number.lower(), "role": "beside", "text": WHY}
    address = reverse("links:links", args=[one.pk])
    assert mehmet.client.post(address, data).status_code == 302


def test_cases_of_two_schools_stay_apart(mehmet: Desk, case: Case, join: Join) -> None:
    away = duinkerk()
    make_member(away, user=mehmet.member.user)
    assert join(case_of(file(away)).number).status_code == 422


# ---------- what ends with either case ----------


def test_what_a_withdrawn_case_left_in_the_other_goes_when_that_is_opened(
    mehmet: Desk, second: FiledReport, case: Case, other: Case, join: Join
) -> None:
    join()
    reporter.withdraw(own=own(second))
    assert Note.objects.count() == 1
    assert WHY not in text(mehmet.get(case))
    assert not Note.objects.exists()


@pytest.mark.parametrize("end", ["withdrawn", "expired"])
def test_why_they_belonged_together_is_destroyed_in_the_moment_of_the_end(
    team: list[Member], second: FiledReport, case: Case, other: Case, join: Join, end: str
) -> None:
    """Attack: who holds every key of the case that stays reads what was said of the other (P6)."""
    join()
    copied = Note.objects.get(dossier=case.dossier)  # an old backup of the case that stays
    keys = keys_for(member=team[0].unlocked, case=case, verb=Verb.OPENED)
    other_keys = keys_for(member=team[0].unlocked, case=other, verb=Verb.OPENED)
    if end == "withdrawn":
        reporter.withdraw(own=own(second))
    else:
        keyring.destroy(second.dossier)
    for note in (copied, Note.objects.get()):
        [left] = link_notes_of(note, keys)
        assert WHY not in json.dumps(keys.read(note, "body"))
        for key in (keys.shared, keys.of(Audience.STAFF), other_keys.of(Audience.STAFF)):
            with pytest.raises(WrongKey):
                read_why(left, replace(keys, shared=key))
    assert read_why(left, other_keys) == WHY  # that one key, of which no copy is left


def test_an_old_backup_of_both_brings_the_words_back_to_nobody(
    team: list[Member], second: FiledReport, case: Case, other: Case, join: Join
) -> None:
    """Attack: the backup from before the withdrawal is put back, with every key (P6)."""
    join()
    gone = other.dossier_id
    backup = serializers.serialize("json", rows_of(other))
    reporter.withdraw(own=own(second))
    for row in serializers.deserialize("json", backup):
        row.save()
    assert why(case, team[0]) == [(other, WHY)]
    assert reapply(destruction.read())
    assert not Dossier.objects.filter(pk=gone).exists()
    assert why(case, team[0]) == []
    keys = keys_for(member=team[0].unlocked, case=case, verb=Verb.OPENED)
    assert WHY not in json.dumps(keys.read(Note.objects.get(), "body"))


def rows_of(case: Case) -> list[Model]:
    dossier = Dossier.objects.get(pk=case.dossier_id)
    return [
        dossier,
        *Wrap.objects.filter(dossier=dossier),
        case,
        dossier.report,
        *Note.objects.filter(dossier=dossier),
    ]


def link_notes_of(note: Note, keys: DossierKeys) -> list[LinkNote]:
    """What stands in one copy of a note, whichever is in the table now."""
    body = keys.read(note, "body")["link"]
    return [
        LinkNote(
            UUID(body["case"]), Role(body["role"]), "", b64decode(body["why"]), note_id=note.pk
        )
    ]


def test_words_copied_into_another_note_do_not_open(
    team: list[Member], case: Case, other: Case, join: Join
) -> None:
    """P7, for the envelope within the envelope."""
    join()
    [here], other_keys = (
        seen(case, team[0]),
        keys_for(member=team[0].unlocked, case=other, verb=Verb.OPENED),
    )
    assert read_why(here.note, other_keys) == WHY
    with pytest.raises(EnvelopeError):
        read_why(replace(here.note, note_id=uuid4()), other_keys)


def test_spoiled_words_take_nothing_else_of_the_page_away(
    mehmet: Desk, case: Case, other: Case, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiled(*_: Any) -> str:
        raise EnvelopeError

    join()
    monkeypatch.setattr(actions, "read_why", spoiled)
    assert other.number in page(mehmet, case)
    assert WHY not in page(mehmet, case)


def test_a_member_let_in_later_waits_for_a_colleague(
    mehmet: Desk, filed: FiledReport, case: Case, other: Case, join: Join
) -> None:
    choose_readers(own=own(filed), excluded=[mehmet.member.user])
    choose_readers(own=own(filed), excluded=[])
    answer = join()
    assert answer.status_code == 422
    assert "als een collega de zaak heeft geopend" in answer.content.decode()
    assert not Note.objects.exists()


def test_words_wait_when_the_vault_closed_meanwhile(mehmet: Desk, join: Join) -> None:
    mehmet.close_vault()
    answer = join()
    assert answer.status_code == 409
    assert WHY in answer.content.decode()
