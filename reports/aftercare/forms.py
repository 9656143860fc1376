"""Three questions, each of which may stay open."""

from typing import Any

from django import forms

from reports.aftercare.vocabulary import QUESTIONS, Answer


class CheckInForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=str(question),
                choices=Answer.choices,
                widget=forms.RadioSelect,
                required=False,
            )
