"""Attack: find the report behind a request, or the request behind a report."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from placements.companies.models import TrainingCompany
from placements.replacement.models import ReplacementRequest, RequestEvent, Suggestion
from reports.casework.models import Case
from reports.intake.actions import FiledReport
from reports.reporter.actions import withdraw
from stagebaken.audit.models import Event
from stagebaken.vault.models import Dossier
from stagebaken.web.days import suppose
from tests.cast import Member
from tests.placements.search.conftest import TODAY
from tests.reports.replacing.conftest import RECEIPT, Reporter, Team

LIST = "/stages/vervanging/zeewaarde/"


def rows_of(prefix: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a room, as a thief of the database finds them."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for model in apps.get_models():
        if model.__module__.startswith(prefix):
            table = connection.ops.quote_name(model._meta.db_table)
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables
                found[model._meta.label] = cursor.fetchall()
    return found


def text_of(value: object) -> str:
    """A value in every form in which a reference could hide."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex() + bytes(value).decode("latin-1")
    return str(value)


def dump(prefix: str) -> str:
    values = (value for rows in rows_of(prefix).values() for row in rows for value in row)
    return " ".join(text_of(value) for value in values).replace("-", "").lower()


def references(filed: FiledReport, case: Case, team: list[Member]) -> dict[str, str]:
    dossier = Dossier.objects.get(pk=filed.dossier.pk)
    report: dict[str, object] = {
        "dossier": dossier.pk,
        "case": case.pk,
        "number": case.number,
        "locator": bytes(dossier.locator or b"").hex(),
        "receipt": RECEIPT,
    }
    report |= {f"member {number}": one.user.pk for number, one in enumerate(team)}
    return {name: str(value).replace("-", "").lower() for name, value in report.items() if value}


def test_no_table_of_placements_holds_a_reference_to_a_report(
    mehmet: Team,
    reporter: Reporter,
    request_row: ReplacementRequest,
    garage: TrainingCompany,
    filed: FiledReport,
    case: Case,
    team: list[Member],
) -> None:
    mehmet.propose(garage)
    found = dump("placements.replacement") + dump("placements.measures")
    assert request_row.pk.hex in found  # the dump does find what is there
    held = [name for name, value in references(filed, case, team).items() if value in found]
    assert held == []


def test_no_table_of_reports_and_no_event_holds_a_reference_to_the_request(
    mehmet: Team,
    reporter: Reporter,
    request_row: ReplacementRequest,
    garage: TrainingCompany,
    filed: FiledReport,
) -> None:
    mehmet.propose(garage)
    outside = dump("reports.") + dump("stagebaken.") + dump("schools.")
    assert filed.dossier.pk.hex in outside
    for reference in (request_row.pk.hex, request_row.code.replace("-", "").lower()):
        assert reference not in outside
    assert garage.pk.hex not in outside  # nor which place was proposed


def test_a_request_holds_days_and_no_times(request_row: ReplacementRequest) -> None:
    for model in (ReplacementRequest, RequestEvent, Suggestion):
        for field in model._meta.get_fields():
            kind = getattr(field, "get_internal_type", lambda: "")()
            assert kind not in {"DateTimeField", "TimeField", "DurationField"}, field
            assert not getattr(field, "auto_now", False)
    assert not re.search(r"\d\d:\d\d", str(rows_of("placements.replacement")))


def test_the_excluded_coordinator_sees_a_request_and_no_trace_of_a_report(
    wim: Client,
    mehmet: Team,
    reporter: Reporter,
    request_row: ReplacementRequest,
    case: Case,
    filed: FiledReport,
) -> None:
    """The reporter was told before that all coordinators read the request (P2)."""
    page = wim.get(f"{LIST}{request_row.pk}/")
    assert page.status_code == 200
    html = page.content.decode()
    for trace in (case.number, str(case.pk), str(filed.dossier.pk), "Mehmet", "melding"):
        assert trace not in html, trace
    for name in ("ask", "open", "propose"):
        assert wim.get(mehmet.address(name)).status_code == 404
    assert wim.post(mehmet.address("rest")).status_code == 404


def test_a_request_from_a_report_reads_as_one_from_a_desk(
    wim: Client, request_row: ReplacementRequest, garage: TrainingCompany
) -> None:
    """Attack: an excluded coordinator makes a request of their own and compares the pages."""
    form = {"cause": "asked", "near": "Oosterhaven", "crebo": "90211", "pathway": "bol",
            "level": "2", "wishes": "Op vrijdag vrij, om te bidden"}  # fmt: skip
    wim.post(f"{LIST}nieuw/", form)
    own = ReplacementRequest.objects.exclude(pk=request_row.pk).get()

    def page(row: ReplacementRequest) -> str:
        html = wim.get(f"{LIST}{row.pk}/").content.decode()
        html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
        return html.replace(str(row.pk), "ID").replace(row.code, "CODE")

    assert page(own) == page(request_row)


@pytest.mark.parametrize("who", ["anonymous", "student"])
def test_strangers_find_no_page_of_it(mehmet: Team, who: str) -> None:
    from tests.cast import make_user
    from tests.stagebaken.accounts.signing_in import sign_in

    client = Client()
    if who == "student":
        sign_in(client, make_user("Sem Student"))
    for name in ("ask", "open", "propose"):
        assert client.get(mehmet.address(name)).status_code == (404 if who == "student" else 302)


def withdraw_on(day: int, reporter: Reporter) -> None:
    with suppose(TODAY + timedelta(days=day)):
        withdraw(own=reporter.own)


def test_withdrawing_closes_the_request_when_that_was_chosen(
    reporter: Reporter, request_row: ReplacementRequest, filed: FiledReport
) -> None:
    withdraw_on(3, reporter)
    request_row.refresh_from_db()
    assert (request_row.state, request_row.closed_on) == ("withdrawn", TODAY + timedelta(days=3))
    assert not Dossier.objects.filter(pk=filed.dossier.pk).exists()
    assert not rows_of("reports.replacing")["replacing.Replacing"]


def test_withdrawing_leaves_the_request_alone_when_that_was_chosen(
    reporter: Reporter, request_row: ReplacementRequest, filed: FiledReport, wim: Client
) -> None:
    reporter.post("sluiten/")  # without the tick
    before = rows_of("placements.replacement")
    withdraw_on(3, reporter)
    assert rows_of("placements.replacement") == before
    assert wim.get(f"{LIST}{request_row.pk}/").status_code == 200
    # Nothing that is left anywhere leads from the request to the dossier that died.
    left = dump("placements.")
    assert filed.dossier.pk.hex not in left
    assert not [
        event
        for event in Event.objects.all()
        if request_row.pk.hex in str(event.facts()).replace("-", "")
    ]


def test_a_withdrawal_that_fails_closes_nothing(
    reporter: Reporter, request_row: ReplacementRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stagebaken.vault import keyring

    def broken(_dossier: Dossier) -> None:
        raise OSError

    monkeypatch.setattr(keyring, "destroy", broken)
    with pytest.raises(OSError):  # noqa: PT011 - ours
        withdraw_on(3, reporter)
    request_row.refresh_from_db()
    assert request_row.state == "open"


def test_the_reporter_can_stop_the_search(
    reporter: Reporter, request_row: ReplacementRequest
) -> None:
    for _ in range(2):
        reporter.post("stoppen/")
    request_row.refresh_from_db()
    assert request_row.state == "withdrawn"
    assert request_row.events.count() == 2
    assert UUID(reporter.matter.request) == request_row.pk
