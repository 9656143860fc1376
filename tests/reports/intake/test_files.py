"""Files that go with a report: kept one by one, refused in plain words, removed for good."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.attachments import storage
from reports.attachments.models import Attachment
from reports.casework.opening import keys_for
from stagebaken.audit.models import Verb
from stagebaken.vault.errors import Busy
from tests.cast import Member
from tests.reports.intake.journey import STORY, Reporter, only_case


def text_file(words: str = "Dit stond in de app.") -> SimpleUploadedFile:
    return SimpleUploadedFile("Noor de Vries.txt", words.encode())


def add(reporter: Reporter, *files: SimpleUploadedFile, field: str = "documents") -> str:
    data = {"account": STORY, field: list(files), "ga": "voegtoe"}
    response = reporter.client.post("/melden/verhaal/", data, follow=True)
    return response.content.decode()


def kept_on_disk() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_files_are_shown_without_their_names(reporter: Reporter) -> None:
    reporter.tell("school")
    page = add(reporter, text_file(), text_file())
    assert "2 bestanden gaan mee" in page
    assert "Tekst 1" in page
    assert "Tekst 2" in page
    assert "Noor de Vries" not in page


def test_the_team_reads_the_files(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    add(reporter, text_file("eerste"), text_file("tweede"))
    reporter.file()
    case = only_case()
    keys = keys_for(member=team[0].unlocked, case=case, verb=Verb.OPENED)
    read = [
        b"".join(storage.read(attachment=one, keys=keys))
        for one in Attachment.objects.filter(dossier=case.dossier)
    ]
    assert [content.strip() for content in read] == [b"eerste", b"tweede"]


def test_going_on_takes_the_chosen_files_along(reporter: Reporter) -> None:
    reporter.tell("school")
    assert reporter.answer("verhaal", account="", voice=[text_file()]) == "wanneer/"
    assert len(reporter.draft.files) == 1


def test_a_voice_message_alone_is_enough(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell("school", "wens")
    reporter.answer("verhaal", account="", voice=[text_file()])
    reporter.file()
    assert Attachment.objects.filter(dossier=only_case().dossier).count() == 1


def test_a_refused_file_is_explained_and_the_story_is_kept(reporter: Reporter) -> None:
    reporter.tell("school")
    program = SimpleUploadedFile("foto.jpg", b"MZ\x90\x00" + bytes(200))
    page = add(reporter, text_file(), program)
    assert "Bestand 2: Dit soort bestand kunnen we niet veilig bewaren." in page
    assert "1 bestand gaat mee" in page
    assert STORY in reporter.get("verhaal/")


def test_an_empty_file_is_refused(reporter: Reporter) -> None:
    reporter.tell("school")
    assert "Dit bestand is leeg." in add(reporter, SimpleUploadedFile("a.txt", b""))


def test_the_eleventh_file_is_refused(reporter: Reporter) -> None:
    reporter.tell("school")
    page = add(reporter, *(text_file(str(number)) for number in range(11)))
    assert "10 bestanden gaan mee" in page
    assert "Bestand 11: " in page


def test_busy_cleaning_keeps_the_story_and_says_so(reporter: Reporter) -> None:
    reporter.tell("school")
    with patch("reports.intake.files.storage.store_for_draft", side_effect=Busy):
        page = add(reporter, text_file())
    assert "Het is even druk." in page
    assert reporter.draft.account == STORY


def test_removing_a_file_destroys_it(
    reporter: Reporter, django_capture_on_commit_callbacks: Any
) -> None:
    reporter.tell("school")
    add(reporter, text_file(), text_file())
    first, second = (file["id"] for file in reporter.draft.files)
    for _ in range(2):  # a double click
        with django_capture_on_commit_callbacks(execute=True):
            response = reporter.post("verhaal/", {"account": STORY, "weg": first})
        assert response["Location"] == "/melden/verhaal/#bestanden"
    assert [file["id"] for file in reporter.draft.files] == [second]
    assert len(kept_on_disk()) == Attachment.objects.count() == 1


def test_a_stranger_cannot_remove_a_file(reporter: Reporter) -> None:
    reporter.tell("school")
    add(reporter, text_file())
    stranger = Reporter()
    stranger.tell("school")
    stranger.post("verhaal/", {"account": "x", "weg": reporter.draft.files[0]["id"]})
    assert Attachment.objects.count() == 1
