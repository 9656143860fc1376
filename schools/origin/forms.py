"""Forms of the origin register: the school's legal basis, and what a student gives."""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.origin.herkomst import Birthplace, derive
from schools.origin.models import Register
from schools.origin.sealing import Facts
from schools.origin.vocabulary import BASIS_TEXTS, Basis, Gender
from stagebaken.ui.forms import CardRadio

RATHER_NOT = _("Weet ik niet, of zeg ik liever niet")


class BasisForm(forms.ModelForm[Register]):
    basis = forms.ChoiceField(
        label=_("Op welke wettelijke grond rust dit?"),
        choices=Basis.choices,
        widget=CardRadio(texts=BASIS_TEXTS),
    )

    class Meta:
        model = Register
        fields = ("basis", "explanation", "decided_by", "decided_on")
        labels: ClassVar[dict[str, Any]] = {
            "explanation": _("Waarom geldt deze grond voor jullie school?"),
            "decided_by": _("Wie heeft dit besloten?"),
            "decided_on": _("Op welke dag?"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "explanation": _(
                "Studenten lezen deze uitleg. Schrijf kort en in gewone woorden: waarom het nodig "
                "is, en waar de afweging staat."
            ),
            "decided_by": _("Een functie of een groep mensen. Bijvoorbeeld: College van Bestuur."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "explanation": forms.Textarea(attrs={"rows": 6}),
            "decided_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


def _place(label: Any) -> forms.ChoiceField:
    choices = [("", RATHER_NOT), *Birthplace.choices]
    return forms.ChoiceField(label=label, choices=choices, required=False)


class FactsForm(forms.Form):
    """Three questions and one; the answers to the three are not kept, what follows from them is."""

    own = _place(_("Waar ben je geboren?"))
    mother = _place(_("Waar is je moeder of eerste ouder geboren?"))
    father = _place(_("Waar is je vader of tweede ouder geboren?"))
    gender = forms.ChoiceField(
        label=_("Wat is je geslacht of gender?"),
        choices=[*Gender.choices, ("", _("Zeg ik liever niet"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, before: Facts | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before or Facts()
        self.fields["gender"].initial = self.before.gender

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and self._facts(data) == Facts():
            raise forms.ValidationError(
                _("Je hebt niets gekozen. Kies minstens één antwoord, of laat deze pagina staan.")
            )
        return data

    def facts(self) -> Facts:
        return self._facts(self.cleaned_data)

    def _facts(self, data: dict[str, Any]) -> Facts:
        """Three open questions leave the herkomst as it stood: the page cannot fill them in."""
        places = (data["own"], data["mother"], data["father"])
        if not any(places):
            return replace(self.before, gender=data["gender"], giver="")
        found = derive(*places)
        return Facts(found.herkomst.value, found.land, found.born_nl, data["gender"])
