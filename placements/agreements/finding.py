"""A company from the register by typing its name, without a script: type, choose, send."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.companies.models import TrainingCompany
from placements.contacts import register

UNLISTED = "none"
NAME_LENGTH = 160


class CompanyFields(forms.Form):
    """Two fields: the name, and then the choice out of what the register has.

    `may_be_unknown`: whether a company may be given by its name alone.
    """

    company_text = forms.CharField(
        label=_("Bedrijf"),
        max_length=NAME_LENGTH,
        help_text=_(
            "De naam, met de plaats als je die weet. Het nummer van het leerbedrijf mag ook."
        ),
    )
    searched = forms.CharField(required=False, max_length=NAME_LENGTH, widget=forms.HiddenInput)
    company = forms.ChoiceField(
        label=_("Welk bedrijf is het?"), required=False, widget=forms.RadioSelect
    )

    may_be_unknown = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_asking = False  # the list of companies is on the page
        if self.is_bound and self.data.get("searched"):
            self._offer(self.data["searched"][:NAME_LENGTH])

    def _offer(self, text: str) -> int:
        """Put what the register has for these words on the page."""
        rows = list(register.find(text)[: register.LIMIT])
        choices = [(str(one.pk), _line(one)) for one in rows]
        if self.may_be_unknown:
            choices.append((UNLISTED, gettext("Het staat er niet bij")))
        self.fields["company"].choices = choices  # type: ignore[attr-defined]
        self.is_asking = bool(rows)
        return len(rows)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        text = data.get("company_text", "")
        if not text or "company" in self.errors:
            return data
        if text != data.get("searched") or not data.get("company"):
            self._ask(text)
        return data

    def _ask(self, text: str) -> None:
        found = self._offer(text)
        sent = self.data.copy()  # type: ignore[attr-defined]
        sent["searched"] = text
        sent.pop("company", None)
        self.data = sent
        if found:
            self.add_error("company", gettext("Kies het bedrijf uit de lijst."))
        elif not self.may_be_unknown:
            self.add_error("company_text", gettext("Dit bedrijf staat niet in het register."))

    @property
    def chosen(self) -> TrainingCompany | None:
        """The company of the register; None: it is known by its name alone."""
        value = self.cleaned_data.get("company", "")
        if not value or value == UNLISTED:
            return None
        return TrainingCompany.objects.filter(pk=value).first()


def _line(company: TrainingCompany) -> str:
    return " · ".join(filter(None, (company.name, company.place, company.number)))
