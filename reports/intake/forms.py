"""One form per question. Each knows how to fill itself from the answers and what it changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.companies.models import TrainingCompany
from placements.search.suggestions import companies
from reports.attachments.uploads import ACCEPT
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.dossiers.vocabulary import GROUND_EXPLANATIONS, Form, Ground, Perspective, Phase
from reports.intake.answers import Answers
from reports.intake.fields import LINE, SHORT, FilesField, TextField, fill
from reports.intake.vocabulary import (
    FORM_EXPLANATIONS,
    PERSPECTIVE_EXPLANATIONS,
    PHASE_EXPLANATIONS,
    When,
)
from schools.registry.models import School
from stagebaken.ui.forms import CardCheckboxes, CardRadio


class StepForm(forms.Form):
    """A question. Fields have the names of the answers they hold."""

    def __init__(
        self, *args: Any, answers: Answers, school: School | None = None, **kwargs: Any
    ) -> None:
        self.answers = answers
        self.for_school = school
        kwargs |= {"label_suffix": "", "initial": self.initial_of(answers)}
        super().__init__(*args, **kwargs)
        self.prepare()

    def initial_of(self, answers: Answers) -> dict[str, Any]:
        return {name: getattr(answers, name) for name in self.base_fields if hasattr(answers, name)}

    def prepare(self) -> None:
        """Fill in what depends on the school or on earlier answers."""

    def changes(self) -> dict[str, Any]:
        """What a valid form changes in the answers."""
        return dict(self.cleaned_data)


class PerspectiveForm(StepForm):
    perspective = forms.ChoiceField(
        label=_("Is het jou overkomen, of zag je het?"),
        help_text=_("Allebei is het melden waard. Je mag deze vraag ook overslaan."),
        choices=Perspective.choices,
        required=False,
        widget=CardRadio(texts=PERSPECTIVE_EXPLANATIONS),
    )


class PhaseForm(StepForm):
    phases = forms.MultipleChoiceField(
        label=_("Wanneer ging het mis?"),
        help_text=_("Je mag allebei kiezen. Je mag deze vraag ook overslaan."),
        choices=Phase.choices,
        required=False,
        widget=CardCheckboxes(texts=PHASE_EXPLANATIONS),
    )


class GroundForm(StepForm):
    grounds = forms.MultipleChoiceField(
        label=_("Waar had het mee te maken, denk je?"),
        help_text=_(
            "Kies alles wat past. Weet je het niet zeker? Dat geeft niet. "
            "Je mag deze vraag ook overslaan."
        ),
        choices=Ground.choices,
        required=False,
        widget=CardCheckboxes(texts=GROUND_EXPLANATIONS),
    )


class ShapeForm(StepForm):
    shapes = forms.MultipleChoiceField(
        label=_("Hoe ging dat?"),
        help_text=_("Kies alles wat past. Staat het er niet bij? Je kunt het zo zelf vertellen."),
        choices=Form.choices,
        required=False,
        widget=CardCheckboxes(texts=FORM_EXPLANATIONS),
    )


class StoryForm(StepForm):
    """What happened: in words, in a recording, or both. Files are added and kept one by one."""

    account = TextField(
        label=_("Je verhaal"),
        help_text=_(
            "Vertel het in je eigen woorden. Kort of lang, netjes of niet: het is goed zo. "
            "Je hoeft niets te bewijzen."
        ),
        limit=ACCOUNT_LIMIT,
        too_long=_(
            "Je tekst is langer dan 50.000 tekens. Maak hem korter, of stuur een deel als bestand."
        ),
        rows=10,
    )
    voice = FilesField(
        label=_("Spraakbericht van je telefoon"),
        help_text=_("Kies een opname die je al hebt, of neem er nu een op."),
        accept="audio/*",
    )
    documents = FilesField(
        label=_("Foto’s, screenshots of andere bestanden"),
        help_text=_(
            "Foto’s, pdf, tekst of geluid. Hoogstens 10 bestanden van elk hoogstens 25 MB. "
            "Plaats en tijd van foto’s halen we eruit."
        ),
        accept=ACCEPT,
        multiple=True,
    )

    @property
    def uploads(self) -> list[tuple[str, Any]]:
        """Each chosen file with the field it came from."""
        return [
            (name, upload)
            for name in ("voice", "documents")
            for upload in self.cleaned_data.get(name) or ()
        ]

    def changes(self) -> dict[str, Any]:
        return {"account": self.cleaned_data["account"]}


class WhenForm(StepForm):
    when = forms.ChoiceField(
        label=_("Wanneer was het, ongeveer?"),
        help_text=_("Een precieze dag is niet nodig. Overslaan mag."),
        choices=When.choices,
        required=False,
        widget=CardRadio(),
    )
    when_text = TextField(
        label=_("Of zeg het in je eigen woorden"),
        help_text=_("Bijvoorbeeld: in maart, elke maandag, bij het eerste gesprek."),
        limit=LINE,
    )


def company_name(company: TrainingCompany) -> str:
    """A company as readers know it: two with one name differ by place."""
    return ", ".join(filter(None, [company.name, company.place]))


class CompanyForm(StepForm):
    company_text = TextField(
        label=_("Naam van het bedrijf"),
        help_text=_(
            "Typ de naam. Staat het bedrijf niet in onze lijst? Dan bewaren we wat je typt. "
            "Je mag het ook leeg laten."
        ),
        limit=SHORT,
    )
    # Only a choice from the list sends it: by script, or from the offer below.
    company_id = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def offer(self) -> bool:
        """Offer the companies that look like what was typed, to choose from without script."""
        found = companies(self.answers.company_text)
        typed = gettext("Geen van deze. Bewaar: %s") % self.answers.company_text
        self.fields["company_id"] = forms.ChoiceField(
            label=gettext("Bedoel je een van deze bedrijven?"),
            choices=[*((str(company.pk), company.name) for company in found), ("", typed)],
            required=False,
            widget=CardRadio(texts={str(company.pk): company.place for company in found}),
        )
        return bool(found)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen, typed = data.get("company_id", ""), data.get("company_text", "")
        if not chosen and typed and typed == self.answers.company_text:
            chosen = self.answers.company_id  # nothing was typed anew
        data["company_id"] = ""
        if chosen:
            self._choose(chosen, data)
        return data

    def _choose(self, chosen: str, data: dict[str, Any]) -> None:
        try:
            company = TrainingCompany.objects.get(pk=chosen)
        except (TrainingCompany.DoesNotExist, forms.ValidationError):
            message = _("Dit bedrijf kennen we niet (meer). Typ de naam zelf.")
            self.add_error("company_text", message)
        else:
            data |= {"company_id": str(company.pk), "company_text": company_name(company)}


class SchoolForm(StepForm):
    school = forms.ChoiceField(
        label=_("Op welke school zit je?"),
        widget=CardRadio(),
        error_messages={
            "required": _("Kies je school. Dan weet je meldteam dat het voor hen is."),
            "invalid_choice": _("Deze school kennen we niet. Kies er een uit de lijst."),
        },
    )

    def prepare(self) -> None:
        self.schools = list(School.objects.all())
        fill(
            self.fields["school"],
            choices=[(school.code, school.name) for school in self.schools],
            texts={school.code: _about(school) for school in self.schools},
        )


def _about(school: School) -> str:
    """Whoever chooses a school whose reporting point is closed must know before telling."""
    if school.is_open:
        return school.get_sector_display()
    sector = school.get_sector_display()
    return gettext("%(sector)s · het meldpunt is nu gesloten") % {"sector": sector}
