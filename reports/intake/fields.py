"""Form fields of the intake."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stagebaken.ui.forms import CardCheckboxes, CardRadio

SHORT = 160  # characters of a name
LINE = 240  # characters of one line
PARAGRAPH = 2_000  # characters
NOT_ALLOWED = _("Er staat een teken in dat we niet kunnen bewaren. Haal het weg.")


class TextField(forms.CharField):
    """Optional text with a limit. Counts a line break as one sign, as browsers do."""

    def __init__(
        self, *, limit: int, too_long: str | Promise = "", rows: int = 0, **options: Any
    ) -> None:
        message: Any = too_long or _("Deze tekst is te lang. Maak hem korter.")
        one_line = forms.TextInput({"autocomplete": "off"})
        super().__init__(
            max_length=limit,
            required=False,
            widget=forms.Textarea({"rows": rows}) if rows else one_line,
            error_messages={"max_length": message, "null_characters_not_allowed": NOT_ALLOWED},
            **options,
        )

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files and shows no file of before."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Zero or more uploaded files. Whether each is welcome, the cleaning decides."""

    def __init__(self, *, accept: str, multiple: bool = False, **options: Any) -> None:
        # Said aloud: Django offers several when nothing is said.
        attrs: dict[str, Any] = {"accept": accept, "multiple": multiple}
        super().__init__(required=False, allow_empty_file=True, widget=FilesInput(attrs), **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        clean_one = super().clean
        files = data if isinstance(data, list | tuple) else [data]
        return [clean_one(file, initial) for file in files if file]


def fill(
    field: forms.Field, *, choices: Sequence[tuple[str, str]], texts: Mapping[str, str]
) -> None:
    """Give a group of cards its choices, each with the sentence under its title."""
    group = cast(forms.ChoiceField, field)
    group.choices = list(choices)
    cast(CardRadio | CardCheckboxes, group.widget).texts = dict(texts)
