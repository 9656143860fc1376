"""The pieces of which a document is made: words, no layout."""

from datetime import date
from typing import Any

from stagebaken.ui.templatetags.ui import long_date

Block = dict[str, Any]
Document = dict[str, Any]


def heading(text: str, level: int = 2) -> Block:
    return {"kind": "heading", "level": level, "text": text}


def text(words: str) -> Block:
    return {"kind": "text", "text": words}


def facts(rows: list[tuple[str, str]]) -> list[Block]:
    """Label and value; nothing where there is nothing."""
    kept = [[label, value] for label, value in rows if value]
    return [{"kind": "facts", "rows": kept}] if kept else []


def quote(words: str) -> Block:
    return {"kind": "quote", "text": words}


def day(iso: str | None) -> str:
    return long_date(date.fromisoformat(iso)) if iso else ""
