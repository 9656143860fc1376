"""What should happen, who may see it, who you are: the questions that the reporter decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reports.dossiers.vocabulary import WISH_EXPLANATIONS, Wish
from reports.intake.answers import Answers
from reports.intake.fields import LINE, PARAGRAPH, SHORT, TextField, fill
from reports.intake.forms import StepForm
from reports.intake.people import Person, people_of
from reports.intake.school import is_school_address
from reports.intake.vocabulary import Known
from stagebaken.ui.forms import CardCheckboxes, CardRadio


class WishForm(StepForm):
    wish = forms.ChoiceField(
        label=_("Wat moet er met je melding gebeuren?"),
        help_text=_("Jij beslist. Je kunt dit later in je dossier veranderen."),
        choices=Wish.choices,
        widget=CardRadio(texts=WISH_EXPLANATIONS),
        error_messages={
            "required": _(
                "Kies wat er moet gebeuren. Weet je het nog niet? "
                "Kies dan ‘Bewaar het alleen voor mij’."
            )
        },
    )


class InvolvedForm(StepForm):
    """Reports about people of the school go past them: asked before anything is wrapped."""

    involved = forms.MultipleChoiceField(
        label=_("Heeft iemand van deze mensen ermee te maken, of is iemand jouw mentor?"),
        required=False,
        widget=CardCheckboxes(),
    )

    def prepare(self) -> None:
        people = people_of(self.for_school) if self.for_school else []
        if not people:
            del self.fields["involved"]
            return
        self.fields["involved"].help_text = gettext(
            "Dit zijn de mensen van %(school)s die bij een melding kunnen. Zet een vinkje bij wie "
            "iets deed, erbij was of jou begeleidt. Die persoon kan je melding dan niet openen en "
            "merkt niet dat hij er is."
        ) % {"school": self.for_school}
        fill(
            self.fields["involved"],
            choices=[(person.id, person.name) for person in people],
            texts={person.id: person.role for person in people},
        )

    def changes(self) -> dict[str, Any]:
        return {"involved": sorted(self.cleaned_data.get("involved", []))}


class ReadersForm(StepForm):
    team = forms.MultipleChoiceField(
        label=_("Wie mag dit niet zien?"), required=False, widget=CardCheckboxes()
    )
    custodians = forms.MultipleChoiceField(
        label=_("En de sleutelbewaarders?"),
        help_text=_(
            "Zij lezen niet mee. Raakt iemand van het team zijn wachtwoord kwijt, dan kunnen "
            "twee van hen samen die persoon weer toegang geven. Nooit aan wie jij uitsluit."
        ),
        required=False,
        widget=CardCheckboxes(),
    )
    outsiders = TextField(
        label=_("Is er iemand buiten dit team die het niet mag weten?"),
        help_text=_(
            "Bijvoorbeeld je mentor of een docent. Het team leest dit, "
            "en laat zo iemand niet toe tot je melding."
        ),
        limit=PARAGRAPH,
        rows=3,
    )

    def initial_of(self, answers: Answers) -> dict[str, Any]:
        chosen = answers.excluded
        return {"team": chosen, "custodians": chosen, "outsiders": answers.outsiders}

    def prepare(self) -> None:
        everybody = people_of(self.for_school) if self.for_school else []
        involved = set(self.answers.involved)
        self.out_already = [person.name for person in everybody if person.id in involved]
        people = [person for person in everybody if person.id not in involved]
        self.fields["team"].help_text = gettext(
            "Dit is het meldteam van %(school)s. Zet een vinkje bij wie dit niet mag lezen. "
            "Die persoon merkt niet dat er een melding is. Niemand aanvinken mag ook."
        ) % {"school": self.for_school}
        if self.out_already:
            self.fields["team"].label = gettext("Wie mag dit ook niet zien?")
        self._offer("team", [person for person in people if person.is_on_team])
        self._offer("custodians", [person for person in people if not person.is_on_team])

    def _offer(self, name: str, people: list[Person]) -> None:
        if not people:
            del self.fields[name]
            return
        fill(
            self.fields[name],
            choices=[(person.id, person.name) for person in people],
            texts={person.id: person.role for person in people},
        )

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = [*data.get("team", []), *data.get("custodians", [])]
        return {"excluded": sorted(chosen), "outsiders": data["outsiders"]}


class KnownForm(StepForm):
    is_known = forms.ChoiceField(
        label=_("Wil je zeggen wie je bent?"),
        help_text=_(
            "Het hoeft niet. Ook zonder naam krijg je antwoord. Je kunt het later alsnog doen."
        ),
        choices=Known.choices,
        required=False,
        widget=CardRadio(texts=Known.explanations()),
    )
    known_as = TextField(label=_("Je naam"), limit=SHORT)
    known_contact = TextField(
        label=_("Hoe mag het team je bereiken?"),
        help_text=_("Bijvoorbeeld een telefoonnummer. Niet nodig: het team kan hier schrijven."),
        limit=LINE,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        lacks_name = not data.get("known_as") and "known_as" not in self.errors
        if data.get("is_known") == Known.YES and lacks_name:
            self.add_error("known_as", _("Vul je naam in, of kies ‘Ik blijf anoniem’."))
        return data

    def changes(self) -> dict[str, Any]:
        """A name that was typed but not given is not kept."""
        if self.cleaned_data["is_known"] == Known.YES:
            return dict(self.cleaned_data)
        return {"is_known": self.cleaned_data["is_known"], "known_as": "", "known_contact": ""}


class AddressForm(StepForm):
    address = forms.EmailField(
        label=_("Je e-mailadres"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={
            "invalid": _("Dit lijkt geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl."),
            "max_length": _("Dit e-mailadres is te lang."),
        },
    )
    is_sure = forms.BooleanField(
        label=_("Ik wil dit adres van school toch gebruiken"), required=False
    )

    def prepare(self) -> None:
        self.asks_again = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        address = data.get("address", "")
        if is_school_address(address, self.for_school):
            self.asks_again = True
            if not data.get("is_sure"):
                self.add_error(
                    "address",
                    _(
                        "Dit is een adres van je school. Een beheerder kan dan zien dat je een "
                        "bericht krijgt. Gebruik liever een eigen adres."
                    ),
                )
        return data

    def changes(self) -> dict[str, Any]:
        return {"address": self.cleaned_data["address"]}
