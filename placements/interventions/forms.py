"""What a school fills in about its plan."""

from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.interventions.models import (
    REASON_LENGTH,
    SECONDARY_LIMIT,
    YEARS_LIMIT,
    Plan,
)
from placements.interventions.vocabulary import Answer, Group, Indicator
from schools.registry.models import School
from schools.students.models import school_year
from stagebaken.ui.forms import CardCheckboxes, CardRadio
from stagebaken.web.days import today

YEARS_AHEAD = 4  # school years that a plan may lie in the future
AREA = {"rows": 5}


def _years(first: int, last: int) -> list[tuple[int, str]]:
    return [(year, school_year(year)) for year in range(first, last + 1)]


def _year_field(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, help_text=help_text, coerce=int)


class PlanForm(forms.ModelForm[Plan]):
    first_before = _year_field(
        _("Vanaf welk schooljaar kijken we terug?"),
        _("Twee of meer jaren ervoor laten zien hoe de scholen al bewogen."),
    )
    first_after = _year_field(_("In welk schooljaar begint het?"))
    last_after = _year_field(_("Welk schooljaar is het laatste dat meetelt?"))
    indicator = forms.ChoiceField(
        label=_("Welk cijfer moet erdoor veranderen?"),
        help_text=_("Kies er één. Daarop wordt het plan beoordeeld."),
        choices=Indicator.choices,
        widget=CardRadio(),
    )
    group = forms.ChoiceField(
        label=_("Van welke groep?"), choices=Group.choices, widget=CardRadio()
    )
    secondary = forms.MultipleChoiceField(
        label=_("Naar welke cijfers kijken jullie ook?"),
        help_text=_(
            "Hoogstens drie. Wie meer vragen stelt, vindt eerder iets door toeval. Daar rekenen "
            "we voor."
        ),
        choices=Indicator.choices,
        required=False,
        widget=CardCheckboxes(),
    )

    class Meta:
        model = Plan
        fields = (
            "title",
            "measure",
            "reasoning",
            "group",
            "indicator",
            "secondary",
            "first_before",
            "first_after",
            "last_after",
            "expected_percent",
            "expected_students",
            "exclusions",
        )
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Hoe heet jullie plan?"),
            "measure": _("Wat gaan jullie doen?"),
            "reasoning": _("Waarom zou het helpen?"),
            "expected_percent": _("Hoe groot is dat aandeel nu ongeveer, in procenten?"),
            "expected_students": _("Om hoeveel studenten van deze groep gaat het per school?"),
            "exclusions": _("Welke school of student telt niet mee, en waarom?"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "measure": _("Wat, voor wie en vanaf wanneer. Iedereen kan dit straks lezen."),
            "reasoning": _("Wat weten jullie al, en waar hopen jullie op?"),
            "expected_percent": _("Een schatting is goed. Kijk bij jullie eigen uitkomsten."),
            "expected_students": _("In één schooljaar, op een school zoals die van jullie."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "measure": forms.Textarea(attrs=AREA),
            "reasoning": forms.Textarea(attrs=AREA),
            "exclusions": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = today().year
        for name, first in (("first_before", now - YEARS_LIMIT), ("first_after", now - 1),
                            ("last_after", now - 1)):  # fmt: skip
            field = cast("forms.TypedChoiceField", self.fields[name])
            field.choices = [("", _("Kies een schooljaar")), *_years(first, now + YEARS_AHEAD)]

    def clean_secondary(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["secondary"]
        if len(chosen) > SECONDARY_LIMIT:
            raise forms.ValidationError(_("Kies er hoogstens drie."))
        return chosen

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            self._require_order(data)
        if data.get("indicator") in data.get("secondary", ()):
            self.add_error("secondary", _("Dit is al het cijfer waarop jullie worden beoordeeld."))
        return data

    def _require_order(self, data: dict[str, Any]) -> None:
        before, first, last = data["first_before"], data["first_after"], data["last_after"]
        if before >= first:
            self.add_error("first_before", _("Kies een schooljaar voor het begin."))
        if last < first:
            self.add_error("last_after", _("Dit schooljaar ligt voor het begin."))
        if first - before > YEARS_LIMIT or last - first >= YEARS_LIMIT:
            self.add_error("last_after", _("Kies hoogstens zes schooljaren ervoor en erna."))

    def chosen(self) -> dict[str, Any]:
        """What was filled in, for the action."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AskForm(forms.Form):
    """Which other school is asked to do the same."""

    school = forms.ModelChoiceField(
        label=_("Welke school vragen jullie?"),
        queryset=School.objects.none(),
        to_field_name="code",
        empty_label=_("Kies een school"),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[School]", self.fields["school"])
        taken = plan.participants.exclude(answer=Answer.DECLINED).values("school")
        field.queryset = School.objects.filter(sector=plan.school.sector).exclude(pk__in=taken)


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom zijn jullie gestopt?"),
        help_text=_("Iedereen kan dit lezen. Noem geen namen van mensen of bedrijven."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
