"""Whoever may not see a dossier cannot tell that it exists (P2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from reports.board import views
from reports.casework.models import Case
from reports.intake.people import excludable
from reports.notices import rounds
from reports.notices.models import News
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from reports.strongroom import recovering
from reports.strongroom.policy import POLICY as ROOMS
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event
from stagebaken.vault import grants, keyring, recovery
from stagebaken.vault.models import Wrap, WrapState
from tests.access.world import with_role
from tests.attacks import staff
from tests.attacks.crawling import NOISE, STARTS, crawl
from tests.attacks.story import Told, tell
from tests.cast import (
    PASSPHRASE,
    Member,
    Recovery,
    duinkerk,
    make_administrator,
    make_member,
    make_recovery,
    make_team,
    make_user,
    zeewaarde,
)
from tests.reports.filing import own

pytestmark = pytest.mark.django_db

LISTED = "/zaken/?weergave=lijst"
OUTSIDERS = ("excluded", "other_school", "custodian", "excluded_custodian", "administrator",
             "other_administrator", "company", "sbb", "platform", "student")  # fmt: skip


@dataclass
class World:
    school: School
    mehmet: Member
    ilse: Member
    wim: Member
    recovery: Recovery
    clients: dict[str, Client]


@pytest.fixture
def world() -> World:
    school, other = zeewaarde(), duinkerk()
    mehmet, ilse, wim = make_team(school)
    recovery = make_recovery(school)
    make_recovery(other)
    els = make_member(other, name="Els Vreemd")
    people = {
        "custodian": recovery.custodians[0],
        "excluded_custodian": recovery.custodians[1],
        "administrator": make_administrator(school),
        "other_administrator": make_administrator(other, "Karel Kantoor"),
        "company": with_role("Gijs Garage", Role.COMPANY_CONTACT),
        "sbb": with_role("Arend Adviseur", Role.SBB_ADVISOR),
        "platform": with_role("Olga Operator", Role.PLATFORM_ADMINISTRATOR),
        "student": make_user("Sem Student"),
    }
    clients = {role: staff.signed_in(user) for role, user in people.items()}
    clients |= {"excluded": staff.unlocked(wim), "other_school": staff.unlocked(els)}
    return World(school, mehmet, ilse, wim, recovery, clients)


def report(world: World, **facts: Any) -> Told:
    """A report with everything in it, kept from Wim and from one custodian."""
    excluded = (world.wim.user, world.recovery.custodians[1])
    return tell(world.school, world.mehmet, excluded=excluded, **facts)


def test_every_page_is_the_same_before_and_after_the_report(world: World) -> None:
    before = {role: crawl(world.clients[role]) for role in OUTSIDERS}
    report(world)
    for role, pages in before.items():
        assert len(pages) > len(STARTS)
        after = crawl(world.clients[role])
        assert {one for one in pages if pages[one] != after.get(one)} == set(), role
        assert after.keys() == pages.keys(), role


def test_the_same_comparison_sees_what_a_reader_sees(world: World) -> None:
    """Without this, finding no difference above would prove nothing."""
    before = crawl(staff.unlocked(world.mehmet))
    told = report(world)
    after = crawl(told.team)
    assert f"/zaken/{told.case.pk}/" in after.keys() - before.keys()
    assert before["/zaken/"] != after["/zaken/"]


def case_addresses(
    patterns: list[URLPattern | URLResolver], space: str = "", before: frozenset[str] = frozenset()
) -> Iterator[tuple[str, set[str]]]:
    """Every address that names a case, with what else it needs."""
    for pattern in patterns:
        needed = before | set(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from case_addresses(pattern.url_patterns, inner, needed)
        elif "case_id" in needed:
            yield f"{space}{pattern.name}", set(needed)


def ask_everything(client: Client, told: Told) -> dict[str, int]:
    """Every method at every address of the case."""
    ids: dict[str, object] = {"case_id": told.case.pk, "attachment_id": told.attachment.pk}
    ids |= {"step": "talk"}  # of the consent ladder; every other id is of nothing
    form = {"text": "Ik ben er niet.", "assignee": "", "kluis-wachtzin": PASSPHRASE}
    answers: dict[str, int] = {}
    for name, needed in case_addresses(get_resolver().url_patterns):
        address = reverse(name, kwargs={key: ids.get(key, uuid4()) for key in needed})
        answers[f"GET {name}"] = client.get(address).status_code
        answers[f"POST {name}"] = client.post(address, form).status_code
    return answers


def test_every_address_of_the_case_is_as_if_it_were_not_there(world: World) -> None:
    told = report(world)
    before = (Event.objects.count(), told.dossier.messages.count())
    for role in OUTSIDERS:
        answers = ask_everything(world.clients[role], told)
        assert len(answers) >= 16
        assert {name for name, status in answers.items() if status != 404} == set(), role
    assert (Event.objects.count(), told.dossier.messages.count()) == before


def test_who_is_excluded_later_loses_the_page_that_is_open(world: World) -> None:
    told = tell(world.school, world.mehmet)
    client = staff.unlocked(world.wim)
    assert client.get(f"/zaken/{told.case.pk}/").status_code == 200
    address = reverse("casework:assign", kwargs={"case_id": told.case.pk})
    told.team.post(address, {"assignee": str(world.wim.user.pk)})
    told.reporter.post("/dossier/bericht/", {"text": "Er is nog iets"})
    assert Case.objects.get().assignee == world.wim.user
    assert News.objects.filter(recipient=world.wim.recipient, dossier=told.dossier).exists()

    choose_readers(own=own(told.filed), excluded=[world.wim.user])

    assert set(ask_everything(client, told).values()) == {404}
    assert "Er is nog geen zaak voor jou." in client.get("/zaken/").content.decode()
    assert not News.objects.filter(recipient=world.wim.recipient).exists()
    assert Case.objects.get().assignee is None
    wraps = Wrap.objects.filter(user=world.wim.user)
    assert {(wrap.state, wrap.wrapped) for wrap in wraps} == {(WrapState.EXCLUDED, None)}


def test_a_form_sent_from_a_page_that_was_open_changes_nothing(world: World) -> None:
    told = tell(world.school, world.mehmet)
    client = staff.unlocked(world.wim)
    client.get(f"/zaken/{told.case.pk}/")
    choose_readers(own=own(told.filed), excluded=[world.wim.user])
    before = (told.dossier.messages.count(), Event.objects.count())
    for verb in ("antwoord", "notitie", "bevestigen", "toewijzen", "afstand", "seintje"):
        answer = client.post(f"/zaken/{told.case.pk}/{verb}/", {"text": "Toch nog"})
        assert answer.status_code == 404, verb
    assert (told.dossier.messages.count(), Event.objects.count()) == before


def test_the_rounds_mail_only_who_can_open_it(world: World) -> None:
    told = report(world)
    told.reporter.post("/dossier/bericht/", {"text": "Er is nog iets"})
    for user_id in rounds.members_with_news():
        rounds.mail_member(user_id)
    addressed = {address for message in mail.outbox for address in message.to}
    readers = {world.mehmet.user.email, world.ilse.user.email}
    assert addressed == readers | {"noor@voorbeeld.example"}


def test_news_that_a_backup_brought_back_mails_nobody_who_is_excluded(world: World) -> None:
    """The list of destructions restores an exclusion, not what other rooms noted before it."""
    told = report(world)
    News.objects.create(recipient=world.wim.recipient, dossier=told.dossier)
    mail.outbox.clear()
    for user_id in rounds.members_with_news():
        rounds.mail_member(user_id)
    addressed = {address for message in mail.outbox for address in message.to}
    assert world.wim.user.email not in addressed
    assert world.wim.user.pk not in rounds.members_with_news()


def test_nobody_can_give_the_case_to_who_may_not_see_it(world: World) -> None:
    told = report(world)
    page = told.team.get(told.url).content.decode()
    assert str(world.ilse.user.pk) in page
    assert str(world.wim.user.pk) not in page
    address = reverse("casework:assign", kwargs={"case_id": told.case.pk})
    assert told.team.post(address, {"assignee": str(world.wim.user.pk)}).status_code == 422
    assert Case.objects.get().assignee is None


def test_numbers_of_pages_count_what_somebody_can_see(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    for _ in range(2):
        tell(world.school, world.mehmet)
    client = staff.unlocked(world.wim)
    before = NOISE.sub("", client.get(LISTED).content.decode())
    for _ in range(3):
        report(world)
    assert NOISE.sub("", client.get(LISTED).content.decode()) == before
    second = client.get(f"{LISTED}&page=2").content.decode()
    assert NOISE.sub("", second).replace("&amp;page=2", "") == before
    assert "page=2" in staff.unlocked(world.mehmet).get(LISTED).content.decode()


def test_no_event_that_an_administrator_reads_tells_of_a_dossier(world: World) -> None:
    vault_id = world.school.vault_id
    assert vault_id is not None
    before = list(Event.objects.of_vault(vault_id))
    told = report(world)
    choose_readers(own=own(told.filed), excluded=[])
    reporter.withdraw(own=own(told.filed))
    assert list(Event.objects.of_vault(vault_id)) == before


def test_the_recovery_key_gives_an_excluded_member_nothing(world: World) -> None:
    told = tell(world.school, world.mehmet, excluded=(world.wim.user,))
    vault = world.school.vault
    assert vault is not None
    assert not grants.recoverable(vault=vault, recipient=world.wim.recipient).exists()
    key = recovery.open_key(vault, world.recovery.shares[:2])
    room = ROOMS.require(world.recovery.custodians[0], world.school.code)
    events = Event.objects.count()
    recovering.recover_next(
        room=room, recipient=world.wim.recipient, key=key, after=None, limit=100
    )
    assert not keyring.dossiers_visible_to(world.wim.user).exists()
    assert Event.objects.count() == events
    assert Wrap.objects.filter(dossier=told.dossier, user=world.wim.user, wrapped=None).count() == 2


def test_an_excluded_custodian_takes_the_recovery_key_along(world: World) -> None:
    told = report(world)
    wraps = Wrap.objects.filter(dossier=told.dossier, holder="recovery")
    assert not wraps.exclude(wrapped=None).exists()
    vault = world.school.vault
    assert vault is not None
    newcomer = make_member(world.school, name="Nora Nieuw")
    assert not grants.recoverable(vault=vault, recipient=newcomer.recipient).exists()


def test_the_public_pages_and_apis_count_no_reports(world: World) -> None:
    addresses = ("/", "/melden/", "/melden/school/", "/stages/", "/api/v1/schools/",
                 "/api/v1/schools/zeewaarde/team/", "/healthz")  # fmt: skip
    before = [Client().get(address).content for address in addresses]
    report(world)
    after = [Client().get(address).content for address in addresses]
    strip = re.compile(rb'value="[0-9A-Za-z]{64}"')
    assert [strip.sub(b"", page) for page in before] == [strip.sub(b"", page) for page in after]


def test_a_reporter_of_one_dossier_reads_no_file_of_another(world: World) -> None:
    mine, theirs = report(world), report(world)
    client = mine.reporter
    assert client.get(f"/dossier/stukken/{mine.attachment.pk}/").status_code == 200
    assert client.get(f"/dossier/stukken/{theirs.attachment.pk}/").status_code == 404


def test_a_member_reads_no_file_of_another_case(world: World) -> None:
    seen, hidden = tell(world.school, world.mehmet), report(world)
    client = staff.unlocked(world.wim)
    right = f"/zaken/{seen.case.pk}/stukken/{seen.attachment.pk}/"
    assert client.get(right).status_code == 200
    assert client.get(f"/zaken/{seen.case.pk}/stukken/{hidden.attachment.pk}/").status_code == 404


def test_a_reporter_excludes_only_people_of_the_own_school(world: World) -> None:
    people = set(excludable(world.school).values_list("name", flat=True))
    assert "Els Vreemd" not in people
    assert {"Wim de Roo", *(user.name for user in world.recovery.custodians)} <= people
    stranger = User.objects.get(name="Els Vreemd")
    told = tell(world.school, world.mehmet, excluded=(stranger,))
    assert not Wrap.objects.filter(dossier=told.dossier, user=stranger).exists()
