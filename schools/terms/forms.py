"""Days on which a school is closed."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.terms.actions import LONGEST_BREAK


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BreakForm(forms.Form):
    """One break; a random mark makes sending it twice add it once."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Naam"), max_length=60, help_text=_("Bijvoorbeeld herfstvakantie of studiedag.")
    )
    first_day = forms.DateField(label=_("Eerste vrije dag"), widget=day_input())
    last_day = forms.DateField(
        label=_("Laatste vrije dag"),
        widget=day_input(),
        help_text=_("Eén vrije dag? Vul dan twee keer dezelfde dag in."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("De laatste dag ligt voor de eerste. Draai ze om."))
        elif first and last and (last - first).days >= LONGEST_BREAK:
            self.add_error(
                "last_day",
                _("Dat is langer dan %(days)s dagen. Klopt het jaar?") % {"days": LONGEST_BREAK},
            )
        return data
