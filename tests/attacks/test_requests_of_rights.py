"""A letter about somebody's data as a probe: does it tell whether there is a report? (P2)

The attackers: who entered the letter, who is named in it, another school, a thief of the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from reports.rights import actions
from reports.rights.models import DataRequest, TermReminder
from reports.rights.policy import Counter
from reports.rights.vocabulary import Desk, Outcome, Part, Reason, Right
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event
from stagebaken.web.days import suppose, today
from tests.access.world import with_role
from tests.attacks import canaries, staff
from tests.attacks.crawling import NOISE, crawl
from tests.attacks.story import Told, tell
from tests.cast import Member, duinkerk, make_administrator, make_member, make_team, zeewaarde

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
NAME = "Bartels"
PROCEDURE = "/privacy/rechten/"
OFFICE, TEAM = "/beheer/school/zeewaarde/verzoeken/", "/zaken/verzoeken/zeewaarde/"
PLATFORM = "/beheer/verzoeken/"
DESKS = ("/beheer/", OFFICE, PLATFORM, TEAM, "/beheer/school/duinkerk/verzoeken/",
         "/zaken/verzoeken/duinkerk/")  # fmt: skip


Looks = dict[str, dict[str, str]]  # of each attacker every page by its address


@dataclass
class World:
    """Two schools, each with a team and an office; above both the platform."""

    school: School
    other: School
    team: list[Member]
    theirs: Member
    truus: User  # the office of the school
    karel: User  # that of the other
    clients: dict[str, Client]

    def enter(self, part: Part = Part.REPORTS, **facts: Any) -> DataRequest:
        """The office takes a letter in; about reports it passes it on to the team."""
        office = Counter(Desk.SCHOOL, self.school)
        return enter(self.truus, office, part, **facts)

    def close(self, one: DataRequest, outcome: Outcome = Outcome.ANSWERED) -> None:
        team = Counter(Desk.TEAM, self.school)
        actions.close(by=self.team[0].user, counter=team, request=one, outcome=outcome)

    def report(self) -> Told:
        """About the person of the letter, who is on the team and is kept out of it."""
        return tell(self.school, self.team[0], excluded=(self.team[2].user,), word=NAME)

    def looks_around(self) -> Looks:
        """All that each outsider can read."""
        return {who: crawl(client, DESKS) for who, client in self.clients.items()}


def enter(by: User, counter: Counter, part: Part, **facts: Any) -> DataRequest:
    sent: dict[str, Any] = {"right": Right.INSIGHT, "received_on": today(), "once": None}
    return actions.enter(by=by, counter=counter, part=part, **(sent | facts))


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with suppose(MONDAY):
        yield


@pytest.fixture
def world() -> World:
    school, other = zeewaarde(), duinkerk()
    team, theirs = make_team(school), make_member(other, name="Els Vreemd")
    truus, karel = make_administrator(school), make_administrator(other, "Karel Kantoor")
    clients = {
        "office": staff.signed_in(truus),
        "other office": staff.signed_in(karel),
        "other team": staff.unlocked(theirs),
        "platform": staff.signed_in(with_role("Olga Operator", Role.PLATFORM_ADMINISTRATOR)),
    }
    return World(school, other, team, theirs, truus, karel, clients)


def read(client: Client, path: str) -> str:
    return NOISE.sub("", client.get(path).content.decode())


def who_reads_of_it(pages: Looks) -> set[str]:
    """In whose lists a request stands; a form names the rights as well."""
    return {
        who
        for who, seen in pages.items()
        for address, page in seen.items()
        if address in DESKS and ">Inzage <" in page
    }


# ---------- who entered the letter, and who is named in it ----------


def test_whoever_asks_reads_the_same_with_a_report_and_without(world: World) -> None:
    """Also whom the report keeps out of it, who is on the team that answers."""
    world.clients["named"] = staff.unlocked(world.team[2])
    one = world.enter()
    before = world.looks_around()
    assert who_reads_of_it(before) == {"office", "named"}
    assert f"{TEAM}{one.pk}/afronden/" in before["named"]
    world.report()
    assert world.looks_around() == before


@pytest.mark.parametrize("outcome", [None, Outcome.ANSWERED, Outcome.UNIDENTIFIED])
def test_nobody_above_learns_whether_when_or_how_the_team_ended_it(
    world: World, outcome: Outcome | None
) -> None:
    """Until its term is over; then it is gone, or late, and late says that nothing was done."""
    one = world.enter()
    with suppose(one.answer_on):
        open_still = world.looks_around()
        if outcome:
            world.close(one, outcome)
        assert world.looks_around() == open_still
    assert who_reads_of_it(open_still) == {"office"}
    with suppose(one.due_on + timedelta(days=1)):
        shown = who_reads_of_it(
            {
                who: {desk: read(client, desk) for desk in DESKS}
                for who, client in world.clients.items()
            }
        )
    assert shown == (set() if outcome else {"office", "platform"})


def test_more_time_is_seen_and_has_one_reason_for_everybody(world: World) -> None:
    """Attack: "it is complex" would say that there is something to look into."""
    one, team = world.enter(), Counter(Desk.TEAM, world.school)
    client = staff.signed_in(world.team[0].user)
    for _ in range(2):
        refused = client.post(f"{TEAM}{one.pk}/meer-tijd/", {"reason": "complex"})
        assert refused.status_code == 422
        world.report()
    by = world.team[0].user
    actions.extend(by=by, counter=team, request=one, reason=Reason.NUMBER)
    assert "Er zijn veel verzoeken tegelijk" not in read(world.clients["office"], OFFICE)
    assert "23 februari 2027" in read(world.clients["office"], OFFICE)


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_mail_of_a_term_that_runs_goes_to_the_team_alone(world: World, is_closed: bool) -> None:
    one = world.enter()
    with suppose(one.answer_on):
        if is_closed:
            world.close(one)
    day = MONDAY
    while day <= one.due_on:
        with suppose(day):
            call_command("data_requests", "remind", verbosity=0)
        day += timedelta(days=1)
    told = {address for one in mail.outbox for address in one.to}
    assert told == (set() if is_closed else {member.user.email for member in world.team})


def test_the_page_of_rights_knows_of_no_visitor_and_of_no_name(world: World) -> None:
    stranger = Client()
    before = read(stranger, PROCEDURE)
    told = world.report()
    assert read(stranger, PROCEDURE) == before
    assert not stranger.cookies
    asked = stranger.get(PROCEDURE, {"naam": NAME}, headers={"referer": NAME}).content.decode()
    assert main_of(asked) == main_of(before)
    assert stranger.post(PROCEDURE, {"naam": NAME}).status_code == 405
    assert main_of(read(told.reporter, PROCEDURE)) == main_of(before)


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


# ---------- another school ----------


def test_another_school_reaches_no_request_by_its_id(world: World) -> None:
    """Nor does the office reach what the team decides on, or the platform either."""
    about_report, about_account = world.enter(), world.enter(Part.ACCOUNT)
    before = rows()
    clients = world.clients | {"team": staff.unlocked(world.team[0])}
    theirs = {("office", about_account), ("team", about_report)}
    for who, client in clients.items():
        for one in (about_report, about_account):
            if (who, one) in theirs:
                continue
            for desk in DESKS[1:]:
                for verb, sent in (("afronden", "outcome"), ("meer-tijd", "reason")):
                    path = f"{desk}{one.pk}/{verb}/"
                    assert client.get(path).status_code == 404, (who, path)
                    for value in ("answered", "granted", "mistake", "number"):
                        assert client.post(path, {sent: value}).status_code == 404, (who, path)
    assert rows() == before


def test_the_mark_of_a_form_tells_nothing_of_a_request_elsewhere(world: World) -> None:
    """Attack: send an id of another desk as the mark of an own form, and see what comes back."""
    one = world.enter()
    desk = "/beheer/school/duinkerk/verzoeken/nieuw/"
    sent = {"part": "account", "right": "erasure", "received_on": MONDAY.isoformat()}
    client = world.clients["other office"]
    known, unknown = (
        client.post(desk, sent | {"once": str(mark)}, follow=True) for mark in (one.pk, uuid4())
    )
    assert known.redirect_chain == unknown.redirect_chain
    assert DataRequest.objects.filter(school=world.other, right=Right.ERASURE).count() == 2
    assert DataRequest.objects.get(pk=one.pk).right == Right.INSIGHT
    assert not Event.objects.filter(subject=one.pk, actor_id=world.karel.pk).exists()


# ---------- a thief of the database ----------


def test_a_name_that_is_typed_anywhere_is_kept_nowhere(world: World) -> None:
    """A clerk in a hurry, or one who means to leave a list of names for who comes after."""
    office, right = world.clients["office"], {"part": "reports", "right": "insight"}
    form = right | {"received_on": MONDAY.isoformat(), "name": NAME, "text": NAME, "note": NAME}
    for wrong in ("part", "right", "received_on", "once"):
        assert office.post(f"{OFFICE}nieuw/", form | {wrong: NAME}).status_code == 422
    assert office.post(f"{OFFICE}nieuw/?name={NAME}", form).status_code == 302
    one = DataRequest.objects.get()
    team = staff.unlocked(world.team[0])
    with suppose(one.answer_on):
        for verb, sent in (("meer-tijd", "reason"), ("afronden", "outcome")):
            path = f"{TEAM}{one.pk}/{verb}/"
            assert team.post(path, {sent: NAME, "text": NAME}).status_code == 422
            good = {"reason": "number", "outcome": "withdrawn"}[sent]
            assert team.post(path, {sent: good, "text": NAME, "name": NAME}).status_code == 302
    names = {"name": list(canaries.texts(NAME))}
    assert canaries.traces(names, canaries.tables()) == []
    assert not mail.outbox


def test_the_rows_are_the_same_for_whom_there_is_a_report_about(world: World) -> None:
    """Two letters on one day to two teams: to the thief they differ in their school alone."""
    told = world.report()
    both = [
        course_of(school, member)
        for school, member in ((world.school, world.team[0]), (world.other, world.theirs))
    ]
    ours, other = (facts_of(one) for one in both)
    assert ours == other
    kept = {table: content for table, content in canaries.tables().items() if "rights_" in table}
    kept |= {"events": repr(ours).encode()}
    ids = {"number": list(canaries.texts(told.case.number))}
    for name, one in (("dossier", told.dossier.pk), ("case", told.case.pk)):
        ids[name] = [*canaries.texts(str(one)), *canaries.texts(one.hex)]
    assert set(kept) == {"rights_datarequest", "rights_termreminder", "events"}
    assert canaries.traces(ids, kept) == []


def course_of(school: School, member: Member) -> UUID:
    """From the letter to the answer, with the mails between, as each team would do it."""
    team = Counter(Desk.TEAM, school)
    one = enter(member.user, team, Part.REPORTS)
    with suppose(one.due_on):
        actions.extend(by=member.user, counter=team, request=one, reason=Reason.NUMBER)
    one.refresh_from_db()
    with suppose(one.answer_on):
        call_command("data_requests", "remind", verbosity=0)
        actions.close(by=member.user, counter=team, request=one, outcome=Outcome.ANSWERED)
    return one.pk


def facts_of(request_id: UUID) -> list[Any]:
    """All that is kept of one request, but for who did it and the random id."""
    [row] = DataRequest.objects.filter(pk=request_id).values()
    events = Event.objects.filter(subject=request_id).order_by("seq")
    told = TermReminder.objects.filter(request=request_id).values_list(
        "due_on", "days", "mailed_on"
    )
    return [
        {name: value for name, value in row.items() if name not in {"id", "school_id"}},
        list(events.values_list("day", "actor_role", "verb", "scope", "vault_id", "detail")),
        set(told.values_list("due_on", "days", "mailed_on")),
    ]


def rows() -> tuple[list[Any], int]:
    return list(DataRequest.objects.order_by("pk").values()), Event.objects.count()
