"""What a company answers: a day, an offer, or a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.applications.guiding import QUESTION_LIMIT, Given, Question
from placements.applications.models import POINTS, GuideQuestion, Score
from placements.applications.transitions import Reason, reasons_from
from placements.places.models import TrainingPlace

POINT_LABELS = {
    1: _("1: nog niet gezien"),
    2: _("2: een begin"),
    3: _("3: goed"),
    4: _("4: heel goed"),
}
PROPOSED = 4  # questions made of the tasks of the place


class InviteForm(forms.Form):
    talk_on = forms.DateField(
        label=_("Op welke dag is het gesprek?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Op zijn vroegst morgen."),
    )
    talk_text = forms.CharField(
        label=_("Hoe laat, waar en met wie?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Schrijf ook of het op het bedrijf is, of met beeldbellen."),
    )


class OfferForm(forms.Form):
    offer_text = forms.CharField(
        label=_("Wat moet de student weten?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld: de eerste dag, en wie begeleidt."),
    )


class RefuseForm(forms.Form):
    reason = forms.ChoiceField(label=_("Wat is de reden?"), widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("Leg het uit"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-wording": ""}),
        help_text=_(
            "De student leest dit. Schrijf over de plek, de taken of de vaardigheid, en niet over "
            "wie iemand is."
        ),
    )

    def __init__(self, *args: Any, state: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in reasons_from(state)
        ]

    def chosen(self) -> Reason:
        return Reason(self.cleaned_data["reason"])


class GuideForm(forms.Form):
    """A few pairs of fields: the question, and what a good answer holds."""

    def __init__(self, *args: Any, place: TrainingPlace, **options: Any) -> None:
        rows = list(place.guide_questions.all())
        first = [Question(one.question, one.good_answer) for one in rows] or proposed(place)
        super().__init__(*args, **options)
        for number in range(QUESTION_LIMIT):
            known = first[number] if number < len(first) else Question("")
            self.fields[f"question_{number}"] = forms.CharField(
                label=gettext("Vraag %(n)s") % {"n": number + 1},
                required=False,
                max_length=300,
                initial=known.question,
                widget=forms.Textarea(attrs={"rows": 2, "data-wording": ""}),
            )
            self.fields[f"good_{number}"] = forms.CharField(
                label=gettext("Wat zit er in een goed antwoord op vraag %(n)s?")
                % {"n": number + 1},
                required=False,
                max_length=500,
                initial=known.good_answer,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"question_{n}"], self[f"good_{n}"]) for n in range(QUESTION_LIMIT)]

    def questions(self) -> list[Question]:
        data = self.cleaned_data
        found = [
            Question(data[f"question_{n}"].strip(), data[f"good_{n}"].strip())
            for n in range(QUESTION_LIMIT)
        ]
        return [one for one in found if one.question]


def proposed(place: TrainingPlace) -> list[Question]:
    """Questions about the work, from the tasks that the place names."""
    first = gettext("Wat wil je op deze plek leren?")
    asked = gettext("Je gaat hier dit doen: %(task)s. Wat heb je daar al van gedaan, en hoe?")
    tasks = [one.text for one in place.tasks.all()[:PROPOSED]]
    return [Question(first), *(Question((asked % {"task": text})[:300]) for text in tasks)]


class ScoreForm(forms.Form):
    """Each question apart; there is no field for a total."""

    def __init__(
        self, *args: Any, questions: list[GuideQuestion], scores: list[Score], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.asked = questions
        given = {one.question_id: one for one in scores}
        for one in questions:
            known = given.get(one.pk)
            self.fields[f"points_{one.pk}"] = forms.ChoiceField(
                label=one.question,
                required=False,
                choices=[(n, POINT_LABELS[n]) for n in POINTS],
                initial=known.points if known else None,
                widget=forms.RadioSelect,
                help_text=one.good_answer,
            )
            self.fields[f"note_{one.pk}"] = forms.CharField(
                label=_("Wat hoorde je?"),
                required=False,
                max_length=500,
                initial=known.note if known else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"points_{one.pk}"], self[f"note_{one.pk}"]) for one in self.asked]

    def given(self) -> dict[int, Given]:
        data = self.cleaned_data
        return {
            one.pk: Given(int(data[f"points_{one.pk}"]), data[f"note_{one.pk}"])
            for one in self.asked
            if data[f"points_{one.pk}"]
        }
