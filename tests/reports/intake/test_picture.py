"""The receipt as an image: its digits, and nothing that says what they are."""

from io import BytesIO

import segno
from PIL import Image

from reports.intake.picture import MARGIN, QR_SIDE, WIDTH, picture_of
from tests.reports.intake.journey import Reporter

RECEIPT = "4821073954066182509731846"


def modules(picture: Image.Image, side: int) -> list[list[int]]:
    """Read the dark and light squares of a QR code with its border back from the picture."""
    left, step = (WIDTH - QR_SIDE) // 2, QR_SIDE / side
    return [
        [
            int(
                picture.getpixel((left + int((x + 0.5) * step), MARGIN + int((y + 0.5) * step)))
                == 0
            )
            for x in range(side)
        ]
        for y in range(side)
    ]


def test_the_qr_code_holds_the_digits_alone() -> None:
    drawn = Image.open(BytesIO(picture_of(RECEIPT)))
    code = segno.make_qr(RECEIPT, error="m")
    expected = [[int(dark) for dark in row] for row in code.matrix_iter(border=2)]
    assert code.mode == "numeric"
    assert modules(drawn, len(expected)) == expected


def test_the_picture_tells_nothing_else() -> None:
    drawn = Image.open(BytesIO(picture_of(RECEIPT)))
    drawn.load()
    assert drawn.format == "PNG"
    assert not drawn.info
    assert drawn.mode == "L"


def test_the_picture_is_a_download_that_no_cache_keeps(reporter: Reporter) -> None:
    reporter.tell()
    assert reporter.client.get("/melden/code/plaatje/").status_code == 303
    reporter.confirm()
    answer = reporter.client.get("/melden/code/plaatje/")
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == 'attachment; filename="cijfers.png"'
    assert answer.content == picture_of(reporter.code())
