"""The classroom poster: one tagged page, and a code that leads to this school's intake."""

import io
from typing import Any

import pikepdf
import pytest
import segno
from django.test import Client
from django.utils.translation import override
from PIL import Image

from schools.administration.poster import QUIET_ZONE, address, drawn, poster
from schools.registry.models import School

LINK = "https://testserver/melden/?school=zeewaarde"


def opened(school: School) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(poster(school)))


def test_a_teacher_downloads_the_poster(administration: Client, school: School) -> None:
    response = administration.get("/beheer/school/zeewaarde/poster.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="poster-zeewaarde-nl.pdf"'
    assert response.content.startswith(b"%PDF-1.7")


def test_the_poster_is_accessible_and_one_page(school: School) -> None:
    pdf = opened(school)
    assert len(pdf.pages) == 1
    assert str(pdf.Root.Lang) == "nl-NL" or str(pdf.Root.Lang) == "nl"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"
        assert facts["dc:title"] == "Poster van het meldpunt stagediscriminatie"


def tags(node: pikepdf.Object) -> list[str]:
    """Every structure type in the document, in reading order."""
    found = [str(node.S)] if isinstance(node, pikepdf.Dictionary) and "/S" in node else []
    children: Any = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found += tags(child)
    return found


def test_the_poster_has_headings_a_list_and_a_figure_in_order(school: School) -> None:
    pdf = opened(school)
    found = tags(pdf.Root.StructTreeRoot)
    headings = [tag for tag in found if tag in {"/H1", "/H2", "/H3"}]
    assert headings == ["/H1", "/H2", "/H2"]
    assert found.index("/Figure") < found.index("/L") < found.index("/Link")


def test_the_link_leads_where_the_code_leads(school: School) -> None:
    pdf = opened(school)
    [annotation] = pdf.pages[0].Annots
    assert str(annotation.A.URI) == LINK == address(school)


def dark_modules(picture: bytes) -> list[list[bool]]:
    """Read the code from the drawn page: it alone is pure black."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    black = image.point([255 if level == 0 else 0 for level in range(256)] * 3)
    mask = Image.merge("L", [black.convert("L")]).point(lambda level: 255 if level == 255 else 0)
    box = mask.getbbox()
    assert box is not None
    code = mask.crop(box)
    size = len(segno.make(LINK, error="q", micro=False).matrix)
    step = code.width / size
    return [
        [
            bool(code.getpixel((int((column + 0.5) * step), int((row + 0.5) * step))))
            for column in range(size)
        ]
        for row in range(size)
    ]


def test_the_code_on_the_page_is_the_code_of_this_address(school: School) -> None:
    expected = [[bool(cell) for cell in row] for row in segno.make(LINK, error="q").matrix]
    assert dark_modules(drawn(school, "png")) == expected
    assert QUIET_ZONE >= 2


def test_an_english_poster_leads_to_the_english_intake(school: School) -> None:
    with override("en"):
        assert address(school) == "https://testserver/en/melden/?school=zeewaarde"
        pdf = opened(school)
        assert str(pdf.Root.Lang).startswith("en")


@pytest.mark.parametrize(
    "name",
    [
        "#strong[x] $x$ \\ // *a* _b_ `c` <label> @ref",
        "W" * 160,
        "学校 \N{GRINNING FACE}",
        "العربية",
        "a\x00b\u202ec",
        '"); #read("/etc/passwd")',
    ],
)
def test_no_name_breaks_the_poster_or_becomes_markup(school: School, name: str) -> None:
    school.name = name
    pdf = opened(school)
    assert len(pdf.pages) == 1
