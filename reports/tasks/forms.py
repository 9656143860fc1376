"""What must be done, by when, and by whom."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.casework.forms import OnceForm, PersonField, readers_of
from reports.casework.models import Case
from reports.casework.step_forms import LONGEST_PLAN
from reports.tasks.actions import is_promised
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from stagebaken.accounts.models import User
from stagebaken.web.days import today

LONGEST = 1000  # characters: more is a note


class TaskForm(OnceForm):
    """Only members who can open this case appear (P2)."""

    text = forms.CharField(
        label=_("Wat moet er gebeuren?"),
        help_text=_("Alleen het meldteam leest dit."),
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST,
        error_messages={
            "required": _("Schrijf op wat er moet gebeuren."),
            "max_length": _("Deze tekst is te lang. Schrijf een notitie als je meer kwijt wilt."),
        },
    )
    due_on = forms.DateField(
        label=_("Klaar op"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Kies een dag."), "invalid": _("Dit is geen dag.")},
    )
    assignee = PersonField(
        label=_("Wie doet dit?"),
        help_text=_(
            "Wie het doet, krijgt een bericht vlak voor de dag, en als die voorbij is. Doet "
            "niemand het, dan krijgt iedereen het die de zaak kan openen."
        ),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nog niemand"),
    )

    def __init__(self, *args: Any, case: Case, task: Task | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task = task
        cast(PersonField, self.fields["assignee"]).queryset = readers_of(case)
        if task and task.kind != Kind.OWN:
            del self.fields["text"]
        if task and is_promised(task):
            self.fields["due_on"].help_text = _(
                "Kies je een andere dag, dan leest de melder dat in het gesprek."
            )

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if abs((day - today()).days) > LONGEST_PLAN:
            raise forms.ValidationError(_("Dat is meer dan een jaar weg. Klopt het jaar?"))
        if self.task and is_promised(self.task) and self.task.due_on != day < today():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return day
