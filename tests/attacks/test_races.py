"""Several people at once, on PostgreSQL: whoever comes second finds what the first one did.

Requests run in threads with connections of their own. On SQLite writers stand in one line; the
same moments are tried there against a real server (test_server_races.py).
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from reports.attachments.models import Attachment
from reports.casework.models import Case, CaseEvent, Note
from reports.dossiers.models import Message, Report
from reports.notices.models import News
from schools.registry.models import School
from schools.teams import actions as teams
from schools.teams.models import Membership
from stagebaken.audit.verification import verify
from stagebaken.vault import keyring, receipts
from stagebaken.vault.models import Dossier, RecipientState, Wrap, WrapState
from tests.attacks import staff
from tests.attacks.story import PLAIN, Told, tell
from tests.cast import Member, make_administrator, make_recovery, make_team, zeewaarde
from tests.reports.filing import file
from tests.reports.intake.journey import Reporter

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
Act = Callable[[], int]
ROUNDS = range(4)


@pytest.fixture
def team() -> list[Member]:
    school = zeewaarde()
    make_recovery(school)
    return make_team(school)


@pytest.fixture
def told(team: list[Member]) -> Told:
    return tell(School.objects.get(), team[0])


def at_once(*acts: Act) -> list[int]:
    """Start these together; return each one's status."""
    start = Barrier(len(acts))

    def run(act: Act) -> int:
        try:
            start.wait(timeout=20)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def get(client: Client, path: str) -> Act:
    client.raise_request_exception = False
    return lambda: client.get(path).status_code


def post(client: Client, path: str, data: dict[str, object] | None = None) -> Act:
    client.raise_request_exception = False
    return lambda: client.post(path, data or {}).status_code


def another(client: Client) -> Client:
    """A second tab of the same browser."""
    tab = Client()
    tab.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    return tab


def assert_in_line(rows: list[int]) -> None:
    assert sorted(rows) == list(range(1, len(rows) + 1))


@pytest.mark.parametrize("_round", ROUNDS)
def test_opening_answering_and_excluding_at_once(
    team: list[Member], told: Told, _round: int
) -> None:
    mehmet, ilse, wim = team
    clients = [told.team, staff.unlocked(ilse), staff.unlocked(wim)]
    statuses = at_once(
        get(clients[0], told.url),
        post(clients[1], f"{told.url}antwoord/", {"text": "Ilse schrijft"}),
        post(clients[2], f"{told.url}antwoord/", {"text": "Wim schrijft"}),
        post(clients[2], f"{told.url}notitie/", {"text": "Wim noteert"}),
        post(told.reporter, "/dossier/wie/", {"exclude": [str(wim.user.pk)]}),
        post(another(told.reporter), "/dossier/bericht/", {"text": "De melder schrijft"}),
    )
    assert statuses[0] == 200
    assert statuses[1] == statuses[4] == statuses[5] == 302
    assert set(statuses[2:4]) <= {302, 404}
    keys = keyring.open_as_member(told.dossier, mehmet.unlocked)
    said = Counter(
        keys.read(message, "body")["text"]
        for message in Message.objects.filter(dossier=told.dossier)
    )
    assert said["Wim schrijft"] == (statuses[2] == 302)
    assert said["Ilse schrijft"] == said["De melder schrijft"] == 1
    assert Note.objects.count() == 1 + (statuses[3] == 302)
    assert_in_line(list(Message.objects.values_list("position", flat=True)))
    assert not Wrap.objects.filter(user=wim.user).exclude(wrapped=None).exists()
    assert not News.objects.filter(recipient=wim.recipient).exists()
    assert clients[2].get(told.url).status_code == 404
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_exclusions_at_once_leave_somebody_who_reads(
    team: list[Member], told: Told, _round: int
) -> None:
    mehmet, ilse, wim = (str(member.user.pk) for member in team)
    choices = [[mehmet, ilse], [ilse, wim], [wim, mehmet]]
    statuses = at_once(
        *(post(another(told.reporter), "/dossier/wie/", {"exclude": one}) for one in choices)
    )
    assert set(statuses) <= {302, 409}
    assert 302 in statuses
    left = {str(user.pk) for user in keyring.excluded_users(told.dossier)}
    assert left in [set(choice) for choice in choices]
    assert keyring.readers(told.dossier).exists()
    assert Wrap.objects.filter(state=WrapState.EXCLUDED, user__isnull=False).count() == 4
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_double_click_files_once(team: list[Member], _round: int) -> None:
    visitor = Reporter()
    visitor.tell()
    seen = visitor.confirm()
    tabs = [another(visitor.client) for _ in range(3)]
    form: dict[str, object] = {"gezien": seen}
    statuses = at_once(*(post(tab, "/melden/code/", form) for tab in tabs))
    assert set(statuses) <= {200, 303}
    assert 303 in statuses
    assert (Dossier.objects.count(), Report.objects.count(), Case.objects.count()) == (1, 1, 1)
    assert CaseEvent.objects.count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_one_receipt_sent_many_times_is_one_report(team: list[Member], _round: int) -> None:
    receipt = receipts.new_receipt()
    body = {
        "school": "zeewaarde", "account": "Een keer verteld", "wish": "talk",
        "receipt": receipt, "ticket": receipts.issue_ticket(receipt),
    }  # fmt: skip
    statuses = at_once(
        *[
            lambda: Client().post("/api/v1/reports/", body, "application/json").status_code
            for _ in range(5)
        ]
    )
    assert sorted(statuses) == [200, 200, 200, 200, 201]
    assert (Dossier.objects.count(), Case.objects.count()) == (1, 1)


@pytest.mark.parametrize("side", ["reporter", "team"])
def test_a_message_sent_twice_by_one_click_is_there_once(told: Told, side: str) -> None:
    client, path = (
        (told.reporter, "/dossier/bericht/")
        if side == "reporter"
        else (told.team, f"{told.url}antwoord/")
    )
    before, once = Message.objects.count(), str(uuid4())
    files = Attachment.objects.count()

    def click() -> int:
        form = {"text": "Een keer", "once": once, "file": SimpleUploadedFile("x.txt", PLAIN)}
        return post(another(client), path, form)()

    assert set(at_once(*[click] * 4)) == {302}
    assert Message.objects.count() == before + 1
    assert Attachment.objects.count() == files + 1
    assert stored() == Attachment.objects.count()


def stored() -> int:
    """Files on the disk."""
    sealed = Path(settings.MEDIA_ROOT) / "sealed"
    return sum(1 for path in sealed.rglob("*") if path.is_file())


@pytest.mark.parametrize("_round", ROUNDS)
def test_stepping_back_and_answering_at_once(team: list[Member], told: Told, _round: int) -> None:
    _, ilse, wim = team
    client, colleague = staff.unlocked(ilse), staff.unlocked(wim)
    statuses = at_once(
        post(client, f"{told.url}afstand/"),
        post(another(client), f"{told.url}antwoord/", {"text": "Toch nog iets"}),
        post(colleague, f"{told.url}afstand/"),
        post(told.reporter, "/dossier/bericht/", {"text": "Zijn jullie er nog?"}),
    )
    assert statuses[0] == statuses[2] == statuses[3] == 302
    assert statuses[1] in {302, 404}
    assert [reader.user_id for reader in keyring.readers(told.dossier)] == [told.reader.user.pk]
    assert client.get(told.url).status_code == 404
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_the_last_two_cannot_both_step_back(team: list[Member], _round: int) -> None:
    mehmet, ilse, wim = team
    custodian = Membership.objects.get(role="custodian", user__name="Anna de Boer").user
    told = tell(School.objects.get(), mehmet, excluded=(wim.user, custodian))
    statuses = at_once(
        post(told.team, f"{told.url}afstand/"), post(staff.unlocked(ilse), f"{told.url}afstand/")
    )
    assert sorted(statuses) == [302, 409]
    assert keyring.readers(told.dossier).count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_nothing_that_was_written_meanwhile_outlives_a_withdrawal(
    team: list[Member], told: Told, _round: int
) -> None:
    ilse = staff.unlocked(team[1])

    def attach(client: Client, path: str) -> Act:
        form = {"text": "Met een stuk", "file": SimpleUploadedFile("x.txt", PLAIN)}
        return post(client, path, form)

    statuses = at_once(
        post(told.reporter, "/dossier/intrekken/"),
        post(another(told.reporter), "/dossier/bericht/", {"text": "Van de melder"}),
        attach(another(told.reporter), "/dossier/aanvullen/"),
        post(told.team, f"{told.url}antwoord/", {"text": "Van het team"}),
        attach(ilse, f"{told.url}antwoord/"),
        post(told.team, f"{told.url}notitie/", {"text": "Onder ons"}),
        get(ilse, told.url),
        post(another(told.reporter), "/dossier/wie/", {"exclude": [str(team[2].user.pk)]}),
    )
    assert statuses[0] in {200, 302}
    assert not [status for status in statuses if status >= 500], statuses
    for model in (Dossier, Report, Message, Note, Attachment, Case, CaseEvent, News, Wrap):
        assert not model._base_manager.exists(), model.__name__
    assert stored() == 0
    assert verify() == []


def test_a_withdrawal_clicked_twice_is_one(told: Told) -> None:
    tabs = [another(told.reporter) for _ in range(3)]
    statuses = at_once(*(post(tab, "/dossier/intrekken/") for tab in tabs))
    assert statuses[0] in {200, 302, 409}
    assert not [status for status in statuses if status >= 500], statuses
    assert not Dossier.objects.exists()
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_kept_dossier_handed_in_from_two_tabs_is_one_case(
    team: list[Member], _round: int
) -> None:
    receipt = receipts.new_receipt()
    file(School.objects.get(), wish="keep", receipt=receipt)
    client = staff.reporter(receipt)
    wim = str(team[2].user.pk)
    statuses = at_once(
        post(client, "/dossier/indienen/", {"wish": "talk", "exclude": [wim]}),
        post(another(client), "/dossier/indienen/", {"wish": "act", "exclude": [wim]}),
        post(another(client), "/dossier/wens/", {"wish": "count"}),
    )
    assert not [status for status in statuses if status >= 500], statuses
    assert Case.objects.count() == 1
    assert not Wrap.objects.filter(user=team[2].user).exclude(wrapped=None).exists()
    assert keyring.readers(Dossier.objects.get()).count() == 2
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_member_removed_while_a_report_is_filed_reads_nothing_new(
    team: list[Member], _round: int
) -> None:
    school = School.objects.get()
    wim = team[2]
    administrator = make_administrator(school)
    membership = Membership.objects.get(user=wim.user)

    def remove() -> int:
        teams.remove(by=administrator, membership=membership)
        return 302

    def report() -> int:
        file(school)
        return 201

    assert sorted(at_once(remove, report, report, report)) == [201, 201, 201, 302]
    wim.recipient.refresh_from_db()
    assert wim.recipient.state == RecipientState.SUSPENDED
    assert not keyring.dossiers_visible_to(wim.user).exists()
    later = file(school)
    assert not Wrap.objects.filter(dossier=later.dossier, user=wim.user).exists()
    assert verify() == []
