"""A page or an upload that was overtaken: what the reporter decided meanwhile counts (P2)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.attachments.models import Attachment
from reports.casework import actions as casework
from reports.intake.actions import FiledReport
from reports.reporter import actions as reporter
from schools.registry.models import School
from stagebaken.vault.errors import NotOnKeyring
from tests.cast import Member, make_recovery, make_team, zeewaarde
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    make_recovery(school)
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school)


class SlowUpload(SimpleUploadedFile):
    """An upload during which the reporter excludes its sender."""

    def __init__(self, filed: FiledReport, sender: Member) -> None:
        super().__init__("bewijs.txt", b"Wat een uitgesloten lid nog wil zeggen.")
        self.filed, self.sender = filed, sender

    def chunks(self, chunk_size: int | None = None) -> Iterator[Any]:
        reporter.choose_readers(own=own(self.filed), excluded=[self.sender.user])
        return super().chunks(chunk_size)


def test_a_file_of_who_is_excluded_while_it_comes_in_does_not_reach_the_dossier(
    filed: FiledReport, team: list[Member]
) -> None:
    mehmet = team[0]

    with pytest.raises(NotOnKeyring):
        casework.reply(
            member=mehmet.unlocked,
            case=filed.dossier.case,
            text="Nog iets.",
            upload=SlowUpload(filed, mehmet),
        )

    assert not own(filed).conversation
    assert not Attachment.objects.exists()
