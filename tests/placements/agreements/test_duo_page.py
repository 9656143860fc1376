"""The page and the command that write for DUO: nothing of the numbers stays behind."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from placements.agreements import exporting
from placements.agreements.models import Placement
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import today
from tests.cast import make_administrator
from tests.placements.agreements.scene import Scene, make_scene
from tests.placements.agreements.test_duo import BSN, PGN
from tests.stagebaken.accounts.signing_in import sign_in

HERE = "/studenten/zeewaarde/stages/duo/"


@pytest.fixture
def placement(scene: Scene) -> Placement:
    """A bbl placement that all three agreed on."""
    TrainingCompany.objects.update(leerbedrijf_id="100018965")
    agreed = scene.agreed()
    Placement.objects.update(pathway="bbl")
    agreed.refresh_from_db()
    return agreed


@pytest.fixture
def coordinator(scene: Scene) -> Client:
    client = Client()
    sign_in(client, scene.ilse)
    return client


def numbers(scene: Scene, **cells: str) -> bytes:
    known = {"bsn": BSN, "pgn": PGN, "inschrijvingvolgnummer": "C3"} | cells
    head, row = (
        ";".join(["studentnummer", *known]),
        ";".join([scene.yasmina.number, *known.values()]),
    )
    return f"{head}\n{row}\n".encode()


def sent(content: bytes | None = None, **fields: str) -> dict[str, Any]:
    form: dict[str, Any] = {"variant": "ro"} | fields
    return form | ({"numbers": SimpleUploadedFile("n.csv", content)} if content else {})


def test_a_coordinator_makes_the_file(
    scene: Scene, coordinator: Client, placement: Placement
) -> None:
    page = coordinator.get(HERE).content.decode()
    assert "1 overeenkomst kan mee" in page
    answer = coordinator.post(HERE, sent(numbers(scene)))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith('attachment; filename="bpv-zeewaarde-ro-')
    day = today().isoformat()
    assert answer.content.decode() == (
        f"BPV|{BSN}||C3|{placement.reference}|{day}|2027-02-01|2027-07-02||640|100018965|90211|\n"
    )
    assert Event.objects.filter(verb=Verb.BPV_EXPORTED, actor_id=scene.ilse.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_file_is_noted_in_a_transaction_of_its_own() -> None:
    """The audit log refuses to write outside of one; other tests run inside one."""
    scene = make_scene()
    exporting.note(by=scene.ilse, school=scene.school)
    assert Event.objects.filter(verb=Verb.BPV_EXPORTED).count() == 1


def test_the_other_variant_needs_the_brin(
    scene: Scene, coordinator: Client, placement: Placement
) -> None:
    without = coordinator.post(HERE, sent(numbers(scene), variant="grondslag"))
    assert without.status_code == 422
    made = coordinator.post(HERE, sent(numbers(scene), variant="grondslag", brin="27dv"))
    assert made.content.decode().startswith(f"BPV;{PGN};27DV;C3;{placement.reference};")


def test_what_falls_off_is_listed_before_there_is_a_file(
    scene: Scene, coordinator: Client, placement: Placement
) -> None:
    answer = coordinator.post(HERE, sent(numbers(scene, bsn="123456789")))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert placement.reference in html
    assert "Het nummer van de persoon ontbreekt of klopt niet." in html
    assert "123456789" not in html
    assert not Event.objects.filter(verb=Verb.BPV_EXPORTED).exists()


def test_a_company_without_a_number_is_left_out_with_its_reason(
    scene: Scene, coordinator: Client, placement: Placement
) -> None:
    TrainingCompany.objects.update(leerbedrijf_id=None)
    html = coordinator.get(HERE).content.decode()
    assert "Het leerbedrijf-ID ontbreekt of heeft geen negen cijfers." in html
    assert f'href="/studenten/zeewaarde/stages/{placement.pk}/"' in html


def test_an_administrator_makes_it_and_reads_no_placement(
    scene: Scene, placement: Placement
) -> None:
    TrainingCompany.objects.update(leerbedrijf_id=None)
    client = Client()
    sign_in(client, make_administrator(scene.school))
    html = client.get(HERE).content.decode()
    assert placement.reference in html
    for words in (scene.yasmina.name, scene.garage.name, str(placement.pk)):
        assert words not in html


def test_who_speaks_for_a_company_does_not_export_its_agreements(
    scene: Scene, coordinator: Client, placement: Placement
) -> None:
    CompanyContact.objects.create(company=scene.garage, user=scene.ilse, started_on=today())
    answer = coordinator.post(HERE, sent(numbers(scene)))
    assert answer.status_code == 409
    assert "Jij hoort bij dit bedrijf." in answer.content.decode()


def everything() -> str:
    """Every value of every table, as a thief of the database finds it."""
    found = []
    for model in apps.get_models():
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables
            found += [value for row in cursor.fetchall() for value in row]
    return " ".join(
        bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
        for value in found
    )


def test_no_number_is_in_any_row_or_log_afterwards(
    scene: Scene,
    coordinator: Client,
    placement: Placement,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        coordinator.post(HERE, sent(numbers(scene)))
        coordinator.post(HERE, sent(numbers(scene, inschrijvingvolgnummer="=1"), leave_out="on"))
        coordinator.post(HERE, sent(b"no table " + BSN.encode()))
    kept = everything()
    assert placement.reference in kept  # the dump does find what is there
    for number in (BSN, PGN):
        assert number not in kept
        assert number not in caplog.text


# ---------- the command ----------


def test_the_command_writes_what_the_page_does(
    scene: Scene, placement: Placement, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "numbers.csv", tmp_path / "bpv.csv"
    source.write_bytes(numbers(scene))
    call_command("export_bpv", str(out), school="zeewaarde", numbers=source)
    assert out.read_text().startswith(f"BPV|{BSN}||C3|{placement.reference}|")
    assert out.stat().st_mode & 0o077 == 0
    assert BSN not in "".join(capsys.readouterr())
    with pytest.raises(CommandError):  # never over another file
        call_command("export_bpv", str(out), school="zeewaarde", numbers=source)


def test_the_command_tells_what_it_left_out_without_a_name(
    scene: Scene, placement: Placement, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("export_bpv", str(tmp_path / "bpv.csv"), school="zeewaarde")
    assert stopped.value.returncode == 1
    said = capsys.readouterr().err
    assert said == f"{placement.reference}: left out, numbers\n"


@pytest.mark.parametrize("content", [b"", b"x", b"123456782\n"])
def test_the_command_quotes_no_file_of_numbers(
    scene: Scene, tmp_path: Path, content: bytes
) -> None:
    source = tmp_path / "numbers.csv"
    source.write_bytes(content)
    with pytest.raises(CommandError) as stopped:
        call_command("export_bpv", str(tmp_path / "out"), school="zeewaarde", numbers=source)
    assert stopped.value.returncode == 2
    assert "123456782" not in str(stopped.value)
