"""Read a tagged PDF the way a screen reader does: its tables, cell by cell."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def tables(content: bytes) -> list[list[list[str]]]:
    """Every table: its rows, their cells as text."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        texts = _marked(pdf)
        root = pdf.Root.StructTreeRoot
        return [
            [[_text(cell, texts) for cell in _kind(row, "TH", "TD")] for row in _kind(table, "TR")]
            for table in _kind(root, "Table")
        ]


def structure(content: bytes) -> list[str]:
    """Every structure type, in reading order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [str(node.S)[1:] for node in _walk(pdf.Root.StructTreeRoot) if "/S" in node]


def _walk(node: Any) -> Iterator[Any]:
    if isinstance(node, Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, Dictionary):
        yield node
        if "/K" in node:
            yield from _walk(node.K)


def _kind(node: Any, *kinds: str) -> list[Any]:
    return [one for one in _walk(node) if "/S" in one and str(one.S)[1:] in kinds]


def _text(cell: Any, texts: dict[tuple[Any, int], str]) -> str:
    found: list[str] = []
    for node in _walk(cell):
        page = node.get("/Pg")
        kids = node.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                found.append(texts[page.objgen, kid])
            elif isinstance(kid, Dictionary) and "/MCID" in kid:
                found.append(texts[kid.get("/Pg", page).objgen, int(kid.MCID)])
    return " ".join(" ".join(found).split())


def _marked(pdf: pikepdf.Pdf) -> dict[tuple[Any, int], str]:
    """The text of each marked piece of each page."""
    found: dict[tuple[Any, int], str] = {}
    for page in pdf.pages:
        fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
        letters: dict[int, str] = {}
        pieces: list[int | None] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    facts = operands[1] if len(operands) > 1 else None
                    known = isinstance(facts, Dictionary) and "/MCID" in facts
                    pieces.append(int(facts.MCID) if known else None)
                case "EMC":
                    pieces.pop()
                case "Tf":
                    letters = fonts[str(operands[0])]
                case "Tj" | "TJ":
                    piece = next((one for one in reversed(pieces) if one is not None), None)
                    if piece is not None:
                        place = (page.obj.objgen, piece)
                        found[place] = found.get(place, "") + _shown(operands[0], letters)
    return found


def _shown(value: Any, letters: dict[int, str]) -> str:
    parts = value if isinstance(value, Array) else [value]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(letters[int.from_bytes(raw[i : i + 2], "big")] for i in range(0, len(raw), 2))


def _letters(font: Any) -> dict[int, str]:
    """What each glyph stands for."""
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(font.ToUnicode.read_bytes()):
        values = [bytes.fromhex(one.decode()) for one in _HEX.findall(body)]
        step = 2 if kind == b"bfchar" else 3
        for i in range(0, len(values) - step + 1, step):
            first = int.from_bytes(values[i], "big")
            last = int.from_bytes(values[i + step - 2], "big")
            start = values[i + step - 1].decode("utf-16-be")
            for code in range(first, last + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - first)
    return found
