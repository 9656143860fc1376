"""What a school adds to the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.preparation.models import TEXT_LENGTH
from placements.preparation.phases import Phase


class ItemForm(forms.Form):
    phase = forms.ChoiceField(label=_("Wanneer?"), choices=Phase.choices)
    text = forms.CharField(
        label=_("Wat doet een student?"),
        max_length=TEXT_LENGTH,
        help_text=_("Eén korte zin, zoals: ‘Je hebt je stageboekje van school gehaald’."),
    )
