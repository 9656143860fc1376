"""The questions of /melden/ on one page: somebody who talks goes back and forth."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from reports.dossiers.vocabulary import Channel
from reports.intake import decisions, safety
from reports.intake import forms as questions
from reports.intake.answers import Answers
from reports.intake.fields import fill
from schools.registry.models import School
from stagebaken.ui.forms import CardRadio


class StartForm(forms.Form):
    """How the member hears it, and for which school where they work for several."""

    school = forms.ChoiceField(
        label=_("Bij welke school hoort de student?"),
        widget=CardRadio(),
        error_messages={"required": _("Kies de school van de student.")},
    )
    channel = forms.ChoiceField(
        label=_("Hoe hoor je het?"),
        choices=Channel.choices,
        widget=CardRadio(),
        error_messages={"required": _("Kies hoe je het hoort. Dat staat straks bij de melding.")},
    )

    def __init__(self, *args: Any, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        if len(schools) == 1:
            del self.fields["school"]
            return
        choices = [(school.code, school.name) for school in schools]
        fill(self.fields["school"], choices=choices, texts={})


FORMS: tuple[type[questions.StepForm], ...] = (
    safety.DangerForm,
    questions.PerspectiveForm,
    questions.PhaseForm,
    questions.GroundForm,
    questions.ShapeForm,
    questions.StoryForm,
    questions.WhenForm,
    questions.CompanyForm,
    decisions.WishForm,
    decisions.InvolvedForm,
    decisions.ReadersForm,
    decisions.KnownForm,
    decisions.AddressForm,
)


class Part(TextChoices):
    """The parts of the page, by their id."""

    SAFE = "veilig", _("Veiligheid, en wie het is")
    HAPPENED = "gebeurd", _("Wat er is gebeurd")
    WISH = "wens", _("Wat er moet gebeuren")
    READERS = "lezers", _("Wie het niet mag weten")
    NAME = "naam", _("Een naam, en een seintje")


class Questions:
    """All of them at once. No two have a field of the same name."""

    def __init__(self, *data: Any, answers: Answers, school: School) -> None:
        # Whoever is ticked at one question may be ticked at the other: they stand on one page.
        seen = answers.with_(involved=[])
        self.forms = [
            form(*data, answers=seen if form is decisions.ReadersForm else answers, school=school)
            for form in FORMS
        ]

    def __iter__(self) -> Iterator[BoundField]:
        for form in self.forms:
            yield from form

    def __getitem__(self, name: str) -> BoundField:
        """Let a template name a field. Raises KeyError, as a form does."""
        for form in self.forms:
            if name in form.fields:
                return form[name]
        raise KeyError(name)

    @property
    def errors(self) -> dict[str, Any]:
        return {name: found for form in self.forms for name, found in form.errors.items()}

    @property
    def non_field_errors(self) -> list[str]:
        return [str(text) for form in self.forms for text in form.non_field_errors()]

    @property
    def story(self) -> questions.StoryForm:
        return next(form for form in self.forms if isinstance(form, questions.StoryForm))

    @property
    def address_asks_again(self) -> bool:
        """Whether an address of school was typed, which must be meant."""
        return any(getattr(form, "asks_again", False) for form in self.forms)

    def forget_unanswered(self) -> None:
        """Kept in between, a question that nobody came to yet is no mistake.

        What was typed still can be: it stays on the page, because the draft did not take it.
        """
        for form in self.forms:
            if not any(form[name].data for name in form.fields):
                form.errors.clear()

    def changes(self) -> dict[str, Any]:
        """What the valid questions change: a mistake in one loses nothing of the others."""
        changes: dict[str, Any] = {}
        for form in self.forms:
            if form.is_valid():
                changes |= form.changes()
        return changes
