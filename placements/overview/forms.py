"""What a coordinator can look at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.overview.states import WORDS, State, slug

TODO, NO_PLACE, ALL = "", "zonder-plek", "iedereen"


class FilterForm(forms.Form):
    state = forms.ChoiceField(label=_("Wie"), required=False)
    group = forms.ChoiceField(label=_("Klas"), required=False)
    programme = forms.ChoiceField(label=_("Opleiding"), required=False)
    period = forms.ChoiceField(label=_("Periode"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, Any]]]) -> None:
        super().__init__(*args)
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
            field.choices = [("", _("Alle")), *found]
        states = self.fields["state"]
        assert isinstance(states, forms.ChoiceField)  # noqa: S101 - for mypy
        states.choices = [
            (TODO, _("Bij wie iets te doen is")),
            (NO_PLACE, _("Zonder afgesproken plek")),
            (ALL, _("Iedereen")),
            *((slug(state), WORDS[state].label) for state in State),
        ]
