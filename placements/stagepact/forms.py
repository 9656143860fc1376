"""What a school writes about what it does, and about itself."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.releases.catalogue import INDICATORS
from placements.stagepact.models import Effort
from placements.stagepact.vocabulary import TASK_TEXTS, Level, State, Task
from stagebaken.ui.forms import CardCheckboxes, CardRadio

DAY = {"type": "date"}


class EffortForm(forms.ModelForm[Effort]):
    task = forms.ChoiceField(
        label=_("Bij welke taak hoort het?"),
        choices=Task.choices,
        widget=CardRadio(texts=TASK_TEXTS),
    )
    state = forms.ChoiceField(
        label=_("Hoe staat het ermee?"), choices=State.choices, widget=forms.RadioSelect
    )
    indicators = forms.MultipleChoiceField(
        label=_("Welke cijfers moeten erdoor veranderen?"),
        choices=[(name, one.label) for name, one in INDICATORS.items()],
        required=False,
        widget=CardCheckboxes(),
    )

    class Meta:
        model = Effort
        fields = (
            "task",
            "title",
            "text",
            "owner",
            "state",
            "evidence",
            "starts_on",
            "review_on",
            "indicators",
        )
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Hoe heet de maatregel?"),
            "text": _("Wat doet de school?"),
            "owner": _("Wie doet het?"),
            "evidence": _("Waaraan kun je het zien?"),
            "starts_on": _("Wanneer begint het?"),
            "review_on": _("Wanneer kijken jullie er opnieuw naar?"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "owner": _("Een functie, geen naam. Bijvoorbeeld: teamleider Zorg."),
            "evidence": _(
                "Bijvoorbeeld een besluit, een verslag of een pagina. Nodig bij ‘klaar’."
            ),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "evidence": forms.Textarea(attrs={"rows": 3}),
            "starts_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "review_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("state") == State.DONE and not data.get("evidence"):
            self.add_error("evidence", _("Schrijf op waaraan je ziet dat het klaar is."))
        starts, review = data.get("starts_on"), data.get("review_on")
        if starts and review and review < starts:
            self.add_error("review_on", _("Deze dag ligt voor het begin."))
        return data

    def chosen(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AssessmentForm(forms.Form):
    """One question for each task, none chosen beforehand."""

    def __init__(self, *args: Any, levels: dict[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for task in Task:
            self.fields[task.value] = forms.TypedChoiceField(
                label=task.label,
                help_text=str(TASK_TEXTS[task]),
                choices=Level.choices,
                coerce=int,
                initial=(levels or {}).get(task.value),
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies wat het beste past.")},
            )
