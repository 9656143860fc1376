"""The ten questions on one page: cards to choose from, none chosen beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.quickscan.questions import CURRENT, Question, Theme
from placements.quickscan.scoring import questions_of
from stagebaken.ui.forms import CardRadio


def _field(question: Question) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=str(question.text),
        choices=list(enumerate(question.answers)),
        coerce=int,
        widget=CardRadio(),
        error_messages={"required": _("Kies wat het beste past.")},
    )


class QuickScanForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions_of(CURRENT):
            self.fields[question.code] = _field(question)

    def themes(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the name of their theme."""
        asked = questions_of(CURRENT)
        return [
            (str(theme.label), [self[one.code] for one in asked if one.theme == theme])
            for theme in Theme
        ]
