"""The PDF: tagged, in a language, with a title, whatever was typed; made in memory alone."""

import io
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from reports.export import pdf
from schools.administration import typesetting
from stagebaken.vault.errors import Busy
from tests.attacks.story import Told
from tests.reports.export.conftest import copy

ROOT = Path(__file__).resolve().parents[3]


def document(text: str) -> dict[str, Any]:
    return {
        "language": "nl",
        "title": "Kopie van je dossier",
        "lead": "Gemaakt vandaag.",
        "blocks": [
            {"kind": "heading", "level": 2, "text": text},
            {"kind": "quote", "text": text},
            {"kind": "facts", "rows": [[text, text]]},
            {"kind": "list", "items": [text]},
        ],
    }


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


@pytest.mark.parametrize(("language", "title"), [("", "Kopie van"), ("en", "Copy of")])
def test_it_is_tagged_and_says_its_language_and_title(
    told: Told, language: str, title: str
) -> None:
    answer = copy(told, "pdf", language)
    with opened(answer.content) as made:
        assert made.Root.MarkInfo.Marked
        assert made.Root.StructTreeRoot is not None
        assert str(made.Root.Lang) == (language or "nl")
        assert made.Root.ViewerPreferences.DisplayDocTitle
        with made.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"
            assert title in facts["dc:title"]


def test_its_headings_are_in_order(told: Told) -> None:
    with opened(copy(told, "pdf").content) as made:
        levels = [int(str(tag)[2:]) for tag in tags(made.Root.StructTreeRoot) if is_heading(tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def tags(node: Any) -> list[Any]:
    """Every kind of structure in the order of reading."""
    found = [node.get("/S")] if isinstance(node, pikepdf.Dictionary) and "/S" in node else []
    kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += tags(kid)
    return found


def is_heading(tag: Any) -> bool:
    return str(tag) in {f"/H{level}" for level in range(1, 7)}


def test_it_names_a_day_and_no_time(told: Told) -> None:
    with opened(copy(told, "pdf").content) as made:
        assert "000000" in str(made.docinfo.get("/CreationDate", "000000"))


TYPED = {
    "emoji": "Hij lachte 😀👩🏽‍🏫",
    "arabic": "قال إنه لا يريدني",
    "chinese": "他说我的名字很难" * 20,
    "tigrinya": "ስም ብልዕቲ",
    "control": "a\x07b\x00c\x9d\tregel\r\nnog een",
    "half of a pair and nonsense": "\ufffe\uffff\ue000\U0010fffd",
    "marks": "\u202eomgekeerd\u202c e\u0301",
    "typst": '#read("/etc/passwd") $x$ *vet* = kop @verwijzing <etiket> \\ `code`',
    "empty": "",
    "spaces": " \n \n ",
    "long word": "a" * 5000,
}


@pytest.mark.parametrize("text", TYPED.values(), ids=list(TYPED))
def test_nothing_that_can_be_typed_stops_it(text: str) -> None:
    with opened(pdf.made(document(text))) as made:
        assert len(made.pages) >= 1


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
@hypothesis(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_at_all_stops_it(text: str) -> None:
    assert pdf.made(document(text)).startswith(b"%PDF")


def test_what_is_typed_stays_text() -> None:
    """A template that ran what somebody typed would read the server's files."""
    plain = typesetting.readable(document(TYPED["typst"]), set(), note="Let op")
    assert plain["blocks"][1]["text"] == TYPED["typst"]


def test_a_sign_without_a_picture_is_named_and_that_is_said() -> None:
    shown = typesetting.readable(document("Hij lachte 😀"), {"😀"}, note=pdf._note())
    assert shown["blocks"][1]["text"] == "Hij lachte [grinning face]"
    assert "Sommige tekens kan dit bestand niet tonen." in shown["note"]
    assert typesetting.readable(document("Hij lachte"), set(), note="Let op")["note"] == ""


def test_while_one_is_made_another_waits_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EXPORT_WAIT_SECONDS", 0.01)
    with pdf._place(), pytest.raises(Busy):
        pdf.made(document("Iets"))


WITHOUT_A_DISK = """
import json, os, resource, sys
import django
django.setup()
from reports.export import pdf
from schools.administration import typesetting
from schools.administration import typesetting
typesetting.compiled(pdf.TEMPLATE, json.loads(sys.argv[1]))  # whatever is loaded once is loaded now
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # not one byte into any file from here on
document = json.loads(sys.stdin.read())
sys.stdout.buffer.write(pdf.made(document))
"""


def test_not_one_byte_is_written_to_any_file(tmp_path: Path) -> None:
    """The kernel refuses every write to a file, a temporary one too; the PDF comes all the same."""
    words = document("Kanarie van de melder 😀")
    done = subprocess.run(
        [sys.executable, "-B", "-c", WITHOUT_A_DISK, json.dumps(document("x") | {"note": ""})],
        input=json.dumps(words).encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "stagebaken.settings.test",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "TMPDIR": str(tmp_path),
        },
    )
    assert done.stdout.startswith(b"%PDF"), done.stderr.decode()
    assert not list(tmp_path.iterdir())


def test_the_kernel_would_refuse_a_file(tmp_path: Path) -> None:
    """Without this, the test above would prove nothing."""
    code = (
        "import pathlib, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0));"
        "pathlib.Path(sys.argv[1]).write_text('kanarie')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x")], capture_output=True, check=False
    )
    assert b"File too large" in done.stderr
