"""What the field templates need to know about a bound form field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input

# The first match decides, so that a subclass stands before its base.
CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.Select, "utrecht-select"),
    (forms.CheckboxInput, "utrecht-checkbox"),
    (forms.FileInput, "stagebaken-file"),
    (Input, "utrecht-textbox"),
)


@dataclass(frozen=True)
class Choice:
    """One radio button or checkbox of a group."""

    id: str
    kind: str
    name: str
    value: str
    title: Any
    text: Any
    is_checked: bool
    is_disabled: bool


def described_by(field: BoundField) -> str:
    """Name the elements that explain a control, the error last so that it is heard last."""
    ids = [field.field.widget.attrs.get("aria-describedby", "")]
    if field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(filter(None, ids))


def control(field: BoundField) -> str:
    """Render the widget with our class and its explanations."""
    widget = field.field.widget
    attrs: dict[str, str | bool] = {"class": _classes(widget, has_errors=bool(field.errors))}
    if explanations := described_by(field):
        attrs["aria-describedby"] = explanations
    return str(field.as_widget(attrs=attrs))


def _classes(widget: forms.Widget, *, has_errors: bool) -> str:
    ours = next((name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)), "")
    names = [widget.attrs.get("class", ""), ours]
    if has_errors and ours not in {"", "utrecht-checkbox"}:
        names.append("utrecht-textbox--invalid")
    return " ".join(filter(None, names))


def choices(field: BoundField, texts: Mapping[str, Any] | None) -> list[Choice]:
    """List the choices of a group with the explanation of each."""
    texts = texts or getattr(field.field.widget, "texts", {})
    return [_choice(option.data, texts) for option in field.subwidgets]


def _choice(data: dict[str, Any], texts: Mapping[str, Any]) -> Choice:
    value = str(data["value"])
    return Choice(
        id=data["attrs"]["id"],
        kind=data["type"],
        name=data["name"],
        value=value,
        title=data["label"],
        text=texts.get(value, ""),
        is_checked=bool(data["selected"]),
        is_disabled=bool(data["attrs"].get("disabled")),
    )


def first_control_id(field: BoundField) -> str:
    """Give the id that a link in the error summary jumps to."""
    if isinstance(field.field.widget, forms.RadioSelect):
        return f"{field.auto_id}_0"
    return field.id_for_label or str(field.auto_id)
