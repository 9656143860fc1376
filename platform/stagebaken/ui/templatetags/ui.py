"""The design system as template tags. Safe marks in this product live in this file alone."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils import formats
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, override

from stagebaken.ui import fields
from stagebaken.ui.icons import DIRECTED, SHAPES

register = template.Library()

ALERT_ICONS = {"info": "info", "ok": "check", "warning": "info", "error": "alert"}
Day = dt.date | None
MenuEntry = tuple[Any, str, bool]  # label, address, and whether it is this page


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw an icon in place; the words beside it carry the meaning."""
    classes = "stagebaken-icon"
    if name in DIRECTED:
        classes += " stagebaken-icon--mirror"
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        f"{classes} {extra}".strip(),
        icon_shape(name),
    )


@register.simple_tag
def icon_shape(name: str) -> SafeString:
    """Give the bare drawing of an icon, for use inside another picture."""
    return mark_safe(SHAPES[name])  # our own constants, never anything typed by a person


# ---------- the menu ----------

MENU_MOST, MENU_FIRST = 6, 4  # entries; a longer menu folds on a phone what comes after the first


@register.simple_tag
def menu(entries: Iterable[MenuEntry]) -> dict[str, Any]:
    """What is always in sight, what folds on a phone, and the folded entry that is this page."""
    every = list(entries)
    cut = len(every) if len(every) <= MENU_MOST else MENU_FIRST
    current = next((label for label, _url, is_current in every[cut:] if is_current), "")
    return {"first": every[:cut], "more": every[cut:], "current": current}


# ---------- forms ----------


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, *, mark_optional: bool = True) -> dict[str, Any]:
    """Render label, explanation, error and control of one field, linked to each other."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect):
        return {"kind": "choices", "field": bound}
    kind = "plain"
    if bound.is_hidden:
        kind = "hidden"
    elif isinstance(widget, forms.CheckboxInput):
        kind = "checkbox"
    return {
        "kind": kind,
        "field": bound,
        "control": fields.control(bound),
        "is_optional": mark_optional and kind == "plain" and not bound.field.required,
    }


@register.inclusion_tag("ui/_choice_cards.html")
def choice_cards(
    bound: BoundField,
    *,
    columns: int = 1,
    heading: int = 0,
    texts: Mapping[str, Any] | None = None,
    is_row: bool = False,
) -> dict[str, Any]:
    """Render a group of cards; `heading` 1, 2 or 3 makes the question a heading.

    `is_row`: short answers beside each other, so that many questions make no long page.
    """
    return _group(bound, texts) | {"columns": columns, "heading": heading, "is_row": is_row}


@register.inclusion_tag("ui/_people.html")
def people(
    bound: BoundField, label: str, *, heading: int = 0, texts: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Render people with their roles (`texts`) and one checkbox each, worded by `label`."""
    return _group(bound, texts) | {"label": label, "heading": heading}


def _group(bound: BoundField, texts: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "field": bound,
        "choices": fields.choices(bound, texts),
        "described_by": fields.described_by(bound),
    }


@register.filter
def control_id(bound: BoundField) -> str:
    """Give the id of the (first) control of a field."""
    return fields.first_control_id(bound)


@register.filter
def lead_in(label: str) -> str:
    """Let a label lead to its message: with a colon, unless it already ends its sentence."""
    text = str(label)
    return text if text.endswith(("?", "!", ":", ".")) else f"{text}:"


@register.simple_block_tag
def button(
    content: str,
    kind: str = "primary",
    *,
    icon: str = "",
    name: str = "",
    value: str = "",
    small: bool = False,
    form: str = "",
    why_not: str = "",
) -> SafeString:
    """Render a submit button. `why_not` holds the id of the text that says why it is off."""
    values = {"content": content, "kind": kind, "icon": icon, "name": name, "value": value}
    extra = {"small": small, "form": form, "why_not": why_not, "icon_last": icon == "next"}
    return render_to_string("ui/_button.html", values | extra)


@register.simple_block_tag
def button_link(
    content: str, href: str, kind: str = "secondary", *, icon: str = "", small: bool = False
) -> SafeString:
    """Render a link that looks like a button."""
    values = {"content": content, "href": href, "kind": kind, "icon": icon, "small": small}
    return render_to_string("ui/_button_link.html", values | {"icon_last": icon == "next"})


# ---------- messages and states ----------


@register.simple_block_tag
def alert(
    content: str, kind: str = "info", *, title: str = "", role: str = "", icon: str = ""
) -> SafeString:
    """Render a message on the page: info, ok, warning or error."""
    values = {"content": content, "kind": kind, "title": title, "role": role}
    return render_to_string("ui/_alert.html", values | {"icon": icon or ALERT_ICONS[kind]})


@register.simple_block_tag
def badge(content: str, kind: str = "neutral", *, icon: str = "") -> SafeString:
    """Render a state in words: neutral, info, success, warning or error."""
    return render_to_string("ui/_badge.html", {"content": content, "kind": kind, "icon": icon})


@register.filter
def alert_icon(kind: str) -> str:
    """Choose the icon of an alert, or of a Django message by its tags."""
    return ALERT_ICONS.get(kind, "info")


@register.filter
def message_kind(tags: str) -> str:
    """Choose the alert for a Django message."""
    return {"success": "ok", "debug": "info"}.get(tags, tags or "info")


@register.filter
def beads(total: int, step: int) -> list[str]:
    """Draw progress: what is done, where you are, what is still to come."""
    return ["done"] * (step - 1) + ["now"] + [""] * (total - step)


@register.inclusion_tag("ui/_table.html")
def table(
    caption: str, columns: list[Any], rows: list[list[Any]], *, empty: str = ""
) -> dict[str, Any]:
    """Render a table that stacks on a phone.

    A column is a label, or (label, "number"). A cell is text, or (text, address).
    """
    heads = [column if isinstance(column, tuple) else (column, "") for column in columns]
    body = [[_cell(*pair) for pair in zip(heads, row, strict=True)] for row in rows]
    return {"caption": caption, "heads": heads, "rows": body, "empty": empty}


def _cell(head: tuple[Any, str], value: Any) -> dict[str, Any]:
    text, href = value if isinstance(value, tuple) else (value, "")
    return {"label": head[0], "kind": head[1], "text": text, "href": href}


# ---------- days ----------


@register.filter(expects_localtime=True)
def long_date(day: Day) -> str:
    """Write a day out: vrijdag 27 november 2026."""
    return formats.date_format(day, "l j F Y") if day else ""


@register.filter(expects_localtime=True)
def short_date(day: Day) -> str:
    """Write a day without its weekday: 27 november 2026."""
    return formats.date_format(day, "j F Y") if day else ""


@register.filter(expects_localtime=True)
def day_month(day: Day) -> str:
    """Write a day of the current year: 27 november."""
    return formats.date_format(day, "j F") if day else ""


# ---------- words in another language than the page (WCAG 3.1.2) ----------


@register.simple_tag
def language_attribute(code: str) -> SafeString:
    """Give the attribute of an element whose words are in this language; nothing where all are."""
    return SafeString("") if code == get_language() else format_html(' lang="{}"', code)


@register.filter
def in_language(text: str, code: str) -> str:
    """Mark words within a sentence, so that a screen reader speaks them as they are written."""
    return text if code == get_language() else format_html('<span lang="{}">{}</span>', code, text)


# ---------- addresses ----------


@register.simple_tag(takes_context=True)
def current_language_url(context: Context, language: str) -> str:
    """Give this page in another language; its front page when there is no such page."""
    request: HttpRequest | None = context.get("request")
    if request is not None:
        # "//evil.example/hulp/" would otherwise become a link to another host.
        here = escape_leading_slashes(request.get_full_path())
        there = translate_url(here, language)
        if there != here or language == get_language():
            return there
    with override(language):
        return reverse("ui:home")


@register.inclusion_tag("ui/_languages.html", takes_context=True)
def other_languages(context: Context) -> dict[str, Any]:
    """Link to this page in every other language, each in its own name."""
    codes = [code for code, _ in settings.LANGUAGES if code != get_language()]
    languages = [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": current_language_url(context, code),
        }
        for code in codes
    ]
    return {"languages": languages}
