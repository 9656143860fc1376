"""The form of an agreement, and what it proposes: what is known already is not asked again."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.agreements.agreeing import Text
from placements.agreements.forms import BESIDE_LABEL, _Days, day_field
from placements.agreements.models import (
    HOURS_TOTAL_LIMIT,
    TEXT_LENGTH,
    WORK_PROCESS_LENGTH,
    WORK_PROCESSES_LIMIT,
    Agreement,
    Placement,
)
from placements.applications.models import Weekday
from placements.places.models import HOURS_LIMIT

FACTS = ("starts_on", "ends_on", "hours_total", "hours_per_week", "weekdays", "guidance",
         "trainer_name", "trainer_email", "work_processes", "assessment",
         "early_ending")  # fmt: skip
OF_COMPANY = ("guidance", "trainer_name", "trainer_email")  # as drawn up there last
OF_SCHOOL = ("assessment", "early_ending")


def _text(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AgreementForm(_Days):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    starts_on = day_field(_("Eerste dag"))
    ends_on = day_field(_("Laatste dag"))
    hours_per_week = forms.IntegerField(
        label=_("Uren per week"), min_value=1, max_value=HOURS_LIMIT
    )
    hours_total = forms.IntegerField(
        label=_("Uren in totaal"), min_value=1, max_value=HOURS_TOTAL_LIMIT
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Op welke dagen?"),
        required=False,
        choices=Weekday.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    trainer_name = forms.CharField(
        label=_("Praktijkopleider"),
        max_length=120,
        help_text=_("Wie de student op het werk begeleidt."),
    )
    trainer_email = forms.EmailField(
        label=_("E-mailadres van de praktijkopleider"),
        required=False,
        help_text=_("Voor vragen na afloop. Een adres van het bedrijf is genoeg."),
    )
    guidance = _text(
        _("Hoe gaat de begeleiding?"),
        _("Hoe vaak de praktijkopleider en de school met de student praten, en waarover."),
    )
    work_processes = forms.CharField(
        label=_("Werkprocessen"),
        required=False,
        max_length=WORK_PROCESSES_LIMIT * WORK_PROCESS_LENGTH,
        help_text=_("Waaraan de student werkt. Eén per regel."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    assessment = _text(_("Hoe gaat de beoordeling?"), _("Wie beoordeelt wat, en wanneer."))
    early_ending = _text(
        _("Wanneer kan het eerder stoppen?"), _("Wie met wie praat, en wat er dan gebeurt.")
    )
    is_beside = forms.BooleanField(label=BESIDE_LABEL, required=False)

    def __init__(self, *args: Any, placement: Placement, has_other: bool, **options: Any) -> None:
        options["initial"] = initial(placement)
        super().__init__(*args, **options)
        if not has_other:
            del self.fields["is_beside"]

    def clean_work_processes(self) -> list[str]:
        lines = [one.strip() for one in self.cleaned_data["work_processes"].splitlines()]
        found = list(dict.fromkeys(filter(None, lines)))
        if len(found) > WORK_PROCESSES_LIMIT or any(
            len(one) > WORK_PROCESS_LENGTH for one in found
        ):
            raise forms.ValidationError(
                gettext("Hoogstens twaalf regels, elk van hoogstens 160 tekens.")
            )
        return found

    @property
    def text(self) -> Text:
        return Text(**{name: self.cleaned_data[name] for name in FACTS})


def initial(placement: Placement) -> dict[str, Any]:
    newest = placement.newest
    if newest is not None:
        kept = {name: getattr(newest, name) for name in FACTS}
        kept["work_processes"] = "\n".join(newest.work_processes)
        return kept | {"seen": newest.version}
    return {
        "seen": 0,
        "starts_on": placement.starts_on,
        "ends_on": placement.ends_on,
        **_of_place(placement),
        **_of_earlier(placement),
    }


def _of_place(placement: Placement) -> dict[str, Any]:
    """What the place and the application say already."""
    place, application = placement.place, placement.application
    found: dict[str, Any] = {}
    if place is not None:
        tasks = [one.work_process for one in place.tasks.all() if one.work_process]
        found["work_processes"] = "\n".join(dict.fromkeys(tasks))
        found["hours_per_week"] = place.hours_per_week
    if application is not None:
        found["weekdays"] = application.shown.get("weekdays", [])
    return found


def _of_earlier(placement: Placement) -> dict[str, Any]:
    """The usual words: of this company, and of this school."""
    drawn = Agreement.objects.filter(placement__student__school=placement.student.school)
    drawn = drawn.exclude(placement=placement).order_by("-drawn_up_on", "-pk")
    found: dict[str, Any] = dict(usual_words())
    last = drawn.first()
    if last is not None:
        found |= {name: getattr(last, name) for name in OF_SCHOOL}
    there = drawn.filter(placement__company=placement.company_id).first()
    if there is not None and placement.company_id is not None:
        found |= {name: getattr(there, name) for name in OF_COMPANY}
    return found


def usual_words() -> dict[str, str]:
    """A beginning, for a school that never drew one up here."""
    return {
        "assessment": gettext(
            "De school beoordeelt de stage, na een gesprek met de student en de praktijkopleider."
        ),
        "early_ending": gettext(
            "Eerst praten de student, de praktijkopleider en de school met elkaar. Daarna kan elk "
            "van de drie stoppen. De school helpt dan met een andere plek."
        ),
    }
