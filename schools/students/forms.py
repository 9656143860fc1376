"""Forms about students. The same fields for a coordinator and, fewer, for the student."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator, validate_domain_name
from django.utils.translation import gettext_lazy as _

from schools.registry.models import Sector
from schools.registry.programmes import Pathway, StudyForm
from schools.students.actions import OWN_FIELDS
from schools.students.models import (
    DOMAIN_LENGTH,
    KEEP_LEAST,
    KEEP_MOST,
    Field,
    Student,
    school_year,
)

MBO_ONLY = (Field.CREBO, Field.LEVEL)
# Home organisations of guests, who say themselves who they are.
OF_NO_SCHOOL = ("eduid.nl", "surfguest.nl")
COHORTS_AHEAD, COHORTS_BACK = 2, 6  # school years around that of a record, to choose from


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UploadForm(forms.Form):
    document = forms.FileField(
        label=_("De lijst"),
        help_text=_(
            "Een CSV-bestand uit je studentenadministratie, of de regels van DUO (RO). "
            "Van Excel: kies bij opslaan voor CSV."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg."),
        },
    )
    source = forms.CharField(
        label=_("Naam van deze lijst"),
        max_length=80,
        help_text=_(
            "Gebruik elke keer dezelfde naam. Dan wordt bijgewerkt wat in deze lijst veranderde, "
            "en wordt uitgeschreven wie er niet meer in staat."
        ),
    )

    def clean_document(self) -> Any:
        document = self.cleaned_data["document"]
        if document.size > settings.STUDENT_FILE_BYTES:
            raise forms.ValidationError(
                _("Dit bestand is te groot. Stuur een lijst van hoogstens 2 MB, zonder plaatjes.")
            )
        return document


class CarryOutForm(forms.Form):
    allow_endings = forms.BooleanField(
        label=_("Ja, schrijf ook iedereen uit die niet meer in de lijst staat"), required=False
    )


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Naam of nummer"), required=False, max_length=80)
    group = forms.ChoiceField(label=_("Klas"), required=False)
    programme = forms.ChoiceField(label=_("Opleiding"), required=False)
    cohort = forms.TypedChoiceField(label=_("Cohort"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label=_("Wie"),
        required=False,
        choices=[
            ("", _("Alle studenten van nu")),
            ("correction", _("Met een correctie")),
            ("in", _("Kunnen inloggen")),
            ("invited", _("Uitgenodigd")),
            ("out", _("Nog niet uitgenodigd")),
            ("left", _("Uitgeschreven")),
        ],
    )

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, Any]]]) -> None:
        super().__init__(*args)
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
            field.choices = [("", _("Alle")), *found]


class RecordForm(forms.Form):
    """What a record says, field by field, as text that the actions take."""

    name = forms.CharField(label=Field.NAME.label, required=False, max_length=120)
    email = forms.EmailField(label=Field.EMAIL.label, required=False)
    programme = forms.CharField(label=Field.PROGRAMME.label, required=False, max_length=160)
    crebo = forms.CharField(
        label=Field.CREBO.label,
        required=False,
        max_length=5,
        help_text=_("De code van vijf cijfers."),
        validators=[RegexValidator(r"^\d{5}$", _("Een crebo heeft vijf cijfers."))],
    )
    cohort = forms.ChoiceField(
        label=Field.COHORT.label,
        required=False,
        help_text=_("Het schooljaar waarin de opleiding begon."),
    )
    pathway = forms.ChoiceField(label=Field.PATHWAY.label, required=False)
    level = forms.ChoiceField(
        label=Field.LEVEL.label,
        required=False,
        choices=[("", "–"), *((str(one), str(one)) for one in range(1, 5))],
    )
    group = forms.CharField(label=Field.GROUP.label, required=False, max_length=40)
    mentor = forms.CharField(label=Field.MENTOR.label, required=False, max_length=120)
    location = forms.CharField(label=Field.LOCATION.label, required=False, max_length=80)

    def __init__(self, data: Any, *, student: Student, year: int, is_own: bool = False) -> None:
        initial = {name: student.stands(name) for name in self.base_fields}
        if is_own:  # what they said already, and nobody has answered
            waiting = student.corrections.waiting()
            initial |= dict(waiting.values_list("field", "value"))
        super().__init__(data, initial=initial)
        is_mbo = student.school.sector == Sector.MBO
        own = self.fields["pathway"]
        years = self.fields["cohort"]
        assert isinstance(own, forms.ChoiceField)  # noqa: S101 - for mypy
        assert isinstance(years, forms.ChoiceField)  # noqa: S101 - for mypy
        own.choices = [("", "–"), *(Pathway.choices if is_mbo else StudyForm.choices)]
        own.label = _("Leerweg") if is_mbo else _("Vorm")
        years.choices = [("", "–"), *cohorts(year, student.cohort)]
        for name in list(self.fields):
            if (name in MBO_ONLY and not is_mbo) or (is_own and name not in OWN_FIELDS):
                del self.fields[name]


def cohorts(year: int, also: int | None = None) -> list[tuple[str, str]]:
    """School years around this one, the newest first; and one that is used already."""
    near = {*range(year - COHORTS_BACK, year + COHORTS_AHEAD + 1), *filter(None, [also])}
    return [(str(one), school_year(one)) for one in sorted(near, reverse=True)]


class EndForm(forms.Form):
    last_day = forms.DateField(
        label=_("Laatste dag van de inschrijving"),
        widget=day_input(),
        help_text=_("De laatste dag waarop deze student bij je school hoort."),
    )


class PeriodForm(forms.Form):
    name = forms.CharField(
        label=_("Naam"), max_length=60, help_text=_("Bijvoorbeeld: eerste stage.")
    )
    cohort = forms.TypedChoiceField(label=_("Cohort"), coerce=int)
    programme = forms.ChoiceField(
        label=_("Opleiding"),
        required=False,
        help_text=_("Leeg: voor alle opleidingen van dit cohort."),
    )
    search_start = forms.DateField(
        label=_("Eerste dag van het zoeken"),
        widget=day_input(),
        help_text=_("Vanaf deze dag zoekt een student een plek. Hier begint het tellen."),
    )
    cut_off = forms.DateField(
        label=_("Laatste dag van het zoeken"),
        widget=day_input(),
        help_text=_("Wie dan geen plek heeft, telt als: niet op tijd een plek."),
    )

    def __init__(
        self, data: Any, *, year: int, programmes: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        chosen = self.initial.get("cohort")
        for name, found in (
            ("cohort", cohorts(year, chosen)),
            ("programme", [("", _("Alle opleidingen")), *programmes]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
            field.choices = found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("search_start"), data.get("cut_off")
        if start and end and end < start:
            self.add_error("cut_off", _("De laatste dag ligt voor de eerste. Draai ze om."))
        return data


class HomesForm(forms.Form):
    is_open = forms.BooleanField(
        label=_("Studenten mogen zonder uitnodiging binnenkomen met hun schoolaccount"),
        required=False,
    )
    domains = forms.CharField(
        label=_("Onder welke domeinen logt je school in?"),
        required=False,
        max_length=400,
        help_text=_(
            "Zo heet je school bij SURFconext (schacHomeOrganization), bijvoorbeeld: school.nl. "
            "Meer domeinen: met spaties ertussen. De beheerder van jullie inlog weet dit."
        ),
    )

    def clean_domains(self) -> set[str]:
        domains = self.cleaned_data["domains"].lower().replace(",", " ").split()
        for domain in domains:
            validate_domain_name(domain)
            if len(domain) > DOMAIN_LENGTH:
                raise forms.ValidationError(_("Dit domein is te lang."))
            if domain in OF_NO_SCHOOL:
                raise forms.ValidationError(
                    _("Met dit domein kan iedereen een account maken. Het is niet van je school.")
                )
        return set(domains)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("is_open"):
            data["domains"] = set()
        elif "domains" in data and not data["domains"]:
            self.add_error("domains", _("Vul minstens één domein in, of haal het vinkje weg."))
        return data


class KeepForm(forms.Form):
    months = forms.IntegerField(
        label=_("Bewaren na de laatste dag (maanden)"),
        min_value=KEEP_LEAST,
        max_value=KEEP_MOST,
        help_text=_("Van 1 tot 24 maanden."),
    )
