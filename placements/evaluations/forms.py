"""The two forms. Every answer may be left open; who reads it stands above each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.evaluations.answers import Again, Help, Job, Mark, Paid, Safe, Time
from placements.evaluations.models import Evaluation, TrainerEvaluation
from placements.evaluations.sending import THEMES, Answers
from placements.evaluations.showing import label_of
from placements.evaluations.trainers import ANSWERS

OPEN = ("", _("Geen antwoord"))
UNTOUCHED = "-"  # no choice has this value: nothing is marked before somebody chooses
ONLY_SCHOOL = _("Wie leest dit? Je school, in cijfers. Het bedrijf niet.")
BOTH = _("Wie leest dit? Je school en het bedrijf, in cijfers.")
NOBODY = _(
    "Wie leest dit? Niemand. Het wordt alleen meegeteld. Je antwoord gaat op slot naar ‘Gelijke "
    "kansen’: daar kun je het nalezen en wissen."
)
# What it is, before it is asked (R8).
DISCRIMINATION = _(
    "Dan ben je minder goed behandeld, bijvoorbeeld om je afkomst, huidskleur, geloof, geslacht, "
    "beperking of leeftijd. Wie leest dit? Niemand. Het wordt alleen meegeteld. Je antwoord gaat "
    "op slot naar ‘Gelijke kansen’: daar kun je het nalezen en wissen."
)
APART = ("discrim", "satisfaction")
YES_NO = [("yes", _("Ja")), ("no", _("Nee"))]
GRADES = [(str(number), str(number)) for number in range(1, 11)]


class Untouched(forms.RadioSelect):
    """What was not chosen is not marked when the form comes back: 'Geen antwoord' is an answer."""

    def format_value(self, value: Any) -> Any:
        return [] if value is None else super().format_value(value)


def _asked(label: Any, choices: list[Any], readers: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[*choices, OPEN],
        help_text=readers,
        initial=UNTOUCHED,
        widget=Untouched,
        required=False,
    )


def _of(model: Any, name: str, choices: list[Any], readers: Any = "") -> forms.ChoiceField:
    return _asked(label_of(model, name), choices, readers)


class _Answering(forms.Form):
    """At least one answer: an empty form is sent by mistake."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(
                _("Je hebt nog niets ingevuld. Kies bij minstens één vraag een antwoord.")
            )
        return data


class StudentForm(_Answering):
    prepared = _of(Evaluation, "prepared", Mark.choices, ONLY_SCHOOL)
    guidance_school = _of(Evaluation, "guidance_school", Mark.choices, ONLY_SCHOOL)
    guidance_company = _of(Evaluation, "guidance_company", Mark.choices, BOTH)
    learning = _of(Evaluation, "learning", Mark.choices, BOTH)
    allowance = _of(Evaluation, "allowance", Paid.choices, BOTH)
    recommend = _of(Evaluation, "recommend", Again.choices, BOTH)
    safe = _asked(
        _("Voelde je je veilig op je stage?"),
        Safe.choices,
        _(
            "Wie leest dit? Niemand ziet dat dit jouw antwoord is: we bewaren het los van je naam "
            "en van het bedrijf. Je school leest alleen cijfers. Het bedrijf leest niets."
        ),
    )
    discrim = _asked(_("Heb je rond je stage discriminatie meegemaakt?"), YES_NO, DISCRIMINATION)
    satisfaction = _asked(_("Welk cijfer geef je je stage?"), GRADES, NOBODY)
    job = _of(
        Evaluation,
        "job",
        Job.choices,
        _("Wie leest dit? Je stagecoördinator, bij je naam. En je school, in cijfers."),
    )

    def __init__(self, *args: Any, asks_apart: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks_apart:
            for name in APART:
                del self.fields[name]

    def themes(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in THEMES}

    def apart(self) -> Answers:
        """For the origin register; nothing else takes these."""
        said, grade = (self.cleaned_data.get(name, "") for name in APART)
        return Answers(
            discrim={"yes": True, "no": False}.get(said),
            satisfaction=int(grade) if grade else None,
        )


class TrainerForm(_Answering):
    preparation = _of(TrainerEvaluation, "preparation", Mark.choices)
    contact = _of(TrainerEvaluation, "contact", Mark.choices)
    clarity = _of(TrainerEvaluation, "clarity", Mark.choices)
    time = _of(TrainerEvaluation, "time", Time.choices)
    wishes = forms.MultipleChoiceField(
        label=_("Wat zou je helpen?"),
        choices=Help.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Je mag meer dan één ding kiezen."),
    )
    again = _of(TrainerEvaluation, "again", Again.choices)
    job = _of(TrainerEvaluation, "job", Job.choices)

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ANSWERS}
