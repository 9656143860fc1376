"""Forms of the administration."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import validate_domain_name
from django.utils.translation import gettext_lazy as _

from schools.administration.actions import TEXTS
from schools.registry.models import School
from stagebaken.accounts.models import TEAM_ROLES, Role
from stagebaken.ui.forms import CardRadio

ROLE_TEXTS = {
    Role.CONFIDENTIAL_COUNSELLOR.value: _("Luistert en denkt mee. Vertelt niets door zonder ja."),
    Role.INTERNSHIP_COORDINATOR.value: _("Regelt stages, praat met bedrijven en zoekt een plek."),
}
TITLE_HELP = _("Dit lezen studenten als ze kiezen wie hun melding mag zien.")


class InvitationForm(forms.Form):
    """Whom to invite; the page says for which role, except in the team, where there are two."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres van het werk"),
        help_text=_("De uitnodiging gaat naar dit adres. Daarmee logt deze persoon straks in."),
    )


class TeamInvitationForm(InvitationForm):
    role = forms.ChoiceField(
        label=_("Rol"),
        choices=[(role.value, role.label) for role in TEAM_ROLES],
        widget=CardRadio(texts=ROLE_TEXTS),
    )
    title = forms.CharField(
        label=_("Functie, in gewone woorden"), max_length=80, required=False, help_text=TITLE_HELP
    )


class TitleForm(forms.Form):
    title = forms.CharField(
        label=_("Functie, in gewone woorden"), max_length=80, required=False, help_text=TITLE_HELP
    )


class TermsForm(forms.ModelForm[School]):
    class Meta:
        model = School
        fields = ("acknowledge_days", "feedback_days", "keep_months")
        labels: ClassVar[dict[str, Any]] = {
            "acknowledge_days": _("Ontvangst bevestigen binnen (werkdagen)"),
            "feedback_days": _("Antwoord geven binnen (werkdagen)"),
            "keep_months": _("Bewaren na het afronden (maanden)"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "acknowledge_days": _(
                "Geteld vanaf de dag na de melding. Hoogstens 5 werkdagen, en altijd binnen "
                "7 dagen."
            ),
            "feedback_days": _(
                "Geteld vanaf de dag na de bevestiging. Hoogstens 63 werkdagen, en altijd binnen "
                "drie maanden. Is de melder aan de beurt, dan staat deze termijn stil."
            ),
            "keep_months": _(
                "Van 3 tot 60 maanden. Daarna wordt het dossier vernietigd. De melder en het team "
                "zien dat 30 dagen van tevoren."
            ),
        }


class TextsForm(forms.ModelForm[School]):
    class Meta:
        model = School
        fields = TEXTS
        labels: ClassVar[dict[str, Any]] = {
            "welcome_text": _("Welkomsttekst"),
            "welcome_text_en": _("Welkomsttekst in het Engels"),
            "counsellor_contact": _("Hoe studenten de vertrouwenspersoon bereiken"),
            "counsellor_contact_en": _("Hetzelfde in het Engels"),
            "email_domains": _("E-maildomeinen van de school"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "welcome_text": _("Staat bovenaan het meldpunt. Schrijf kort en in gewone woorden."),
            "welcome_text_en": _("Leeg? Dan zien ook Engelse bezoekers de Nederlandse tekst."),
            "counsellor_contact": _("Bijvoorbeeld een telefoonnummer, een kamer en een tijd."),
            "counsellor_contact_en": _(
                "Ook wie in gevaar is, leest dit. Leeg? Dan zien Engelse bezoekers het Nederlands."
            ),
            "email_domains": _(
                "Met spaties ertussen. Een melder die hier een schooladres invult, krijgt een "
                "waarschuwing: de school kan in die mailbox kijken."
            ),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "welcome_text": forms.Textarea(attrs={"rows": 6}),
            "welcome_text_en": forms.Textarea(attrs={"rows": 6, "lang": "en"}),
            "counsellor_contact_en": forms.TextInput(attrs={"lang": "en"}),
        }

    def clean_email_domains(self) -> str:
        domains = self.cleaned_data["email_domains"].lower().replace(",", " ").split()
        for domain in domains:
            validate_domain_name(domain)
        return " ".join(domains)


class SchoolForm(forms.ModelForm[School]):
    administrator_name = forms.CharField(label=_("Naam van de eerste beheerder"), max_length=120)
    administrator_email = forms.EmailField(label=_("E-mailadres van de eerste beheerder"))

    class Meta:
        model = School
        fields = ("name", "code", "sector")
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Naam van de school"),
            "code": _("Code"),
            "sector": _("Mbo of hbo"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "code": _("Een kort woord zonder spaties. Het staat op de poster en verandert nooit."),
        }
