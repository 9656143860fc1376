"""What a student writes about a saved search: its name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.saved_searches.models import ADDRESS_LENGTH, NAME_LENGTH


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Hoe noem je deze zoekopdracht?"),
        max_length=NAME_LENGTH,
        help_text=_("Alleen jij ziet deze naam."),
    )


class SaveForm(NameForm):
    # What the page was made of, read again as any address is (shapes.read_text).
    asked = forms.CharField(max_length=ADDRESS_LENGTH, widget=forms.HiddenInput)
