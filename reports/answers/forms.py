"""What came back from outside, and what the reporter reads of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.answers.actions import NOTHING
from reports.casework.forms import TEXT_ERRORS, ToldForm
from reports.dossiers.account import ACCOUNT_LIMIT
from stagebaken.web.days import today

LATER = "later"


class TellForm(ToldForm):
    """Nobody but the member can know whether the source minds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"].help_text = _(
            "Wat een getuige vertelt, gaat ook over die getuige. Vraag of de melder het mag lezen."
        )


class EnterForm(TellForm):
    """An answer that came by telephone, by letter or in a talk."""

    text = forms.CharField(
        label=_("Wat was het antwoord?"),
        help_text=_("Schrijf het zo precies mogelijk op, in de woorden van wie het zei."),
        widget=forms.Textarea({"rows": 8}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )
    came_on = forms.DateField(
        label=_("Op welke dag kwam het?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        initial=today,
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."),
        },
    )
    field_order = ("text", "came_on", "told", "part")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = self.fields["told"]
        told.choices = [*told.choices, (LATER, _("Nog niets. Alleen het team leest het"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("told") == LATER:
            data["told"] = NOTHING
        return data
