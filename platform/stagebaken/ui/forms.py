"""Choice widgets whose choices carry a sentence of explanation."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise

Text = str | Promise


class CardRadio(forms.RadioSelect):
    """One choice out of several cards; `texts` maps a value to the sentence under its title."""

    def __init__(self, *, texts: Mapping[str, Text] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.texts = dict(texts or {})


class CardCheckboxes(forms.CheckboxSelectMultiple):
    """Several choices out of several cards, or people out of a list with their roles."""

    def __init__(self, *, texts: Mapping[str, Text] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.texts = dict(texts or {})
