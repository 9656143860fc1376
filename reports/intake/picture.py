"""The receipt as a picture: its digits, and a QR code that holds the digits and nothing else."""

from io import BytesIO

import segno
from PIL import Image, ImageDraw, ImageFont

from stagebaken.vault.receipts import grouped

WIDTH = 720  # pixels
QR_SIDE = 480  # pixels
MARGIN = 60  # pixels
DIGITS = 54  # pixels high
LINES = (slice(0, 3), slice(3, 5))  # groups of five digits per line


def picture_of(receipt: str) -> bytes:
    """A PNG without a name, a word or an address: it means nothing to who finds it."""
    lines = ["   ".join(grouped(receipt).split()[part]) for part in LINES]
    height = MARGIN + QR_SIDE + MARGIN // 2 + len(lines) * (DIGITS + 24) + MARGIN // 2
    picture = Image.new("L", (WIDTH, height), 255)
    picture.paste(_code(receipt), ((WIDTH - QR_SIDE) // 2, MARGIN))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=DIGITS)
    for number, line in enumerate(lines):
        top = MARGIN + QR_SIDE + MARGIN // 2 + number * (DIGITS + 24)
        draw.text((WIDTH // 2, top), line, fill=0, font=font, anchor="ma")
    target = BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def _code(receipt: str) -> Image.Image:
    drawn = BytesIO()
    segno.make_qr(receipt, mode="numeric", error="m").save(drawn, kind="png", border=2, scale=8)
    drawn.seek(0)
    return Image.open(drawn).convert("L").resize((QR_SIDE, QR_SIDE), Image.Resampling.NEAREST)
