"""On one machine without a mail server, staff mail can be read; a reporter's is never written."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from reports.notices.actions import NoMailServer, tell_reporter
from stagebaken.postbox.backend import folder
from tests.cast import make_team, zeewaarde
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db

ADDRESS = "/ontwerp/post/"


@pytest.fixture(autouse=True)
def one_machine(settings: Any, tmp_path: Path) -> None:
    settings.LOCAL, settings.HAS_MAIL, settings.STATE_DIR = True, False, tmp_path
    settings.EMAIL_BACKEND = "stagebaken.postbox.backend.PostboxBackend"


def test_staff_mail_is_read_on_the_page_as_text(client: Client) -> None:
    EmailMessage("Onderwerp", "<script>x</script>", "a@b.example", ["c@d.example"]).send()

    page = client.get(ADDRESS).content.decode()

    assert "Onderwerp" in page
    assert "<script>x" not in page
    assert [oct(path.stat().st_mode)[-3:] for path in folder().iterdir()] == ["600"]


def test_an_empty_postbox_says_what_to_do(client: Client) -> None:
    assert "Nog geen post" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("setting", ["LOCAL", "HAS_MAIL"])
def test_elsewhere_there_is_no_postbox(client: Client, settings: Any, setting: str) -> None:
    setattr(settings, setting, setting == "HAS_MAIL")
    assert client.get(ADDRESS).status_code == 404


def test_a_reporters_mail_is_never_written() -> None:
    school = zeewaarde()
    make_team(school)
    mine = own(file(school, address="ik@elders.example"))
    with pytest.raises(NoMailServer):
        tell_reporter(report=mine.report, keys=mine.keys)
    assert not folder().exists()
