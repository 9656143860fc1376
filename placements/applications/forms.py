"""What a student writes of learning. There is no field about who they are."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from placements.applications.models import (
    MOTIVATION_LENGTH,
    TRAVEL_LIMIT,
    ApplicantProfile,
    Means,
    Need,
    Weekday,
)
from placements.applications.profiling import FIELDS, GOAL_LIMIT, SKILL_LIMIT, Goal, Skill
from placements.places.models import HOURS_LIMIT

# Fields in which a student writes freely: these are read for what could give them away.
WORDED = ("goals", "skills", "motivation", "needs_text")
LINE_LENGTH = {"work_process": 160, "goal": 300, "skill": 160, "evidence": 400}


def day_field(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class ProfileForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    work_processes = forms.MultipleChoiceField(
        label=_("Aan welke werkprocessen wil je werken?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Uit de plekken voor jouw opleiding. Staat het jouwe er niet bij? Schrijf het "
                    "hieronder op."),
    )  # fmt: skip
    goals = forms.CharField(
        label=_("Wat wil je leren?"),
        required=False,
        max_length=GOAL_LIMIT * 300,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Eén leerwens per regel. Hoort die bij een werkproces? Zet dat ervoor, met een dubbele "
            "punt. Bijvoorbeeld: B1-K1-W1: zelf een kleine beurt doen."
        ),
    )
    skills = forms.CharField(
        label=_("Wat kun je al?"),
        required=False,
        max_length=SKILL_LIMIT * 400,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Eén ding per regel, met na de dubbele punt waaraan je dat ziet. Bijvoorbeeld: banden "
            "wisselen: op school aan acht auto’s gedaan."
        ),
    )
    available_from = day_field(_("Je kunt vanaf"))
    available_until = day_field(_("Je kunt tot en met"))
    hours_per_week = forms.IntegerField(
        label=_("Uren per week"),
        required=False,
        min_value=1,
        max_value=HOURS_LIMIT,
        help_text=_("Een getal van 1 tot en met 48."),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Op welke dagen?"),
        required=False,
        choices=Weekday.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    travel_minutes = forms.IntegerField(
        label=_("Hoe lang wil je reizen, in minuten, alleen heen?"),
        required=False,
        min_value=1,
        max_value=TRAVEL_LIMIT,
    )
    travel_by = forms.MultipleChoiceField(
        label=_("Hoe reis je?"),
        required=False,
        choices=Means.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    needs = forms.MultipleChoiceField(
        label=_("Wat heb je nodig op de werkplek?"),
        required=False,
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Je hoeft niet te zeggen waarom. Heb je niets nodig? Laat alles leeg."),
    )
    needs_text = forms.CharField(
        label=_("Iets anders dat je nodig hebt"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    shows_needs = forms.BooleanField(
        label=_("Laat dit meteen aan het bedrijf zien"),
        required=False,
        help_text=_(
            "Zonder vinkje leest het bedrijf dit pas samen met je naam, als jij een uitnodiging "
            "aanneemt."
        ),
    )
    motivation = forms.CharField(
        label=_("Waarom wil je dit leren?"),
        required=False,
        max_length=MOTIVATION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Een paar zinnen over het werk. Niet over wie je bent."),
    )

    def __init__(
        self, *args: Any, profile: ApplicantProfile, work_processes: list[str], **options: Any
    ) -> None:
        options["initial"] = initial(profile, work_processes)
        super().__init__(*args, **options)
        chosen = self.fields["work_processes"]
        chosen.choices = [(one, one) for one in work_processes]  # type: ignore[attr-defined]
        for name in WORDED:
            self.fields[name].widget.attrs["data-wording"] = ""

    def clean_goals(self) -> list[Goal]:
        rows = _lines(self.cleaned_data["goals"], "work_process", "goal", GOAL_LIMIT)
        return [Goal(text=after or before, work_process=before if after else "")
                for before, after in rows]  # fmt: skip

    def clean_skills(self) -> list[Skill]:
        rows = _lines(self.cleaned_data["skills"], "skill", "evidence", SKILL_LIMIT)
        return [Skill(text=before, evidence=after) for before, after in rows]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("available_from"), data.get("available_until")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("available_until", _("De laatste dag ligt voor de eerste dag."))
        return data

    def use_version(self, version: int) -> None:
        """Let the same input be sent again, now knowingly over what stands."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = str(version)  # type: ignore[index]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    def learning_goals(self) -> list[Goal]:
        """The ticked werkprocessen, and then what was written."""
        ticked = [Goal(text="", work_process=one) for one in self.cleaned_data["work_processes"]]
        written: list[Goal] = self.cleaned_data["goals"]
        return ticked + written

    def own_skills(self) -> list[Skill]:
        found: list[Skill] = self.cleaned_data["skills"]
        return found


def initial(profile: ApplicantProfile, work_processes: list[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {name: getattr(profile, name) for name in FIELDS}
    kept = facts | {"version": profile.version}
    if profile.version == 0:
        return kept
    goals = list(profile.goals.all())
    ticked = [one for one in goals if not one.text and one.work_process in work_processes]
    return kept | {
        "work_processes": [one.work_process for one in ticked],
        "goals": "\n".join(_line(one.work_process, one.text) for one in goals if one not in ticked),
        "skills": "\n".join(_line(one.text, one.evidence) for one in profile.skills.all()),
    }


def _line(before: str, after: str) -> str:
    return f"{before}: {after}" if before and after else before or after


def _lines(text: str, before: str, after: str, limit: int) -> list[tuple[str, str]]:
    """'B1-K1-W1: banden wisselen' is two parts; without a colon it is one."""
    found = [_parted(line) for line in text.splitlines() if line.strip()]
    if len(found) > limit:
        words = ngettext("Hoogstens %(n)s regel.", "Hoogstens %(n)s regels.", limit)
        raise forms.ValidationError(words % {"n": limit})
    lengths = LINE_LENGTH[before], LINE_LENGTH[after]
    for one, other in found:
        # A goal without a werkproces stands in the first part, and is as long as a goal may be.
        if len(one) > (max(lengths) if not other and before == "work_process" else lengths[0]):
            raise forms.ValidationError(_("Een van de regels is te lang. Knip die in tweeën."))
        if len(other) > lengths[1]:
            raise forms.ValidationError(_("Een van de regels is te lang. Knip die in tweeën."))
    return found


def _parted(line: str) -> tuple[str, str]:
    before, colon, after = line.partition(":")
    if colon and before.strip() and after.strip():
        return before.strip(), after.strip()
    return line.strip().strip(":").strip(), ""
