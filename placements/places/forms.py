"""What a company says of a stageplek. There is no field about who the student should be."""

from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from placements.accreditations.models import Accreditation, Programme, ProgrammeKind
from placements.companies.models import TrainingCompany
from placements.places.actions import TASK_LIMIT, Task
from placements.places.models import (
    ALLOWANCE_LIMIT,
    HOURS_LIMIT,
    NUMBER_LIMIT,
    Accessibility,
    LearningTask,
    TrainingPlace,
)
from schools.registry.programmes import Pathway

LEVELS = ((1, _("Entree")), (2, _("Niveau 2")), (3, _("Niveau 3")), (4, _("Niveau 4")))
# Fields in which a company writes freely: these are read for words that shut people out.
WORDED = ("title", "programme_text", "tasks", "description", "working_times", "accessibility_text")
TASK_LENGTH = 500
WORK_PROCESS_LENGTH = 160


def programmes_for(company: TrainingCompany) -> QuerySet[Programme]:
    """What the company is or was erkend for, and the programmes of the hbo."""
    recognised = Accreditation.objects.filter(company=company).values("programme")
    written = TrainingPlace.objects.filter(company=company, programme__isnull=False)
    # Subqueries and no joins: the register has hundreds of thousands of recognitions.
    return Programme.objects.filter(
        Q(pk__in=recognised) | Q(pk__in=written.values("programme")) | Q(kind=ProgrammeKind.HBO)
    )


class ProgrammeField(forms.ModelChoiceField[Programme]):
    def label_from_instance(self, programme: Programme) -> str:
        parts = [programme.name]
        if programme.level:
            parts.append(str(dict(LEVELS)[programme.level]))
        return " · ".join([*parts, programme.crebo or str(_("hbo"))])


class PlaceForm(forms.ModelForm[TrainingPlace]):
    programme = ProgrammeField(
        label=_("Voor welke opleiding?"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("Een andere opleiding, die ik zelf opschrijf"),
        help_text=_(
            "Je ziet hier de opleidingen waarvoor je bedrijf erkend is of was, en het hbo."
        ),
    )
    level = forms.TypedChoiceField(
        label=_("Niveau"),
        required=False,
        choices=(("", "–"), *LEVELS),
        coerce=int,
        empty_value=None,
        help_text=_("Alleen nodig als je zelf een opleiding opschrijft."),
    )
    tasks = forms.CharField(
        label=_("Wat leert een student bij jullie?"),
        required=False,
        max_length=TASK_LIMIT * TASK_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Eén taak per regel. Hoort die bij een werkproces? Zet dat ervoor, met een dubbele "
            "punt. Bijvoorbeeld: B1-K1-W1: banden wisselen en uitlijnen."
        ),
    )
    allowance = forms.DecimalField(
        label=_("Vergoeding per maand, in euro's"),
        required=False,
        localize=True,
        min_value=0,
        max_value=ALLOWANCE_LIMIT // 100,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_(
            "Bij een leerbaan (bbl) mag dit leeg blijven: dan krijgt de student loon volgens "
            "de arbeidsovereenkomst."
        ),
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Wat geldt er op de werkplek?"),
        required=False,
        choices=Accessibility.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = TrainingPlace
        fields = (
            "title", "programme", "programme_text", "pathway", "level", "description",
            "hours_per_week", "working_times", "starts_on", "ends_on", "closes_on", "number",
            "accessibility", "accessibility_text",
        )  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Titel"),
            "programme_text": _("Opleiding, in eigen woorden"),
            "description": _("Over deze plek"),
            "hours_per_week": _("Uren per week"),
            "starts_on": _("Eerste dag"),
            "ends_on": _("Laatste dag"),
            "closes_on": _("Reageren kan tot en met"),
            "number": _("Hoeveel van deze plekken?"),
            "accessibility_text": _("Wat moet een student nog weten over de werkplek?"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "title": _("Bijvoorbeeld: meewerken in de werkplaats."),
            "programme_text": _("Alleen als de opleiding niet in de lijst staat."),
            "description": _(
                "Schrijf wat een student doet, wie begeleidt en hoe een dag eruitziet. "
                "Niet wie een student moet zijn."
            ),
            "hours_per_week": _("Een getal van 1 tot en met 48."),
            "working_times": _("Bijvoorbeeld: maandag tot en met donderdag van 8 tot 16 uur."),
            "closes_on": _("Daarna vinden studenten deze plek niet meer."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "description": forms.Textarea(attrs={"rows": 8}),
            "accessibility_text": forms.Textarea(attrs={"rows": 2}),
            "hours_per_week": forms.NumberInput(attrs={"min": 1, "max": HOURS_LIMIT}),
            "number": forms.NumberInput(attrs={"min": 1, "max": NUMBER_LIMIT}),
            **{
                name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                for name in ("starts_on", "ends_on", "closes_on")
            },
        }

    def __init__(self, *args: Any, company: TrainingCompany, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme"].queryset = programmes_for(company)  # type: ignore[attr-defined]
        self.initial = {
            **self.initial,
            "version": self.instance.version,
            "allowance": self.instance.allowance_euros,
            "tasks": "\n".join(written(task) for task in _tasks_of(self.instance)),
        }
        pathway = cast("forms.ChoiceField", self.fields["pathway"])
        pathway.choices = (("", "–"), *Pathway.choices)
        for name in WORDED:
            self.fields[name].widget.attrs["data-wording"] = ""

    def clean_tasks(self) -> list[Task]:
        lines = [line.strip() for line in self.cleaned_data["tasks"].splitlines()]
        tasks = [read_task(line) for line in lines if line]
        if len(tasks) > TASK_LIMIT:
            text = ngettext("Hoogstens %(n)s taak.", "Hoogstens %(n)s taken.", TASK_LIMIT)
            raise forms.ValidationError(text % {"n": TASK_LIMIT})
        for task in tasks:
            if len(task.text) > TASK_LENGTH or len(task.work_process) > WORK_PROCESS_LENGTH:
                raise forms.ValidationError(_("Een van de regels is te lang. Knip die in tweeën."))
        return tasks

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        programme: Programme | None = data.get("programme")
        if programme is not None:
            data["level"], data["programme_text"] = programme.level, ""
            if programme.kind == ProgrammeKind.HBO:
                data["pathway"] = ""
        return data

    def facts(self) -> dict[str, Any]:
        """What actions.write and actions.change take."""
        names = self.Meta.fields
        facts = {name: self.cleaned_data[name] for name in names}
        return facts | {"allowance_cents": cents(self.cleaned_data["allowance"])}

    def learning_tasks(self) -> list[Task]:
        found: list[Task] = self.cleaned_data["tasks"]
        return found


def cents(euros: Decimal | None) -> int | None:
    return None if euros is None else int(euros * 100)


def read_task(line: str) -> Task:
    """'B1-K1-W1: banden wisselen' is a werkproces and a task; without a colon it is a task."""
    before, colon, after = line.partition(":")
    if colon and after.strip():
        return Task(after.strip(), before.strip())
    return Task(line)


def written(task: LearningTask) -> str:
    """The line of a task, as `read_task` reads it."""
    return f"{task.work_process}: {task.text}" if task.work_process else task.text


def _tasks_of(place: TrainingPlace) -> list[LearningTask]:
    return list(LearningTask.objects.filter(place_id=place.pk))  # none when it is new


def differences(form: PlaceForm, now: TrainingPlace) -> list[tuple[Any, str]]:
    """What is saved now where it differs from what this form holds: (label, saved words)."""
    facts, found = form.facts(), []
    for name, value in facts.items():
        if value != getattr(now, name):
            label = form.fields["allowance" if name == "allowance_cents" else name].label
            found.append((label, shown(now, name)))
    saved = [written(task) for task in now.tasks.all()]
    if saved != [written(LearningTask(**vars(task))) for task in form.learning_tasks()]:
        found.append((form.fields["tasks"].label, "\n".join(saved) or "–"))
    return found


def shown(place: TrainingPlace, name: str) -> str:
    if name == "allowance_cents":
        euros = place.allowance_euros
        return "–" if euros is None else f"€ {euros:.2f}"
    if name == "accessibility":
        return "\n".join(str(fact) for fact in place.facts) or "–"
    if name == "pathway":
        return str(place.get_pathway_display() or "–")
    value = getattr(place, name)
    return "–" if value in (None, "") else str(value)
