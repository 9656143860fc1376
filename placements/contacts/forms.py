"""Forms of contact persons."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from placements.companies.models import SizeClass, TrainingCompany
from placements.contacts.profile import FIELDS, version_of

HIGHEST_ALLOWANCE = 5000  # euros a month: above that it is a typing error


class CompanySearchForm(forms.Form):
    q = forms.CharField(label=_("Naam, plaats of leerbedrijf-ID"), max_length=120, required=False)


class ContactForm(forms.Form):
    """Whom to ask in."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres van het werk"),
        max_length=254,
        help_text=_("De uitnodiging gaat naar dit adres. Daarmee logt deze persoon straks in."),
    )


class ProfileForm(forms.ModelForm[TrainingCompany]):
    """What a company says of itself; `version` names the state that the form was filled from."""

    version = forms.CharField(widget=forms.HiddenInput)
    allowance = forms.DecimalField(
        label=_("Vergoeding voor bol-studenten, in euro per maand"),
        min_value=0,
        max_value=HIGHEST_ALLOWANCE,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Vul 0 in als je niets betaalt. Studenten zien dit bedrag."),
    )

    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Bijvoorbeeld: www.voorbeeld.nl"),
    )

    class Meta:
        model = TrainingCompany
        fields = [name for name in FIELDS if name != "allowance_cents"]
        labels: ClassVar[dict[str, Any]] = {
            "size_class": _("Hoeveel mensen werken er?"),
            "learning_tasks": _("Wat leren studenten bij je?"),
            "trades": _("Woorden waarmee studenten je vinden"),
            "public_email": _("E-mailadres voor studenten"),
            "public_phone": _("Telefoonnummer voor studenten"),
            "other_names": _("Andere namen van het bedrijf"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "size_class": _("Tel iedereen mee, ook wie in deeltijd werkt."),
            "learning_tasks": _(
                "Schrijf taken op die een student echt doet. Dus niet welk soort mens je zoekt."
            ),
            "trades": _("Gewone woorden, met spaties ertussen. Bijvoorbeeld: banden remmen apk."),
            "public_email": _("Iedereen kan dit lezen. Kies liever geen adres van één persoon."),
            "public_phone": _("Ook dit kan iedereen lezen."),
            "other_names": _("Zoals mensen het bedrijf ook noemen, of zoals het vroeger heette."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "learning_tasks": forms.Textarea(attrs={"rows": 6}),
            "public_email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, instance: TrainingCompany, **kwargs: Any) -> None:
        cents = instance.allowance_cents
        initial = {
            "version": version_of(instance),
            "allowance": None if cents is None else Decimal(cents) / 100,
        }
        kwargs |= {"instance": instance, "initial": initial}
        super().__init__(*args, **kwargs)
        size = self.fields["size_class"]
        size.required = True
        size.choices = [("", _("Kies")), *SizeClass.choices]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What was written, by the names of the model's fields."""
        facts = {name: self.cleaned_data[name] for name in self._meta.fields or []}
        return facts | {"allowance_cents": int(self.cleaned_data["allowance"] * 100)}

    def use_version(self, version: str) -> None:
        """Let the same input be sent again, now against this state."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = version  # type: ignore[index]


def differences(form: ProfileForm, now: TrainingCompany) -> list[tuple[Any, str]]:
    """What is saved now where it differs from what this form holds: (label, saved words)."""
    facts = form.facts()
    found: list[tuple[Any, str]] = []
    for name in FIELDS:
        if facts[name] != getattr(now, name):
            label = form.fields["allowance" if name == "allowance_cents" else name].label
            found.append((label, shown(now, name)))
    return found


def shown(company: TrainingCompany, name: str) -> str:
    if name == "allowance_cents":
        euros = company.allowance_euros
        return "–" if euros is None else f"€ {number_format(euros, 2)}"
    if name == "size_class":
        return str(company.get_size_class_display() or "–")
    return str(getattr(company, name) or "–")
